"""Verification: texts are sent where the pairs are, and compared as on one machine.

First what texts share is sent, which settles nearly all pairs; then the texts themselves of those
for which names and numbers, boilerplate or sentences must be looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Matches
from newskit.duplicates.near import near, reads
from newskit.duplicates.overlap import Overlaps, overlaps
from newskit.duplicates.pairs import packed, unpacked
from newskit.duplicates.passages import edited, share_enough
from newskit.duplicates.rewritten import alike_in_terms, retellings, timely
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.templates import UNKNOWN, Prints
from newskit.duplicates.workspace import Workspace
from newskit.text.ranges import offsets_of, ranges
from newskit_spark.candidates import asked
from newskit_spark.exchange import Row, Said
from newskit_spark.exchange import packed as sent_rows
from newskit_spark.incoming import articles_of
from newskit_spark.numbers import by_segment, numbers, places_of, segments_of
from newskit_spark.shared import Sets

if TYPE_CHECKING:
    import pyarrow as pa


Numbers: TypeAlias = NDArray[np.int64]
Work: TypeAlias = Callable[[int, Any, Said], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Some:
    """Some texts of a pile, with what they share.

    Attributes:
        number: the number of each text.
        counts: its shared shingles.
        hashes: these.
        template: whether each of them is part of a template.
        term_counts, terms: its shared terms.
        sizes, own, lengths, source, day, in_part: see `Sets` and `Texts`.
    """

    number: NDArray[np.int64]
    counts: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    template: NDArray[np.bool_]
    term_counts: NDArray[np.int64]
    terms: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    own: NDArray[np.int64]
    lengths: NDArray[np.int64]
    source: NDArray[np.int64]
    day: NDArray[np.int64]
    in_part: NDArray[np.bool_]


def some_of(segment: int, sets: Sets, places: NDArray[np.int64]) -> Some:
    """Give some texts of a segment by their places."""
    texts = sets.texts
    chosen = np.searchsorted(texts.places, places)
    counts = np.diff(sets.offsets)[chosen]
    items = sets.items[ranges(sets.offsets[chosen], counts)]
    terms = sets.terms.of(chosen) if len(sets.terms.items) else (counts * 0, items[:0])
    return Some(
        numbers(segment, places),
        counts,
        sets.hashes[items],
        sets.template[items],
        terms[0],
        sets.terms.hashes[terms[1]],
        sets.sizes[chosen],
        sets.own[chosen],
        texts.lengths[chosen],
        texts.source[chosen],
        texts.day[chosen],
        texts.in_part[chosen],
    )


def _joined(several: Sequence[Some]) -> Some:
    return Some(
        *(np.concatenate([getattr(one, each.name) for one in several]) for each in fields(Some))
    )


def _collection(some: Some, articles: Sequence[Article], bits: int) -> Collection:
    """Make a collection of some texts, with templates and terms as in the whole pile."""
    count = len(some.number)
    shingles = _sets(some.counts, some.hashes, some.template, bits)
    _, source = np.unique(np.append(0, some.source), return_inverse=True)
    day = np.where(some.day > 0, some.day, UNKNOWN + np.arange(count))
    collection = Collection(
        articles=articles,
        lengths=some.lengths,
        ranks=np.arange(count),
        in_part=some.in_part,
        sizes=some.sizes,
        own=some.own,
        shingles=shingles,
        templates=np.unique(some.hashes[some.template]),
        prints=Prints(source[1:], day),
        workspace=Workspace(),
    )
    # Where it would be worked out when it is first asked for; terms depend on the whole pile.
    no_template = np.zeros(len(some.terms), np.bool_)
    collection.__dict__["terms"] = _sets(some.term_counts, some.terms, no_template, bits)
    return collection


def _sets(
    counts: NDArray[np.int64],
    hashes: NDArray[np.uint64],
    template: NDArray[np.bool_],
    bits: int,
) -> SharedSets:
    text = np.repeat(np.arange(len(counts)), counts)
    packed = (text << 1 | template).astype(np.uint64) << np.uint64(64 - bits)
    packed |= hashes >> np.uint64(bits)
    packed.sort()
    offsets = offsets_of(counts)
    own_ends = offsets[1:] - np.bincount(text[template], minlength=len(counts))
    return SharedSets(packed, offsets, own_ends, bits, _nothing)


def _nothing() -> None:
    """Give nothing back: what is worked on is in memory."""


def send_sets(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
    """Send what texts of a segment share to the segments that ask."""
    for asking, places in said.get("asked", ()):
        yield asking, "sets of", some_of(segment, sets, places)


def send_texts(segment: int, articles: Any, said: Said) -> Iterator[Row]:
    """Send texts of a segment, with what they share, to the segments that ask."""
    for asking, places in said.get("asked", ()):
        texts = [articles[place] for place in places.tolist()]
        yield asking, "texts of", (some_of(segment, said["sets"][0], places), texts)


def compared(
    bits: int, level: Level, threshold: float
) -> Callable[[int, Any, Said], Iterator[Row]]:
    """Make what settles pairs by what texts share, and asks for the texts of the others."""

    def work(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
        by_shingles, by_terms = said.get("pairs", []), said.get("term pairs", [])
        if not by_shingles and not by_terms:
            return
        places = _of_segment(segment, by_shingles + by_terms)
        known = _joined([some_of(segment, sets, places), *said.get("sets of", ())])
        texts = _collection(known, [], bits)
        found = [_places(known, pairs) for pairs in by_shingles]
        found += [alike_in_terms(texts, _places(known, pairs)) for pairs in by_terms]
        pairs = overlaps(texts, np.unique(np.concatenate(found)))
        to_read = reads(texts, pairs, threshold)
        others = np.flatnonzero(~to_read)
        matches, settled = near(texts, pairs.take(others), threshold)
        if len(matches):
            yield segment, "matches", _told(matches, known.number)
        if level <= Level.REWRITTEN:
            left = others[~settled]
            enough = share_enough(pairs.take(left))
            to_read[left[enough]] = True
            yield from _rest(segment, known, texts, pairs.take(left[~enough]))
        if to_read.any():
            asked_for = pairs.take(to_read)
            home, away = _at_home(segment, known, asked_for.a, asked_for.b)
            yield segment, "open", (home, away)
            yield from asked(segment, away)

    return work


def _of_segment(segment: int, pairs: Sequence[tuple[Numbers, Numbers]]) -> Numbers:
    """Give the places of the texts of a segment that are in pairs."""
    every = np.unique(np.concatenate([end for pair in pairs for end in pair]))
    return places_of(every[segments_of(every) == segment])


def _places(known: Some, pairs: tuple[NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.int64]:
    """Give pairs of known texts by their places."""
    order = np.argsort(known.number)
    return packed(*order[np.searchsorted(known.number[order], np.stack(pairs))])


def _at_home(
    segment: int, known: Some, a: NDArray[np.int64], b: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give pairs by numbers, the text that is of the segment first."""
    one, other = known.number[a], known.number[b]
    is_home = segments_of(one) == segment
    return np.where(is_home, one, other), np.where(is_home, other, one)


