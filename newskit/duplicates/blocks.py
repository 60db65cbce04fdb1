"""Templates as they stand in the texts: blocks where texts part, and edits inside of blocks.

Fifty copies of one text are held by as many texts as a template. What tells them apart is where
they end: at the ends of a template, and at the blanks of a form, every text goes on in its own
way; a copied text goes on like the others, here and there a word aside.

Where a word of a block was edited, the shingles over it are new, but nothing of the text's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.sets import SharedSets, find
from newskit.duplicates.shingling import SIZE, shingle_hashes
from newskit.text.hashing import hashed_words

PARTING = 0.5
"""Share of the texts with a shingle that go on in their own way behind or before it, where a block
ends; and share of its holders in which a shingle stands in a block with such an end."""

ALIKE = 2
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
    texts = np.unique(shingles.texts()[sought[shingles.items]])
    parts = list(_read(articles, texts.tolist(), shingles, sought))
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
    sought: NDArray[np.bool_],
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]]:
    for start in range(0, len(texts), _BATCH):
        some = [articles[text].story_text() for text in texts[start : start + _BATCH]]
        hashes, offsets = shingle_hashes(hashed_words(some))
        item = find(hashes, shingles)
        yield np.diff(offsets), np.where((item >= 0) & sought[item], item, -1), item < 0


def parting(blocks: Blocks, held: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which shingles stand in blocks at whose ends texts part.

    Args:
        blocks: the texts that hold the shingles in question.
        held: the number of texts that hold each shared shingle.
    """
    here = blocks.items >= 0
    begins = np.zeros(len(here) + 1, np.bool_)
    begins[blocks.offsets] = True
    before = here & ~begins[:-1] & ~np.roll(here, 1)
    behind = here & ~begins[1:] & ~np.roll(here, -1)
    every, ends = _count(blocks.items[here], held), np.zeros(len(held), np.bool_)
    for side in (before, behind):
        ends |= _count(blocks.items[side], held) >= PARTING * np.maximum(every, 1)
    block = np.cumsum(begins[:-1] | ~here | _steps(blocks.items, held))
    has_end = np.zeros(int(block[-1]) + 1 if len(block) else 1, np.bool_)
    has_end[block[here][ends[blocks.items[here]]]] = True
    parted = _count(blocks.items[here][has_end[block[here]]], held)
    return parted >= PARTING * np.maximum(every, 1)


def _count(items: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.bincount(items, minlength=len(held))


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
