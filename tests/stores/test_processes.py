"""Real processes: killed at any moment, two that write at a time, one that reads meanwhile."""

import os
import sys
from pathlib import Path

import pytest
from days import invented, on, state

import newskit
from newskit.article import to_lines
from newskit.memory import open_store

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import kills


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    found = kills.killed(tmp_path, kills=8, articles=6, seed=7)
    assert found == kills.Outcome(8, [], is_same=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_two_that_write_at_a_time_lose_nothing(tmp_path: Path) -> None:
    db, text = tmp_path / "news.db", invented("both")
    for name in "ab":
        own = [on(1, invented(f"{name}{n}"), f"{name}{n}") for n in range(20)]
        (tmp_path / name).write_bytes(b"".join(to_lines([*own, on(1, text, name)])))
    run = ["dedupe", "-q", "--store", str(db)]
    writers = [kills.start([*run, str(tmp_path / f), "-o", str(tmp_path / f"{f}.o")]) for f in "ab"]
    for writer in writers:
        kills.finish(writer)
    printed = [line for f in "ab" for line in (tmp_path / f"{f}.o").read_text().splitlines()]
    assert len(printed) == 41  # the text that both have was new once
    assert len(state(db)) == 42


def test_who_reads_sees_one_state_while_another_writes(db: Path) -> None:
    newskit.dedupe([on(1, invented(1), "a")], store=db)
    with open_store(db) as reader, open_store(db) as writer:
        assert len(list(reader.everything())) == 1
        newskit.dedupe([on(1, invented(2), "b")], store=writer)
        assert len(list(reader.everything())) == 1
        writer.commit()
        assert len(list(reader.everything())) == 1
    assert len(state(db)) == 2
