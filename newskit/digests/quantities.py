"""What a figure measures where its unit does not say it: people hurt, damage, a magnitude."""

import re
from collections.abc import Collection, Iterator

from newskit.digests.told import Told
from newskit.text.numbers import Number
from newskit.text.spans import Span

REACH = 6
"""Words on either side of a figure in which the quantity that it measures is named."""

WIDE = 200
"""Characters on either side of a figure that are looked at for that."""

NEXT = 2
"""Words up to which a quantity is next to a figure: `magnitude of 6.1`, `20 km deep`."""

TELLING = 1000
"""Least figure, if it has two digits that are not zero, that is the same wherever it stands."""

OF_PEOPLE = {
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
    word: quantity for quantity, forms in (OF_PEOPLE | _OF_THINGS).items() for word in forms.split()
}
_TOLL = re.compile(r"\btoll\b[^;:]*\b(?:to|at|of|is|was|past|passed|above|reached|hit)\s*\Z")

HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
"""What says that a figure is about so much."""
_WORD = re.compile(r"\w+")
_OTHER = re.compile(
    r"\b(?:aftershocks?|ago|prior|previous(?:ly)?|"
    r"last (?:week|month|year|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()–—]")


def quantity_of(told: Told, years: Collection[str], number: Number) -> str:
    """Give the quantity that a figure measures: the nearest that is named, or an empty string.

    A sentence of aftershocks, of another year or of last winter tells of another event.

    Args:
        told: the sentence.
        years: the years that it names.
        number: the figure.
    """
    sentence = told.article.text[slice(*told.span)]
    if years or _OTHER.search(sentence):
        return ""
    away, _, quantity = min(_named(told, number.span), default=(REACH, 0, ""))
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


def _named(told: Told, figure: Span) -> Iterator[tuple[int, int, str]]:
    """Give the quantities named in the clause of a figure: words away, side, name.

    A toll of the dead may stand further away (`The toll of the quake in Tarn rose to 31`).
    """
    text = told.article.text
    sentence = HEDGE.sub("", text[max(told.span.start, figure.start - WIDE) : figure.start])
    before = _CLAUSE.split(sentence)[-1]
    after = _CLAUSE.split(text[figure.end : min(told.span.end, figure.end + WIDE)])[0]
    for side, near in enumerate((_WORD.findall(after), _WORD.findall(before)[::-1])):
        for away, word in enumerate(near[:REACH]):
            if word.lower() in QUANTITY_OF:
                yield away, side, QUANTITY_OF[word.lower()]
    if _TOLL.search(sentence):
        yield NEXT, 2, "dead"
