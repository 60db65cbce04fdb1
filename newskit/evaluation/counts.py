"""Scores: precision, recall and F1, of pairs as they are counted, and the adjusted Rand index."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

Value = TypeVar("Value")

Pair: TypeAlias = tuple[str, str]
"""Two ids, the smaller first."""


def pair_of(a: str, b: str) -> Pair:
    """Give two ids as a pair."""
    return (a, b) if a < b else (b, a)


def renamed_pairs(pairs: Mapping[Pair, Value], names: Mapping[str, str]) -> dict[Pair, Value]:
    """Give pairs with other names for the ids; those of unknown ids, or of one article, go."""
    found = {}
    for (a, b), value in pairs.items():
        if a in names and b in names and names[a] != names[b]:
            found[pair_of(names[a], names[b])] = value
    return found


class Scores(NamedTuple):
    """Precision and recall, 0 to 1, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Judged pairs of articles, counted by what the gold and the answer say of them.

    Args:
        found: the same, and said to be.
        wrong: said to be the same, and different.
        missed: the same, and not said to be.
        apart: different, and not said to be the same.
        one_sided: whether the gold names no pair that is different, so that nothing can be wrong
            and precision cannot be told.
    """

    found: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0
    one_sided: bool = False

    @property
    def judged(self) -> int:
        """All pairs that are counted."""
        return self.found + self.wrong + self.missed + self.apart

    @property
    def precision(self) -> float | None:
        """Share of `found` among what is said to be the same; None where nothing is."""
        said = self.found + self.wrong
        return None if self.one_sided or not said else self.found / said

    @property
    def recall(self) -> float | None:
        """Share of `found` among what is the same; None where nothing is."""
        same = self.found + self.missed
        return self.found / same if same else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean; None where nothing is the same, or precision cannot be told."""
        total = 2 * self.found + self.wrong + self.missed
        return None if self.one_sided or not total else 2 * self.found / total

    @property
    def adjusted_rand(self) -> float:
        """Agreement corrected for chance (Hubert and Arabie 1985): 1 the same, 0 by chance.

        From the four counts, as Steinley (2004) writes it: whole numbers up to the one division.
        """
        a, b, c, d = self.found, self.wrong, self.missed, self.apart
        if not b and not c:
            return 1.0
        return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))
