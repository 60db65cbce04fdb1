"""Levels: what is exact, what is near, and that the scores are the true ones."""

import re
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article, Level
from newskit.duplicates.verify import ComparedText, equal_texts, near, overlap
from newskit.text.words import shingles, words

# Two hundred words that differ, so that every five-word shingle is there once.
WORDS = [
    f"{first}{rest}"
    for first in "bdfgklmnpr"
    for rest in re.findall("...", ("adeeboikooneuzuafiestiraolmurnaneersistompuldarxentiskothush"))
]


def compared(text: str) -> ComparedText:
    return ComparedText(Article(text))


def run(first: int, last: int) -> ComparedText:
    """Give the text of the words `first` to `last - 1`: it has `last - first - 4` shingles."""
    return compared(" ".join(WORDS[first:last]))


def level(a: ComparedText, b: ComparedText) -> Level | None:
    match = near(a, b)
    return match.level if match else None


# Exact


def same(a: str, b: str) -> bool:
    return len(equal_texts([compared(a), compared(b)])) == 1


TEXT = "“Größe” counts, he said: the café sold 1,000 office flats."


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace(",", "").replace("1000", "1 000").replace(".", " !"),
        TEXT.replace(" ", "\u00a0\n\t"),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("ffi", "\ufb03").replace("fl", "\ufb02"),
        TEXT.replace("office", "of\u00adfice"),
        TEXT.replace("office", "off\u200bice"),
        TEXT.replace("office", "ｏｆｆｉｃｅ"),
        TEXT.replace("Größe", "GRÖSSE"),
        "\ufeff" + TEXT,
    ],
)
def test_exact_is_the_same_words_however_they_are_set(other: str) -> None:
    assert other != TEXT
    assert same(TEXT, other)


@pytest.mark.parametrize(
    "other",
    [
        TEXT + " Yes",
        TEXT.replace("sold", "sold no"),
        TEXT.replace("1,000", "1,001"),
        "flats office",
    ],
)
def test_another_word_is_not_exact(other: str) -> None:
    assert not same(TEXT, other)


def test_word_order_counts() -> None:
    assert not same("The mayor thanked the baker.", "The baker thanked the mayor.")


@pytest.mark.parametrize(
    ("text", "equal", "other"),
    [
        ("17 4 23", "17, 4; 23", "17 23 4"),
        ("🎈🎈 🎉", " 🎈🎈\n🎉 ", "🎈🎉"),
        ("北京的桥已经关闭。", "北京的桥，已经关闭", "北京的桥已经开放。"),
        ("One.", "one", "Two."),
        ("— …", " —  ...", "– …"),
    ],
)
def test_texts_of_few_words_digits_emoji_and_chinese(text: str, equal: str, other: str) -> None:
    assert same(text, equal)
    assert not same(text, other)
    assert near(compared(text), compared(other)) is None


def test_a_text_that_is_boilerplate_from_end_to_end_equals_nothing() -> None:
    mark = [{"start": 0, "end": 10, "rule": "footer"}]
    empty = [ComparedText(Article("Follow us.", extra={"boilerplate": mark})) for _ in range(2)]
    assert equal_texts(empty) == [[0], [1]]
    assert near(empty[0], empty[1]) is None


# Near


def test_the_thresholds_are_inclusive() -> None:
    """100 shingles each, 67 in common: 67 of 133 is just over a half, 66 of 134 just under."""
    assert level(run(0, 104), run(33, 137)) is Level.NEAR
    assert level(run(0, 104), run(34, 138)) is None
    match = near(run(0, 94), run(30, 124))  # 60 of 120
    assert match is not None
    assert (match.similarity, match.containment) == (0.5, 0.6667)


def test_scores_are_rounded_before_they_are_compared() -> None:
    """What is printed is what was compared: 0.3333 does reach a threshold of 0.3333."""
    third = run(0, 24), run(10, 34)  # 10 of 30 shingles
    assert near(*third, threshold=0.3333) is not None
    assert near(*third, threshold=0.3334) is None


def test_a_text_that_stands_in_a_longer_one_is_a_copy_but_never_the_reverse() -> None:
    short, long = run(0, 34), run(0, 200)  # 30 shingles in 196
    match = near(short, long)
    assert match is not None
    assert (match.similarity, match.containment) == (0.1531, 1.0)
    assert (match.a_may_go, match.b_may_go) == (True, False)
    mirrored = near(long, short)
    assert mirrored is not None
    assert (mirrored.a_may_go, mirrored.b_may_go) == (False, True)


def test_a_text_of_fewer_than_thirty_shingles_is_no_copy_by_containment() -> None:
    assert near(run(0, 33), run(0, 200)) is None


def test_four_fifths_of_the_shorter_are_enough() -> None:
    assert level(run(0, 104), run(20, 200)) is Level.NEAR  # 80 of 100
    assert level(run(0, 104), run(21, 200)) is None


def test_of_equally_long_texts_either_may_go() -> None:
    a, b = run(0, 54), run(10, 64)
    match = near(a, b)
    assert match is not None
    assert match.a_may_go
    assert match.b_may_go


few_words = st.lists(st.sampled_from(["ard", "bay", "cap", "dam"]), min_size=1, max_size=30)


@given(few_words, few_words)
def test_scores_are_those_of_the_definition(a: list[str], b: list[str]) -> None:
    def runs(text: list[str]) -> set[tuple[str, ...]]:
        return {tuple(text[i : i + 5]) for i in range(max(1, len(text) - 4))}

    common, union = runs(a) & runs(b), runs(a) | runs(b)
    jaccard = Fraction(len(common), len(union))
    containment = Fraction(len(common), min(len(runs(a)), len(runs(b))))
    got = overlap(compared(" ".join(a)).shingles, compared(" ".join(b)).shingles)
    assert got == (round(float(jaccard), 4), round(float(containment), 4))
    assert overlap(compared(" ".join(b)).shingles, compared(" ".join(a)).shingles) == got


@given(st.text(max_size=80), st.text(max_size=80))
def test_texts_with_the_same_words_have_the_same_shingles(a: str, b: str) -> None:
    """So that one of them can stand for all when pairs are verified."""
    if words(a) == words(b):
        assert shingles(words(a)) == shingles(words(b))
    spaced = re.sub(r"\s", "\n", a)
    assert shingles(words(a)) == shingles(words(spaced))


def test_a_trimmed_print_may_go_for_the_full_one_and_never_the_reverse() -> None:
    """At whatever Jaccard: it loses nothing, the reverse would lose a third of the report."""
    full = " ".join(f"w{n}" for n in range(150))
    trimmed = " ".join(f"w{n}" for n in range(100))
    match = near(compared(full), compared(trimmed))
    assert match is not None
    assert match.similarity > 0.6
    assert (match.a_may_go, match.b_may_go) == (False, True)


def test_two_prints_with_a_sentence_more_each_may_go_for_one_another() -> None:
    text = " ".join(f"w{n}" for n in range(150))
    match = near(compared(f"{text} one two three four five six"), compared(text))
    assert match is not None
    assert (match.a_may_go, match.b_may_go) == (True, True)
