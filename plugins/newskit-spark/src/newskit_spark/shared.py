"""What texts share: shingles go to ranges of their hashes, and those that others hold come back.

A segment sends each of its shingles once, with how many of its texts hold it. So a line that ten
million texts have costs a range one entry for each segment, not ten million.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.sets import firsts, flagged, text_of
from newskit.duplicates.templates import OWN_LEAD
from newskit.text.ranges import ranges
from newskit_spark.exchange import Row, Said
from newskit_spark.hashing import packed_shingles
from newskit_spark.incoming import articles_of
from newskit_spark.numbers import find, stretches
from newskit_spark.texts import Texts, together


@dataclass(frozen=True, slots=True)
class Items:
    """What some texts hold: hashes, ascending, and numbers of these, ascending in each text."""

    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    items: NDArray[np.uint32]

    def of(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Give how many some of the texts hold, and which."""
        counts = np.diff(self.offsets)[chosen]
        return counts, self.items[ranges(self.offsets[chosen], counts)]


NOTHING = Items(np.empty(0, np.uint64), np.zeros(1, np.int64), np.empty(0, np.uint32))


@dataclass(slots=True)
class Sets:
    """What the texts of a segment share with others.

    Attributes:
        texts: the texts.
        hashes: the shared shingles of all of them, ascending.
        held: how many texts hold each.
        offsets: where the items of each text begin.
        items: numbers of the shared shingles of each text, ascending.
        sizes: the different shingles of each text.
        own_lead: whether each has a lead of its own.
        own: how many shingles of each are no template.
        template: whether each of `hashes` is part of a template.
        terms: the terms that texts share, where they are asked for.
    """

    texts: Texts
    hashes: NDArray[np.uint64]
    held: NDArray[np.int64]
    offsets: NDArray[np.int64]
    items: NDArray[np.uint32]
    sizes: NDArray[np.int64]
    own_lead: NDArray[np.bool_]
    own: NDArray[np.int64]
    template: NDArray[np.bool_]
    terms: Items = NOTHING


def sent(segment: int, packed: NDArray[np.uint64], bits: int, parts: int) -> Iterator[Row]:
    """Send the different hashes among packed ones to their ranges, with the texts that hold each.

    That is one for nearly all: only other numbers are sent.
    """
    first = np.flatnonzero(firsts(packed, bits))
    hashes = packed[first] >> np.uint64(bits) << np.uint64(bits)
    counts = np.diff(first, append=len(packed))
    for part, stretch in stretches(hashes, parts):
        many = np.flatnonzero(counts[stretch] > 1)
        yield part, "hashes", (segment, hashes[stretch], many, counts[stretch][many])


def shared(most: int | None = None) -> Any:
    """Make what tells each segment which of its hashes two or more texts hold, and how many.

    What more than `most` of them hold is left out.
    """

    def work(part: int, said: Said) -> Iterator[Row]:
        every = np.concatenate([hashes for _, hashes, _, _ in said["hashes"]])
        every.sort()
        starts = np.flatnonzero(firsts(every, 1))
        different = every[starts]
        held = np.diff(starts, append=len(every))
        del every
        for _, hashes, many, counts in said["hashes"]:
            held[np.searchsorted(different, hashes[many])] += counts - 1
        kept = held > 1
        if most is not None:
            kept &= held <= most
        different, held = different[kept], held[kept].astype(np.uint32)
        for segment, hashes, _, _ in said["hashes"]:
            at = find(hashes, different)
            found = at >= 0
            if found.any():
                yield segment, "shared", (part, hashes[found], held[at[found]])

    return work


def shingled(bits: int, parts: int) -> Any:
    """Make what sends the shingles of the texts of a segment to their ranges."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        texts = together(said.get("texts", []))
        if len(texts.places):
            yield from sent(segment, _packed(articles, texts, bits), bits, parts)

    return work


def _packed(articles: Any, texts: Texts, bits: int) -> NDArray[np.uint64]:
    chosen = articles_of([articles[place] for place in texts.places.tolist()])
    return packed_shingles(chosen, bits)


def collected(bits: int) -> Any:
    """Make what collects the shared shingles of the texts of a segment."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        texts = together(said.get("texts", []))
        packed = _packed(articles, texts, bits)
        count = len(texts.places)
        text, behind = text_of(packed, bits), flagged(packed)
        sizes = np.bincount(text, minlength=count)
        leads = np.bincount(text[~behind], minlength=count)
        hashes, held = received(said.get("shared", []))
        item = items_of(packed, hashes, bits)
        kept = item >= 0
        shared_leads = np.bincount(text[kept & ~behind], minlength=count)
        offsets, items = by_text(text[kept], item[kept], count)
        yield (
            segment,
            "sets",
            Sets(
                texts,
                hashes,
                held.astype(np.int64),
                offsets,
                items,
                sizes,
                shared_leads <= (1 - OWN_LEAD) * leads,
                sizes,
                np.zeros(len(hashes), np.bool_),
            ),
        )

    return work


def received(shared: list[Any]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Join what ranges tell a segment of its hashes."""
    shared.sort(key=lambda one: one[0])
    hashes = np.concatenate([np.empty(0, np.uint64), *(one[1] for one in shared)])
    return hashes, np.concatenate([np.empty(0, np.uint32), *(one[2] for one in shared)])


def items_of(
    packed: NDArray[np.uint64], hashes: NDArray[np.uint64], bits: int
) -> NDArray[np.int64]:
    """Give for each of ascending packed hashes which of some hashes it is, or -1."""
    first = firsts(packed, bits)
    different = packed[first] >> np.uint64(bits) << np.uint64(bits)
    at: NDArray[np.int64] = find(different, hashes)[np.cumsum(first) - 1]
    return at


def by_text(
    text: NDArray[np.int64], item: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Sort items by their texts; give where those of each begin."""
    pairs = text << 32 | item
    pairs.sort()
    offsets = np.searchsorted(pairs, np.arange(count + 1) << 32)
    return offsets, pairs.astype(np.uint32)
