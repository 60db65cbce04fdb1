"""The index of an SQLite store: which articles have a key, in sorted segments.

A row for each key of each article would cost more than all else together. So the postings of a
run, `key << 32 | number of the article`, are sorted and laid down in blobs of a few kilobytes: a
segment. Small segments are merged (O'Neil et al. 1996), so that there are few to look into.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from newskit.stores.database import Database
from newskit.stores.postings import COMMON, Postings, counted, latest, packed
from newskit.text.distinct import distinct

BLOB = 512
"""Postings in a blob: four kilobytes."""

TIMES = 4
"""A segment is merged with the one before unless that is so many times larger."""

SEEK = 1
"""Blobs that are gone through in the time in which one key is looked up."""

_BLOBS = "SELECT data FROM posting WHERE segment = ? ORDER BY first"
_LAST = """
    SELECT first, data FROM posting WHERE number IN (
        SELECT (
            SELECT number FROM posting WHERE segment = ? AND first <= asked.value
            ORDER BY first DESC LIMIT 1
        ) FROM json_each(?) AS asked
    )
"""
_BEFORE = """
    SELECT first, data FROM posting WHERE segment = ? AND first <= ? ORDER BY first DESC LIMIT ?
"""
_32 = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def add(database: Database, postings: Postings) -> None:
    """Lay down postings as a segment, merged with those before that are not much larger."""
    if not len(postings):
        return
    before = database.rows("SELECT number, size FROM segment ORDER BY number DESC")
    merged, size = [postings], len(postings)
    for number, its_size in before:
        if its_size > TIMES * size:
            break
        merged.append(_read(database, number))
        size += its_size
        database.write("DELETE FROM posting WHERE segment = ?", (number,))
        database.write("DELETE FROM segment WHERE number = ?", (number,))
    together = np.concatenate(merged)
    together.sort(kind="stable")  # a merge of sorted runs
    write(database, together)


def write(database: Database, postings: Postings) -> None:
    """Write ascending postings as one segment."""
    segment = database.write("INSERT INTO segment (size) VALUES (?)", (len(postings),))
    rows = (
        (segment, int(blob[0]), blob.astype("<u8").tobytes())
        for start in range(0, len(postings), BLOB)
        for blob in [postings[start : start + BLOB]]
    )
    database.write_many("INSERT INTO posting (segment, first, data) VALUES (?, ?, ?)", rows)


def without(database: Database, numbers: Sequence[int]) -> None:
    """Write all segments anew as one, without the postings of some articles."""
    segments = [row[0] for row in database.rows("SELECT number FROM segment")]
    every = [np.empty(0, np.uint64), *(_read(database, number) for number in segments)]
    database.write("DELETE FROM posting")
    database.write("DELETE FROM segment")
    together = np.concatenate(every)
    together = together[~np.isin(together & _LOW, np.array(numbers, np.uint64))]
    together.sort(kind="stable")
    if len(together):
        write(database, together)


def sharing(
    database: Database, keys: Sequence[Sequence[int]], least: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find the articles that have at least so many keys of others, see `counted`."""
    asked = packed(keys, range(len(keys)))
    return counted(asked, _found(database, distinct(asked >> _32)), least)


def sizes(database: Database, segment: int) -> tuple[int, bool]:
    """Count the postings of a segment, and tell whether they are in order."""
    postings = _read(database, segment)
    return len(postings), bool((postings[1:] >= postings[:-1]).all())


def misplaced(database: Database) -> list[int]:
    """Give the numbers of articles that not as many keys lead to as were added with them."""
    found = [np.empty(0, np.int64)]
    for (segment,) in database.rows("SELECT number FROM segment"):
        found.append((_read(database, segment) & _LOW).astype(np.int64))
    numbers, times = np.unique(np.concatenate(found), return_counts=True)
    rows = database.rows("SELECT number, keys FROM article WHERE keys > 0")
    there = dict(zip(numbers.tolist(), times.tolist(), strict=True))
    return sorted(number for number, _ in there.items() ^ {(n, keys) for n, keys in rows})


def _found(database: Database, keys: Postings) -> Postings:
    """Give the postings of ascending keys: look each up, or go through all where that is less."""
    found = [np.empty(0, np.uint64)]
    for segment, size in database.rows("SELECT number, size FROM segment"):
        look = _gone_through if len(keys) * SEEK > size // BLOB else _looked_up
        found += look(database, segment, keys)
    return np.concatenate(found)


def _looked_up(database: Database, segment: int, keys: Postings) -> Iterator[Postings]:
    """Read the blobs in which keys end; of a key that begins before its own, those before, too."""
    ends = keys << _32 | _LOW
    blobs: dict[int, bytes] = dict(database.rows(_LAST, (segment, json.dumps(ends.tolist()))))
    firsts = np.array([0, *sorted(blobs)], np.uint64)
    last = firsts[np.searchsorted(firsts, ends, "right") - 1]
    for end in ends[last >= keys << _32].tolist():
        blobs.update(database.rows(_BEFORE, (segment, end, COMMON // BLOB + 2)))
    yield latest(
        np.frombuffer(b"".join(blobs[first] for first in sorted(blobs)), "<u8"), keys, COMMON
    )


def _gone_through(database: Database, segment: int, keys: Postings) -> Iterator[Postings]:
    blobs = database.stream(_BLOBS, (segment,))
    while some := b"".join(row[0] for row in islice(blobs, 1 << 12)):
        yield latest(np.frombuffer(some, "<u8"), keys, COMMON)


def _read(database: Database, segment: int) -> Postings:
    rows = database.rows(_BLOBS, (segment,))
    return np.frombuffer(b"".join(row[0] for row in rows), "<u8").astype(np.uint64)
