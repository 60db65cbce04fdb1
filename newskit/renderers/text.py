"""A digest as plain text."""

import textwrap
from collections.abc import Iterable
from typing import TextIO

from newskit.document import Citation, Digest, Entry, Source
from newskit.renderers.plain import (
    cited,
    coverage,
    day,
    days,
    facts,
    numbers,
    overview,
    quotes,
    related,
)
from newskit.text.line import one_line

_WIDTH = 80


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as text of 80 columns; `[1]` points into the list of articles."""
    heading = ", ".join(filter(None, map(one_line, (digest.title, digest.date or ""))))
    stream.write(f"{heading}\n{'=' * min(len(heading), _WIDTH)}\n{overview(digest)}\n")
    for entry in digest.entries:
        stream.write(f"\n\n{_wrapped(one_line(entry.headline))}\n{coverage(entry)}\n\n")
        stream.write(_body(entry))
        if headlines := [story.headline for story in related(entry, digest)]:
            stream.write("\n" + _wrapped(one_line(f"Related: {'; '.join(headlines)}")) + "\n")


def _body(entry: Entry) -> str:
    number = numbers(entry)

    def cite(citations: Iterable[Citation]) -> str:
        return f"[{','.join(map(str, cited(citations, number)))}]"

    summary = [f"{one_line(said.text)} {cite(said.citations)}" for said in entry.sentences]
    parts = [_wrapped(" ".join(summary))] if summary else []
    parts.extend(_wrapped(said, "  ") for said in quotes(entry, one_line, cite))
    parts.extend(_wrapped(f"{label}: {text}") for label, text in facts(entry, one_line, cite))
    if told := [_wrapped(said, "- ") for said in days(entry, one_line, cite)]:
        parts.append("\n".join(told))
    parts.append("\n".join(_source(article, number) for article in entry.articles))
    return "\n\n".join(parts) + "\n"


def _source(article: Source, number: dict[str, int]) -> str:
    known = [one_line(article.name())]
    if article.title and article.title != article.name():
        known.append(one_line(article.title))
    known.append(day(article.published))
    if article.role != "independent":
        of = number.get(article.of or "")
        known.append(f"{article.role} [{of}]" if of else article.role)
    if article.url:
        known.append(one_line(article.url))
    return _wrapped(" · ".join(filter(None, known)), f"[{number[article.id]}] ")


def _wrapped(text: str, first: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
