"""A writer waits for another one, and gives up in the end."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from days import invented, on

import newskit
from newskit.article import Article
from newskit.errors import StoreError
from newskit.stores import database


def test_others_write_while_articles_are_waited_for(db: Path) -> None:
    def arriving() -> Iterator[Article]:
        newskit.stories([on(1, invented(1), "a")], store=db)
        yield on(1, invented(2), "b")

    assert len(newskit.dedupe(arriving(), store=db)) == 1
    assert len(newskit.new(db)) == 2


def test_who_waits_too_long_is_told(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    newskit.dedupe([on(1, invented(1), "a")], store=db)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process writes to it"):
        newskit.dedupe([on(1, invented(2), "b")], store=db)
    other.close()
    assert len(newskit.dedupe([on(1, invented(2), "b")], store=db)) == 1
