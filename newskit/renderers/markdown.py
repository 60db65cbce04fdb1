"""A digest as Markdown (CommonMark)."""

import re
from collections.abc import Iterable, Mapping
from typing import TextIO

from newskit.document import Citation, Digest, Entry, Related, Source
from newskit.renderers.plain import (
    Cite,
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
from newskit.text.links import web

_SPECIAL = re.compile(r"([\\`*_~\[\]<]|&(?=#?\w+;))")
_BLOCK_MARK = re.compile(r"^(\d+(?=[.)])|(?=[-+=#>|]))|(?<=\s)(?=#+$)")


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as Markdown; `[1]` points into the numbered list of articles."""
    stream.write(f"# {escape(digest.title)}{f', {escape(digest.date)}' if digest.date else ''}\n")
    stream.write(f"\n{overview(digest)}\n")
    for entry in digest.entries:
        stream.write(f"\n## {escape(entry.headline)}\n\n*{coverage(entry)}*\n")
        stream.write(_told(entry) + "\n" + _articles(entry))
        if stories := related(entry, digest):
            stream.write(f"\nRelated: {'; '.join(map(_related, stories))}\n")


def escape(text: str) -> str:
    """Give a stranger's text as one line of Markdown that shows it as it is."""
    return _BLOCK_MARK.sub(r"\1\\", _inline(text))


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _told(entry: Entry) -> str:
    """Write what an entry says: a paragraph for the summary and each fact, a list of days."""
    cite = _citing(numbers(entry))
    summary = [f"{escape(said.text)} {cite(said.citations)}" for said in entry.sentences]
    parts = [" ".join(summary)] if summary else []
    parts.extend(f"> {said}" for said in quotes(entry, _inline, cite))
    parts.extend(f"*{label}:* {text}" for label, text in facts(entry, _inline, cite))
    if told := [f"- {said}" for said in days(entry, _inline, cite)]:
        parts.append("\n".join(told))
    return "".join(f"\n{part}\n" for part in parts)


def _citing(number: Mapping[str, int]) -> Cite:
    """Give what writes `[1][2]`: no link, since Markdown knows links by definitions: none here."""

    def cite(citations: Iterable[Citation]) -> str:
        return "".join(f"[{n}]" for n in cited(citations, number))

    return cite


def _related(story: Related) -> str:
    headline = escape(story.headline)
    url = web(story.url)
    return f"[{headline}]({url})" if url else headline


def _articles(entry: Entry) -> str:
    number = numbers(entry)
    return "".join(f"{number[a.id]}. {_source(a, number)}\n" for a in entry.articles)


def _source(article: Source, number: dict[str, int]) -> str:
    title = escape(article.title or article.name())
    url = web(article.url)
    known = [f"[{title}]({url})" if url else title]
    if article.title and article.name() != article.title:
        known.insert(0, escape(article.name()))
    known.append(escape(day(article.published)))
    if article.role != "independent":
        of = number.get(article.of or "")
        known.append(f"{article.role} [{of}]" if of else article.role)
    return " · ".join(filter(None, known))
