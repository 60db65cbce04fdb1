"""Texts are parted, cut and typeset without a word being lost."""

import random

import templates
from texts import count, cut, is_typographic, join, split, typeset


def test_a_text_is_parted_into_paragraphs_and_sentences() -> None:
    text = 'The dam held. "It is safe," J. Moor said.\n\nWork goes on.'
    assert split(text) == [["The dam held.", '"It is safe," J. Moor said.'], ["Work goes on."]]


def test_a_cut_falls_behind_a_sentence() -> None:
    text = split("One two three. Four five.\n\nSix seven eight. Nine.")
    head, rest = cut(text, 4)
    assert join(head) == "One two three. Four five."
    assert join(rest) == "Six seven eight. Nine."
    assert cut(text, 100) == (text, [])


def test_print_has_its_own_quotes_and_dashes() -> None:
    text = [['"It\'s late," he said -- twice.']]
    assert join(typeset(text, random.Random(1))) == "“It’s late,” he said — twice."


def test_a_text_without_quotes_and_dashes_gets_a_quotation() -> None:
    plain = split("The dam held. Work goes on.")
    assert not is_typographic(join(plain))
    assert is_typographic(join(typeset(plain, random.Random(1))))
    assert count(typeset(plain, random.Random(1))) == count(plain)


def test_a_template_is_filled_with_other_facts_each_time() -> None:
    rng = random.Random(1)
    for form in templates.FORMS:
        template = templates.template(rng, form)
        first, second = templates.fill(rng, template), templates.fill(rng, template)
        assert first != second
        assert not set("{}[]|") & set(join(first))
        assert len(set(join(first).split()) & set(join(second).split())) > 20
