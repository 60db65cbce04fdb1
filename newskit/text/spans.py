"""Half-open character spans of a text, and the set operations on them that stages share."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """The characters `text[start:end]`."""

    start: int
    end: int


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the union of `spans`: sorted, disjoint, touching ones joined, empty ones dropped."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if union and start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, end))
        else:
            union.append(Span(start, end))
    return union


def outside(length: int, spans: Iterable[Span]) -> list[Span]:
    """Return what `spans` leave uncovered of a text of `length` characters."""
    gaps: list[Span] = []
    at = 0
    for start, end in merge(spans):
        if at < min(start, length):
            gaps.append(Span(at, min(start, length)))
        at = max(at, end)
    if at < length:
        gaps.append(Span(at, length))
    return gaps


def overlaps(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether `span` shares a character with any of `spans`, which are as `merge` returns."""
    before = bisect_left(spans, span.end, key=lambda other: other.start)
    return before > 0 and span.start < min(span.end, spans[before - 1].end)
