"""Sets of hashes, many texts' at once, reduced to what two or more of the texts hold.

What one text alone holds makes nothing a copy, and most of what is in a news text is of that kind.
So the hashes of all texts are sorted together once, and what remains for the later steps are the
shared ones, a sorted set for each text.

A hash and its text travel packed in 64 bits: `hash | text << 1 | flag`, the hash in the upper bits,
as long as they are sorted by hash, and turned round, `text << 1 | flag | hash`, in the sets. That
many numbers sort several times faster than two arrays, and none needs a table beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SIEVE = 20
_SIFTED = np.uint64(64 - _SIEVE)
_ONE = np.uint64(1)


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


@dataclass(frozen=True, slots=True)
class SharedSets:
    """The shared items of texts.

    Attributes:
        packed: the items, text by text: in each those that are no template come first, ascending.
        offsets: where the items of each text begin; one more than there are texts.
        own_ends: where those of them that are no template end.
        bits: upper bits of a packed item that say its text, and whether it is part of a template.
        release: gives the memory back that `packed` was read into, if it is in a file.
    """

    packed: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    own_ends: NDArray[np.int64]
    bits: int
    release: Callable[[], None]

    def __len__(self) -> int:
        return len(self.own_ends)

    def of(self, text: int) -> NDArray[np.uint64]:
        """Give the hashes of a text, without their lowest `bits` bits: its own, then template."""
        return self.packed[self.offsets[text] : self.offsets[text + 1]] << np.uint64(self.bits)

    def own(self, text: int) -> NDArray[np.uint64]:
        """Give the hashes of a text that are no template."""
        return self.packed[self.offsets[text] : self.own_ends[text]] << np.uint64(self.bits)


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
    return np.asarray(packed & _ONE, np.bool_)


def turned(packed: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """Turn packed hashes round, so that they sort by their texts; the flag is cleared."""
    found = packed >> np.uint64(bits)
    found |= packed >> _ONE << np.uint64(65 - bits)
    return found


def text_of_turned(turned: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Give the text of each packed hash that was turned round."""
    return (turned >> np.uint64(65 - bits)).view(np.int64)


def firsts(ascending: NDArray[np.uint64], bits: int) -> NDArray[np.bool_]:
    """Tell of each number whether it differs from the one before in more than its lowest bits."""
    differs = np.ones(len(ascending), np.bool_)
    np.greater_equal(ascending[1:] ^ ascending[:-1], np.uint64(1 << bits), out=differs[1:])
    return differs


def rare(part: NDArray[np.uint64], bits: int, most: int) -> NDArray[np.uint64]:
    """Leave of ascending packed hashes those that at most so many texts hold."""
    number = np.cumsum(firsts(part, bits)) - 1
    return part[(np.bincount(number) <= most)[number]] if len(part) else part
