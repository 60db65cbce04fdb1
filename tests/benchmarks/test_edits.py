"""Each edit does what it says, at every strength it may draw."""

import random
import re
from collections import Counter
from difflib import SequenceMatcher

import edits
import pytest
from texts import count, join, sentences

SEEDS = range(12)


def words(text) -> list[str]:
    return re.findall(r"\w+", join(text).lower())


def edited(before, after) -> float:
    """Share of the words of a text that an edit touched."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    touched = sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal")
    return touched / len(before)


@pytest.mark.parametrize("seed", SEEDS)
def test_punctuation_changes_marks_and_never_words(make, seed: int) -> None:
    text = make(seed, 300)
    copy = edits.punctuation(random.Random(seed), text)
    assert words(copy) == words(text)
    assert join(copy) != join(text)


@pytest.mark.parametrize("seed", SEEDS)
def test_light_edits_touch_two_to_five_of_a_hundred_words(make, lexicon, seed: int) -> None:
    text = make(seed, 600)
    copy = edits.light(random.Random(seed), text, lexicon)
    assert 0.01 < edited(words(text), words(copy)) < 0.08


@pytest.mark.parametrize("seed", SEEDS)
def test_heavy_edits_touch_fifteen_to_twenty_five_of_a_hundred(make, lexicon, seed: int) -> None:
    text = make(seed, 600)
    copy = edits.heavy(random.Random(seed), text, lexicon)
    assert 0.11 < edited(words(text), words(copy)) < 0.33


@pytest.mark.parametrize("seed", SEEDS)
def test_syndication_adds_up_to_sixty_words_around_the_whole_text(make, lexicon, seed) -> None:
    text = make(seed, 200)
    copy = edits.syndication(random.Random(seed), text, lexicon)
    assert copy[1:-1] == text
    assert 14 <= count(copy) - count(text) <= 62


@pytest.mark.parametrize("seed", SEEDS)
def test_reorder_keeps_every_sentence_elsewhere(make, seed: int) -> None:
    text = make(seed, 300)
    before = list(sentences(text))
    after = list(sentences(edits.reorder(random.Random(seed), text)))
    assert after != before
    assert Counter(after) == Counter(before)


def test_a_text_of_one_sentence_cannot_be_reordered() -> None:
    assert edits.reorder(random.Random(1), [["Only this."]]) == [["Only this."]]


@pytest.mark.parametrize("seed", SEEDS)
def test_truncation_keeps_the_first_40_to_70_of_a_hundred_words(make, seed: int) -> None:
    text = make(seed, 800)
    copy = edits.truncation(random.Random(seed), text)
    kept = list(sentences(copy))
    assert kept == list(sentences(text))[: len(kept)]
    assert 0.4 <= count(copy) / count(text) < 0.72


@pytest.mark.parametrize("seed", SEEDS)
def test_embedding_holds_the_base_in_one_piece(make, seed: int) -> None:
    text, host = make(seed, 100), make(seed + 100, 250)
    copy = edits.embedding(random.Random(seed), text, host)
    assert join(text) in join(copy)
    assert count(copy) == count(text) + count(host)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_update_has_new_sentences_and_other_figures(make, seed: int) -> None:
    text = make(seed, 600)
    copy = edits.update(random.Random(seed), text, make(seed + 100, 600))
    without = [re.sub(r"\d", "0", sentence) for sentence in sentences(text)]
    pairs = list(zip(without, sentences(copy), strict=True))
    new = sum(re.sub(r"\d", "0", after) != before for before, after in pairs)
    assert 0.08 <= new / len(pairs) <= 0.37
    assert re.findall(r"\d+", join(copy)) != re.findall(r"\d+", join(text))


def test_an_edit_leaves_its_base_alone(make, lexicon) -> None:
    text, same = make(1, 300), make(1, 300)
    rng = random.Random(1)
    edits.punctuation(rng, text)
    edits.light(rng, text, lexicon)
    edits.heavy(rng, text, lexicon)
    edits.syndication(rng, text, lexicon)
    edits.reorder(rng, text)
    edits.truncation(rng, text)
    edits.embedding(rng, text, make(2, 300))
    edits.update(rng, text, make(3, 300))
    assert text == same
