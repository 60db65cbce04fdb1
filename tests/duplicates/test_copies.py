"""De-duplication as a whole: `newskit.dedupe`, its marks, its pairs."""

import random
import re
import time
from dataclasses import replace
from itertools import permutations

import pytest

import newskit
from newskit.article import Article
from newskit.deduplicated import Deduplicated
from newskit.errors import PluginError, UsageError

STORY = """The bridge over the river Ard at Kesslow will stay closed until spring, the county said
on Monday. Engineers found cracks in two of its four piers after the December flood. Drivers must
use the ferry at Port Ellering, which takes twelve cars at a time and stops at nine in the evening.
Mayor Ilse Brandt called the closure a blow for the market, where half the stalls come from the
other bank. The repair will cost three million crowns, of which the state pays two thirds."""
MORE = """ Fishermen have offered to carry schoolchildren across in their boats for nothing. The
county first wants to see their life jackets. A decision is expected before the holidays end, said
a spokeswoman, who added that the wooden footbridge of 1911 was not considered an alternative."""
OTHER = """A twelve-year-old has won the chess championship of the province. She beat the holder
in nineteen moves on Sunday and went home by tram, because she had homework to do for Monday, as
her father told the reporters who were waiting for her outside the town hall with their cameras."""


def marks(result: Deduplicated) -> dict[str, object]:
    return {a.id: a.extra.get("copy_of", a.extra.get("copies")) for a in result.all}


def ids(articles) -> list[str]:
    return [article.id for article in articles]


@pytest.fixture(scope="module")
def pile(article) -> list[Article]:
    """Two prints of one text, a longer version, a story of its own."""
    return [
        article(STORY, id="a", title="Bridge closed", published="2026-03-02T08:00:00Z"),
        article(STORY.upper(), id="b", source="ard.example", url="https://ard.example/b", note=1),
        article(STORY + MORE, id="c", path="in/c.txt"),
        article(OTHER, id="d"),
    ]


# Marks


def test_a_kept_article_lists_its_copies_and_a_removed_one_names_it(pile) -> None:
    result = newskit.dedupe(pile)
    assert ids(result) == ["c", "d"]
    assert ids(result.all) == ["a", "b", "c", "d"]
    kept, alone = result.kept
    scores = {"level": "near", "similarity": 0.6484, "containment": 1.0}
    assert kept.extra["copies"] == [
        {"id": "a", "title": "Bridge closed", "published": "2026-03-02T08:00:00Z", **scores},
        {"id": "b", "url": "https://ard.example/b", "source": "ard.example", **scores},
    ]
    assert alone.extra["copies"] == []
    assert [a.extra["copy_of"] for a in result.removed] == [{"id": "c", **scores}] * 2
    assert all("copies" not in a.extra for a in result.removed)


def test_every_other_key_stays(pile) -> None:
    for before, after in zip(pile, newskit.dedupe(pile).all, strict=True):
        record = after.record()
        assert record | before.record() == record
        assert set(record) - set(before.record()) <= {"boilerplate", "copies", "copy_of"}


def test_the_output_of_a_run_is_its_own_result(pile) -> None:
    """Both of the kept articles alone, and of all of them."""
    result = newskit.dedupe(pile)
    assert newskit.dedupe(result.all).all == result.all
    assert newskit.dedupe(result.kept).kept == result.kept


def test_copies_that_were_dropped_stay_listed_below_the_copy_that_listed_them(pile) -> None:
    a, b, c, d = pile
    first = newskit.dedupe([a, b, d]).kept
    assert ids(first) == ["a", "d"]
    kept, _ = newskit.dedupe([c, *first])
    (entry,) = kept.extra["copies"]
    assert (kept.id, entry["id"]) == ("c", "a")
    assert [nested["id"] for nested in entry["copies"]] == ["b"]
    assert entry["copies"][0]["level"] == "exact"


