"""Sentence boundaries, as offsets into an unchanged text.

Rules and word lists instead of a trained model: on news they are at least as exact, need no
download, and a wrong split can be traced to one line. A text is cut in three steps, each inside the
result of the one before: what is not skipped, paragraphs (lines that belong together), sentences.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newskit.text.abbreviations import StopRules, stop_rules
from newskit.text.enclosures import parentheses, quotations
from newskit.text.language import code_of
from newskit.text.paragraphs import paragraphs, strip
from newskit.text.spans import Span, outside
from newskit.text.stops import stops

THAI_PHRASE = 100
"""Characters after which a space ends a sentence in Thai and Lao, which write no full stop."""

_THAI_OR_LAO = re.compile(r"[\u0e00-\u0eff]")
_THAI_SPACE = re.compile(r"(?<=[\u0e00-\u0eff])\s+(?=[\u0e00-\u0eff])")


def sentences(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Span]:
    """Return the spans of the sentences of `text`, in order, disjoint, without outer white space.

    `language` is a BCP-47 tag; without one the rules are those of English and whatever of other
    languages does not hurt it. Characters in `skip` are in no sentence, and a sentence never
    reaches over them. Headings and other lines without a full stop are spans of their own.
    """
    return list(_sentences(text, language, tuple(skip)))


@lru_cache(maxsize=4)  # whoever compares two texts asks for names, numbers and passages of both
def _sentences(text: str, language: str | None, skip: tuple[Span, ...]) -> tuple[Span, ...]:
    rules = stop_rules(code_of(language) or None)
    return tuple(
        span
        for piece in outside(len(text), skip)
        for paragraph in paragraphs(text, piece)
        for span in _split(text, paragraph, rules)
    )


def _split(text: str, paragraph: Span, rules: StopRules) -> Iterator[Span]:
    start = paragraph.start
    for cut in _cuts(text, paragraph, rules):
        yield strip(text, start, cut)
        start = cut
    if start == paragraph.start:
        yield paragraph
    elif start < paragraph.end:
        yield strip(text, start, paragraph.end)


def _cuts(text: str, paragraph: Span, rules: StopRules) -> Iterable[int]:
    """Return the offsets after which a new sentence begins inside `paragraph`."""
    cuts: Iterable[int] = list(stops(text, paragraph, rules))
    if not text.isascii() and _THAI_OR_LAO.search(text, *paragraph):
        cuts = sorted({*cuts, *_phrase_ends(text, paragraph)})
    if cuts:
        cuts = _outside_of(quotations(text, paragraph), cuts)
        if any(text.find(bracket, *paragraph) >= 0 for bracket in "([（"):
            cuts = _outside_of(parentheses(text, paragraph), cuts)
    return cuts


def _outside_of(regions: Iterable[Span], cuts: Iterable[int]) -> Iterator[int]:
    """Yield the `cuts` that lie inside none of `regions`; both ascend."""
    remaining = iter(regions)
    region = next(remaining, None)
    for cut in cuts:
        while region and region.end <= cut:
            region = next(remaining, None)
        if not region or cut <= region.start:
            yield cut


def _phrase_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Yield the Thai or Lao spaces that end a phrase of at least `THAI_PHRASE` characters."""
    start = paragraph.start
    for space in _THAI_SPACE.finditer(text, *paragraph):
        if space.start() - start >= THAI_PHRASE:
            yield space.start()
            start = space.end()
