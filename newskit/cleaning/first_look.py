"""The lines of many texts at once, by how they begin and end: most need no closer look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from newskit.cleaning.lines import one_line_end
from newskit.text.openings import fold

_SPECIFIC = 6
"""Bytes of an opening that are looked at; nearly all lines that agree in so many open alike."""

_OPENING = 8  # bytes that are read of a line, to be one number
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_STOPS = np.isin(np.arange(256), list(b".!?"))
_QUOTE = np.uint32(int.from_bytes("”".encode(), "little"))


@dataclass(frozen=True, slots=True)
class FoldedLines:
    """The lines of a number of texts as `fold` leaves them, those of one text after another's.

    Attributes:
        data: the texts, a line end before the first and behind each.
        starts: where each line starts in it.
        ends: where it ends.
        firsts: the number of the first line of each text; and how many lines there are.
    """

    data: bytes
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    firsts: NDArray[np.intp]


def folded_lines(texts: Sequence[str]) -> FoldedLines:
    """Find the lines of texts."""
    folded = [fold(one_line_end(text)) for text in texts]
    data = b"\n".join([b"", *folded, bytes(_OPENING)])
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n"))
    lengths = np.fromiter(map(len, folded), np.intp, len(folded))
    bounds = np.concatenate([[0], np.cumsum(lengths + 1)])
    return FoldedLines(data, ends[:-1] + 1, ends[1:], np.searchsorted(ends, bounds))


class FirstLook:
    """Finds lines that open, end or speak like boilerplate, and a few that do not.

    Args:
        openings: how a line opens, in up to eight bytes.
        leaders: bytes that may stand before that.
        endings: four bytes in which a line ends though it is closed like a sentence.
        cues: what it may hold anywhere.
    """

    def __init__(
        self,
        openings: Iterable[bytes],
        leaders: bytes,
        endings: Iterable[bytes],
        cues: Iterable[bytes],
    ) -> None:
        by_length: dict[int, set[bytes]] = {}
        for opening in openings:
            by_length.setdefault(min(len(opening), _SPECIFIC), set()).add(opening[:_SPECIFIC])
        self._openings = [
            (np.uint64((1 << 8 * length) - 1), _table(some))
            for length, some in sorted(by_length.items())
        ]
        self._leaders = np.zeros(256, np.bool_)
        self._leaders[list(leaders)] = True
        self._endings = _table(endings)
        self._cues = tuple(cues)

    def among(self, lines: FoldedLines) -> NDArray[np.intp]:
        """Give the numbers of such lines, none of them empty."""
        said = np.flatnonzero(lines.starts < lines.ends)
        starts, ends = lines.starts[said], lines.ends[said]
        heads = _numbers(lines.data, "<u8", starts)
        tails = _numbers(lines.data, "<u4", np.maximum(ends - 4, 0))
        found: NDArray[np.bool_] = ~_is_closed(tails)
        found |= self._leaders[heads & np.uint64(0xFF)]
        found |= self._endings[_hashed(tails)]
        for mask, table in self._openings:
            found |= table[_hashed(heads & mask)]
        for cue in self._cues:
            at = lines.data.find(cue)
            while at >= 0:
                line = int(np.searchsorted(ends, at))
                found[line] = True
                at = lines.data.find(cue, int(ends[line]))
        return said[found]


def _numbers(data: bytes, dtype: str, places: NDArray[np.intp]) -> NDArray[Any]:
    """Read a number at each of some places, the first byte the lowest."""
    width = np.dtype(dtype).itemsize
    every = np.frombuffer(data, np.uint8)
    rows = as_strided(every, (len(every) - width + 1, width), (1, 1), writeable=False)
    return rows[places].view(dtype).ravel()


def _hashed(numbers: NDArray[Any]) -> NDArray[np.uint64]:
    """Give 16 bits for each number."""
    hashed: NDArray[np.uint64] = numbers.astype(np.uint64) * _FACTOR >> np.uint64(48)
    return hashed


def _table(words: Iterable[bytes]) -> NDArray[np.bool_]:
    """Give a table that is true at the hashes of words of up to eight bytes."""
    table = np.zeros(1 << 16, np.bool_)
    numbers = [int.from_bytes(word, "little") for word in words]
    table[_hashed(np.array(numbers, np.uint64))] = True
    return table


def _is_closed(tails: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell of the last four bytes of lines whether a full stop and the like ends a sentence.

    A quotation mark may stand behind it; the typographic one takes three bytes.
    """
    last, before = tails >> np.uint32(24), tails >> np.uint32(16) & np.uint32(0xFF)
    closed: NDArray[np.bool_] = _STOPS[last]
    closed |= (last == ord('"')) & _STOPS[before]
    closed |= (tails >> np.uint32(8) == _QUOTE) & _STOPS[tails & np.uint32(0xFF)]
    return closed