def test_a_dropped_copy_that_is_back_is_listed_once(pile) -> None:
    a, b, _, _ = pile
    (kept,) = newskit.dedupe([a, b])
    result = newskit.dedupe([kept, b])
    assert [entry["id"] for entry in result.kept[0].extra["copies"]] == ["b"]


@pytest.mark.parametrize(
    "mark", [7, "two", {}, [7], [{}], [{"id": None}], [{"id": ["a"]}], [{"copies": 3}]]
)
def test_a_mark_of_a_stranger_that_makes_no_sense_does_no_harm(article, mark) -> None:
    result = newskit.dedupe([article(STORY, copies=mark, copy_of=mark)])
    assert result.kept[0].extra["copies"] == []


# Levels, policies


def test_each_level_includes_the_stronger_ones(samples) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    pairs = {
        level: {(p.a, p.b) for p in newskit.dedupe(articles, level=level).pairs()}
        for level in ("exact", "near", "rewritten")
    }
    assert pairs["exact"] < pairs["near"] < pairs["rewritten"]


def test_at_level_story_one_article_of_a_story_stays(samples) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    result = newskit.dedupe(articles, level="story")
    stories = newskit.stories(newskit.dedupe(articles).all)
    story_of = {a.id: a.extra["story"]["id"] for a in stories}
    assert sorted(story_of[a.id] for a in result.kept) == sorted(set(story_of.values()))
    for removed in result.removed:
        assert story_of[removed.extra["copy_of"]["id"]] == story_of[removed.id]


@pytest.mark.parametrize(
    ("keep", "kept"),
    [("longest", "a"), ("earliest", "a"), ("first", "b"), ("source:ard.example", "b")],
)
def test_the_keep_policy_chooses_among_equals(pile, keep: str, kept: str) -> None:
    a, b, _, _ = pile
    assert ids(newskit.dedupe([b, a], keep=keep)) == [kept]


def test_no_policy_removes_a_long_text_for_a_short_one_it_contains(article) -> None:
    long = article(" ".join([STORY, MORE, OTHER]), id="long", published="2026-03-09")
    short = article(STORY, id="short", published="2026-03-01", source="ard.example")
    for keep in ("longest", "earliest", "first", "source:ard.example"):
        assert ids(newskit.dedupe([short, long], keep=keep, level="near")) == ["long"]


def test_what_is_a_copy_of_equal_prints_names_the_print_that_is_kept(pile) -> None:
    """Of equal prints one is compared for all; here it is not the one that stays."""
    a, b, long, _ = pile
    prints = [replace(a, text=long.text), replace(b, text=long.text)]
    short = replace(pile[0], id="s")
    result = newskit.dedupe([*prints, short], keep=lambda article: article.id != "b")
    assert ids(result) == ["b"]
    of = {article.id: article.extra["copy_of"] for article in result.removed}
    assert {id_: (mark["id"], mark["level"]) for id_, mark in of.items()} == {
        "a": ("b", "exact"),
        "s": ("b", "near"),
    }
    (kept,) = result
    assert [entry["id"] for entry in kept.extra["copies"]] == ["a", "s"]


def test_a_keeper_may_be_a_function(pile) -> None:
    a, b, _, _ = pile
    assert ids(newskit.dedupe([a, b], keep=lambda article: article.id != "b")) == ["b"]


@pytest.mark.parametrize(
    "wrong", [{"level": "related"}, {"level": "nearly"}, {"threshold": 0}, {"threshold": 1.1}]
)
def test_wrong_settings(pile, wrong) -> None:
    with pytest.raises(UsageError):
        newskit.dedupe(pile, **wrong)


def test_nothing_in_nothing_out() -> None:
    result = newskit.dedupe([])
    assert (result.all, result.pairs(), len(result)) == ([], [], 0)


# Pairs


