"""Templates as they stand in the texts: blocks where texts part, and edits inside of blocks.

The shingles of a text with fifty copies are held by as many texts as a template. What tells them
apart is how the texts go on: at the ends of a template, and at the blanks of a form, each in its
own way; a copied text goes on like the others, here and there a word aside.

Where a word of a block was edited, the shingles over it are new, but nothing of the text's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.shingling import SIZE
from newskit.duplicates.templates import Judged
from newskit.duplicates.texts import hashed_at
from newskit.duplicates.workspace import Arrays, Workspace, texts_at_once
from newskit.progress import stage
from newskit.text.distinct import distinct
from newskit.text.ranges import offsets_of, ranges

PARTING = 0.5
"""Where texts part, fewer of those with a shingle than this go on alike behind or before it; and
so many of the texts with a shingle must have it in a block where they part."""

ALIKE = 5
"""Neighbours that so many times more texts hold belong to another block."""

GAP = 12
"""Edited words in a row that belong to the block around them."""

ALONE = -2
"""Stands in blocks for a shingle that no other text holds."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Blocks:
    """The shingles of texts that hold some of a number of shingles, in their order.

    Attributes:
        texts: the texts.
        offsets: where the shingles of each begin.
        items: for each shingle which of the sought ones it is; -1 for another one that several
            texts hold, -2 for one that no other text holds: the latter is told of those that stand
            in a gap between sought ones.
        release: gives the memory back that `items` was read into, if it is in a file.
    """

    texts: NDArray[np.int64]
    offsets: NDArray[np.int64]
    items: NDArray[np.int32]
    release: Callable[[], None]

    def stretches(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], slice]]:
        """Give some texts after others: their items, where those of each begin, and the texts."""
        for first, last in texts_at_once(self.offsets):
            start, end = self.offsets[[first, last]].tolist()
            offsets = self.offsets[first : last + 1] - start
            yield self.items[start:end].astype(np.int64), offsets, slice(first, last)
            self.release()


