"""Alignment: sentences of two texts that say the same, one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text import align as aligning
from newskit.text.align import align, alignable
from newskit.text.spans import Span

WIRE = (
    "The city council of Tarnwick voted on Monday to close the old grain bridge for two years. "
    "Engineers had found 41 cracks in its eastern pillar. "
    "Buses will take a detour through Mill Street, the transport office said."
)
RETOLD = (
    "Buses are to make a detour along Mill Street, according to the transport office. "
    "For two years the old grain bridge will be closed, Tarnwick's city council decided on Monday. "
    "In the eastern pillar engineers counted 41 cracks."
)
ELSEWHERE = (
    "Penguins at the zoo hatched three chicks overnight. "
    "Their keeper weighs them every morning on a kitchen scale."
)

sentences = st.lists(
    st.sampled_from(
        [
            "Farmers lost their barley in the May hail.",
            "The hail in May cost farmers most of the barley.",
            "A court in Orm fined the ferry line.",
            "The ferry line was fined by a court.",
            "He agreed.",
            "Rain fell.",
        ]
    ),
    max_size=9,
).map(" ".join)


def pairs(a: str, b: str) -> list[tuple[str, str]]:
    return [
        (a[slice(*pair.a)], b[slice(*pair.b)]) for pair in align(alignable(a), alignable(b)).pairs
    ]


def first_words(a: str, b: str) -> list[tuple[str, str]]:
    return [(one.split()[0], other.split()[0]) for one, other in pairs(a, b)]


def test_sentences_meet_their_retelling_whatever_the_order() -> None:
    assert first_words(WIRE, RETOLD) == [("The", "For"), ("Engineers", "In"), ("Buses", "Buses")]


def test_a_retold_text_is_covered_and_an_unrelated_one_is_not() -> None:
    same = align(alignable(WIRE), alignable(RETOLD))
    other = align(alignable(WIRE), alignable(ELSEWHERE))
    assert (same.coverage_a, same.coverage_b) == (1.0, 1.0)
    assert same.jaccard > 0.6
    assert (other.pairs, other.coverage_a, other.coverage_b, other.jaccard) == ((), 0.0, 0.0, 0.0)


def test_coverage_is_of_each_text_by_itself() -> None:
    alignment = align(alignable(WIRE), alignable(RETOLD + " " + ELSEWHERE))
    assert alignment.coverage_a == 1.0
    assert 0.5 < alignment.coverage_b < 0.8


def test_inflections_of_a_word_are_one_word() -> None:
    assert pairs("Villagers travelled by sledges.", "The villager was traveling by sledge.")


def test_a_sentence_has_one_counterpart_at_most() -> None:
    doubled = WIRE.split(". ")[0] + ". "
    assert len(pairs(doubled, doubled * 3)) == 1


def test_a_text_is_its_own_counterpart_even_when_it_repeats_itself() -> None:
    refrain = "The bells of the harbour rang for the drowned. " * 200
    alignment = align(alignable(refrain), alignable(refrain))
    assert len(alignment.pairs) == 200
    assert alignment.coverage_a == 1.0


def test_two_common_words_do_not_make_a_pair() -> None:
    assert pairs("The council met.", "The council met farmers from Orm over milk prices.") == []


def test_skipped_spans_are_no_part_of_the_text() -> None:
    head = WIRE.index("Engineers")
    skipping = alignable(WIRE, skip=[Span(0, head)])
    assert skipping.sentences[0].start == head
    assert align(skipping, alignable(WIRE)).coverage_a == 1.0


def test_a_text_of_some_of_its_sentences_is_as_if_it_had_no_others() -> None:
    whole = alignable(WIRE)
    middle = whole.sentences[1]
    skip = [Span(0, middle.start), Span(middle.end, len(WIRE))]
    assert whole.only([1]) == alignable(WIRE, skip=skip)
    assert whole.only([0, 1, 2]) == whole


def test_facts_are_numbers_and_names_but_no_first_word() -> None:
    text = alignable("Engineers found 41 cracks in Tarnwick. The 3rd pillar of Øre_Bridge fell.")
    assert list(text.facts) == [{"41", "tarnwick"}, {"3rd", "øre", "bridge"}]
    assert text.all_facts == {"41", "tarnwick", "3rd", "øre", "bridge"}


def test_typographic_marks_and_accents_change_no_terms() -> None:
    plain = alignable("The mayor's plan, he said, is to repair it for 40 euros.")
    marked = alignable("The mayor’s “plan”, he said – is to repair it… for 40 euros.")
    assert marked.terms == plain.terms
    composed, apart = alignable("Café Zürich burned."), alignable("Cafe\u0301 Zu\u0308rich burned.")
    assert composed.terms == apart.terms


def test_a_term_in_too_many_sentences_finds_no_pairs_but_counts_in_those_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a = "Grain rotted. Grain was sold to Orm. Grain fell at the bridge."
    b = "Grain went to Orm, where it was sold. The bridge fell. Grain."
    assert first_words(a, b) == [("Grain", "Grain")]
    score = align(alignable(a), alignable(b)).pairs[0].score
    monkeypatch.setattr(aligning, "COMMON", 4)
    assert align(alignable(a), alignable(b)).pairs[0].score == score
    monkeypatch.setattr(aligning, "COMMON", 1)
    assert pairs(a, b) == []


def test_the_places_of_a_term_that_is_everywhere_are_only_counted() -> None:
    refrain = "The bells of the harbour rang. " * 200
    assert [len(places) for places in alignable(refrain).places.values()] == [200, 200, 200]


def test_texts_without_spaces_between_words_align() -> None:
    a = "市议会星期一决定关闭旧粮桥两年。工程师在东侧桥墩发现了裂缝。"
    b = "旧粮桥将关闭两年，市议会星期一作出决定。"
    assert pairs(a, b) == [("市议会星期一决定关闭旧粮桥两年。", b)]


def test_nothing_aligns_with_nothing() -> None:
    alignment = align(alignable(""), alignable("…"))
    assert (alignment.pairs, alignment.coverage_a, alignment.jaccard) == ((), 0.0, 0.0)


@given(sentences, sentences)
def test_swapping_the_texts_mirrors_the_alignment(a: str, b: str) -> None:
    one, other = align(alignable(a), alignable(b)), align(alignable(b), alignable(a))
    mirrored = sorted((pair.b, pair.a, pair.score, pair.shared) for pair in other.pairs)
    assert sorted(one.pairs) == mirrored
    assert (one.coverage_a, one.coverage_b) == (other.coverage_b, other.coverage_a)
    assert (one.weight_a, one.jaccard) == (other.weight_b, other.jaccard)


@given(sentences, sentences)
def test_the_alignment_is_one_to_one_and_its_shares_are_shares(a: str, b: str) -> None:
    alignment = align(alignable(a), alignable(b))
    assert len({pair.a for pair in alignment.pairs}) == len(alignment.pairs)
    assert len({pair.b for pair in alignment.pairs}) == len(alignment.pairs)
    for share in (alignment.coverage_a, alignment.coverage_b, alignment.jaccard):
        assert 0.0 <= share <= 1.0
    assert sum(pair.shared for pair in alignment.pairs) <= min(
        alignment.weight_a, alignment.weight_b
    )
