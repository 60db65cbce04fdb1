"""What is cut and worth keeping: place, date and agency of a dateline, who wrote it, when."""

import re
from dataclasses import replace

from newskit.protocols import BoilerplateSpan
from newskit.text.datelines import PRESS_DATELINE_LIMIT, dateline, told_by

HEAD = 5
HEADLINE = 200
"""Lines in which a dateline may open the story, and characters of one that may stand before it."""

_SMALL = r"(?:le|la|de|del|di|da|du|of|and|[ap]\.?m\.?)(?=\s)"
_PAUSES = r"\-–—―)电"
_OPENING = re.compile(
    rf"\s*+(?P<line>)"
    rf"(?P<pause>(?>(?:(?:[^\sa-zß-ÿ{_PAUSES}][^\s{_PAUSES}]*+(?<!:)|{_SMALL})\s++){{0,16}})"
    rf"[^{_PAUSES}:\n]{{0,24}}+[{_PAUSES}])?"
)
"""Where a line begins, and its end if a pause stands in it as in a dateline, not far behind words
with a capital: nearly all lines are told apart by this alone."""

_BY = re.compile(r"(?:by|von|por|par)\s+", re.IGNORECASE)


def noting(span: BoilerplateSpan, text: str) -> BoilerplateSpan:
    """Give a span with what it notes: a byline its names, a stamp its time."""
    if span.rule not in ("byline", "updated"):
        return span
    said = " ".join(text[span.start : span.end].split())
    noted = {"by": _BY.sub("", said, count=1)} if span.rule == "byline" else {"time": said}
    return replace(span, noted=noted)


def with_dateline(spans: list[BoilerplateSpan], text: str) -> list[BoilerplateSpan]:
    """Add the dateline of a text, if one of its first lines that are no boilerplate opens with one.

    Args:
        spans: its boilerplate, in order.
        text: the text of an article.
    """
    at = 0
    for _ in range(HEAD):
        opening = _OPENING.match(text, at, at + PRESS_DATELINE_LIMIT)
        if not opening:
            break
        at = opening.start("line")
        cut = _end_of_cut(spans, at) if spans else 0
        if not cut and opening["pause"]:
            found = dateline(text[at : at + 2 * PRESS_DATELINE_LIMIT].partition("\n")[0])
            if found:
                start, end = at + found.start, at + found.end
                span = BoilerplateSpan(start, end, "dateline", told_by(text[start:end]))
                return sorted([*spans, span], key=lambda each: each.start)
        at = cut or text.find("\n", at, at + HEADLINE) + 1
        if not at:
            break
    return spans


def _end_of_cut(spans: list[BoilerplateSpan], at: int) -> int:
    """Give the end of the span that holds the character `at`; 0 if none does."""
    return next((span.end for span in spans if span.start <= at < span.end), 0)