def blocks_of(
    articles: Sequence[Article], shingles: SharedSets, sought: Judged, workspace: Workspace
) -> Blocks:
    """Read the texts that hold some shingles again.

    Args:
        articles: an article with each text.
        shingles: the shingles that texts share, none of them known for template yet.
        sought: which of them are looked for.
        workspace: what works.
    """
    find = workspace.kernel.lookup(sought.hashes, shingles.bits)

    def read(some: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        hashed = hashed_at(articles, some, workspace.kernel)
        items, text = find(hashed.shingles), np.repeat(some, np.diff(hashed.offsets))
        asked = np.flatnonzero(_in_gaps(items >= 0, text))
        items[asked[_alone(hashed.shingles[asked], text[asked], shingles)]] = ALONE
        return np.diff(hashed.offsets), items.astype(np.int32)

    column = workspace.column("blocks", np.int32)

    def written() -> Arrays:
        column.emptied()
        counts = [np.empty(0, np.int64)]
        batches = (sought.texts[at : at + _BATCH] for at in range(0, len(sought.texts), _BATCH))
        with stage("reading templates", len(sought.texts)) as advance:
            for count, items in workspace.each(read, batches):
                counts.append(count)
                column.append(items)
                shingles.release()
                advance(len(count))
        return {"offsets": offsets_of(np.concatenate(counts))}

    offsets = workspace.once("templates-read", written)["offsets"]
    return Blocks(sought.texts, offsets, column.finished(), column.release)


def _alone(
    hashes: NDArray[np.uint64], text: NDArray[np.int64], shingles: SharedSets
) -> NDArray[np.bool_]:
    """Tell which shingles of texts no other text holds: a text's shared ones are known."""
    bits = shingles.bits
    texts = distinct(text)
    starts = shingles.offsets[texts]
    shared = shingles.packed[ranges(starts, shingles.offsets[texts + 1] - starts)]
    asked = hashes >> np.uint64(bits) | text.astype(np.uint64) << np.uint64(65 - bits)
    at = np.minimum(np.searchsorted(shared, asked), max(len(shared) - 1, 0))
    return shared[at] != asked if len(shared) else np.ones(len(asked), np.bool_)


def _in_gaps(chosen: NDArray[np.bool_], text: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell what stands between two chosen shingles of a text, a few words apart."""
    places = np.flatnonzero(chosen)
    gap = np.diff(places)
    short = (gap > 1) & (gap <= GAP + SIZE) & (np.diff(text[places]) == 0)
    edge = np.zeros(len(chosen) + 1, np.int8)
    edge[places[:-1][short] + 1] = 1
    edge[places[1:][short]] = -1
    inside: NDArray[np.bool_] = np.cumsum(edge[:-1], dtype=np.int8) > 0
    return inside


def parting(blocks: Blocks, held: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which shingles stand in blocks where texts part.

    Args:
        blocks: the texts that hold the shingles in question.
        held: the number of texts that hold each of the sought shingles.
    """
    count = len(held)
    every = np.zeros(count, np.int64)
    behind, before = _Neighbours(count), _Neighbours(count)
    for items, offsets, _ in blocks.stretches():
        begins, here = begins_in(offsets), items >= 0
        every += np.bincount(items[here], minlength=count)
        behind.add(items, np.roll(items, -1), here & ~begins[1:])
        before.add(items, np.roll(items, 1), here & ~begins[:-1])
    parts = behind.part() | before.part()
    parted = np.zeros(count, np.int64)
    for items, offsets, _ in blocks.stretches():
        here = items >= 0
        block = np.cumsum(begins_in(offsets)[:-1] | ~here | steps_in(items, held))
        where_they_part = np.zeros(int(block[-1]) + 1, np.bool_)
        where_they_part[block[here][parts[items[here]]]] = True
        parted += np.bincount(items[here][where_they_part[block[here]]], minlength=count)
    return (every > 0) & (parted >= PARTING * every)


def begins_in(offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each shingle whether a text begins with it, and last that one ends."""
    begins = np.zeros(int(offsets[-1]) + 1, np.bool_)
    begins[offsets] = True
    return begins


class _Neighbours:
    """Counts how the texts go on, on one side of each of so many items."""

    def __init__(self, count: int) -> None:
        self._inner = np.zeros(count, np.int64)
        self._pairs = self._times = np.empty(0, np.int64)

    def add(
        self,
        items: NDArray[np.int64],
        neighbours: NDArray[np.int64],
        inner: NDArray[np.bool_],
    ) -> None:
        """Count items with their neighbours, as far as both are in one text."""
        self._inner += np.bincount(items[inner], minlength=len(self._inner))
        known = inner & (neighbours >= 0)
        pairs, times = np.unique(items[known] << 32 | neighbours[known], return_counts=True)
        self._pairs, where = np.unique(np.append(self._pairs, pairs), return_inverse=True)
        together = np.zeros(len(self._pairs), np.int64)
        np.add.at(together, where, np.append(self._times, times))
        self._times = together

    def part(self) -> NDArray[np.bool_]:
        """Tell which items have no neighbour that most of their texts have in common."""
        most = np.zeros_like(self._inner)
        np.maximum.at(most, self._pairs >> 32, self._times)
        parts: NDArray[np.bool_] = most < PARTING * self._inner
        return parts


def steps_in(items: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell where a shingle is held by many more or many fewer texts than the one before."""
    count = np.append(held, 0)[np.maximum(items, -1)]
    last = np.roll(count, 1)
    steps: NDArray[np.bool_] = np.maximum(count, last) > ALIKE * np.minimum(count, last)
    return steps


def edited_inside(blocks: Blocks, template: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
    """Count for each of `count` texts the shingles over edits of a template.

    They stand in a gap of a few words between two parts of it, and in no other text.
    """
    found = np.zeros(count, np.int64)
    for items, offsets, which in blocks.stretches():
        inside = np.append(template, [False, False])[items]
        text = np.repeat(blocks.texts[which], np.diff(offsets))
        filled = _in_gaps(inside, text) & (items == ALONE)
        found += np.bincount(text[filled], minlength=count)
    return found
