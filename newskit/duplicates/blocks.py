"""Templates as they stand in the texts: blocks where texts part, and edits inside of blocks.

The shingles of a text with fifty copies are held by as many texts as a template. What tells them
apart is how the texts go on: at the ends of a template, and at the blanks of a form, each in its
own way; a copied text goes on like the others, here and there a word aside.

Where a word of a block was edited, the shingles over it are new, but nothing of the text's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.sets import Lookup, SharedSets
from newskit.duplicates.shingling import SIZE, shingle_hashes
from newskit.text.hashing import hashed_words

PARTING = 0.5
"""Where texts part, fewer of those with a shingle than this go on alike behind or before it; and
so many of the texts with a shingle must have it in a block where they part."""

ALIKE = 5
"""Neighbours that so many times more texts hold belong to another block."""

GAP = 12
"""Edited words in a row that belong to the block around them."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Blocks:
    """The shingles of texts that hold some of a number of shingles, in their order.

    Attributes:
        texts: the texts.
        offsets: where the shingles of each begin.
        items: for each shingle which of the sought ones it is, or -1.
        alone: whether no other text holds it.
    """

    texts: NDArray[np.int64]
    offsets: NDArray[np.int64]
    items: NDArray[np.int64]
    alone: NDArray[np.bool_]


def blocks_of(
    articles: Sequence[Article], shingles: SharedSets, sought: NDArray[np.bool_]
) -> Blocks:
    """Read the texts that hold some shingles again.

    Args:
        articles: an article with each text.
        shingles: the shingles that texts share.
        sought: which of them are looked for.
    """
    numbers = np.flatnonzero(sought)
    lookup = Lookup(shingles.hashes[numbers], shingles.bits)
    texts = np.unique(shingles.texts()[sought[shingles.items]]).astype(np.int64)
    parts = list(_read(articles, texts.tolist(), shingles, numbers, lookup))
    none = np.empty(0, np.int64)
    return Blocks(
        texts,
        np.concatenate([[0], np.cumsum(np.concatenate([none, *(part[0] for part in parts)]))]),
        np.concatenate([none, *(part[1] for part in parts)]),
        np.concatenate([none.astype(np.bool_), *(part[2] for part in parts)]),
    )


def _read(
    articles: Sequence[Article],
    texts: Sequence[int],
    shingles: SharedSets,
    numbers: NDArray[np.int64],
    lookup: Lookup,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]]:
    for start in range(0, len(texts), _BATCH):
        some = [articles[text].story_text() for text in texts[start : start + _BATCH]]
        hashes, offsets = shingle_hashes(hashed_words(some))
        place = lookup.find(hashes)
        alone = place < 0
        alone[alone] = shingles.lookup.find(hashes[alone]) < 0
        yield np.diff(offsets), np.append(numbers, -1)[place], alone


def parting(blocks: Blocks, held: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which shingles stand in blocks where texts part.

    Args:
        blocks: the texts that hold the shingles in question.
        held: the number of texts that hold each shared shingle.
    """
    items, here = blocks.items, blocks.items >= 0
    begins = np.zeros(len(here) + 1, np.bool_)
    begins[blocks.offsets] = True
    every = np.bincount(items[here], minlength=len(held))
    parts = np.zeros(len(held), np.bool_)
    for neighbour, is_edge in ((np.roll(items, 1), begins[:-1]), (np.roll(items, -1), begins[1:])):
        inner = here & ~is_edge
        parts |= _part(items[inner], neighbour[inner], len(held))
    block = np.cumsum(begins[:-1] | ~here | _steps(items, held))
    where_they_part = np.zeros(int(block[-1]) + 1 if len(block) else 1, np.bool_)
    where_they_part[block[here][parts[items[here]]]] = True
    parted = np.bincount(items[here][where_they_part[block[here]]], minlength=len(held))
    return (every > 0) & (parted >= PARTING * every)


def _part(items: NDArray[np.int64], neighbours: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Tell which items have no neighbour that most of their texts have in common."""
    known = neighbours >= 0
    pairs, times = np.unique(items[known] << 32 | neighbours[known], return_counts=True)
    most = np.zeros(count, np.int64)
    np.maximum.at(most, pairs >> 32, times)
    parts: NDArray[np.bool_] = most < PARTING * np.bincount(items, minlength=count)
    return parts


def _steps(items: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell where a shingle is held by many more or many fewer texts than the one before."""
    count = held[items]
    last = np.roll(count, 1)
    steps: NDArray[np.bool_] = np.maximum(count, last) > ALIKE * np.minimum(count, last)
    return steps


def edited_inside(blocks: Blocks, template: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
    """Count for each of `count` texts the shingles over edits of a template.

    They stand in a gap of a few words between two parts of it, and in no other text.
    """
    inside = (blocks.items >= 0) & template[blocks.items]
    text = np.repeat(np.arange(len(blocks.texts)), np.diff(blocks.offsets))
    places = np.flatnonzero(inside)
    gap = np.diff(places)
    short = (gap > 1) & (gap <= GAP + SIZE) & (np.diff(text[places]) == 0)
    edge = np.zeros(len(inside) + 1, np.int64)
    edge[places[:-1][short] + 1] += 1
    edge[places[1:][short]] -= 1
    filled = (np.cumsum(edge[:-1]) > 0) & blocks.alone
    return np.bincount(blocks.texts[text[filled]], minlength=count)
