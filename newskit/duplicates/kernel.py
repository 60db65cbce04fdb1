"""The kernel of newskit: the inner loops of finding copies in NumPy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.buckets import pairs_in_buckets
from newskit.duplicates.sets import Lookup, firsts, flagged, text_of, text_of_turned
from newskit.duplicates.shingling import LEAD, shingle_hashes
from newskit.duplicates.signatures import signatures
from newskit.duplicates.templates import printed_often
from newskit.kernels import Find, HashedTexts, Lines, Printed
from newskit.text.hashing import HashedWords, hashed_words
from newskit.text.mixing import mix
from newskit.text.ranges import counted, ranges

BANDS, ROWS = 42, 3
"""Bands of a signature, and the values in each."""

_ORDER = np.uint64(0xD6E8FEB86659FD93)
"""Odd number whose powers make the key of a text depend on the order of its words."""

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_32 = np.uint64(32)

_AT_ONCE = 1 << 18
"""Items of sets that are compared at once, about."""


class NumpyKernel:
    """The inner loops of finding copies, see `newskit.kernels.Kernel`."""

    def scan(self, block: NDArray[np.uint8]) -> Lines | None:
        """Leave every line to the parser: to look for its parts costs as much."""
        return None

    def hash_texts(self, texts: Sequence[str]) -> HashedTexts:
        """Hash the words and shingles of texts."""
        words = hashed_words(texts)
        return HashedTexts(_keys(words), np.diff(words.offsets), *shingle_hashes(words))

    def hash_strings(
        self, block: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[HashedTexts, NDArray[np.bool_]]:
        """Leave every string to `hash_texts`."""
        return self.hash_texts([""] * len(starts)), np.ones(len(starts), np.bool_)

    def scatter(
        self, hashed: HashedTexts, texts: NDArray[np.int64], bits: int, parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Pack shingles with their texts, by ranges of the hash."""
        counts = np.diff(hashed.offsets)
        tags = np.repeat(texts << 1 | 1, counts)
        tags[ranges(hashed.offsets[:-1], np.minimum(counts, LEAD))] ^= 1
        packed = hashed.shingles >> np.uint64(bits)
        packed <<= np.uint64(bits)
        packed |= tags.view(np.uint64)
        if len(texts) and texts.min() < 0:
            packed = packed[np.repeat(texts >= 0, counts)]
        return self.split(packed, parts)

    def split(
        self, numbers: NDArray[np.uint64], parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Put numbers of one range behind those of the range before."""
        if parts == 1:
            return numbers, np.array([0, len(numbers)])
        numbers.sort()
        begins = np.arange(parts, dtype=np.uint64) << np.uint64(65 - parts.bit_length())
        return numbers, np.append(np.searchsorted(numbers, begins), len(numbers))

    def reduce(
        self,
        pieces: Sequence[NDArray[np.uint64]],
        bits: int,
        repeats: NDArray[np.int32],
        lead_repeats: NDArray[np.int32],
        shared_leads: NDArray[np.int32],
    ) -> NDArray[np.uint64]:
        """Keep of a range of packed shingles what two or more texts hold."""
        part = np.concatenate([np.empty(0, np.uint64), *pieces])
        part.sort()
        fresh = firsts(part, 1)
        again, part = part[~fresh], part[fresh]
        _tally(repeats, again, bits)
        _tally(lead_repeats, again[~flagged(again)], bits)
        first = firsts(part, bits)
        held_twice = ~first
        held_twice[:-1] |= ~first[1:]
        kept = part[held_twice]
        _tally(shared_leads, kept[~flagged(kept)], bits)
        return kept

    def judge(
        self, part: NDArray[np.uint64], bits: int, printed: Printed
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Find the shingles of a range that are part of a template, or may be."""
        return printed_often(part, bits, printed)

    def by_text(
        self, turned: NDArray[np.uint64], bits: int
    ) -> tuple[NDArray[np.uint64], int, NDArray[np.int64]]:
        """Sort packed shingles by their texts."""
        turned = np.sort(turned)
        text = text_of_turned(turned, bits)
        first = int(text[0])
        return turned, first, np.bincount(text - first)

    def set_apart(
        self, items: NDArray[np.uint64], offsets: NDArray[np.int64], chosen: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Put the chosen items of each set behind the others."""
        behind = counted(chosen, offsets)
        before = np.diff(offsets) - behind
        here, there = items[~chosen], items[chosen]
        items[ranges(offsets[:-1], before)] = here
        items[ranges(offsets[:-1] + before, behind)] = there
        return behind

    def lookup(self, hashes: NDArray[np.uint64], bits: int) -> Find:
        """Make what finds hashes in an ascending list of them."""
        return Lookup(hashes, bits).find

    def bands(self, hashes: NDArray[np.uint32], offsets: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Give the band keys of texts: what each `ROWS` values of a signature mix to."""
        rows = signatures(hashes, offsets)
        keys = np.empty((BANDS, len(rows)), np.uint32)
        for band in range(BANDS):
            mixed = rows[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64) @ _MIX
            keys[band] = mixed >> _32
        return keys

    def pairs(self, packed: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the pairs of texts that share a bucket."""
        return pairs_in_buckets(packed >> _32, packed.astype(np.uint32).astype(np.int64))

    def count_common(
        self,
        sets: NDArray[np.uint64],
        bits: int,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Count the items that pairs of sets have in common."""
        sizes = np.diff(one)[:, 0], np.diff(other)[:, 0]
        ends = np.cumsum(sizes[0] + sizes[1])
        counts = np.empty(len(one), np.int64)
        first, most = 0, 1 << min(bits, 62)
        while first < len(one):
            until = _AT_ONCE + (int(ends[first - 1]) if first else 0)
            last = max(int(np.searchsorted(ends, until, "right")), first + 1)
            some = slice(first, min(last, first + most))
            first = some.stop
            counts[some] = _common(
                sets, bits, one[some, 0], sizes[0][some], other[some, 0], sizes[1][some]
            )
        return counts


KERNEL = NumpyKernel()


def _common(
    sets: NDArray[np.uint64],
    bits: int,
    one: NDArray[np.int64],
    one_sizes: NDArray[np.int64],
    other: NDArray[np.int64],
    other_sizes: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Count what pairs have in common: what is twice among the items of both, sorted."""
    places = np.concatenate([ranges(one, one_sizes), ranges(other, other_sizes)])
    pair = np.arange(len(one), dtype=np.uint64)
    pairs = np.concatenate([np.repeat(pair, one_sizes), np.repeat(pair, other_sizes)])
    items = sets[places] << np.uint64(bits) >> np.uint64(bits)
    items |= pairs << np.uint64(64 - bits)
    items.sort()
    twice = items[1:][items[1:] == items[:-1]] >> np.uint64(64 - bits)
    return np.bincount(twice.astype(np.int64), minlength=len(one))


def _tally(counts: NDArray[np.int32], packed: NDArray[np.uint64], bits: int) -> None:
    """Add the packed hashes of each text to the counts."""
    counts += np.bincount(text_of(packed, bits), minlength=len(counts)).astype(np.int32)


def _keys(words: HashedWords) -> NDArray[np.uint64]:
    """Give 64 bits for each text that tell its words and their order, 0 for one without words."""
    lengths = np.diff(words.offsets)
    powers = np.full(int(lengths.max(initial=1)), _ORDER)
    np.multiply.accumulate(powers, out=powers)
    weighted = words.hashes * powers[ranges(np.zeros_like(lengths), lengths)]
    sums = np.add.reduceat(np.append(weighted, np.uint64(0)), words.offsets[:-1])
    return np.where(lengths > 0, mix(sums + lengths.astype(np.uint64)), np.uint64(0))
