"""Real processes and a real server: killed, started again, two that write at a time."""

import os
import signal
import threading
import time
from pathlib import Path

import invented
import kills
import pytest
from texts import join

import newskit
from newskit.article import Article, to_lines
from newskit.memory import export, open_store
from newskit_redis import server as module


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a writer no longer than a busy machine may take to let it go on."""
    monkeypatch.setattr(module, "LEASE", 2.0)


def news(name: str, count: int, day: int = 1) -> list[Article]:
    import random

    rng, words = random.Random(name), invented.lexicon()
    return [
        Article(join(invented.text(rng, words, 90)), id=f"{name}{n}", published=f"2026-03-{day:02}")
        for n in range(count)
    ]


def state(url: str) -> list[bytes]:
    """Give all that a store knows, and check that it is whole."""
    with open_store(url) as store:
        assert list(store.check()) == []
        return list(to_lines(export(store)))


def test_killed_at_any_moment_nothing_is_lost(server, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(kills, "DAYS", 2)
    place = lambda folder: server.url(namespace=folder.name)  # noqa: E731
    found = kills.killed(tmp_path, kills=3, articles=6, seed=7, store=place)
    assert found == kills.Outcome(3, [], is_same=True)


def test_two_that_write_at_a_time_lose_nothing(server, tmp_path: Path) -> None:
    both = news("both", 1)[0]
    for name in "ab":
        own = [*news(name, 20), Article(both.text, id=name, published="2026-03-01")]
        (tmp_path / name).write_bytes(b"".join(to_lines(own)))
    run = ["dedupe", "-q", "--store", server.url()]
    writers = [kills.start([*run, str(tmp_path / f), "-o", str(tmp_path / f"{f}.o")]) for f in "ab"]
    for writer in writers:
        kills.finish(writer)
    printed = [line for f in "ab" for line in (tmp_path / f"{f}.o").read_text().splitlines()]
    assert len(printed) == 41  # the text that both have was new once
    assert len(state(server.url())) == 42


def test_a_server_that_is_killed_and_comes_back_answers_as_before(server) -> None:
    newskit.stories(news("first", 30), store=server.url())
    before = state(server.url())
    server.kill()
    server.start()
    assert state(server.url()) == before
    copy = Article(news("first", 30)[3].text, id="copy", published="2026-03-02")
    assert len(newskit.dedupe([copy], store=server.url())) == 0


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3])
def test_a_run_outlives_a_server_that_is_started_again(server, moment: float) -> None:
    newskit.dedupe(news("first", 30), store=server.url())
    restart = threading.Timer(moment, lambda: (server.kill(), time.sleep(0.2), server.start()))
    with open_store(server.url()) as store:
        store.begin()
        restart.start()
        for name in "bcdef":
            newskit.dedupe(news(name, 20, 2), store=store)
            time.sleep(0.05)
        restart.join()
    assert len(state(server.url())) == 130


@pytest.mark.parametrize("moment", [0.0, 0.005, 0.01, 0.02, 0.04])
def test_a_server_that_is_killed_while_a_run_is_committed_has_all_of_it(server, moment) -> None:
    newskit.dedupe(news("first", 3), store=server.url())
    restart = threading.Timer(moment, lambda: (server.kill(), server.start()))
    with open_store(server.url()) as store:
        newskit.dedupe(news("second", 60), store=store)
        restart.start()
    restart.join()
    assert len(state(server.url())) == 63


@pytest.mark.usefixtures("short_lease")
def test_a_writer_that_is_killed_is_waited_for_no_longer_than_its_lease(server) -> None:
    newskit.dedupe(news("first", 3), store=server.url())
    holder = os.fork()
    if not holder:
        with open_store(server.url()) as store:
            store.begin()
            store.remove(["first0"])
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(holder, 0)
    began = time.monotonic()
    assert len(newskit.dedupe(news("second", 3), store=server.url())) == 3
    assert time.monotonic() - began < 20  # eighteen of them are for a busy machine
    assert len(state(server.url())) == 6


@pytest.mark.usefixtures("short_lease")
def test_a_writer_that_stood_still_for_too_long_writes_nothing(server) -> None:
    """Others went on without it: what it decided fits no more."""
    newskit.dedupe(news("first", 3), store=server.url())
    holder = os.fork()
    if not holder:
        try:
            with open_store(server.url()) as store:
                newskit.dedupe(news("late", 3), store=store)
                os.kill(os.getpid(), signal.SIGSTOP)
        except newskit.errors.StoreError as error:
            os._exit(3 if "another process wrote to it" in str(error) else 70)
        finally:
            os._exit(0)
    os.waitpid(holder, os.WUNTRACED)
    assert len(newskit.dedupe(news("second", 3), store=server.url())) == 3
    os.kill(holder, signal.SIGCONT)
    _, status = os.waitpid(holder, 0)
    assert os.waitstatus_to_exitcode(status) == 3
    assert len(state(server.url())) == 6


def test_a_writer_that_stood_still_alone_goes_on(server) -> None:
    with open_store(server.url()) as store:
        store.begin()
        server.client().delete("newskit:{newskit}:writer")
        newskit.dedupe(news("a", 3), store=store)
    assert len(state(server.url())) == 3
