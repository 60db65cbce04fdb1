"""The figures of an article: what each measures, the sentence and the terms around it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newskit.article import Article
from newskit.text.numbers import Number, moments, numbers
from newskit.text.prose import prose
from newskit.text.spans import Span, outside
from newskit.text.terms import terms

READ = 100_000
"""Characters of an article that are read: more than any report has, less than a table takes."""

MOST = 20
"""Figures in a sentence; what holds more is a table."""

ROUNDING = 0.05
"""Figures this close do not differ when one is round."""

HEDGED = 0.1
"""The same when one is hedged (`more than 300`)."""

REACH = 6
"""Words on either side of a figure in which the quantity that it measures is named."""

WIDE = 200
"""Characters on either side of a figure that are looked at for that."""

NEXT = 2
"""Words up to which a quantity is next to a figure: `magnitude of 6.1`, `20 km deep`."""

TELLING = 1000
"""Least figure, if it has two digits that are not zero, that is the same wherever it stands."""

_OF_PEOPLE = {
    "dead": "dead died dies killed kills killing deaths",
    "injured": "injured injures injuring injuries hurt wounded wounding hospital hospitals",
    "missing": "missing",
    "arrested": "arrested arrests detained",
    "displaced": "displaced evacuated homeless",
}
_OF_THINGS = {
    "damage": "damage damages repair repairs losses",
    "magnitude": "magnitude richter",
    "depth": "depth deep",
}
QUANTITY_OF = {
    word: quantity
    for quantity, forms in (_OF_PEOPLE | _OF_THINGS).items()
    for word in forms.split()
}
_TOLL = re.compile(r"\btoll\b[^;:]*\b(?:to|at|of|is|was|past|passed|above|reached|hit)\s*\Z")

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
_MAY_COUNT = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fort|fift|twen|"
    r"dozen|hundred|thousand|million|billion|trillion)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
_PAST = re.compile(
    r"\b(?:ago|prior|previous(?:ly)?|last (?:week|month|year|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
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
    """A figure, the sentence that gives it, the terms near, and the quantity, if it is known."""

    said: Told
    number: Number
    near: frozenset[str]
    quantity: str

    @property
    def article(self) -> str:
        """The id of the article that gives it."""
        return self.said.article.id

    @property
    def value(self) -> float:
        """What it amounts to."""
        return self.number.value

    @property
    def unit(self) -> str:
        """What is counted; a toll counts people without saying so."""
        if self.quantity in _OF_PEOPLE:
            return "people"
        return "magnitude" if self.quantity == "magnitude" else self.number.unit


def figures_of(article: Article) -> Iterator[Figure]:
    """Give the figures in the sentences of an article, without ages."""
    text, skip = article.text[:READ], article.boilerplate()
    spans = prose(text, article.language, skip)
    if len(text) < len(article.text):
        del spans[-1:]  # cut off
    spans = [span for span in spans if _MAY_COUNT.search(text, *span)]
    read = numbers(text, article.language, outside(len(text), spans))
    found = [number for number in read if number.unit != "year-old"]
    starts = [number.span.start for number in found]
    for span in spans:
        here = found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if 0 < len(here) <= MOST:
            said = _said(article, span, [number.value for number in here])
            for number in here:
                yield Figure(said, number, _without_figures(number.around), _quantity(said, number))


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


def _quantity(said: Told, number: Number) -> str:
    """Give the quantity that a figure measures: the nearest that is named, or none.

    A sentence of another year or of last winter may tell of another event.
    """
    sentence = said.article.text[slice(*said.span)]
    if _PAST.search(sentence) or any(isinstance(v, str) and _YEAR.match(v) for v in said.values):
        return ""
    away, _, quantity = min(_named(said, number.span), default=(REACH, 0, ""))
    return quantity if _may_measure(quantity, number, away) else ""


def _may_measure(quantity: str, number: Number, away: int) -> bool:
    unit, value = number.unit, number.value
    if quantity == "damage":
        return unit != "people" and value >= TELLING and (unit != "" or away <= NEXT)
    if quantity == "magnitude":
        return unit in ("", "magnitude", "people") and value < 10 and away <= NEXT
    if quantity == "depth":
        return unit in ("km", "m", "mile") and away <= NEXT
    return value.is_integer() and (unit == "people" or (not unit and away <= NEXT))


def _named(said: Told, figure: Span) -> Iterator[tuple[int, int, str]]:
    """Give the quantities named in the clause of a figure: words away, side, name.

    A toll of the dead may stand further away (`The toll of the quake in Tarn rose to 31`).
    """
    text = said.article.text
    sentence = _HEDGE.sub("", text[max(said.span.start, figure.start - WIDE) : figure.start])
    before = _CLAUSE.split(sentence)[-1]
    after = _CLAUSE.split(text[figure.end : min(said.span.end, figure.end + WIDE)])[0]
    for side, near in enumerate((_WORD.findall(after), _WORD.findall(before)[::-1])):
        for away, word in enumerate(near[:REACH]):
            if word.lower() in QUANTITY_OF:
                yield away, side, QUANTITY_OF[word.lower()]
    if _TOLL.search(sentence):
        yield NEXT, 2, "dead"


def close(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another."""
    apart = abs(a.value - b.value)
    return apart == 0 or apart <= max(_slack(a), _slack(b)) * max(a.value, b.value)


def _slack(figure: Figure) -> float:
    start = figure.number.span.start
    if _HEDGE.search(figure.said.article.text[max(0, start - 20) : start]):
        return HEDGED
    is_round = figure.value % 10 == 0 or (figure.value >= 100 and digits(figure.value) <= 2)
    return ROUNDING if is_round else 0.0


def digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))
