"""The stage as a whole: what counts, and what comes out."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

import newskit
from newskit.article import Article
from newskit.errors import InputNote
from newskit.evaluation import (
    Basis,
    ClusterGold,
    Groups,
    Known,
    Links,
    PairCounts,
    PairGold,
    ReferenceGold,
    Scores,
    Summaries,
    answer_of,
    count_pairs,
    evaluate,
    known_articles,
    read_answer,
    read_gold,
)
from newskit.evaluation.table import write

MakeArticle = Callable[..., Article]

GOLD = PairGold({("a", "b"): "same", ("a", "c"): "different", ("b", "c"): "?"})


def test_only_labelled_pairs_count() -> None:
    report = evaluate(GOLD, Links({("a", "b"): 1.0, ("b", "c"): 1.0, ("x", "y"): 1.0}))
    assert report.pairs == PairCounts(found=1, apart=1)
    assert report.basis == Basis(judged=2, unlabelled=1, unsure=1)
    assert report.labels == {"?": (1, 1), "different": (1, 0), "same": (1, 1)}


def test_gold_without_a_different_pair_cannot_tell_precision() -> None:
    gold = PairGold({("a", "b"): "same", ("a", "c"): "same"})
    pairs = evaluate(gold, Links({("a", "b"): 1.0, ("x", "y"): 1.0})).pairs
    assert pairs == PairCounts(found=1, missed=1, one_sided=True)


@pytest.mark.parametrize(
    "answer",
    [
        Groups(dict.fromkeys("abcd", "g")),
        Links(dict.fromkeys(Groups(dict.fromkeys("abcd", "g")).pairs())),
    ],
)
def test_in_complete_gold_what_is_not_listed_is_different(answer: Groups | Links) -> None:
    # Of the six pairs of a to d one is the same, one different, one unsure, and three not listed.
    counts = PairCounts(found=1, wrong=4)
    assert count_pairs(GOLD, answer, complete=True) == counts
    known = Known(dict.fromkeys("abcde", ""))
    report = evaluate(GOLD, answer, known, complete=True)
    assert report.pairs == PairCounts(found=1, wrong=4, apart=4)
    assert report.basis == Basis(judged=9, unsure=1)


def test_only_labelled_articles_count() -> None:
    gold = ClusterGold({"a": "1", "b": "1", "c": "2"})
    report = evaluate(gold, Groups({"a": "g", "b": "g", "x": "g"}))
    assert report.pairs == PairCounts(found=1, apart=2)
    assert report.b_cubed == Scores(1, 1)
    assert report.groups == (2, 2)
    assert report.basis == Basis(judged=3, unanswered=1, unlabelled=1)


def test_articles_that_are_not_there_are_not_judged() -> None:
    gold = ClusterGold({"feed.jsonl:1": "1", "b": "1", "gone": "2"})
    known = Known({"a": "", "b": ""}, names={"a": "a", "b": "b", "feed.jsonl:1": "a"})
    report = evaluate(gold, Groups({"a": "g", "b": "g"}), known)
    assert (report.pairs, report.basis) == (PairCounts(found=1), Basis(judged=2, unknown=1))


def test_a_cluster_without_any_article_is_not_judged() -> None:
    members = {"fog": frozenset(["a.txt"]), "sun": frozenset(["gone"])}
    gold = ReferenceGold({"fog": ["Fog."], "sun": ["Sun."]}, members)
    report = evaluate(gold, Summaries({"fog": "Fog."}), Known(names={"a.txt": "a"}))
    assert report.basis == Basis(judged=1, unknown=1)


def test_a_summary_that_is_not_there_scores_nothing() -> None:
    gold = ReferenceGold({"a": ["Fog at sea."], "b": ["Sun."]})
    report = evaluate(gold, Summaries({"a": "Fog at sea.", "x": "Rain."}), worst=1)
    assert report.rouge["ROUGE-1"].f1 == 0.5
    assert [weak.id for weak in report.weak] == ["b"]
    assert report.basis == Basis(judged=2, unanswered=1, unlabelled=1)


def test_gold_and_answer_must_fit() -> None:
    with pytest.raises(TypeError, match="PairGold cannot judge Summaries"):
        evaluate(GOLD, Summaries({}))


def test_articles_go_by_id_path_url_and_file_name(article: MakeArticle) -> None:
    copy = {"id": "d", "path": "old/3.txt", "title": "Sun"}
    articles = [
        article(id="a", path="in/1.txt", url="https://gazette.example/1", title="Fog"),
        article("The bridge is closed.", id="b", path="in/2.txt", copies=[copy]),
        article("No title\nhere.", id="c", path="old/2.txt"),
    ]
    known = known_articles(articles)
    assert known.names["in/1.txt"] == known.names["1.txt"] == "a"
    assert known.names["https://gazette.example/1"] == known.names["a"] == "a"
    assert known.names["3.txt"] == known.names["d"] == "d"
    assert "2.txt" not in known.names  # there are two
    assert known.titles == {
        "a": "Fog",
        "b": "The bridge is closed.",
        "c": "No title here.",
        "d": "Sun",
    }
    assert known.likeness("a", "d") is None
    assert known.called_as(["1.txt", "b"]).called == {"a": "1.txt"}


# What comes out


def test_the_record_is_json_and_has_only_what_was_asked() -> None:
    record = evaluate(GOLD, Links({("a", "c"): 0.5}), Known({"a": "Fog", "c": "Sun"})).record()
    assert json.loads(json.dumps(record)) == {
        "kind": "pairs",
        "level": "rewritten",
        "basis": {"judged": 2, "unanswered": 0, "unlabelled": 0, "unsure": 1, "unknown": 0},
        "pairs": {
            "found": 0,
            "wrong": 1,
            "missed": 1,
            "apart": 0,
            "precision": 0.0,
            "recall": 0.0,
            "f1": 0.0,
        },
        "labels": {
            "?": {"pairs": 1, "said_same": 0},
            "different": {"pairs": 1, "said_same": 1},
            "same": {"pairs": 1, "said_same": 0},
        },
        "joined": [
            {
                "a": {"id": "a", "title": "Fog"},
                "b": {"id": "c", "title": "Sun"},
                "pairs": 1,
                "score": 0.5,
                "gold": "different",
            }
        ],
        "missed": [
            {"a": {"id": "a", "title": "Fog"}, "b": {"id": "b"}, "pairs": 1, "gold": "same"}
        ],
    }


def test_a_table_for_people() -> None:
    gold = ClusterGold({"a": "1", "b": "1", "c": "2"})
    stream = StringIO()
    write(
        evaluate(gold, Groups({"a": "g", "c": "g"}), Known({"a": "Fog\x1b[2J", "c": "Sun"})), stream
    )
    assert stream.getvalue().splitlines() == [
        "3 articles judged at level story; 2 clusters in the gold, 2 groups found; "
        "1 of them not in the answer",
        "",
        "              precision     recall         F1",
        "pairs            0.0000     0.0000     0.0000   0 found, 1 wrong, 1 missed",
        "B-cubed          0.6667     0.6667     0.6667",
        "ARI                                   -0.5000",
        "",
        "Wrongly joined, the worst first:",
        "  1. gold: 1 | 2",
        r"     a  Fog\x1b[2J",
        "     c  Sun",
        "",
        "Missed, the worst first:",
        "  1. gold: 1",
        r"     a  Fog\x1b[2J",
        "     b",
    ]


# From files, as a library


def test_newskit_on_a_file_of_clusters(tmp_path: Path, samples: Path) -> None:
    file = tmp_path / "gold.csv"
    file.write_text("id,cluster\n000.txt,rail\n001.txt,rail\n004.txt,talks\n")
    articles = newskit.read(samples, on_problem=lambda problem: None)
    known = known_articles(articles)
    gold = read_gold(file)
    report = evaluate(gold, answer_of(newskit.stories(articles), gold), known)
    assert (report.pairs, report.b_cubed) == (PairCounts(found=1, apart=2), Scores(1, 1))


def test_problems_are_warnings_unless_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "gold.csv"
    file.write_text("a,b,label\nx,y,1\nx,x,1\n")
    with pytest.warns(InputNote, match="gold.csv:3: a pair of 'x' with itself"):
        gold = read_gold(file)
    told: list[Exception] = []
    answer = read_answer(file, gold, on_problem=told.append)
    assert answer == Links({("x", "y"): None})
    assert len(told) == 1