def _rest(segment: int, known: Some, texts: Collection, pairs: Overlaps) -> Iterator[Row]:
    """Tell of pairs that are not settled and may be retellings."""
    left = timely(texts, packed(pairs.a, pairs.b))
    if len(left):
        yield segment, "rest", _at_home(segment, known, *unpacked(left))


def read(bits: int, level: Level, threshold: float) -> Work:
    """Make what settles pairs by their texts, but for retellings."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        if said.get("open"):
            known, texts, asked_for = _with_texts(segment, articles, said, bits)
            pairs = overlaps(texts, asked_for)
            matches, settled = near(texts, pairs, threshold)
            if level <= Level.REWRITTEN:
                left = pairs.take(~settled)
                more, settled = edited(texts, left)
                matches += more
                yield from _rest(segment, known, texts, left.take(~settled))
            if len(matches):
                yield segment, "matches", _told(matches, known.number)

    return work


def retold(bits: int) -> Work:
    """Make what finds the retellings among pairs."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        if said.get("open"):
            known, texts, pairs = _with_texts(segment, articles, said, bits)
            if matches := retellings(texts, pairs):
                yield segment, "matches", _told(Matches.of(matches), known.number)

    return work


def _with_texts(
    segment: int, articles: Any, said: Said, bits: int
) -> tuple[Some, Collection, NDArray[np.int64]]:
    """Give the texts of pairs, and the pairs by their places among them."""
    mine, other = map(np.concatenate, zip(*said["open"], strict=True))
    places = _of_segment(segment, said["open"])
    sent = said.get("texts of", ())
    known = _joined([some_of(segment, said["sets"][0], places), *(some for some, _ in sent)])
    every = [articles[place] for place in places.tolist()]
    every += [text for _, some in sent for text in some]
    texts = _collection(known, articles_of(every), bits)
    return known, texts, _places(known, (mine, other))


def opened(segment: int, said: Said) -> Iterator[Row]:
    """Ask for the texts of pairs that are still to be compared."""
    home, away = map(np.concatenate, zip(*said["rest"], strict=True))
    yield segment, "open", (home, away)
    yield from asked(segment, away)


def still_apart(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Give a table of pairs as rows for the segments of the first of each."""
    for batch in batches:
        home, away = (np.asarray(column, np.int64) for column in batch.columns)
        yield from sent_rows(
            (segment, "rest", (home[some], away[some])) for segment, some in by_segment(home)
        )


def _told(matches: Matches, number: NDArray[np.int64]) -> list[tuple[Any, ...]]:
    """Give matches between the numbers of texts."""
    numbers = number.tolist()
    return [(numbers[a], numbers[b], *rest) for a, b, *rest in matches.rows.tolist()]
