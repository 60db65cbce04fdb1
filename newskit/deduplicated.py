"""What `dedupe` gives: the articles that stay, the copies, and the pairs behind them."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newskit.article import Article
from newskit.views import Chosen

if TYPE_CHECKING:
    from newskit.duplicates.copies import Copies


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, by id, that were verified to be the same at a level."""

    a: str
    b: str
    level: str
    similarity: float
    containment: float


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """What `dedupe` found; iterating gives the articles that stay.

    Args:
        all: every article in the order of the input, with its mark.
        evidence: the matches behind the marks.
        against: the articles that these were compared with, and nothing was removed of.
    """

    all: Sequence[Article]
    evidence: "Copies"
    against: Sequence[Article] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self._some(removed=False))

    def __len__(self) -> int:
        return len(self.all) - len(self.evidence.removed)

    @property
    def kept(self) -> list[Article]:
        """The articles that stay, each with its `copies`."""
        return list(self)

    @property
    def removed(self) -> list[Article]:
        """The articles that are copies, each with `copy_of`."""
        return list(self._some(removed=True))

    def _some(self, removed: bool) -> Sequence[Article]:
        import numpy as np

        is_removed = np.zeros(len(self.all), np.bool_)
        is_removed[self.evidence.removed.positions - (self.evidence.old or 0)] = True
        return Chosen(self.all, array("q", np.flatnonzero(is_removed == removed).tobytes()))

    def pairs(self) -> list[Pair]:
        """Give every verified pair in order of ids: the smaller first, or the old article's."""
        found = []
        ids = [article.id for each in (self.against, self.all) for article in each]
        for match in self.evidence.pairs():
            a, b = ids[match.a], ids[match.b]
            if a > b and match.a >= (self.evidence.old or 0):
                a, b = b, a
            found.append(Pair(a, b, str(match.level), match.similarity, match.containment))
        return sorted(found, key=lambda pair: (pair.a, pair.b))
