"""Answers: the marks of newskit, and files of other tools."""

from collections.abc import Callable

import pytest

from newskit.article import Article
from newskit.errors import NewskitError
from newskit.evaluation.answers import (
    Groups,
    Links,
    Summaries,
    groups_of,
    stories_of_digest,
    summaries_of,
)
from newskit.evaluation.gold import ClusterGold, Gold, PairGold, ReferenceGold
from newskit.evaluation.responses import answer_of_rows, is_answered, of_clusters
from newskit.evaluation.rows import parse_rows
from newskit.levels import Level
from newskit.protocols import Record

MakeArticle = Callable[..., Article]
Problems = list[str]

PAIRS = PairGold({("x", "y"): "near"}, Level.NEAR)
CLUSTERS = ClusterGold({"x": "1", "y": "1"})
REFERENCES = ReferenceGold({"x": ["Fog."]})


def copy(
    of: str, level: str = "near", similarity: float = 0.7, **more: object
) -> dict[str, object]:
    return {"id": of, "level": level, "similarity": similarity, "containment": 0.9, **more}


@pytest.fixture
def every(article: MakeArticle) -> list[Article]:
    """What `dedupe --all` prints."""
    return [
        article(id="k", copies=[copy("c"), copy("r", "rewritten", 0.4)]),
        article(id="c", copy_of=copy("k")),
        article(id="r", copy_of=copy("k", "rewritten", 0.4)),
        article(id="z", copies=[]),
    ]


# Marks


@pytest.mark.parametrize("dropped", [False, True])
def test_copies_are_with_the_kept_article(every: list[Article], dropped: bool) -> None:
    articles = [article for article in every if "copies" in article.extra] if dropped else every
    groups = groups_of(articles, Level.REWRITTEN)
    assert groups.group == {"k": "k", "c": "k", "r": "k", "z": "z"}
    assert groups.scores == {("c", "k"): 0.7, ("k", "r"): 0.4}
    assert groups_of(articles[::-1], Level.REWRITTEN) == groups


def test_only_copies_at_the_level_count(every: list[Article]) -> None:
    groups = groups_of(every, Level.NEAR)
    assert groups.group == {"k": "k", "c": "k", "r": "r", "z": "z"}


def test_copies_of_copies_that_were_dropped_before(article: MakeArticle) -> None:
    inner = copy("d", "exact", 1.0)
    groups = groups_of([article(id="k", copies=[copy("c", copies=[inner])])], Level.NEAR)
    assert groups.group == {"k": "k", "c": "k", "d": "k"}
    assert groups.scores == {("c", "k"): 0.7, ("c", "d"): 1.0}


def test_stories_and_their_dropped_copies(article: MakeArticle) -> None:
    story = {"id": "s", "size": 3}
    articles = [article(id="x", story=story, copies=[copy("y")]), article(id="z", story=story)]
    assert groups_of(articles, Level.STORY).group == {"x": "s", "y": "s", "z": "s"}


def test_summaries_are_those_of_the_mark(article: MakeArticle) -> None:
    marked = article(id="x", summary={"text": "Fog.", "sentences": [], "method": "lead"})
    assert summaries_of([marked, article(id="y", summary="Sun.")]) == Summaries({"x": "Fog."})


def test_the_mark_that_is_judged_must_be_on_every_article(article: MakeArticle) -> None:
    grouped = article(id="x", story={"id": "x", "size": 1})
    deduped = article(id="y", copies=[])
    assert is_answered([grouped], CLUSTERS) and not is_answered([grouped, deduped], CLUSTERS)
    assert is_answered([deduped], PAIRS) and not is_answered([grouped], PAIRS)
    assert not is_answered([grouped], REFERENCES)


# Groups and links


def test_groups_and_their_pairs_say_the_same() -> None:
    groups = Groups({"x": "1", "y": "1", "z": "1", "w": "2"})
    links = Links(dict.fromkeys(groups.pairs()))
    assert groups.count() == links.count() == 3
    assert [groups.says(p) for p in (("x", "y"), ("w", "x"))] == [True, False]
    assert [links.says(p) for p in (("x", "y"), ("w", "x"))] == [True, False]
    assert not Groups({}).says(("x", "y"))


# Files


def read(text: str, gold: Gold, problems: Callable[[Exception], None]) -> object:
    rows = [row for row in parse_rows(text.encode(), "f") if isinstance(row, Record)]
    return answer_of_rows(rows, "f", gold, problems)


