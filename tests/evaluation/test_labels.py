"""Gold: what rows are, and every way in which they can be wrong."""

from collections.abc import Callable

import pytest

from newskit.errors import NewskitError, UsageError
from newskit.evaluation.gold import ClusterGold, Gold, PairGold, ReferenceGold, is_same, pair_label
from newskit.evaluation.labels import gold_of, with_members
from newskit.evaluation.rows import parse_rows
from newskit.levels import Level
from newskit.protocols import Record

Problems = list[str]


@pytest.fixture
def read(problems: Callable[[Exception], None]) -> Callable[..., Gold]:
    return lambda text, **how: gold_of(parse_rows(text.encode(), "g"), "g", problems, **how)


# Pairs


def test_pairs_with_levels(read: Callable[..., Gold]) -> None:
    gold = read("a,b,level\ny,x,near\nx,z,Rewritten\ny,z,related\np,q,?\n")
    assert isinstance(gold, PairGold)
    assert gold.level is Level.REWRITTEN
    assert gold.same() == {("x", "y"): True, ("x", "z"): True, ("y", "z"): False}


def test_the_weakest_level_that_is_labelled_counts_as_the_same(read: Callable[..., Gold]) -> None:
    text = "a,b,label\nx,y,near\nx,z,different\n"
    assert read(text).level is Level.NEAR
    assert read(text, level=Level.EXACT).same() == {("x", "y"): False, ("x", "z"): False}
    assert read("a,b,label\nx,y,1\n").level is Level.REWRITTEN
    assert read("a,b,label\nx,y,near\nx,z,story\n").level is Level.STORY


@pytest.mark.parametrize("yes", ["1", "1.0", "true", "True", "YES", "same", "duplicate"])
def test_labels_that_say_yes_at_any_level(yes: str) -> None:
    assert is_same(pair_label(yes), Level.EXACT)


@pytest.mark.parametrize("no", ["0", "false", "no", "Different", "related"])
def test_labels_that_say_no_at_any_level(no: str) -> None:
    assert not is_same(pair_label(no), Level.STORY)


def test_pairs_without_labels_are_the_same(read: Callable[..., Gold]) -> None:
    assert read("id1\tid2\nx\ty\n").same() == {("x", "y"): True}


def test_what_is_wrong_with_pairs(read: Callable[..., Gold], problems: Problems) -> None:
    gold = read("a,b,label\nx,y,maybe\nx,x,1\nx,,1\nx,y,1\n")
    assert list(gold.labels) == [("x", "y")]
    assert problems == [
        "g:2: no label of a pair: 'maybe' (there are exact, near, rewritten, story, related, same, "
        "different, unsure, yes, no, 1, 0)",
        "g:3: a pair of 'x' with itself (it takes two)",
        "g:4: a pair with one id (it takes two)",
    ]


def test_of_labels_that_differ_none_counts(read: Callable[..., Gold], problems: Problems) -> None:
    gold = read("a,b,label\nx,y,1\ny,x,0\nx,z,1\n")
    assert list(gold.labels) == [("x", "z")]
    cause = "the pair y, x is labelled '0', and '1' at g:2 (neither counts: keep one)"
    assert problems == [f"g:3: {cause}"]


def test_a_label_that_is_given_twice_counts_once(
    read: Callable[..., Gold], problems: Problems
) -> None:
    assert read("a,b,label\nx,y,1\ny,x,1\n").labels == {("x", "y"): "1"}
    assert problems == ["g:3: 1 label was given before, counted once"]


# Clusters


def test_clusters_of_a_table_and_of_articles(read: Callable[..., Gold]) -> None:
    assert read("id,cluster\nx,1\ny,2\nz,\n").clusters == {"x": "1", "y": "2"}
    lines = '{"id": 5, "text": "Fog.", "cluster": 1}\n{"id": "y", "text": "Sun.", "cluster": null}'
    assert read(lines).clusters == {"5": "1"}


def test_an_article_without_an_id_has_that_of_its_content(read: Callable[..., Gold]) -> None:
    (id_,) = read('{"text": "Fog.", "cluster": "c"}').clusters
    assert len(id_) == 16


def test_marks_of_newskit_are_no_labels(read: Callable[..., Gold]) -> None:
    """Else an answer would be judged by itself, and be right."""
    with pytest.raises(NewskitError, match="g: no labels in it"):
        read('{"id": "x", "text": "Fog.", "story": {"id": "x", "size": 1}}')


def test_an_article_in_two_clusters_is_in_none(
    read: Callable[..., Gold], problems: Problems
) -> None:
    assert read("id,cluster\nx,1\nx,2\ny,1\n").clusters == {"y": "1"}
    assert problems == ["g:3: x is labelled '2', and '1' at g:2 (neither counts: keep one)"]


# References


def test_references_of_articles(read: Callable[..., Gold]) -> None:
    gold = read("id,summary\nx,Fog.\nx,Thick fog.\ny,Sun.\n")
    assert gold == ReferenceGold(
        {"x": ["Fog.", "Thick fog."], "y": ["Sun."]}, None, {"x": "g:2", "y": "g:4"}
    )
    lines = '{"id": "x", "summary": ["Fog.", "Thick fog."]}'
    assert read(lines).references == {"x": ["Fog.", "Thick fog."]}


def test_references_of_clusters(read: Callable[..., Gold]) -> None:
    gold = read("cluster,summary\nc,Fog.\n")
    assert isinstance(gold, ReferenceGold) and gold.members == {}
    articles = [
        Record({"id": id_, "text": "Fog.", "cluster": of}, "f") for id_, of in ("xc", "yc", "zd")
    ]
    assert with_members(gold, articles).members == {"c": {"x", "y"}}
    listed = read('{"id": "c", "summary": "Fog.", "articles": ["x", "y"]}')
    assert listed.members == {"c": {"x", "y"}}


# Columns


def test_columns_with_other_names(read: Callable[..., Gold]) -> None:
    text = "first,second,Verdict\nx,y,yes\n"
    columns = {"a": "first", "b": "second", "label": "Verdict"}
    assert read(text, columns=columns).labels == {("x", "y"): "yes"}
    with pytest.raises(UsageError, match="--column foo"):
        read(text, columns={"foo": "first"})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(None, ClusterGold), ("clusters", ClusterGold), ("summaries", ReferenceGold)],
)
def test_a_file_with_clusters_and_summaries(
    read: Callable[..., Gold], kind: str | None, expected: type
) -> None:
    assert isinstance(read("id,cluster,summary\nx,1,Fog.\n", kind=kind), expected)


@pytest.mark.parametrize(
    ("text", "kind"), [("x,y\n1,2\n", None), ("id,cluster\nx,1\n", "pairs"), ("[{}]", None)]
)
def test_missing_columns(read: Callable[..., Gold], text: str, kind: str | None) -> None:
    with pytest.raises(NewskitError, match="g: no columns a, b and label; id and cluster; or"):
        read(text, kind=kind)


@pytest.mark.parametrize("text", ["", "a,b,label\n", "a,b,label\nx,y,?\n", "id,cluster\nx,\n"])
def test_nothing_is_labelled(read: Callable[..., Gold], text: str) -> None:
    with pytest.raises(NewskitError, match="g: no labels in it"):
        read(text)


def test_numbers_that_are_none_are_no_labels(read: Callable[..., Gold]) -> None:
    lines = '{"id": "x", "cluster": NaN}\n{"id": "y", "cluster": 2}'
    assert read(lines).clusters == {"y": "2"}