def test_every_verified_pair_is_listed_also_between_removed_ones(pile) -> None:
    found = newskit.dedupe(pile).pairs()
    assert [(p.a, p.b, p.level, p.similarity, p.containment) for p in found] == [
        ("a", "b", "exact", 1.0, 1.0),
        ("a", "c", "near", 0.6484, 1.0),
        ("b", "c", "near", 0.6484, 1.0),
    ]


def test_marks_and_pairs_agree(samples) -> None:
    result = newskit.dedupe(newskit.read(samples, on_problem=lambda problem: None))
    pairs = {frozenset((p.a, p.b)): (p.level, p.similarity, p.containment) for p in result.pairs()}
    for article in result.removed:
        of = article.extra["copy_of"]
        scores = of["level"], of["similarity"], of["containment"]
        assert pairs[frozenset((article.id, of["id"]))] == scores


# Order and size


def test_equal_texts_that_are_set_differently_do_not_bring_in_the_order(samples) -> None:
    """Without full stops a text has other sentences, and `rewritten` is about sentences."""
    retold, wire = newskit.read(samples / "000.txt", samples / "001.txt")
    bare = re.sub(r"\W+", " ", wire.text).lower()
    prints = [Article(wire.text, id="a"), Article(bare, id="b"), retold]
    results = [marks(newskit.dedupe(order)) for order in permutations(prints)]
    assert results == results[:1] * 6


def test_thousands_of_prints_of_one_text_are_one_text_to_compare(article) -> None:
    prints = [article(STORY, id=f"print-{n:04}") for n in range(2000)]
    others = [article(f"{OTHER} Number {n}.", id=f"other-{n:02}") for n in range(20)]
    seen = []

    def detector(articles):
        seen.append(len(articles))
        return []

    pile = prints + others
    random.Random(1).shuffle(pile)
    began = time.process_time()
    result = newskit.dedupe(pile, detectors=[detector], cleaners=[])
    pairs = result.pairs()
    assert time.process_time() - began < 5
    assert seen == [21]
    assert len(result.kept) == 21
    assert len(next(a for a in result.kept if a.id == "print-0000").extra["copies"]) == 1999
    assert len(pairs) == 1999


# Detectors


def test_a_detector_may_repeat_and_turn_pairs_round(pile) -> None:
    def detector(articles):
        pairs = [(a, b) for a in range(len(articles)) for b in range(len(articles))]
        return pairs + pairs

    assert marks(newskit.dedupe(pile, detectors=[detector])) == marks(newskit.dedupe(pile))


def test_what_a_detector_suggests_is_verified(pile) -> None:
    every_pair = newskit.dedupe(pile, detectors=["pairs"], level="near")
    assert {"d"} == {a.id for a in every_pair.kept} - {"c"}


def test_a_detector_that_finds_nothing_leaves_the_equal_texts(pile) -> None:
    assert ids(newskit.dedupe(pile, detectors=[lambda articles: []])) == ["a", "c", "d"]


@pytest.mark.parametrize(
    "answer",
    [[(0, 99)], [(-1, 0)], [(0,)], [(0, 1, 2)], ["ab"], [7], None, 7, [(0.5, 1)], [(None, 1)]],
)
def test_a_detector_that_answers_nonsense_is_named(pile, answer) -> None:
    with pytest.raises(PluginError, match="detector"):
        newskit.dedupe(pile, detectors=[lambda articles: answer])


def test_a_detector_that_raises_is_named(pile) -> None:
    def detector(articles):
        raise RuntimeError("out of luck")

    with pytest.raises(PluginError, match=r"detector .* failed: RuntimeError: out of luck"):
        newskit.dedupe(pile, detectors=[detector])


def test_a_keeper_that_raises_or_cannot_compare_is_named(pile) -> None:
    with pytest.raises(PluginError, match=r"keeper .* failed: ZeroDivisionError"):
        newskit.dedupe(pile, keep=lambda article: 1 / 0)
    with pytest.raises(PluginError, match=r"keeper .* cannot be compared: TypeError"):
        newskit.dedupe(pile, keep=lambda article: 1 if article.id == "a" else "b")
