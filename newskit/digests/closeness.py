"""How near two figures are: equal, roundings of one another, hedged, or ends of a range."""

import re

from newskit.digests.figures import AGE, Figure
from newskit.digests.quantities import HEDGE
from newskit.text.spans import Span

ROUNDING = 0.05
"""Figures this close do not differ when one is round."""

HEDGED = 0.1
"""The same when one is hedged (`more than 300`)."""


_RANGE_BEFORE = re.compile(
    r"\d\S{0,29}(?:\s\w+)?\s?(?:[-–—]|to|or)\s?\Z|\b[Bb]etween\s+(?:\S+(?:\s\S+)?\s+and\s+)?\Z"
)
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|or)\s?[$£€]?\d|(?:\s\S+)?\s(?:to|or)\s[$£€]?\d")


def in_range(text: str, span: Span) -> bool:
    """Tell whether a figure is one end of a range (`10 to 20`) or part of a score (`2-1`)."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def close(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another, or dates the same."""
    if isinstance(a.value, str) or isinstance(b.value, str):
        one, other = str(a.value), str(b.value)
        return one.endswith(other) or other.endswith(one)  # one may leave out the year
    apart = abs(a.value - b.value)
    if apart == 0:
        return True
    if any(x.amount == round(y.amount) and _may_be_rounded(x, y) for x, y in ((a, b), (b, a))):
        return True
    return apart <= max(_slack(a), _slack(b)) * max(a.value, b.value)


def _may_be_rounded(whole: Figure, other: Figure) -> bool:
    return is_hedged(whole) or (whole.amount >= 10 and not other.amount.is_integer())


def _slack(figure: Figure) -> float:
    if is_hedged(figure):
        return HEDGED
    value = figure.amount
    if figure.unit == AGE:
        return 0.0
    is_round = value % 10 == 0 or (value >= 100 and digits(value) <= 2)
    return ROUNDING if is_round else 0.0


def is_hedged(figure: Figure) -> bool:
    """Tell whether a figure is given as `about` so much."""
    start = figure.span.start
    return HEDGE.search(figure.text[max(0, start - 20) : start]) is not None


def digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))
