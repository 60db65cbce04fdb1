"""Exact scores of candidate pairs, and the level they reach.

Signatures only suggest; what is printed and compared with a threshold is computed here, on the
full sets of word 5-grams, rounded to four decimals first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from newskit.article import Article, Level
from newskit.duplicates.rewritten import rewritten, without
from newskit.text.align import AlignableText, alignable
from newskit.text.words import shingles, words

THRESHOLD = 0.5
"""Least Jaccard of two texts that are near copies."""
CONTAINED = 0.8
"""Least share of the shorter text that stands in the longer one, for the shorter to be a copy."""
ENOUGH_TO_CONTAIN = 30
"""Fewest shingles of a text of which containment alone may say that it is a copy."""


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


class ComparedText:
    """A text as verification sees it; what many pairs need is made once, when first needed."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def text(self) -> str:
        """The text without boilerplate."""
        return self._article.story_text()

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The set of word 5-grams."""
        return shingles(words(self.text))

    @cached_property
    def sentences(self) -> AlignableText:
        """The sentences, ready to be aligned."""
        article = self._article
        return alignable(article.text, article.language, article.boilerplate())


def overlap(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """Give Jaccard and the containment of the smaller set in the larger, to four decimals."""
    common = len(a & b)
    if not common:
        return 0.0, 0.0
    return (
        round(common / (len(a) + len(b) - common), 4),
        round(common / min(len(a), len(b)), 4),
    )


def near(a: ComparedText, b: ComparedText, threshold: float = THRESHOLD) -> Match | None:
    """Match two texts that are one text with edits, or one of which holds the other.

    Where one text stands in the other, only a text that does may go: a trimmed print for the
    full one, never the reverse; two prints with a sentence more here and there, either.
    """
    jaccard, containment = overlap(a.shingles, b.shingles)
    sizes = len(a.shingles), len(b.shingles)
    contained = containment >= CONTAINED and min(sizes) >= ENOUGH_TO_CONTAIN
    if jaccard < threshold and not contained:
        return None
    # The smaller of the sizes goes with `containment`; the other text holds less of itself.
    held = [round(containment * min(sizes) / size, 4) >= CONTAINED for size in sizes]
    may_go = held if contained else [True, True]
    return Match(0, 1, Level.NEAR, jaccard, containment, *may_go)


def retold(
    a: ComparedText, b: ComparedText, template: frozenset[frozenset[str]] = frozenset()
) -> Match | None:
    """Match two texts one of which is the other retold or edited heavily.

    Args:
        a: one text.
        b: the other.
        template: sentences, as sets of terms, that prove nothing since different texts hold them.
    """
    found = rewritten(without(template, a.sentences), without(template, b.sentences))
    if found is None:
        return None
    scores = found.similarity, found.containment
    return Match(0, 1, Level.REWRITTEN, *scores, found.a_may_go, found.b_may_go)


def equal_texts(texts: Sequence[ComparedText]) -> list[list[int]]:
    """Group positions of texts that have the same words in the same order."""
    groups: dict[bytes, list[int]] = {}
    for position, text in enumerate(texts):
        content = " ".join(words(text.text)).encode("utf-8", "surrogatepass")
        # A text that is boilerplate from end to end has no words and is equal to nothing.
        key = blake2b(content, digest_size=16).digest() if content else str(position).encode()
        groups.setdefault(key, []).append(position)
    return list(groups.values())
