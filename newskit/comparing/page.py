"""Comparisons as one page for a browser: two articles side by side, what was changed marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from newskit.article import Article
from newskit.comparing.compare import Comparison
from newskit.comparing.facts import Facts
from newskit.comparing.terminal import verdict
from newskit.page.sheet import language_of, write
from newskit.page.sides import Stretch, stretches
from newskit.text.line import one_line
from newskit.text.links import web
from newskit.text.passages import Correspondence

_SCORES = {
    "coverage_a": "of A in B",
    "coverage_b": "of B in A",
    "weighted_jaccard": "terms in common",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles: what the page calls it, and where it is."""

    letter: str
    article: Article
    name: str
    url: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A comparison as the page shows it.

    Args:
        sides: the two articles.
        level: how they are the same.
        evidence: how many sentences correspond; empty for the same text.
        scores: the scores behind it, by name.
        stretches: all sentences of both.
        shared: words of the first that stand in runs of words which the second has, too.
        words: the words of the first.
        facts: names, numbers and the like, by what they are.
    """

    sides: tuple[Side, Side]
    level: str
    evidence: str
    scores: Sequence[tuple[str, float]]
    stretches: Sequence[Stretch]
    shared: int
    words: int
    facts: Sequence[tuple[str, Facts]]

    @property
    def tongues(self) -> tuple[str | None, ...]:
        """What the two are in, where that is not what the page is in."""
        return tuple(side.language for side in self.sides)


def render(comparisons: Iterable[Comparison], stream: TextIO) -> None:
    """Write comparisons as a page that is one file, whose text is nothing but text."""
    write("compare.html.j2", stream, pairs=[_pair(each) for each in comparisons])


def _pair(found: Comparison) -> Pair:
    laid = Correspondence(found.passages, found.only_a, found.only_b)
    level, _, evidence = verdict(found).partition(": ")
    return Pair(
        (_side("A", found.a), _side("B", found.b)),
        level,
        evidence,
        [(_SCORES.get(name, name), score) for name, score in found.scores.items()],
        stretches(found.a.text, found.b.text, laid),
        sum(run.words for run in found.runs),
        found.words[0],
        list(found.stated()),
    )


def _side(letter: str, article: Article) -> Side:
    name = article.source or (article.path or "").rpartition("/")[2] or article.title or article.id
    return Side(letter, article, one_line(name), web(article.url), language_of(article))
