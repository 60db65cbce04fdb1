"""What stands in the rows of an SQLite store, and what it is in newskit."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from newskit.article import to_lines
from newskit.storing import Stored, article_of

COLUMNS = """
    a.id, a.came_as, a.day, k.id, a.level, a.similarity, a.containment, s.id, a.told, a.record
    FROM article AS a
    LEFT JOIN article AS k ON k.number = a.kept
    LEFT JOIN story AS s ON s.number = a.story
"""

_MARKS = ("level", "similarity", "containment")


def key(id_: str) -> str | bytes:
    """Give an id as SQLite can hold it: it knows no lone surrogates."""
    try:
        id_.encode()
    except UnicodeEncodeError:
        return id_.encode(errors="surrogatepass")
    return id_


def id_of(key: str | bytes) -> str:
    """Give the id that `key` made a key of."""
    return key if isinstance(key, str) else key.decode(errors="surrogatepass")


def stored(row: tuple[Any, ...]) -> Stored:
    """Read a row of `COLUMNS`."""
    id_, came_as, day, of, level, similarity, containment, story, told, record = row
    id_ = id_of(id_)
    mark = None
    if of is not None:
        values = (level, similarity, containment)
        mark = {"id": id_of(of), **dict(zip(_MARKS, values, strict=True))}
    return Stored(
        article=article_of(json.loads(record)),
        day=day,
        came_as=id_ if came_as is None else id_of(came_as),
        copy_of=mark,
        story=None if story is None else id_of(story),
        told=bool(told),
    )


def rows(articles: Sequence[Stored]) -> Iterator[tuple[object, ...]]:
    """Yield the values of `id, came_as, day, level, similarity, containment, record`."""
    records = to_lines(each.article for each in articles)
    for each, record in zip(articles, records, strict=True):
        mark = each.copy_of or {}
        own = key(each.article.id)
        came_as = None if each.came_as == each.article.id else key(each.came_as)
        scores = (mark.get(name) for name in _MARKS)
        yield own, came_as, each.day, *scores, record[:-1].decode()
