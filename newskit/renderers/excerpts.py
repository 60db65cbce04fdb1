"""Cited sentences in their context: what an article says around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from newskit.text.spans import Span, merge


class Piece(NamedTuple):
    """A stretch of text; `cited` is where it stands in the article, None for what is around it."""

    text: str
    cited: Span | None


Excerpt = Sequence[Piece]
"""A stretch of an article, cut where what is cited begins and ends."""


def excerpts(text: str, sentences: Sequence[Span], cited: Iterable[Span]) -> list[Excerpt]:
    """Give what is cited of a text, each with the sentence before it and the one after.

    Args:
        text: the text.
        sentences: where its sentences stand, in order.
        cited: what is cited of it; spans that overlap are one.
    """
    windows = _windows(sentences, merge(cited))
    return [list(_pieces(text, window, marks)) for window, marks in windows]


def cited_in(excerpts: Iterable[Excerpt]) -> list[Span]:
    """Give what is cited in excerpts of a text, in order."""
    return [piece.cited for piece in chain.from_iterable(excerpts) if piece.cited]


def place_in(pieces: Sequence[Span], cited: Span) -> int | None:
    """Give where the piece begins that shows what is cited; None where none does.

    Args:
        pieces: what `cited_in` gives.
        cited: a part of the text.
    """
    at = bisect_right(pieces, cited.start, key=lambda piece: piece.start) - 1
    return pieces[at].start if at >= 0 and cited.end <= pieces[at].end else None


def _windows(spans: Sequence[Span], marks: Iterable[Span]) -> list[tuple[Span, list[Span]]]:
    """Give the stretches to show, each with what is cited of it; those that meet are one."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    found: list[tuple[Span, list[Span]]] = []
    last = -1
    for mark in marks:
        first = max(0, bisect_right(ends, mark.start) - 1)
        after = min(bisect_left(starts, mark.end), len(spans) - 1)
        start = min([mark.start, *starts[first : first + 1]])
        end = max([mark.end, *ends[after : after + 1]])
        if found and first <= last + 1:
            window, inside = found[-1]
            inside.append(mark)
            found[-1] = Span(window.start, max(window.end, end)), inside
        else:
            found.append((Span(start, end), [mark]))
        last = after
    return found


def _pieces(text: str, window: Span, marks: Iterable[Span]) -> Iterator[Piece]:
    at = window.start
    for mark in marks:
        if at < mark.start:
            yield Piece(text[at : mark.start], None)
        yield Piece(text[slice(*mark)], mark)
        at = mark.end
    if at < window.end:
        yield Piece(text[at : window.end], None)
