"""Which shared shingles are part of a template, as `newskit.duplicates.templates` and `blocks` say.

Segments count what a source prints of each shingle, ranges of the hash add that up and judge, and
segments are told. Where that leaves open whether it is a template or a text with many copies, it is
counted in the same way how the texts go on around a shingle, and then in how many blocks they part.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.blocks import ALONE, PARTING, Blocks, begins_in, edited_inside, steps_in
from newskit.duplicates.sets import Lookup
from newskit.duplicates.templates import FEW, MANY_DAYS, MANY_TEXTS, SHARE
from newskit.text.ranges import ranges
from newskit_spark.exchange import Row, Said
from newskit_spark.hashing import shingles
from newskit_spark.incoming import articles_of
from newskit_spark.numbers import find, stretches
from newskit_spark.shared import Sets

LARGE = int(FEW / SHARE)
"""Texts of a source up to which `FEW` with leads of their own are enough."""

_DAY = 22
"""Bits in which the number of a day fits."""


def printed(parts: int) -> Any:
    """Make what counts for a segment in how many texts, leads and days a source prints a shingle.

    Of the days it is enough to know `MANY_DAYS` and one more.
    """

    def work(segment: int, _: str, sets: Sets) -> Iterator[Row]:
        chosen = sets.held[sets.items] > FEW
        item = sets.items[chosen].astype(np.int64)
        if not len(item):
            return
        text = np.repeat(np.arange(len(sets.sizes)), np.diff(sets.offsets))[chosen]
        sources, source = np.unique(sets.texts.source, return_inverse=True)
        days, day = np.unique(sets.texts.day, return_inverse=True)
        key = item * len(sources) + source[text]
        every = (key * len(days) + day[text]) << 1 | sets.own_lead[text]
        every.sort()
        key, rest = np.divmod(every >> 1, len(days))
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        counts = np.diff(starts, append=len(key))
        leads = np.add.reduceat(every & 1, starts)
        unknown = np.add.reduceat(days[rest] == 0, starts, dtype=np.int64)
        new = np.flatnonzero((np.diff(every >> 1, prepend=-1) != 0) & (days[rest] > 0))
        group = np.repeat(np.arange(len(starts)), counts)
        kept = _first_of_each(group[new], MANY_DAYS + 1)
        new = new[kept]
        number, of = np.divmod(key[starts], len(sources))
        columns = sets.hashes[number], sources[of], counts, leads, unknown
        for part, stretch in stretches(columns[0], parts):
            some = slice(*np.searchsorted(group[new], [stretch.start, stretch.stop]))
            at = group[new][some] - stretch.start, days[rest[new]][some]
            yield part, "prints", (segment, *(column[stretch] for column in columns), *at)

    return work


def _first_of_each(ascending: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Give the positions of at most so many of each number."""
    starts = np.flatnonzero(np.diff(ascending, prepend=-1))
    counts = np.minimum(np.diff(starts, append=len(ascending)), most)
    return ranges(starts, counts)


def judged(large: dict[int, int]) -> Any:
    """Make what tells segments which of their shingles are part of a template, and which may be.

    Args:
        large: the texts of each source that has more than `LARGE`.
    """
    names = np.array(sorted(large), np.int64)
    many = np.clip(SHARE * np.array([large[name] for name in names.tolist()]), FEW, MANY_TEXTS)

    def work(part: int, said: Said) -> Iterator[Row]:
        told = said["prints"]
        hashes, source, counts, leads, unknown = (
            np.concatenate([one[column] for one in told]) for column in range(1, 6)
        )
        begins = np.cumsum([0, *(len(one[1]) for one in told)])
        day_of = np.concatenate([one[6] + begin for one, begin in zip(told, begins, strict=False)])
        days = np.concatenate([one[7] for one in told])
        order = np.lexsort((source, hashes))
        new = np.append(True, np.diff(hashes[order]) != 0) | np.append(
            True, np.diff(source[order]) != 0
        )
        group = np.empty(len(order), np.int64)
        group[order] = np.cumsum(new) - 1
        first = order[new]
        texts, led, apart_days = (
            np.bincount(group, column, len(first)).astype(np.int64)
            for column in (counts, leads, unknown)
        )
        each_day = np.unique(group[day_of] << _DAY | days) >> _DAY
        apart_days += np.bincount(each_day, minlength=len(first))
        enough = np.full(len(first), float(FEW))
        if len(names):
            at = np.minimum(np.searchsorted(names, source[first]), len(names) - 1)
            enough = np.where(names[at] == source[first], many[at], enough)
        enough[source[first] == 0] = MANY_TEXTS
        often = (texts > MANY_TEXTS) & (apart_days > MANY_DAYS)
        apart = (led > enough) & (apart_days > np.minimum(enough, MANY_DAYS))
        apart &= (texts <= MANY_TEXTS) | (2 * led > texts)
        template = np.unique(hashes[first[apart]])
        maybe = np.setdiff1d(hashes[first[often]], template)
        for one in told:
            yield from _flags(one[0], np.unique(one[1]), template, "template")
            yield from _flags(one[0], np.unique(one[1]), maybe, "maybe")

    return work


def _flags(
    segment: int, hashes: NDArray[np.uint64], chosen: NDArray[np.uint64], kind: str
) -> Iterator[Row]:
    found = hashes[find(hashes, chosen) >= 0]
    if len(found):
        yield segment, kind, found


