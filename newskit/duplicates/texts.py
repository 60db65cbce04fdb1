"""Articles as hashed texts: which are equal, how long each is, and its shingles.

One pass over the articles, a batch at a time; no text is kept. Equal texts are one text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.numbering import Batch, Numbering
from newskit.duplicates.templates import UNKNOWN, Prints
from newskit.duplicates.workspace import Arrays, Buckets, Workspace, parts_for, pieces_of
from newskit.kernels import HashedTexts, Kernel
from newskit.progress import stage
from newskit.text.ranges import offsets_of
from newskit.text.times import day
from newskit.views import View, is_raw

BATCH = 1_024
"""Articles whose texts are in memory at once."""

EXPECTED = 400
"""Shingles in a text, about."""


@dataclass(slots=True)
class Texts:
    """The different texts of articles, numbered in the order in which they first appear.

    Attributes:
        of: the number of the text of each article.
        first: the first article with each text.
        keys: 64 bits for each text; equal texts alone have equal ones.
        lengths: the words of each text.
        shingles: packed shingles (`newskit.duplicates.sets`) by ranges of the hash; the flag says
            that one stands behind the lead.
        bits: lower bits of a packed hash that are not hash.
        in_part: whether each text is all of an article's, or boilerplate was left out.
        prints: source and day of each text; of equal texts those that come first.
    """

    of: NDArray[np.int64]
    first: NDArray[np.int64]
    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    shingles: Buckets
    bits: int
    in_part: NDArray[np.bool_]
    prints: Prints


def hashed_texts(articles: Sequence[Article], workspace: Workspace) -> Texts:
    """Hash the texts of articles, boilerplate left out.

    Args:
        articles: the articles; gone through once.
        workspace: what works.
    """
    count = len(articles)
    found = workspace.buckets("shingles", parts_for(count * EXPECTED))
    bits = count.bit_length() + 1

    if is_raw(articles):
        of: Callable[[Any], Batch] = partial(_hashed_raw, articles, workspace.kernel)
        batches: Iterable[object] = (
            range(first, min(first + BATCH, count)) for first in range(0, count, BATCH)
        )
    else:
        of, batches = partial(_hashed, workspace.kernel), _batches(articles)

    def scattered(
        numbered: tuple[HashedTexts, NDArray[np.int64]],
    ) -> tuple[int, list[NDArray[np.uint64]]]:
        packed = workspace.kernel.scatter(*numbered, bits, len(found))
        return len(numbered[1]), pieces_of(*packed)

    def numbered() -> Arrays:
        found.emptied()
        numbering = Numbering(count)
        with stage("hashing", count) as advance:
            hashed = workspace.each(of, batches)
            numbers = ((batch.hashed, numbering.add(batch)) for batch in hashed)
            for articles_done, pieces in workspace.each(scattered, numbers):
                found.add(pieces)
                advance(articles_done)
        found.spill()
        return numbering.arrays()

    known = workspace.once("texts", numbered)
    day = known["day"]
    # A text without a day has one of its own.
    day = np.where(day > 0, day, UNKNOWN + np.arange(len(day)))
    return Texts(
        of=known["of"],
        first=known["first"],
        keys=known["keys"],
        lengths=known["lengths"],
        shingles=found,
        bits=bits,
        in_part=known["in_part"],
        prints=Prints(known["source"], day),
    )


def hashed_at(
    articles: Sequence[Article], positions: NDArray[np.int64], kernel: Kernel
) -> HashedTexts:
    """Hash the texts of some articles, boilerplate left out."""
    places = positions.tolist()
    if is_raw(articles):
        return _hashed_raw(articles, kernel, places).hashed
    return kernel.hash_texts([articles[at].story_text() for at in places])


def story_texts(articles: Sequence[Article], positions: Sequence[int]) -> list[str]:
    """Give the texts of some articles, boilerplate left out."""
    if is_raw(articles):  # these have no boilerplate
        return [text or "" for (text,) in articles.values(("text",), positions)]
    return [articles[at].story_text() for at in positions]


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    rest = iter(articles)
    return iter(lambda: list(islice(rest, BATCH)), [])


def _hashed(kernel: Kernel, articles: Sequence[Article]) -> Batch:
    texts = [article.story_text() for article in articles]
    in_part = [
        len(text) != len(article.text) for text, article in zip(texts, articles, strict=True)
    ]
    return Batch(
        kernel.hash_texts(texts),
        np.array(in_part, np.bool_),
        [_source(article) for article in articles],
        np.arange(len(articles)),
        np.array([_day(article) for article in articles], np.int64),
    )


def _source(article: Article) -> str:
    return (article.source or "").strip().casefold()


def _day(article: Article) -> int:
    return day(article.published) or 0


def _hashed_raw(articles: View, kernel: Kernel, positions: Sequence[int]) -> Batch:
    """Hash texts that need not be parsed for it, and those among them that must be."""
    raw = articles.raw(positions)
    hashed, left = kernel.hash_strings(raw.block, raw.starts, raw.ends)
    in_part = np.zeros(len(positions), np.bool_)
    names, sources, days = raw.names, raw.sources, raw.days
    left[list(raw.parsed)] = True
    if left.any():
        places = np.flatnonzero(left).tolist()
        some = [raw.parsed.get(place) or articles[positions[place]] for place in places]
        of = _hashed(kernel, some)
        hashed = _filled(hashed, places, of.hashed)
        in_part[places] = of.in_part
        sources[places], days[places] = len(names) + of.sources, of.days
        names = [*names, *of.names]
    return Batch(hashed, in_part, names, sources, days)


def _filled(hashed: HashedTexts, places: Sequence[int], other: HashedTexts) -> HashedTexts:
    """Put other hashed texts at some places."""
    keys, lengths, counts = hashed.keys.copy(), hashed.lengths.copy(), np.diff(hashed.offsets)
    pieces = np.split(hashed.shingles, hashed.offsets[1:-1])
    counts[places], keys[places], lengths[places] = (
        np.diff(other.offsets),
        other.keys,
        other.lengths,
    )
    for place, piece in zip(places, np.split(other.shingles, other.offsets[1:-1]), strict=True):
        pieces[place] = piece
    return HashedTexts(keys, lengths, np.concatenate(pieces), offsets_of(counts))
