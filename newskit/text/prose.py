"""The sentences of a story: prose outside boilerplate, without headings, bylines and datelines."""

from collections.abc import Sequence

from newskit.text.furniture import dateline, is_prose
from newskit.text.sentences import sentences
from newskit.text.spans import Span


def prose(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Span]:
    """Give the sentences of `text` that tell the story, as offsets, in order.

    Where no line reads like prose (a list, a poem, a language without full stops), every
    sentence counts.

    Args:
        text: the text of an article.
        language: its language as a BCP-47 tag, or None when it is not known.
        skip: spans that are no part of the story.
    """
    every = sentences(text, language, skip)
    found = [span for span in every if is_prose(text[span.start : span.end])]
    return [_without_dateline(text, span) for span in found[:1]] + found[1:] or every


def _without_dateline(text: str, span: Span) -> Span:
    mark = dateline(text[span.start : span.end])
    rest = text[span.start + mark.end : span.end].lstrip() if mark else ""
    return Span(span.end - len(rest), span.end) if rest else span
