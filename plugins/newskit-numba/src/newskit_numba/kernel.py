"""The kernel `numba`: what `newskit.kernels.Kernel` asks for, on compiled functions."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from time import perf_counter
from typing import Any, NamedTuple
from unicodedata import normalize as unicode_normalize

import numpy as np
from numpy.typing import NDArray

from newskit.article import KNOWN
from newskit.duplicates.buckets import SMALL
from newskit.duplicates.signatures import permutations
from newskit.duplicates.templates import FEW, MANY_DAYS, MANY_TEXTS
from newskit.kernels import MARKS, Find, HashedTexts, Lines, Printed
from newskit.readers import bounded
from newskit.text.codepoints import as_is, folding, runs
from newskit.text.ranges import offsets_of, ranges
from newskit.text.words import normalize
from newskit_numba import bands, hashing, judging, scanning, sets
from newskit_numba.tables import Table

_NAMES = np.frombuffer("".join(KNOWN + MARKS).encode(), np.uint8)
_NAME_BOUNDS = np.array([0, *accumulate(map(len, KNOWN + MARKS))])
_TEXT = KNOWN.index("text")
_NUMBERS = hashing.POWERS, hashing.INVERSES, hashing.ORDERS

_AT_ONCE = 1 << 20
"""Characters of texts that are joined, about."""
_SIEVE = 8
"""Bits of a sieve for each hash in it, at least."""
_SLOTS = 4
"""Slots that are counted in for each shingle, at least."""
_ROOM = 1 << 12
"""Shingles for which there is room at least."""


class _Table(threading.local):
    """A table of each thread that is used again: new memory costs more than what is done."""

    def __init__(self) -> None:
        self._words = np.empty(0, np.uint64)

    def emptied(self, slots: int) -> NDArray[np.uint64]:
        """Give an empty table with at least so many slots, a power of two of them."""
        size = max(1 << (slots - 1).bit_length(), 32) // 32
        if len(self._words) < size:
            self._words = np.empty(size, np.uint64)
        table = self._words[:size]
        table.fill(0)
        return table


_TABLE = _Table()


class NumbaKernel:
    """The inner loops of finding copies, see `newskit.kernels.Kernel`."""

    def scan(self, block: NDArray[np.uint8]) -> Lines:
        """Find the lines of a block of JSON Lines, which ends with a line."""
        found = scanning.scan(
            _read(block),
            _NAMES,
            _read(_NAME_BOUNDS),
            len(KNOWN),
            _TEXT,
            KNOWN.index("published"),
            bounded.LARGEST,
        )
        return Lines(*found)

    def hash_texts(self, texts: Sequence[str]) -> HashedTexts:
        """Hash the words and shingles of texts."""
        hashed, left = _hash_codes(texts, _forms()[0].table)
        for form in _forms()[1:]:
            places = np.flatnonzero(left)
            if not places.size:
                break
            better, still = _hash_codes([form.of(texts[at]) for at in places.tolist()], form.table)
            hashed = _filled(hashed, places, better)
            left[places] = still
        return hashed

    def hash_strings(
        self, block: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[HashedTexts, NDArray[np.bool_]]:
        """Hash texts that are JSON strings in a block, as `scan` found them."""
        table = _forms()[0].table
        result = _Result(len(starts), int((ends - starts).sum()) // 5)
        result.fill((_read(block), _read(starts), _read(ends), True, table.ascii), table)
        return result.hashed(), result.left

    def scatter(
        self, hashed: HashedTexts, texts: NDArray[np.int64], bits: int, parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Pack shingles with their texts, by ranges of the hash."""
        given = _read(hashed.shingles), _read(hashed.offsets), _read(texts)
        found: tuple[NDArray[np.uint64], NDArray[np.int64]] = sets.scatter(
            *given, np.uint64(bits), _lowest(parts), parts
        )
        return found

    def split(
        self, numbers: NDArray[np.uint64], parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Put numbers of one range behind those of the range before."""
        if parts == 1:
            return numbers, np.array([0, len(numbers)])
        found: tuple[NDArray[np.uint64], NDArray[np.int64]] = sets.split(
            _read(numbers), _lowest(parts), parts
        )
        return found

    def reduce(
        self,
        pieces: Sequence[NDArray[np.uint64]],
        bits: int,
        repeats: NDArray[np.int32],
        lead_repeats: NDArray[np.int32],
        shared_leads: NDArray[np.int32],
    ) -> NDArray[np.uint64]:
        """Keep of a range of packed shingles what two or more texts hold."""
        pieces = [np.require(piece, requirements=["C", "W"]) for piece in pieces]
        table = _TABLE.emptied(_SLOTS * sum(map(len, pieces)))
        for piece in pieces:
            sets.count(piece, np.uint64(bits), table)
        left = [piece[: sets.sift(piece, np.uint64(bits), table)] for piece in pieces]
        part = np.concatenate([np.empty(0, np.uint64), *left])
        part.sort()
        return part[: sets.reduce(part, np.uint64(bits), repeats, lead_repeats, shared_leads)]

    def judge(
        self, part: NDArray[np.uint64], bits: int, printed: Printed
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Find the shingles of a range that are part of a template, or may be."""
        found: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]] = judging.judge(
            _read(part), np.uint64(bits), _read(printed.source), _read(printed.day),
            _read(printed.own_lead), _read(printed.enough), printed.enough.min(),
            FEW, MANY_TEXTS, MANY_DAYS,
        )  # fmt: skip
        return found

    def by_text(
        self, turned: NDArray[np.uint64], bits: int
    ) -> tuple[NDArray[np.uint64], int, NDArray[np.int64]]:
        """Sort packed shingles by their texts."""
        found: tuple[NDArray[np.uint64], int, NDArray[np.int64]] = sets.by_text(
            _read(turned), np.uint64(65 - bits)
        )
        return found

    def set_apart(
        self, items: NDArray[np.uint64], offsets: NDArray[np.int64], chosen: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Put the chosen items of each set behind the others."""
        behind: NDArray[np.int64] = sets.set_apart(items, _read(offsets), _read(chosen))
        return behind

    def lookup(self, hashes: NDArray[np.uint64], bits: int) -> Find:
        """Make what finds hashes in an ascending list of them."""
        size = max((_SIEVE * len(hashes)).bit_length(), 3)
        lowest = np.uint64(64 - size)
        in_list = np.zeros(1 << size, np.bool_)
        in_list[hashes >> lowest] = True
        sieve = _read(np.packbits(in_list, bitorder="little"))
        held = np.bincount((hashes >> lowest + np.uint64(3)).view(np.int64), minlength=len(sieve))
        given = _read(hashes), sieve, _read(offsets_of(held)), lowest, np.uint64(bits)
        return lambda asked: sets.find(*given, _read(asked))

    def bands(self, hashes: NDArray[np.uint32], offsets: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Give the band keys of texts."""
        factors, summands = map(_read, permutations(128, 1))
        found: NDArray[np.uint32] = bands.bands(_read(hashes), _read(offsets), factors, summands)
        return found

    def pairs(self, packed: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the pairs of texts that share a bucket."""
        found: NDArray[np.int64] = sets.pairs(_read(packed), SMALL)
        return found

    def count_common(
        self,
        sets_: NDArray[np.uint64],
        bits: int,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Count the items that pairs of sets have in common."""
        found: NDArray[np.int64] = sets.count_common(
            _read(sets_), np.uint64(bits), _read(one), _read(other)
        )
        return found

    def warmup(self) -> float:
        """Compile every function that is not kept from an earlier run; give the seconds it took."""
        start = perf_counter()
        block = np.frombuffer(b'{"text": "One."}\n', np.uint8)
        lines = self.scan(block)
        self.hash_strings(block, *lines.spans[:, _TEXT].T)
        self.hash_texts(["\U0001f600 one"])
        hashed = self.hash_texts(["One."])
        packed, _ = self.scatter(hashed, np.zeros(1, np.int64), 2, 2)
        self.split(packed, 2)
        self.pairs(packed)
        self.lookup(packed, 2)(packed)
        self.by_text(packed, 2)
        self.set_apart(packed, np.array([0, 1]), np.ones(1, np.bool_))
        self.reduce([packed], 2, *np.zeros((3, 1), np.int32))
        one = np.zeros(1, np.int64)
        self.judge(packed, 2, Printed(one, one, one > 0, np.ones(1)))
        self.bands(hashed.shingles.astype(np.uint32), hashed.offsets)
        pair = np.array([[0, 1]])
        self.count_common(hashed.shingles, 2, pair, pair)
        return perf_counter() - start


KERNEL = NumbaKernel()


class _Form(NamedTuple):
    """A form that texts are hashed in: how it is made, and what its code points count for."""

    of: Callable[[str], str]
    table: Table


@cache
def _forms() -> tuple[_Form, ...]:
    """Give the forms, each for the texts that the one before left, as `newskit.text.hashing` does.

    What a combining mark does is known when it has been composed; what has no word is its runs.
    """
    folded = Table(folding)
    return (
        _Form(str, folded),
        _Form(lambda text: unicode_normalize("NFKC", text), folded),
        _Form(normalize, Table(as_is)),
        _Form(normalize, Table(runs)),
    )


class _Result:
    """Hashed texts that are being made.

    Args:
        texts: how many there are.
        room: shingles there may be; if there are more, more room is made.
    """

    def __init__(self, texts: int, room: int) -> None:
        self.keys = np.empty(texts, np.uint64)
        self.lengths = np.empty(texts, np.int64)
        self.offsets = np.zeros(texts + 1, np.int64)
        self.left = np.empty(texts, np.bool_)
        self.shingles = np.empty(room + _ROOM, np.uint64)

    def fill(self, given: tuple[Any, Any, Any, bool, Any], table: Table, first: int = 0) -> None:
        """Hash the texts that the function is given; they are those from the `first` on."""
        texts = len(given[1])
        to, bounds = slice(first, first + texts), slice(first, first + texts + 1)
        at = 0
        while at < texts:
            at, state, code = hashing.hash_texts(
                *given, table.values, table.becoming, _NUMBERS, at, self.keys[to],
                self.lengths[to], self.offsets[bounds], self.shingles, self.left[to],
            )  # fmt: skip
            if state == hashing.UNKNOWN:
                table.fill(code)
            elif state == hashing.FULL:
                self.shingles = np.concatenate([self.shingles, np.empty_like(self.shingles)])

    def hashed(self) -> HashedTexts:
        """Give what was hashed."""
        return HashedTexts(self.keys, self.lengths, self.shingles[: self.offsets[-1]], self.offsets)


def _hash_codes(texts: Sequence[str], table: Table) -> tuple[HashedTexts, NDArray[np.bool_]]:
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    result = _Result(len(texts), int(lengths.sum()) // 4)
    for first, last in _stretches(lengths):
        bounds = offsets_of(lengths[first:last])
        codes = _codes("".join(texts[first:last]))
        given = codes, _read(bounds[:-1]), _read(bounds[1:]), False, table.values
        result.fill(given, table, first)
    return result.hashed(), result.left


def _stretches(lengths: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Give ranges of texts that have so many characters together, or one text of more."""
    ends = np.cumsum(lengths)
    first = 0
    while first < len(lengths):
        until = _AT_ONCE + (ends[first - 1] if first else 0)
        last = max(int(np.searchsorted(ends, until, "right")), first + 1)
        yield first, last
        first = last


def _codes(text: str) -> NDArray[Any]:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, "<u2")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _filled(hashed: HashedTexts, places: NDArray[np.intp], other: HashedTexts) -> HashedTexts:
    """Put other texts, those at `places`, in; they had no words before."""
    keys, lengths, counts = hashed.keys, hashed.lengths, np.diff(hashed.offsets)
    keys[places], lengths[places], counts[places] = (
        other.keys,
        other.lengths,
        np.diff(other.offsets),
    )
    offsets = offsets_of(counts)
    shingles = np.empty(offsets[-1], np.uint64)
    new = ranges(offsets[places], counts[places])
    old = np.ones(len(shingles), np.bool_)
    old[new] = False
    shingles[old], shingles[new] = hashed.shingles, other.shingles
    return HashedTexts(keys, lengths, shingles, offsets)


def _read(array: NDArray[Any]) -> NDArray[Any]:
    """Give an array as the one kind that functions are compiled for: whole, and read only."""
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def _lowest(parts: int) -> np.uint64:
    """Give how many lower bits do not say the range; of one range all bits are masked anyway."""
    return np.uint64(min(65 - parts.bit_length(), 63))
