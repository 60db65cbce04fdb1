"""The figures of an article: what each counts, the sentence and the terms around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newskit.article import Article
from newskit.text.numbers import Number, moments, numbers
from newskit.text.prose import prose
from newskit.text.spans import Span
from newskit.text.terms import terms

ROUNDING = 0.05
"""Figures this close do not differ when one is round or hedged."""

REACH = 6
"""Words on either side of a figure in which the outcome that it counts is named."""

TELLING = 1000
"""Least figure, if it has two digits that are not zero, that is the same wherever it stands."""

_OUTCOMES = {
    "dead": "dead died dies killed kills killing deaths",
    "injured": "injured injures injuring injuries hurt wounded wounding hospital hospitals",
    "missing": "missing",
    "arrested": "arrested arrests detained",
    "displaced": "displaced evacuated homeless",
    "damage": "damage damages repair repairs losses",
}
OUTCOME_OF = {word: outcome for outcome, forms in _OUTCOMES.items() for word in forms.split()}
OUTCOME_TERMS = frozenset(terms(" ".join((*OUTCOME_OF, "people"))))

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
_CLAUSE = re.compile(r"[,;:()–—]")
_RANGE_BEFORE = re.compile(
    r"\d\S*(?:\s\w+)?\s?(?:[-–—]|to|or)\s?\Z|\b[Bb]etween\s+(?:\S+(?:\s\S+)?\s+and\s+)?\Z"
)
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|or)\s?[$£€]?\d|(?:\s\S+)?\s(?:to|or)\s[$£€]?\d")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A sentence with figures: where it stands, its terms, its figures, dates and times."""

    article: Article
    span: Span
    terms: frozenset[str]
    values: tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, the sentence that gives it, the terms near, and the outcome it counts, if any."""

    said: Told
    number: Number
    near: frozenset[str]
    outcome: str

    @property
    def article(self) -> str:
        """The id of the article that gives it."""
        return self.said.article.id

    @property
    def value(self) -> float:
        """What it amounts to."""
        return self.number.value

    @property
    def known_by(self) -> tuple[str, float]:
        """Its unit and value."""
        return self.number.unit, self.number.value


def figures_of(article: Article) -> Iterator[Figure]:
    """Give the figures in the sentences of an article, without ages."""
    text, skip = article.text, article.boilerplate()
    found = [
        number for number in numbers(text, article.language, skip) if number.unit != "year-old"
    ]
    for span in prose(text, article.language, skip) if found else ():
        here = [n for n in found if span.start <= n.span.start and n.span.end <= span.end]
        if here:
            said = _said(article, span, [number.value for number in here])
            for number in here:
                yield Figure(said, number, _without_figures(number.around), _outcome(said, number))


def _said(article: Article, span: Span, values: Sequence[float]) -> Told:
    text = article.text[span.start : span.end]
    times = [moment.value for moment in moments(text)]
    return Told(article, span, _without_figures(terms(text)), (*values, *times))


def _without_figures(found: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in found if not term[0].isdigit())


def in_range(text: str, span: Span) -> bool:
    """Tell whether a figure is one end of a range (`10 to 20`) or part of a score (`2-1`)."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def _outcome(said: Told, number: Number) -> str:
    """Give the outcome of the event that a figure counts: the nearest that is named, or none.

    People are counted, or what is not named next to the outcome (`30 injured`); damage is counted
    in anything but people. A sentence with a year may tell of another event.
    """
    people = number.unit in ("people", "")
    if not people and number.value < TELLING:
        return ""
    away, _, outcome = min(_named(said, number.span), default=(REACH, 0, ""))
    if people == (outcome == "damage") or (not number.unit and away > 1):
        return ""
    return "" if any(isinstance(v, str) and _YEAR.match(v) for v in said.values) else outcome


def _named(said: Told, figure: Span) -> Iterator[tuple[int, int, str]]:
    """Give the outcomes named in the clause of a figure: words away, side, name."""
    text = said.article.text
    before = _CLAUSE.split(_HEDGE.sub("", text[said.span.start : figure.start]))[-1]
    after = _CLAUSE.split(text[figure.end : said.span.end])[0]
    for side, near in enumerate((_WORD.findall(after), _WORD.findall(before)[::-1])):
        for away, word in enumerate(near[:REACH]):
            if word.lower() in OUTCOME_OF:
                yield away, side, OUTCOME_OF[word.lower()]


def close(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another."""
    apart = abs(a.value - b.value)
    loose = _is_loose(a) or _is_loose(b)
    return apart == 0 or (loose and apart <= ROUNDING * max(a.value, b.value))


def _is_loose(figure: Figure) -> bool:
    """Tell whether a figure is hedged (`nearly 300`) or round."""
    start = figure.number.span.start
    if _HEDGE.search(figure.said.article.text[max(0, start - 20) : start]):
        return True
    return figure.value % 10 == 0 or (figure.value >= 100 and digits(figure.value) <= 2)


def digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))
