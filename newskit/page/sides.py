"""Two texts side by side: rows of sentences that correspond, with the words that differ."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from newskit.article import Article
from newskit.text.align import AlignedPair
from newskit.text.passages import Correspondence, Passage, correspondence, passage, told
from newskit.text.spans import Span, merge, outside


class Piece(NamedTuple):
    """A stretch of a sentence, and whether its words stand on one side only."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of each text, or of one of them; `same` when the words are the same."""

    a: tuple[Piece, ...] = ()
    b: tuple[Piece, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in a row that are all the same words, or all differ."""

    same: bool
    rows: tuple[Row, ...]


def corresponding(
    a: Article, b: Article, spans_a: Sequence[Span], spans_b: Sequence[Span]
) -> Correspondence:
    """Lay two articles side by side whose sentences are known, most of them the same.

    What both have word for word is paired before the rest is aligned: in copies, little is left.
    """
    places: dict[str, list[Span]] = {}
    for span in reversed(spans_b):
        places.setdefault(b.text[slice(*span)], []).append(span)
    same = [
        AlignedPair(span, there.pop(), 1.0, 0)
        for span in spans_a
        if (there := places.get(a.text[slice(*span)]))
    ]
    rest = correspondence(
        a.text,
        b.text,
        told(a.text, a.language, merge([*a.boilerplate(), *(pair.a for pair in same)])),
        told(b.text, b.language, merge([*b.boilerplate(), *(pair.b for pair in same)])),
    )
    passages = [*(passage(a.text, b.text, pair) for pair in same), *rest.passages]
    return replace(rest, passages=tuple(sorted(passages, key=lambda found: found.a)))


def stretches(text_a: str, text_b: str, laid: Correspondence) -> list[Stretch]:
    """Give the rows of two texts in the order of the first.

    What only the second has follows the sentence that comes before it there.
    """
    placed = [(x.a.start, 0, 0, _row(text_a, text_b, x)) for x in laid.passages]
    placed += [(span.start, 0, 0, Row(a=_whole(text_a, span))) for span in laid.only_a]
    before = sorted((x.b.start, x.a.start) for x in laid.passages)
    for span in laid.only_b:
        at = bisect_right(before, (span.start, 0))
        anchor = before[at - 1][1] if at else -1
        placed.append((anchor, 1, span.start, Row(b=_whole(text_b, span))))
    rows = [row for *_, row in sorted(placed, key=lambda each: each[:3])]
    return [Stretch(same, tuple(group)) for same, group in groupby(rows, lambda row: row.same)]


def beginning(laid: Sequence[Stretch], rows: int) -> tuple[list[Stretch], int]:
    """Give the first stretches with so many rows that differ, and how many such rows are left."""
    first: list[Stretch] = []
    for stretch in laid:
        shown = stretch.rows if stretch.same else stretch.rows[:rows]
        first.append(Stretch(stretch.same, shown))
        rows -= 0 if stretch.same else len(shown)
        if not rows:
            break
    kept = sum(len(each.rows) for each in first if not each.same)
    return first, sum(len(each.rows) for each in laid if not each.same) - kept


def _row(text_a: str, text_b: str, found: Passage) -> Row:
    if found.is_verbatim():
        return Row(_whole(text_a, found.a), _whole(text_b, found.b), same=True)
    changed = [edit for edit in found.edits if edit.kind != "equal"]
    return Row(
        _marked(text_a, found.a, [edit.a for edit in changed]),
        _marked(text_b, found.b, [edit.b for edit in changed]),
    )


def _whole(text: str, span: Span) -> tuple[Piece, ...]:
    return (Piece(text[slice(*span)], False),)


def _marked(text: str, within: Span, changed: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut a sentence where its words begin to differ, and where they cease to."""
    sentence = text[slice(*within)]
    there = [Span(s.start - within.start, s.end - within.start) for s in changed if s.start < s.end]
    cut = [(span, True) for span in there]
    cut += [(span, False) for span in outside(len(sentence), there)]
    return tuple(Piece(sentence[slice(*span)], differs) for span, differs in sorted(cut))
