"""What texts share: from packed hashes of all texts to a set for each.

The hashes come in buckets by ranges of the hash. Each bucket is sorted and reduced to what two or
more texts hold; that is turned round, and goes into buckets by ranges of the texts; and each of
these is sorted and becomes the next stretch of the sets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import get_ident

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.sets import SharedSets, rare, turned
from newskit.duplicates.workspace import Buckets, Column, Workspace, pieces_of, texts_at_once
from newskit.kernels import Find
from newskit.progress import counted
from newskit.text.ranges import offsets_of, ranges


@dataclass(frozen=True, slots=True)
class Reduced:
    """What two or more texts hold, and how much there was.

    Attributes:
        kept: ascending packed hashes, by ranges of the hash.
        repeats: how many hashes of each text it had already.
        lead_repeats: those of them that stand in its lead.
        shared_leads: the different hashes in its lead that another text holds.
    """

    kept: Buckets
    repeats: NDArray[np.int64]
    lead_repeats: NDArray[np.int64]
    shared_leads: NDArray[np.int64]


def reduced(
    found: Buckets,
    bits: int,
    texts: int,
    workspace: Workspace,
    most: int | None = None,
) -> Reduced:
    """Keep of packed hashes what two or more texts hold.

    Args:
        found: packed hashes, by ranges of the hash; they are used up.
        bits: lower bits that are not hash.
        texts: how many texts there are.
        workspace: what works.
        most: texts that may hold one; what more of them hold is left out.
    """
    tallies: dict[int, NDArray[np.int32]] = {}

    def kept_of(bucket: int) -> NDArray[np.uint64]:
        if get_ident() not in tallies:
            tallies[get_ident()] = np.zeros((3, texts), np.int32)
        pieces = found.pieces(bucket, workspace.scratch)
        kept = workspace.kernel.reduce(pieces, bits, *tallies[get_ident()])
        return kept if most is None else rare(kept, bits, most)

    kept = workspace.buckets("shared", len(found)).emptied()
    every = workspace.each(kept_of, range(len(found)))
    for bucket, part in enumerate(counted(every, "sorting", len(found), "parts")):
        kept.put(bucket, part)
    counts = np.zeros((3, texts), np.int64)
    for tally in tallies.values():
        counts += tally
    return Reduced(kept, *counts)


class ByText:
    """Makes the sets of texts of packed hashes, as `reduced` keeps them.

    Args:
        bits: lower bits of a packed hash that are not hash.
        texts: how many texts there are.
        parts: ranges of texts that are sorted one after the other, a power of two.
        workspace: what works.
    """

    def __init__(self, bits: int, texts: int, parts: int, workspace: Workspace) -> None:
        self._bits, self._texts, self._workspace = bits, texts, workspace
        self._added = 0
        self._buckets = workspace.buckets("by-text", min(parts, 1 << bits - 1)).emptied()

    def turned(self, packed: NDArray[np.uint64]) -> list[NDArray[np.uint64]]:
        """Turn packed hashes round, in pieces to be added; any thread may."""
        by_text = turned(packed, self._bits)
        return pieces_of(*self._workspace.kernel.split(by_text, len(self._buckets)))

    def add(self, pieces: Sequence[NDArray[np.uint64]]) -> None:
        """Add what was turned round."""
        self._added += sum(map(len, pieces))
        self._buckets.add(pieces)

    def write(self, column: Column[np.uint64]) -> NDArray[np.int64]:
        """Write all that was added into a column, and give where the items of each text begin."""
        counts = np.zeros(self._texts, np.int64)
        column = column.emptied(self._added)

        def ascending(bucket: int) -> tuple[NDArray[np.uint64], int, NDArray[np.int64]]:
            part = self._buckets.take(bucket, self._workspace.scratch)
            if not len(part):
                return part, 0, np.zeros(0, np.int64)
            return self._workspace.kernel.by_text(part, self._bits)

        for part, first, held in self._workspace.each(ascending, range(len(self._buckets))):
            counts[first : first + len(held)] += held
            column.append(part)
        return offsets_of(counts)


def without(
    sets: SharedSets,
    find: Find,
    texts: NDArray[np.int64],
    column: Column[np.uint64],
    workspace: Workspace,
) -> NDArray[np.int64]:
    """Put what is template behind what is not, in each set.

    Args:
        sets: the sets; they are changed in place, if they are in memory.
        find: finds hashes of templates.
        texts: the texts that may hold some, ascending.
        column: the file to write the sets to, if they are in one.
        workspace: what works.

    Returns:
        Where those items of each text end that are no template.
    """
    bits = np.uint64(sets.bits)
    flag = np.uint64(1) << np.uint64(64 - sets.bits)
    own_ends = sets.offsets[1:].copy()

    def apart(stretch: tuple[NDArray[np.uint64], int, int]) -> NDArray[np.uint64]:
        part, first, last = stretch
        asked = texts[slice(*np.searchsorted(texts, [first, last]))]
        counts = sets.offsets[asked + 1] - sets.offsets[asked]
        places = ranges(sets.offsets[asked] - sets.offsets[first], counts)
        some = part[places]
        found = find(some << bits) >= 0
        some[found] |= flag
        own_ends[asked] -= workspace.kernel.set_apart(some, offsets_of(counts), found)
        if column.is_file and len(asked):
            part = part.copy()
        part[places] = some
        return part

    for part in workspace.each(apart, stretches(sets)):
        if column.is_file:
            column.append(part)
    return own_ends


def stretches(sets: SharedSets) -> Iterator[tuple[NDArray[np.uint64], int, int]]:
    """Give the packed items of one range of texts after the other, and the range."""
    for first, last in texts_at_once(sets.offsets):
        yield sets.packed[sets.offsets[first] : sets.offsets[last]], first, last
        sets.release()