def test_pairs_with_scores(problems: Problems) -> None:
    text = "a,b,score\ny,x,0.50004\nx,z,.9\nx,y,0.4\nx,w,\n"
    links = Links({("x", "y"): 0.5, ("x", "z"): 0.9, ("w", "x"): None})
    assert read(text, CLUSTERS, problems) == links


def test_the_pairs_that_newskit_writes_count_at_the_level_of_the_gold(problems: Problems) -> None:
    text = "a\tb\tlevel\tsimilarity\tcontainment\nx\ty\tnear\t0.6\t0.7\nx\tz\trewritten\t0.4\t0.9\n"
    assert read(text, PAIRS, problems) == Links({("x", "y"): 0.6})
    assert len(read(text, CLUSTERS, problems).links) == 2


def test_pairs_that_are_labelled_different_are_not_said_the_same(problems: Problems) -> None:
    assert read("a,b,label\nx,y,0\nx,z,1\n", PAIRS, problems) == Links({("x", "z"): None})


def test_what_is_wrong_with_pairs_costs_itself(problems: Problems) -> None:
    text = "a,b,score\nx,y,high\nx,y,nan\nx,x,1\nx,z,1\n"
    assert read(text, PAIRS, problems) == Links({("x", "z"): 1.0})
    assert problems == [
        "f:2: no score: 'high'",
        "f:3: no score: 'nan'",
        "f:4: no pair of two ids",
    ]


def test_clusters(problems: Problems) -> None:
    text = "id,cluster\nx,1\ny,1\ny,2\nz,\n"
    assert read(text, PAIRS, problems) == Groups({"x": "1", "y": "1"})
    assert problems == ["f:4: y is in 1 too (an article is in one group)"]


def test_summaries(problems: Problems) -> None:
    assert read("id,summary\nx,Fog.\n", REFERENCES, problems) == Summaries({"x": "Fog."})
    lines = '{"id": "x", "summary": ["Fog.", "Sun."]}'
    assert read(lines, REFERENCES, problems) == Summaries({"x": "Fog. Sun."})


def test_articles_with_marks(problems: Problems) -> None:
    line = '{"id": "x", "text": "Fog.", "copies": [], "story": {"id": "s", "size": 1}}'
    assert read(line, CLUSTERS, problems) == Groups({"x": "s"})
    assert read(line, PAIRS, problems) == Groups({"x": "x"})
    marked = '{"id": "x", "text": "Fog. Sun.", "summary": {"text": "Fog."}}'
    assert read(marked, REFERENCES, problems) == Summaries({"x": "Fog."})


@pytest.mark.parametrize("gold", [PAIRS, REFERENCES])
def test_a_file_that_cannot_be_judged(gold: Gold, problems: Problems) -> None:
    with pytest.raises(NewskitError, match=r"f: no columns .* \(it has foo; or give articles"):
        read("foo\nbar\n", gold, problems)


def test_an_empty_answer_is_an_answer(problems: Problems) -> None:
    assert read("a,b\n", PAIRS, problems) == Links({})
    assert read("id,summary\n", REFERENCES, problems) == Summaries({})


# Digests

DIGEST = """{"newskit": 1, "stories": [
    {"id": "x", "articles": [{"id": "x"}, {"id": "y"}],
     "summary": {"sentences": [{"text": "Fog."}, {"text": "More fog."}]}},
    {"id": "z", "articles": [{"id": "z"}], "summary": {"sentences": [{"text": "Sun."}]}}]}"""


def test_a_digest_groups(problems: Problems) -> None:
    assert read(DIGEST, CLUSTERS, problems) == Groups({"x": "x", "y": "x", "z": "z"})


def test_a_digest_sums_up_the_cluster_that_its_story_shares_most_with(problems: Problems) -> None:
    members = {"fog": frozenset("xyz"), "sun": frozenset("z"), "rain": frozenset("q")}
    gold = ReferenceGold({"fog": ["Fog."], "sun": ["Sun."], "rain": ["Rain."]}, members)
    expected = Summaries({"fog": "Fog. More fog.", "sun": "Sun."})
    assert read(DIGEST, gold, problems) == expected


def test_without_members_a_story_goes_by_its_id() -> None:
    groups, summaries = stories_of_digest({"stories": [{"id": "s", "articles": []}]})
    assert of_clusters(groups, summaries, ReferenceGold({"s": ["Fog."]}, {})) == Summaries(
        {"s": ""}
    )
