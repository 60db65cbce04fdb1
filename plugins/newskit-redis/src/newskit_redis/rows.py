"""What stands in the cells of a store, and what it is in newskit."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from newskit.article import Article, to_lines
from newskit.hooks import Stored
from newskit.storing import article_of


class Entry(NamedTuple):
    """What is known of an article beside its text.

    Args:
        id: its id.
        came_as: the id it came with.
        day: the day it counts for.
        copy_of: the mark of a copy, None for a kept one.
        story: the id of its story.
        told: whether it was told.
        keys: how many keys lead to it.
    """

    id: str
    came_as: str
    day: int
    copy_of: Mapping[str, Any] | None
    story: str | None
    told: bool
    keys: int

    def written(self) -> bytes:
        """Give it as it is stored."""
        return _COMPACT(self).encode()

    @classmethod
    def read(cls, data: bytes) -> "Entry":
        """Read what `written` gave."""
        return cls(*json.loads(data))

    def stored(self, record: bytes) -> Stored:
        """Give the article with what is known of it."""
        article = article_of(json.loads(zlib.decompress(record)))
        return Stored(article, self.day, self.came_as, self.copy_of, self.story, self.told)


_COMPACT = json.JSONEncoder(separators=(",", ":")).encode


def entry_of(each: Stored, keys: int) -> Entry:
    """Give the entry of an article that comes in, with so many keys."""
    mark = None if each.copy_of is None else dict(each.copy_of)
    return Entry(each.article.id, each.came_as, each.day, mark, None, False, keys)


def records(articles: Iterable[Article]) -> Iterator[bytes]:
    """Give articles as they are stored; memory is what a server has least of."""
    return (zlib.compress(line, 1) for line in to_lines(articles))


def key(text: str) -> bytes:
    """Give an id, or a name, as the name of a cell; also one with a lone surrogate."""
    return text.encode(errors="surrogatepass")


def text_of(name: bytes) -> str:
    """Give what `key` made a name of."""
    return name.decode(errors="surrogatepass")


def field(number: int) -> bytes:
    """Give a number as the name of a cell."""
    return b"%d" % number


def written(names: Iterable[str]) -> bytes | None:
    """Give names as they are stored; no cell for none."""
    every = sorted({*names})
    return _COMPACT(every).encode() if every else None


def names(data: bytes | None) -> list[str]:
    """Read what `written` gave."""
    found: list[str] = json.loads(data) if data else []
    return found
