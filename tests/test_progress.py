"""Stages tell who listens how far they are, and cost nothing when nobody does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newskit
from newskit.progress import Stage, counted, learn, listening, stage


class Heard:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.begun: list[Stage] = []
        self.ended: list[Stage] = []
        self.learnt: dict[str, str] = {}

    def begin(self, stage: Stage) -> None:
        self.begun.append(stage)

    def end(self, stage: Stage) -> None:
        self.ended.append(stage)

    def learn(self, name: str, value: str) -> None:
        self.learnt[name] = value


@pytest.fixture
def heard() -> Iterator[Heard]:
    listener = Heard()
    with listening(listener):
        yield listener


def test_a_stage_counts(heard: Heard) -> None:
    with stage("hashing", total=5) as advance:
        advance(2)
        assert [(each.name, each.done, each.total) for each in heard.begun] == [("hashing", 2, 5)]
        assert not heard.ended
        advance()
    assert heard.ended == heard.begun
    assert heard.ended[0].done == 3


def test_what_is_counted_need_not_be_articles(heard: Heard) -> None:
    with stage("reading", 300, "bytes") as advance:
        advance(100, articles=2)
        advance(200, articles=3)
    (reading,) = heard.ended
    assert (reading.unit, reading.done, reading.articles) == ("bytes", 300, 5)


def test_a_stage_that_counted_nothing_did_all(heard: Heard) -> None:
    with stage("comparing", total=7):
        pass
    with pytest.raises(ValueError, match="half-way"), stage("linking", total=7):
        raise ValueError("half-way")
    assert [each.done for each in heard.ended] == [7, 0]


def test_stages_stand_inside_of_each_other(heard: Heard) -> None:
    with stage("grouping"):
        for _ in counted("ab", "weighing"):
            pass
    assert [each.name for each in heard.begun] == ["grouping", "weighing"]
    assert [each.name for each in heard.ended] == ["weighing", "grouping"]


def test_items_are_counted_as_they_are_taken(heard: Heard) -> None:
    items = iter(counted(["a", "b", "c"], "cleaning"))
    assert [next(items), next(items)] == ["a", "b"]
    assert (heard.begun[0].done, heard.begun[0].total) == (1, 3)
    assert list(items) == ["c"]
    assert heard.ended[0].done == 3


def test_threads_count_for_the_stage_that_started_them(heard: Heard) -> None:
    with stage("signing", 80_000) as advance, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: [advance() for _ in range(10_000)], range(8)))
    assert heard.ended[0].done == 80_000


def test_when_nobody_listens_nothing_is_in_between() -> None:
    items = ["a", "b"]
    assert counted(items, "cleaning") is items
    with stage("hashing", 2) as advance:
        advance(2)
    learn("kernel", "numpy")


def test_what_was_listened_to_is_over(heard: Heard) -> None:
    other = Heard()
    with listening(other):
        learn("kernel", "numpy")
    learn("kernel", "another")
    assert (other.learnt, heard.learnt) == ({"kernel": "numpy"}, {"kernel": "another"})


def test_the_api_is_heard_as_the_commands_are(heard: Heard, samples: Path) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    newskit.digest(newskit.summarize(articles, sentences=1))
    done = {each.name: each.done for each in heard.ended}
    assert done["reading"] == sum(file.stat().st_size for file in samples.iterdir())
    assert done["cleaning"] == done["summarizing"] == len(articles) == 19
    assert done["merging"] == 7
    assert {"weighing words", "linking", "describing stories"} <= done.keys()
    assert all(each.total in (None, each.done) for each in heard.ended)
