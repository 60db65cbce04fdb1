"""The different texts of articles, numbered as they come, and who printed each first."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.workspace import Arrays
from newskit.kernels import HashedTexts

_RECENT = 1 << 16
"""Keys that are looked up in a dict before they are sorted in among the others."""


class Batch(NamedTuple):
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


class Numbering:
    """Numbers different texts as they come.

    Args:
        articles: how many articles there are.
    """

    def __init__(self, articles: int) -> None:
        self._texts = self._articles = 0
        # Keys in ascending order, and the numbers of the texts; of what came last, the article that
        # came with it first is in the dict.
        self._sorted = np.empty(0, np.uint64), np.empty(0, np.int64)
        self._recent: dict[int, int] = {}
        self._of = np.empty(articles, np.int64)
        self._first, self._lengths = np.empty((2, articles), np.int64)
        self._keys = np.empty(articles, np.uint64)
        self._in_part = np.zeros(articles, np.bool_)
        self._source, self._day = np.zeros((2, articles), np.int64)
        self._sources: dict[str, int] = {"": 0}
        self._names = [""]

    def add(self, batch: Batch) -> NDArray[np.int64]:
        """Number the texts of the next articles.

        Returns:
            The number of each text that is new, -1 for the others.
        """
        before, start = self._articles, self._texts
        keys, lengths = batch.hashed.keys, batch.hashed.lengths
        of = self._known(keys)
        unknown = np.flatnonzero(of < 0)
        article, wanted = unknown + before, keys[unknown].tolist()
        for at in np.flatnonzero(lengths[unknown] == 0).tolist():
            wanted[at] = -1 - int(article[at])  # a text without a word equals none
        first = np.array([*map(self._recent.setdefault, wanted, article.tolist())], np.int64)
        place = unknown[first == article]
        self._articles += len(of)
        self._texts += len(place)
        new = slice(start, self._texts)
        self._of[before : self._articles] = of
        self._of[place + before] = np.arange(start, self._texts)
        self._of[article] = self._of[first]
        of = self._of[before : self._articles]
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
        of_words = {key: article for key, article in self._recent.items() if key >= 0}
        keys = np.concatenate([self._sorted[0], np.fromiter(of_words, np.uint64)])
        articles = np.fromiter(of_words.values(), np.int64)
        numbers = np.concatenate([self._sorted[1], self._of[articles]])
        order = np.argsort(keys)
        self._sorted = keys[order], numbers[order]
        self._recent.clear()

    def _print(
        self, batch: Batch, of: NDArray[np.int64], place: NDArray[np.int64], new: slice
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
