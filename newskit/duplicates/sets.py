"""Sets of hashes, many texts' at once, reduced to what two or more of the texts hold.

What one text alone holds makes nothing a copy, and most of what is in a news text is of that kind.
So the hashes of all texts are sorted together once, and what remains for the later steps are the
shared ones: a sorted set of small numbers for each text.

A hash and its text travel packed in 64 bits, `hash | text << 1 | flag`, the hash in the upper bits:
that many sort several times faster than two arrays.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

PART = 1 << 20
"""Items that are sorted at once, about; more are sorted in ranges of the hash, one after the other:
memory that is used again is much cheaper than new memory."""

_MANY_PARTS = 16
"""From so many parts on it is worth while to give their memory back."""

_32 = np.uint64(32)
_SIEVE = 20
_SIFTED = np.uint64(64 - _SIEVE)


class Lookup:
    """Finds the places of hashes in an ascending list of them; most of those asked are not in it.

    Args:
        hashes: the list, the lowest `bits` bits of each being zero.
        bits: lower bits that do not count.
    """

    def __init__(self, hashes: NDArray[np.uint64], bits: int) -> None:
        self._hashes, self._bits = hashes, np.uint64(bits)
        self._sieve = np.zeros(1 << _SIEVE, np.bool_)
        self._sieve[hashes >> _SIFTED] = True

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the place of each hash, or -1."""
        found = np.full(len(hashes), -1)
        places = np.flatnonzero(self._sieve[hashes >> _SIFTED])
        if len(places):
            upper = hashes[places] >> self._bits << self._bits
            at = np.minimum(np.searchsorted(self._hashes, upper), len(self._hashes) - 1)
            found[places] = np.where(self._hashes[at] == upper, at, -1)
        return found


@dataclass(frozen=True)
class SharedSets:
    """The shared items of texts.

    Attributes:
        offsets: where the items of each text begin; one more than there are texts.
        items: numbers of the shared items, text by text, ascending in each.
        hashes: the hash of each item, its lowest `bits` bits being zero.
        bits: see `hashes`.
    """

    offsets: NDArray[np.int64]
    items: NDArray[np.uint32]
    hashes: NDArray[np.uint64]
    bits: int

    @cached_property
    def lookup(self) -> "Lookup":
        """Finds the number of a hash."""
        return Lookup(self.hashes, self.bits)

    def of(self, text: int) -> NDArray[np.uint32]:
        """Give the shared items of a text."""
        return self.items[self.offsets[text] : self.offsets[text + 1]]

    def texts(self) -> NDArray[np.int32]:
        """Give the text of each of `items`."""
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))


def pack(hashes: NDArray[np.uint64], tags: NDArray[np.int64], bits: int) -> NDArray[np.uint64]:
    """Pack hashes with tags, `text << 1 | flag`; ascending, one for a text with its lowest flag."""
    packed = hashes >> np.uint64(bits)
    packed <<= np.uint64(bits)
    packed |= tags.view(np.uint64)
    packed.sort()
    return packed[firsts(packed, 1)]


def text_of(packed: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Give the text of each packed hash."""
    return (packed & np.uint64((1 << bits) - 1)).astype(np.int64) >> 1


def flagged(packed: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Give the flag of each packed hash."""
    return np.asarray(packed & np.uint64(1), np.bool_)


def firsts(ascending: NDArray[np.uint64], bits: int) -> NDArray[np.bool_]:
    """Tell of each number whether it differs from the one before in more than its lowest bits."""
    differs = np.ones(len(ascending), np.bool_)
    np.greater_equal(ascending[1:] ^ ascending[:-1], np.uint64(1 << bits), out=differs[1:])
    return differs


def shared(
    runs: list[NDArray[np.uint64]], bits: int, most: int | None = None
) -> Iterator[NDArray[np.uint64]]:
    """Yield the packed hashes that two or more texts hold, ascending, in ranges of the hash.

    Args:
        runs: ascending packed hashes; used up, so that their memory is free again.
        bits: lower bits that are not hash.
        most: texts that may hold one; what more of them hold is left out.
    """
    parts = sum(map(len, runs)) // PART + 1
    bounds = np.array([(n << 64) // parts >> bits << bits for n in range(1, parts)], np.uint64)
    pieces: list[list[NDArray[np.uint64]]] = [[np.empty(0, np.uint64)] for _ in range(parts)]
    while runs:
        run = runs.pop()
        for piece, part in zip(pieces, np.split(run, np.searchsorted(run, bounds)), strict=True):
            piece.append(part.copy())
    for piece in pieces:
        part = np.concatenate(piece)
        piece.clear()
        part.sort()
        first = firsts(part, bits)
        kept = ~first
        kept[:-1] |= ~first[1:]
        if most is not None:
            number = np.cumsum(first) - 1
            kept &= (np.bincount(number) <= most)[number]
        yield part[kept]
    give_back(parts)


def give_back(parts: int) -> None:
    """Give memory that is free back to the system, if it is what many parts were worked on in.

    The C library of GNU keeps what was allocated in small pieces, and large arrays never fit there.
    """
    if parts < _MANY_PARTS:
        return
    from ctypes import CDLL

    with suppress(AttributeError, OSError, TypeError):  # another C library, another system
        CDLL(None).malloc_trim(0)


def by_text(parts: Iterable[NDArray[np.uint64]], bits: int, count: int) -> SharedSets:
    """Number the hashes of parts, as `shared` gives them, and make the sets of `count` texts."""
    pairs, hashes, start = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)], 0
    for part in parts:
        first = firsts(part, bits)
        numbers = np.cumsum(first) + (start - 1)
        pairs.append((text_of(part, bits) << 32 | numbers).view(np.uint64))
        hashes.append(part[first] >> np.uint64(bits) << np.uint64(bits))
        start += len(hashes[-1])
    together = np.concatenate(pairs)
    pairs.clear()
    together.sort()
    offsets = np.searchsorted(together, np.arange(count + 1, dtype=np.uint64) << _32)
    return SharedSets(offsets, together.astype(np.uint32), np.concatenate(hashes), bits)
