"""Redis gives the answers that SQLite gives, and keeps the same."""

import random
from pathlib import Path

import invented
import pytest
from texts import join

import newskit
from newskit.article import Article, to_json
from newskit.memory import export, open_store, prune


def days(count: int, each: int) -> list[list[Article]]:
    """Invent news of some days, with copies, other texts under known ids, and old articles."""
    rng, words = random.Random(5), invented.lexicon()
    seen: list[str] = []
    found: list[list[Article]] = []
    for day in range(1, count + 1):
        some = []
        for number in range(each):
            copied = bool(seen) and rng.random() < 0.3
            text = rng.choice(seen) if copied else join(invented.text(rng, words, 80))
            seen.append(text)
            when = day if rng.random() < 0.9 else rng.randint(1, day)
            id_ = f"{day}-{number}" if rng.random() < 0.9 else "again"
            extra = {"title": " ".join(text.split()[:6])} if rng.random() < 0.8 else {}
            edited = f"{text} Copied {number}." if copied else text
            some.append(Article(edited, id=id_, published=f"2026-03-{when:02}", **extra))
        found.append(some)
    return found


@pytest.mark.parametrize("whole", [10_000, 0])
def test_the_same_runs_give_the_same(server, tmp_path: Path, monkeypatch, whole: int) -> None:
    """Compared with all of the window, or with what the index finds."""
    monkeypatch.setattr(newskit.settings, "STORE_WHOLE", whole)
    told = []
    for place in (str(tmp_path / "news.db"), server.url()):
        lines = []
        for day, articles in enumerate(days(5, 10)):
            run = newskit.stories if day % 2 else newskit.dedupe
            found = run(articles, store=place)
            lines.append([to_json(a.record()) for a in getattr(found, "all", found)])
            if day % 3 == 2:
                lines.append([to_json(a.record()) for a in newskit.new(place)])
            if day == 3:
                lines.append([str(prune(place, "2d"))])
        with open_store(place) as store:
            assert list(store.check()) == []
            lines.append([to_json(a.record()) for a in export(store)])
            own = ("bytes", "segments", "server", "log")
            lines.append([str({k: v for k, v in store.figures().items() if k not in own})])
        told.append(lines)
    assert told[0] == told[1]
    assert len(told[0][-2]) > 20
