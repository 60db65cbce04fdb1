"""What code points count for, as the compiled functions look it up: one number for each.

Made from the tables of newskit, a block of code points when one of them is first met.
"""

from collections.abc import Callable
from threading import Lock

import numpy as np

from newskit.text.codepoints import CONTEXT, EXPANDS, SEPARATOR, SPACELESS, CodePoints
from newskit_numba import hashing

_BLOCK = 256
_CODE_POINTS = 0x110000
_MOST = 1 << 16  # all that becomes several, becomes about 6,000 code points


class Table:
    """What each code point counts for.

    A number says all of a code point, so that a thread that reads it while another one writes finds
    it whole or missing.

    Args:
        source: makes the table of newskit that this is one of.

    Attributes:
        values: a number for each code point, see `newskit_numba.hashing`.
        ascii: those of bytes, as they stand in JSON; zero where it takes a look.
        becoming: code points that others become, one's after another's.
    """

    def __init__(self, source: Callable[[], CodePoints]) -> None:
        self._source, self._lock = source, Lock()
        self._size = 1  # so that no number is one that says something else
        self.values = np.zeros(_CODE_POINTS, np.uint64)
        self.becoming = np.zeros(_MOST, np.uint32)
        self.ascii = np.zeros(256, np.uint64)
        self.fill(0)
        self.ascii[:128] = self.values[:128]
        self.ascii[ord("\\")] = hashing.MISSING

    def fill(self, code: int) -> None:
        """Fill the block of a code point."""
        first = code // _BLOCK * _BLOCK
        with self._lock:
            if not self.values[first]:
                self._fill(first)

    def _fill(self, first: int) -> None:
        codes = np.arange(first, first + _BLOCK)
        source = self._source()
        found, _ = source.values(codes)
        flags = source.flags(codes)
        values = np.where(found == SEPARATOR, hashing.SEPARATOR, found)
        values[flags & SPACELESS != 0] |= hashing.SOLO
        values[flags & CONTEXT != 0] = hashing.CONTEXT
        for place in np.flatnonzero(flags & EXPANDS).tolist():
            values[place] = self._becomes(source.expansions[first + place])
        self.values[first : first + _BLOCK] = values

    def _becomes(self, form: str) -> int:
        start, end = self._size, self._size + len(form)
        self.becoming[start:end] = [*map(ord, form)]
        self._size = end
        return start << 8 | len(form)
