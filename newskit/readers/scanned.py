"""JSON Lines that a kernel scans: what it finds plain is not parsed when it is read."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from newskit.article import KNOWN
from newskit.protocols import Record
from newskit.readers import bounded
from newskit.readers.jsonlines import fast_parser, items_of, strict
from newskit.readers.plain_lines import NO_TIME, PlainLines
from newskit.text.times import day
from newskit.threads import each

if TYPE_CHECKING:
    from newskit.kernels import Kernel, Lines

_BLOCK = 1 << 18
"""Bytes that are scanned at once: what the cache holds, and memory that is used again."""
_ID, _TEXT, _SOURCE, _PUBLISHED = map(KNOWN.index, ("id", "text", "source", "published"))


def read(
    stream: BinaryIO, source: str, kernel: "Kernel", threads: int = 1
) -> Iterator[Record | Exception | PlainLines]:
    """Read one JSON object a line, as `newskit.readers.jsonlines.read` does.

    Args:
        stream: the bytes.
        source: what they are called.
        kernel: one that scans.
        threads: how many scan.
    """

    def scanned(some: tuple[bytes, int]) -> "tuple[bytes, int, Lines | None]":
        return *some, kernel.scan(np.frombuffer(some[0], np.uint8))

    parse = fast_parser()
    number, start = 1, 0
    for block, length, found in each(scanned, _blocks(stream), threads):
        if not block or found is None:
            yield bounded.too_long(f"{source}:{number}")
            number += 1
        else:
            plain = found.plain & (found.spans[:, _ID, 0] >= 0)
            edges = np.flatnonzero(np.diff(plain)) + 1
            for first, last in pairwise([0, *edges.tolist(), len(plain)]):
                if plain[first]:
                    yield _plain(block, found, slice(first, last), number + first, start)
                    continue
                for at in range(first, last):
                    begin, end = int(found.starts[at]), int(found.ends[at])
                    if end - begin > bounded.LARGEST:
                        yield bounded.too_long(f"{source}:{number + at}")
                        continue
                    place = number + at, start + begin, end - begin
                    yield from items_of(block[begin:end], source, *place, parse)
            number += len(plain)
        start += length


def _blocks(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Give some lines at a time, and their bytes; of one that is too long only these."""
    while data := stream.read(_BLOCK):
        rest = b"" if data.endswith(b"\n") else stream.readline(bounded.LARGEST + 1)
        if len(rest) <= bounded.LARGEST:
            yield data + rest, len(data) + len(rest)
            continue
        end = data.rfind(b"\n") + 1
        if end:
            yield data[:end], end
        length = len(data) - end + len(rest)
        while not rest.endswith(b"\n") and (rest := stream.readline(_BLOCK)):
            length += len(rest)
        yield b"", length


def _plain(block: bytes, found: "Lines", which: slice, number: int, start: int) -> PlainLines:
    begins = found.starts[which]
    text = found.spans[which, _TEXT] - begins[:, None]
    days, times = found.days[which].copy(), found.spans[which, _PUBLISHED]
    clocks = np.where(days == 0, NO_TIME, found.clocks[which] + 1)
    unknown = []
    for at in np.flatnonzero(days < 0).tolist():
        published = decoded(block[slice(*times[at].tolist())])
        days[at] = day(published) or 0
        if not days[at]:
            unknown.append(published)
    ids = [block[a:b] for a, b in found.spans[which, _ID].tolist()]
    if b"\\" in b"".join(ids):
        ids = [decoded(id_).encode() for id_ in ids]
    return PlainLines(
        number,
        begins + start,
        found.ends[which] - begins,
        text[:, 0],
        text[:, 1],
        ids,
        # Where there is none, nothing stands between -1 and -1.
        [block[a:b] for a, b in found.spans[which, _SOURCE].tolist()],
        days,
        clocks,
        unknown,
    )


def decoded(written: bytes) -> str:
    """Give a string that JSON writes so between quotes."""
    found: str = strict(b'"%b"' % written)
    return found
