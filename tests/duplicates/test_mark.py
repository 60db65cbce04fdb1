"""Marks: those that are made when an article is taken are those that a list of them has."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level
from newskit.duplicates.mark import mark_copies
from newskit.duplicates.match import Match, Removed
from newskit.views import Chosen, View

COUNT = 6


def lazy(articles: Sequence[Article]) -> View:
    return Chosen(articles, range(len(articles)))


@st.composite
def removals(draw: st.DrawFn) -> dict[int, Match]:
    """Draw what is removed: each for one that stays."""
    stays = draw(st.sets(st.integers(0, COUNT - 1), min_size=1))
    found = {}
    for position in sorted(set(range(COUNT)) - stays):
        if draw(st.booleans()):
            kept = draw(st.sampled_from(sorted(stays)))
            scores = draw(st.sampled_from([(Level.NEAR, 0.6, 0.9), (Level.EXACT, 1.0, 1.0)]))
            found[position] = Match(min(position, kept), max(position, kept), *scores)
    return found


def by_definition(articles: list[Article], removed: dict[int, Match]) -> list[dict[str, object]]:
    """Give the mark of each: what was dropped before it stays, what is there again does not."""
    ids = {article.id for article in articles}
    dropped = [
        [entry for entry in article.extra.get("copies", []) if entry["id"] not in ids]
        for article in articles
    ]
    scores = {
        at: {"level": str(m.level), "similarity": m.similarity, "containment": m.containment}
        for at, m in removed.items()
    }
    marks: list[dict[str, object]] = []
    for position in range(len(articles)):
        if position in removed:
            kept = articles[removed[position].other(position)]
            marks.append({"copy_of": {"id": kept.id, **scores[position]}})
            continue
        entries = list(dropped[position])
        for at, match in removed.items():
            if match.other(at) == position:
                listed = {"id": articles[at].id, "title": articles[at].title, **scores[at]}
                entries.append(listed | ({"copies": dropped[at]} if dropped[at] else {}))
        marks.append({"copies": sorted(entries, key=lambda entry: entry["id"])})
    return marks


def pile(before: list[list[str]]) -> list[Article]:
    """Articles that list copies of an earlier run, by their ids."""
    return [
        Article("A day.", f"a{n}", f"Title {n}", extra={"copies": [{"id": id_} for id_ in ids]})
        for n, ids in enumerate(before)
    ]


listed = st.lists(
    st.lists(st.sampled_from(["a0", "a3", "b1", "b2"]), unique=True, max_size=2),
    min_size=COUNT,
    max_size=COUNT,
)


@given(removals(), listed, st.permutations(range(COUNT)))
def test_marks_are_those_of_the_definition_however_they_are_taken(removed, before, order) -> None:
    articles = pile(before)
    expected = by_definition(articles, removed)
    found = Removed.of(removed)
    at_once = mark_copies(articles, found)
    assert type(at_once) is list
    assert [dict(article.extra) for article in at_once] == expected
    when_taken = mark_copies(lazy(articles), found)
    assert isinstance(when_taken, View)
    assert [when_taken[position] for position in order] == [at_once[p] for p in order]
    assert list(when_taken) == at_once
    assert list(when_taken[1:5:2]) == at_once[1:5:2]
    assert when_taken[-1] == at_once[-1]


def test_a_view_is_not_gone_through_to_mark_one_of_its_articles() -> None:
    taken: list[int] = []

    class Counted(View):
        def __len__(self) -> int:
            return 1000

        def _at(self, position: int) -> Article:
            taken.append(position)
            return Article(f"Report {position}.", str(position))

    removed = Removed.of(
        {position: Match(0, position, Level.NEAR, 0.6, 0.9) for position in (5, 9)}
    )
    marked = mark_copies(Counted(), removed)
    assert taken == []
    assert [entry["id"] for entry in marked[0].extra["copies"]] == ["5", "9"]
    assert marked[9].extra["copy_of"]["id"] == "0"
    assert set(taken) == {0, 5, 9}


@pytest.mark.parametrize("seed", range(2))
def test_a_second_run_over_marked_articles_gives_the_same_lazily(corpus, seed: int) -> None:
    """What the first dropped stays listed under what it kept."""
    some = random.Random(seed).sample(corpus, 120)
    again = newskit.dedupe(some).kept + corpus[:40]
    expected = newskit.dedupe(again)
    found = newskit.dedupe(Chosen(again, range(len(again))))
    assert list(found.all) == list(expected.all)
    assert found.kept == expected.kept
    assert found.removed == expected.removed
    assert found.pairs() == expected.pairs()
    ids = {article.id for article in again}
    assert any(entry["id"] not in ids for a in found.kept for entry in a.extra["copies"])
