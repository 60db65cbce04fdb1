"""What a verified pair is: the level, the scores, and which of the two may go."""

from dataclasses import dataclass, replace

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
