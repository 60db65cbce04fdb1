"""Articles as hashed texts: which are equal, how long each is, and its shingles.

One pass over the articles, a batch at a time; no text is kept. Equal texts are one text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.templates import UNKNOWN, Prints
from newskit.duplicates.workspace import Arrays, Buckets, Workspace, parts_for
from newskit.kernels import HashedTexts, Kernel
from newskit.progress import stage
from newskit.text.ranges import offsets_of
from newskit.text.times import day
from newskit.views import View, is_raw

BATCH = 1_024
"""Articles whose texts are in memory at once."""

EXPECTED = 400
"""Shingles in a text, about."""

_RECENT = 1 << 16
"""Keys that are looked up in a dict before they are sorted in among the others."""


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


class _Batch(NamedTuple):
    """Hashed texts, and what is known of the articles they are from.

    Attributes:
        hashed: the texts.
        in_part: whether each is all of an article's, or boilerplate was left out.
        names: names of sources.
        sources: which of them is that of each article.
        days: the day of each, 0 where it is not known.
    """

    hashed: HashedTexts
    in_part: NDArray[np.bool_]
    names: Sequence[str]
    sources: NDArray[np.int64]
    days: NDArray[np.int64]


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
        of: Callable[[Any], _Batch] = partial(_hashed_raw, articles, workspace.kernel)
        batches: Iterable[object] = (
            range(first, min(first + BATCH, count)) for first in range(0, count, BATCH)
        )
    else:
        of, batches = partial(_hashed, workspace.kernel), _batches(articles)

    def numbered() -> Arrays:
        found.emptied()
        numbering = _Numbering(count)
        with stage("hashing", count) as advance:
            for batch in workspace.each(of, batches):
                texts = numbering.add(batch)
                found.add(*workspace.kernel.scatter(batch.hashed, texts, bits, len(found)))
                advance(len(texts))
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


class _Numbering:
    """Numbers different texts as they come.

    Args:
        articles: how many articles there are.
    """

    def __init__(self, articles: int) -> None:
        self._texts = self._articles = 0
        # Keys in ascending order, and the numbers of the texts; what came last is in the dict.
        self._sorted = np.empty(0, np.uint64), np.empty(0, np.int64)
        self._recent: dict[int, int] = {}
        self._of = np.empty(articles, np.int64)
        self._first, self._lengths = np.empty((2, articles), np.int64)
        self._keys = np.empty(articles, np.uint64)
        self._in_part = np.zeros(articles, np.bool_)
        self._source, self._day = np.zeros((2, articles), np.int64)
        self._sources: dict[str, int] = {"": 0}
        self._names = [""]

    def add(self, batch: _Batch) -> NDArray[np.int64]:
        """Number the texts of the next articles.

        Returns:
            The number of each text that is new, -1 for the others.
        """
        before, start = self._articles, self._texts
        keys, lengths = batch.hashed.keys, batch.hashed.lengths
        known = self._known(keys)
        mine = known.tolist()
        for at in np.flatnonzero(known < 0).tolist():
            # A text without a word equals none.
            key = int(keys[at]) if lengths[at] else -1 - before - at
            number = self._recent.setdefault(key, self._texts)
            mine[at] = number
            self._texts += number == self._texts
        of = np.array(mine, np.int64)
        self._articles += len(of)
        self._of[before : self._articles] = of
        numbers, places = np.unique(of, return_index=True)
        place: NDArray[np.intp] = places[numbers >= start]
        new = slice(start, self._texts)
        self._first[new] = place + before
        self._keys[new], self._lengths[new] = keys[place], lengths[place]
        self._print(batch, of, place, new)
        self._in_part[of[batch.in_part]] = True
        self._sort_in()
        texts = np.full(len(of), -1)
        texts[place] = of[place]
        return texts

    def _known(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the numbers of texts by their keys, as far as they are among the sorted ones."""
        ascending, numbers = self._sorted
        if not len(ascending):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
        return np.where(ascending[at] == keys, numbers[at], -1)

    def _sort_in(self) -> None:
        if len(self._recent) < _RECENT:
            return
        # A number below zero is the key of no other text.
        of_words = {key: number for key, number in self._recent.items() if key >= 0}
        keys = np.concatenate([self._sorted[0], np.fromiter(of_words, np.uint64)])
        numbers = np.concatenate([self._sorted[1], np.fromiter(of_words.values(), np.int64)])
        order = np.argsort(keys)
        self._sorted = keys[order], numbers[order]
        self._recent.clear()

    def _print(
        self, batch: _Batch, of: NDArray[np.int64], place: NDArray[np.int64], new: slice
    ) -> None:
        """Remember who printed the texts, and when; of equal ones what comes first."""
        used, which = np.unique(batch.sources, return_inverse=True)
        numbers = [self._number(batch.names[name]) for name in used.tolist()]
        source = np.array(numbers, np.int64)[which]
        self._source[new], self._day[new] = source[place], batch.days[place]
        again = np.ones(len(of), np.bool_)
        again[place] = False
        for at in np.flatnonzero(again).tolist():
            text = int(of[at])
            here = self._names[source[at]], int(batch.days[at])
            if here < (self._names[self._source[text]], int(self._day[text])):
                self._source[text], self._day[text] = source[at], batch.days[at]

    def _number(self, name: str) -> int:
        number = self._sources.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return number

    def arrays(self) -> Arrays:
        """Give all that were numbered."""
        new = slice(0, self._texts)
        return {
            "of": self._of,
            "first": self._first[new],
            "keys": self._keys[new],
            "lengths": self._lengths[new],
            "in_part": self._in_part[new],
            "source": self._source[new],
            "day": self._day[new],
        }


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    rest = iter(articles)
    return iter(lambda: list(islice(rest, BATCH)), [])


def _hashed(kernel: Kernel, articles: Sequence[Article]) -> _Batch:
    texts = [article.story_text() for article in articles]
    in_part = [
        len(text) != len(article.text) for text, article in zip(texts, articles, strict=True)
    ]
    return _Batch(
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


def _hashed_raw(articles: View, kernel: Kernel, positions: Sequence[int]) -> _Batch:
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
    return _Batch(hashed, in_part, names, sources, days)


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
