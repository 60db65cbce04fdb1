"""What a verified pair is: the level, the scores, and which of the two may go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles that are the same at a level.

    Args:
        a, b: positions of the articles, `a < b`.
        level: the strongest level that holds.
        similarity, containment: see `docs/wire.md`, four decimals.
        a_may_go, b_may_go: whether `a` may be removed as a copy of `b`, and the reverse. A text
            that another contains may go for it, never the reverse.
    """

    a: int
    b: int
    level: Level
    similarity: float
    containment: float
    a_may_go: bool = True
    b_may_go: bool = True

    def lets_go(self, position: int) -> bool:
        """Tell whether the article at `position` may be removed as a copy of the other."""
        return self.a_may_go if position == self.a else self.b_may_go

    def other(self, position: int) -> int:
        """Give the position of the other article."""
        return self.b if position == self.a else self.a

    def strength(self) -> tuple[int, float, float]:
        """Give a key that is greater for the better match."""
        return self.level, self.similarity, self.containment

    def between(self, a: int, b: int) -> "Match":
        """Give the match with the articles at `a` and `b` for those at `self.a` and `self.b`."""
        if a < b:
            return replace(self, a=a, b=b)
        return replace(self, a=b, b=a, a_may_go=self.b_may_go, b_may_go=self.a_may_go)


_ROW = np.dtype(
    [
        ("a", "i4"),
        ("b", "i4"),
        ("level", "i1"),
        ("similarity", "f8"),
        ("containment", "f8"),
        ("a_may_go", "?"),
        ("b_may_go", "?"),
    ]
)


class Matches(Sequence[Match]):
    """Many matches, each made when it is taken: 27 bytes a match.

    Args:
        rows: a row for each match.
    """

    def __init__(self, rows: NDArray[np.void]) -> None:
        self.rows = rows

    @classmethod
    def of(cls, matches: Iterable[Match]) -> "Matches":
        """Keep matches that were made one by one."""
        if isinstance(matches, Matches):
            return cls(matches.rows)
        rows = [
            (m.a, m.b, m.level, m.similarity, m.containment, m.a_may_go, m.b_may_go)
            for m in matches
        ]
        return cls(np.array(rows, _ROW))

    @classmethod
    def from_columns(cls, level: Level, **columns: NDArray[np.generic]) -> "Matches":
        """Keep matches of one level; a column for each of the other attributes of a `Match`."""
        rows = np.empty(len(columns["a"]), _ROW)
        rows["level"] = level
        for name, values in columns.items():
            rows[name] = values
        return cls(rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> "Matches": ...
    def __getitem__(self, index: int | slice) -> "Match | Matches":
        if isinstance(index, slice):
            return Matches(self.rows[index])
        return _match(self.rows[index].item())

    def __iter__(self) -> Iterator[Match]:
        return map(_match, self.rows.tolist())

    def __add__(self, other: Iterable[Match]) -> "Matches":
        return Matches.joined([self, Matches.of(other)])

    @classmethod
    def joined(cls, parts: Iterable["Matches"]) -> "Matches":
        """Keep matches, some after others."""
        return cls(np.concatenate([np.empty(0, _ROW), *(part.rows for part in parts)]))

    @property
    def ends(self) -> NDArray[np.int64]:
        """The positions of each match, two rows."""
        return np.stack([self.rows["a"], self.rows["b"]]).astype(np.int64)

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> "Matches":
        """Give some of the matches."""
        return Matches(self.rows[which])

    def between(self, positions: NDArray[np.int64]) -> "Matches":
        """Give the matches with the articles at some positions for those numbered `a` and `b`."""
        rows = self.rows.copy()
        a, b = positions[rows["a"]], positions[rows["b"]]
        turn = a > b
        rows["a"], rows["b"] = np.minimum(a, b), np.maximum(a, b)
        go = np.where(turn, self.rows["b_may_go"], self.rows["a_may_go"])
        rows["b_may_go"] = np.where(turn, self.rows["a_may_go"], self.rows["b_may_go"])
        rows["a_may_go"] = go
        return Matches(rows)


class Removed(Mapping[int, Match]):
    """Positions of articles, ascending, each with the match to the kept article.

    Args:
        positions: the positions, in any order.
        matches: the match of each.
    """

    def __init__(self, positions: NDArray[np.int64], matches: Matches) -> None:
        order = np.argsort(positions)
        self.positions, self.matches = positions[order], matches.take(order)

    @classmethod
    def of(cls, found: Mapping[int, Match]) -> "Removed":
        """Keep what was found one by one."""
        return cls(np.fromiter(found, np.int64, len(found)), Matches.of(found.values()))

    @classmethod
    def joined(cls, parts: Iterable["Removed"]) -> "Removed":
        """Keep what was found in parts."""
        found = [*parts]
        positions = np.concatenate([np.empty(0, np.int64), *(part.positions for part in found)])
        return cls(positions, Matches.joined(part.matches for part in found))

    @property
    def kept(self) -> NDArray[np.int64]:
        """The kept article of each."""
        kept: NDArray[np.int64] = self.matches.ends.sum(axis=0) - self.positions
        return kept

    def __len__(self) -> int:
        return len(self.positions)

    def __iter__(self) -> Iterator[int]:
        return iter(self.positions.tolist())

    def __getitem__(self, position: int) -> Match:
        at = int(np.searchsorted(self.positions, position))
        if at == len(self.positions) or self.positions[at] != position:
            raise KeyError(position)
        return self.matches[at]

    def __contains__(self, position: object) -> bool:
        at = int(np.searchsorted(self.positions, position))  # type: ignore[call-overload]
        return at < len(self.positions) and bool(self.positions[at] == position)


def _match(row: tuple[int, int, int, float, float, bool, bool]) -> Match:
    a, b, level, similarity, containment, a_may_go, b_may_go = row
    return Match(a, b, Level(level), similarity, containment, a_may_go, b_may_go)
