"""The sentences of a story: prose outside boilerplate, without headings, captions and datelines."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newskit.text.captions import is_caption
from newskit.text.datelines import dateline
from newskit.text.endings import story_end
from newskit.text.furniture import is_notice, is_prose, is_title
from newskit.text.language import language_of
from newskit.text.sentences import sentences
from newskit.text.spans import Span, overlaps
from newskit.text.surroundings import is_apart

MASTHEAD = 3
"""Sentences that may open with a dateline: a subtitle or a summary can stand before it."""

_LINE = re.compile(r"[^\s](?:[^\n\r]*[^\s])?")


def prose(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Span]:
    """Give the sentences of `text` that tell the story, as offsets, in order.

    Where no line reads like prose (a list, a gallery, a language without full stops), every line
    counts that is no notice.

    Args:
        text: the text of an article.
        language: its language as a BCP-47 tag; without one it is detected.
        skip: spans that are no part of the story.
    """
    every = sentences(text, language_of(text, language), skip)
    tells, notes = cache(is_prose), cache(is_notice)  # a list may say one thing over and over
    found = [span for span in _told(text, every) if tells(text[span.start : span.end])]
    opening = [_without_dateline(text, span) for span in found[:MASTHEAD]]
    if found:
        return opening + found[MASTHEAD:]
    return [span for span in every if not notes(text[span.start : span.end])]


def _told(text: str, every: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences before the closing blocks, in lines that are no furniture as a whole."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    if len(lines) == 1:  # a page that was written as one line: its sentences are its lines
        lines = list(every)
    end = story_end(text, lines)
    said = [text[line.start : line.end] for line in lines]
    furnishes, heads = cache(_is_furniture), cache(is_title)
    plain = [not furnishes(line) for line in said]
    story = [known and not heads(line) for known, line in zip(plain, said, strict=True)]
    first = story.index(True) if True in story else len(story)
    furniture = [
        line
        for number, line in enumerate(lines)
        if not plain[number] or is_apart(said, number, story, first)
    ]
    for span in every:
        if span.start >= end:
            return
        if not overlaps(span, furniture):
            yield span


def _is_furniture(line: str) -> bool:
    return is_caption(line) or is_notice(line)


def _without_dateline(text: str, span: Span) -> Span:
    mark = dateline(text[span.start : span.end])
    rest = text[span.start + mark.end : span.end].lstrip() if mark else ""
    return Span(span.end - len(rest), span.end) if rest else span
