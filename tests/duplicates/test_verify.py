"""Levels: what is exact, what is near, and that the scores are the true ones."""

import re
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level
from newskit.duplicates.collection import collection_of
from newskit.duplicates.match import Match
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.texts import hashed_texts
from newskit.duplicates.verify import verified
from newskit.duplicates.workspace import Workspace
from newskit.text.words import shingles, words

# Two hundred words that differ, so that every five-word shingle is there once.
WORDS = [
    f"{first}{rest}"
    for first in "bdfgklmnpr"
    for rest in re.findall("...", ("adeeboikooneuzuafiestiraolmurnaneersistompuldarxentiskothush"))
]


def run(first: int, last: int) -> str:
    """Give the text of the words `first` to `last - 1`: it has `last - first - 4` shingles."""
    return " ".join(WORDS[first:last])


def near(a: str, b: str, threshold: float = 0.5) -> Match | None:
    """Match two texts at the level `near`; the first is `a`."""
    collection = collection_of([Article(a), Article(b)])
    found = verified(collection, every_pair(len(collection)), Level.NEAR, threshold)
    return found[0] if found else None


def level(a: str, b: str) -> Level | None:
    match = near(a, b)
    return match.level if match else None


# Exact


def same(a: str, b: str) -> bool:
    return hashed_texts([Article(a), Article(b)], Workspace()).of.tolist() == [0, 0]


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
    assert near(text, other) is None


NOTHING_LEFT = {"boilerplate": [{"start": 0, "end": 10, "rule": "footer"}]}


@pytest.mark.parametrize(
    "empty",
    [
        [
            Article("Follow us.", id="a", extra=NOTHING_LEFT),
            Article("Call us!!!", id="b", extra=NOTHING_LEFT),
        ],
        [Article("\u200b", id="a"), Article("\u00ad\u00ad", id="b")],
    ],
    ids=["boilerplate from end to end", "invisible characters"],
)
def test_a_text_of_no_words_equals_nothing(empty: list[Article]) -> None:
    """There is nothing to compare: that it is a copy would be said without evidence."""
    assert len(newskit.dedupe(empty, cleaners=[])) == 2


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
    match = near(run(0, 54), run(10, 64))
    assert match is not None
    assert match.a_may_go
    assert match.b_may_go


few_words = st.lists(st.sampled_from(["ard", "bay", "cap", "dam"]), min_size=1, max_size=30)


@given(few_words, few_words, st.integers(1, 10))
def test_scores_are_those_of_the_definition(a: list[str], b: list[str], tenths: int) -> None:
    """Law: of the full sets of shingles, rounded, then compared with the threshold."""

    def runs(text: list[str]) -> set[tuple[str, ...]]:
        return {tuple(text[i : i + 5]) for i in range(max(1, len(text) - 4))}

    common, union = runs(a) & runs(b), runs(a) | runs(b)
    jaccard = round(float(Fraction(len(common), len(union))), 4)
    containment = round(float(Fraction(len(common), min(len(runs(a)), len(runs(b))))), 4)
    found = near(" ".join(a), " ".join(b), tenths / 10)
    # Fewer than 30 shingles each: containment alone says nothing. Equal texts are one text.
    assert (found is not None) == (a != b and jaccard >= tenths / 10)
    if found:
        assert (found.similarity, found.containment) == (jaccard, containment)
        turned = near(" ".join(b), " ".join(a), tenths / 10)
        assert turned == found.between(1, 0)


@given(st.text(max_size=80), st.text(max_size=80))
def test_texts_with_the_same_words_have_the_same_shingles(a: str, b: str) -> None:
    """So that one of them can stand for all when pairs are verified."""
    if words(a) == words(b):
        assert shingles(words(a)) == shingles(words(b))
    spaced = re.sub(r"\s", "\n", a)
    assert shingles(words(a)) == shingles(words(spaced))


def test_a_trimmed_print_may_go_for_the_full_one_and_never_the_reverse() -> None:
    """At whatever Jaccard: it loses nothing, the reverse would lose a third of the report."""
    match = near(run(0, 150), run(0, 100))
    assert match is not None
    assert match.similarity > 0.6
    assert (match.a_may_go, match.b_may_go) == (False, True)


def test_two_prints_with_a_sentence_more_each_may_go_for_one_another() -> None:
    match = near(run(0, 150) + " one two three four five six", run(0, 150))
    assert match is not None
    assert (match.a_may_go, match.b_may_go) == (True, True)


# The levels in their order


def test_the_strongest_level_that_holds_is_told(samples) -> None:
    """Sample 000 retells what 001 and 002 print; a pair is told once."""
    articles = newskit.read(*(samples / f"00{n}.txt" for n in range(5)))
    collection = collection_of(articles)
    found = verified(collection, every_pair(5), Level.REWRITTEN, 0.5)
    assert {(m.a, m.b): m.level for m in found} == {
        (0, 1): Level.REWRITTEN,
        (0, 2): Level.REWRITTEN,
        (1, 2): Level.NEAR,
    }
    assert len(found) == 3
    (only,) = verified(collection, every_pair(5), Level.NEAR, 0.5)
    assert only in found


def test_only_candidates_are_verified(samples) -> None:
    collection = collection_of(newskit.read(*(samples / f"00{n}.txt" for n in range(5))))
    assert not verified(collection, every_pair(5)[:1], Level.NEAR, 0.5)
    assert not verified(collection, every_pair(0), Level.REWRITTEN, 0.5)
