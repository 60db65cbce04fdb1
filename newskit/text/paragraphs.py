"""Paragraphs, as offsets: the lines of a text that continue one another.

Lines are put in blocks between blank lines, and in a block those are joined that hard wrapping or
a link cut out of its paragraph has torn apart.
"""

import re
from collections.abc import Iterator

from newskit.text.marks import CLOSERS, OPENERS, TERMINATORS, is_lower
from newskit.text.spans import Span

WRAP_LIMIT = 100
"""Characters of the longest line of text that may count as hard-wrapped."""

RUN_ON = 30
"""Characters a line must have for a lower-case next line to continue it; lists have less."""

RAGGED = 0.6
"""Share of the width of hard-wrapped text a line must fill not to be the last of its paragraph."""

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


def paragraphs(text: str, piece: Span) -> Iterator[Span]:
    """Yield the paragraphs of a piece of `text`, in order, without outer white space."""
    for block in _blocks(text, piece):
        yield from _paragraphs(text, block)


def strip(text: str, start: int, end: int) -> Span:
    """Give the span of `text[start:end]` without outer white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _blocks(text: str, piece: Span) -> Iterator[list[Span]]:
    """Yield the lines, without outer white space, of each run of lines with no blank line in it."""
    block: list[Span] = []
    before = piece.start
    for raw in _LINE.finditer(text, *piece):
        start, end = raw.span()
        gap = start - before
        spaced = text[start].isspace() or text[end - 1].isspace()
        line = strip(text, start, end) if spaced else Span(start, end)
        if block and (line.start == line.end or (gap > 1 and text[before:start] != "\r\n")):
            yield block
            block = []
        before = end
        if line.start < line.end:
            block.append(line)
    if block:
        yield block


def _paragraphs(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield the lines of `block`, those that continue one another as one span."""
    width = _wrap_width(text, block) if len(block) > 1 else 0
    start, last = block[0].start, block[0]
    for line in block[1:]:
        if not _continues(text, last, line, width):
            yield Span(start, last.end)
            start = line.start
        last = line
    yield Span(start, last.end)


def _wrap_width(text: str, block: list[Span]) -> int:
    """Return the longest line's length if `block` is hard-wrapped text, else 0."""
    width = max(end - start for start, end in block)
    if width > WRAP_LIMIT or not any(map(_runs_on, [text] * len(block), block, block[1:])):
        return 0
    return width


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether `following` continues `line`; `width` is the block's if it is hard-wrapped."""
    if not width:
        return _runs_on(text, line, following)
    length = line.end - line.start
    if _is_open(text, line) and (length > RAGGED * width or _begins_lower(text, following)):
        return True
    space = text.find(" ", *following)
    word = (space if space >= 0 else following.end) - following.start
    return length + 1 + word > width


def _runs_on(text: str, line: Span, following: Span) -> bool:
    """Tell whether a sentence goes on from `line` to `following`, by their marks and letters."""
    if line.end - line.start < RUN_ON or not _is_open(text, line):
        return False
    return text[line.end - 1] == "," or _begins_lower(text, following)


def _is_open(text: str, line: Span) -> bool:
    """Tell whether `line` lacks a final mark."""
    ending = text[max(line.start, line.end - 4) : line.end].rstrip(CLOSERS)
    return ending[-1:] not in TERMINATORS


def _begins_lower(text: str, line: Span) -> bool:
    return is_lower(text[line.start : min(line.start + 8, line.end)].lstrip(OPENERS))