def in_blocks(bits: int) -> Any:
    """Make what reads the texts of a segment again that hold what is, or may be, a template."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        (sets,) = said["sets"]
        sought = _among(sets, said, "template", "maybe")
        if not sought.any():
            return
        text = np.repeat(np.arange(len(sets.sizes)), np.diff(sets.offsets))
        texts = np.unique(text[sought[sets.items]])
        places = sets.texts.places[texts].tolist()
        hashes, offsets = shingles(articles_of([articles[place] for place in places]))
        item = Lookup(sets.hashes, bits).find(hashes)
        item = np.where(item < 0, ALONE, np.where(sought[item], item, -1))
        yield segment, "blocks", Blocks(texts, offsets, item.astype(np.int32), _nothing)

    return work


def _nothing() -> None:
    """Give nothing back: what is worked on is in memory."""


def _among(sets: Sets, said: Said, *kinds: str) -> NDArray[np.bool_]:
    """Tell which of the shingles of a segment were told to be of some kinds."""
    chosen = np.zeros(len(sets.hashes), np.bool_)
    for kind in kinds:
        for hashes in said.get(kind, ()):
            chosen[np.searchsorted(sets.hashes, hashes)] = True
    return chosen


def neighbours(parts: int) -> Any:
    """Make what counts for a segment which shingles stand beside each that may be a template."""

    def work(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
        for blocks in said.get("blocks", ()):
            items, here = blocks.items.astype(np.int64), blocks.items >= 0
            begins = begins_in(blocks.offsets)
            for side, (beside, is_edge) in enumerate(
                ((np.roll(items, 1), begins[:-1]), (np.roll(items, -1), begins[1:]))
            ):
                inner = here & ~is_edge
                item, count = np.unique(items[inner], return_counts=True)
                known = inner & (beside >= 0)
                pairs, times = np.unique(items[known] << 32 | beside[known], return_counts=True)
                hashes, others = sets.hashes[pairs >> 32], sets.hashes[pairs & 0xFFFFFFFF]
                found = dict(stretches(hashes, parts))
                for part, stretch in stretches(sets.hashes[item], parts):
                    pair = found.get(part, slice(0, 0))
                    counted = sets.hashes[item[stretch]], count[stretch]
                    beside_it = hashes[pair], others[pair], times[pair]
                    yield part, "neighbours", (segment, side, *counted, *beside_it)

    return work


def parting(part: int, said: Said) -> Iterator[Row]:
    """Tell segments of their shingles behind or before which the texts part."""
    found = [np.empty(0, np.uint64)]
    for side in range(2):
        told = [one for one in said["neighbours"] if one[1] == side]
        if not told:
            continue
        hashes, counts, pairs, others, times = (
            np.concatenate([one[column] for one in told]) for column in range(2, 7)
        )
        item, at = np.unique(hashes, return_inverse=True)
        count = np.bincount(at, counts, len(item))
        order = np.lexsort((others, pairs))
        most = np.zeros(len(item))
        if len(order):
            new = np.append(True, np.diff(pairs[order]) != 0)
            new |= np.append(True, np.diff(others[order]) != 0)
            starts = np.flatnonzero(new)
            together = np.add.reduceat(times[order], starts)
            np.maximum.at(most, np.searchsorted(item, pairs[order][starts]), together)
        found.append(item[most < PARTING * count])
    parts = np.unique(np.concatenate(found))
    for segment in sorted({one[0] for one in said["neighbours"]}):
        mine = [one[2] for one in said["neighbours"] if one[0] == segment]
        yield from _flags(segment, np.unique(np.concatenate(mine)), parts, "parts")


def parted(parts: int) -> Any:
    """Make what counts for a segment how often a shingle stands in a block where texts part."""

    def work(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
        maybe = _among(sets, said, "maybe")
        if not maybe.any():
            return
        part_here = _among(sets, said, "parts")
        for blocks in said["blocks"]:
            items, here = blocks.items.astype(np.int64), blocks.items >= 0
            block = np.cumsum(begins_in(blocks.offsets)[:-1] | ~here | steps_in(items, sets.held))
            where_they_part = np.zeros(int(block[-1]) + 1 if len(block) else 1, np.bool_)
            where_they_part[block[here][part_here[items[here]]]] = True
            count = len(sets.hashes)
            every = np.bincount(items[here], minlength=count)
            inside = np.bincount(items[here][where_they_part[block[here]]], minlength=count)
            asked = np.flatnonzero(maybe & (every > 0))
            hashes = sets.hashes[asked]
            for part, some in stretches(hashes, parts):
                counts = every[asked][some], inside[asked][some]
                yield part, "parted", (segment, hashes[some], *counts)

    return work


def decided(part: int, said: Said) -> Iterator[Row]:
    """Tell segments which of the shingles in question are templates after all."""
    hashes, every, inside = (
        np.concatenate([one[column] for one in said["parted"]]) for column in range(1, 4)
    )
    item, at = np.unique(hashes, return_inverse=True)
    enough = np.bincount(at, inside) >= PARTING * np.bincount(at, every)
    for one in said["parted"]:
        yield from _flags(one[0], one[1], item[enough], "template")


def own_counted(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
    """Mark the templates of a segment, and count what each text has of its own."""
    count = len(sets.sizes)
    sets.template = _among(sets, said, "template")
    text = np.repeat(np.arange(count), np.diff(sets.offsets))
    of_template = np.bincount(text[sets.template[sets.items]], minlength=count)
    for blocks in said.get("blocks", ()):
        of_template += edited_inside(blocks, sets.template, count)
    sets.own = sets.sizes - of_template
    yield segment, "sets", sets
