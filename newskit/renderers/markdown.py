"""A digest as Markdown (CommonMark)."""

import re
from collections.abc import Iterable, Mapping
from typing import TextIO
from urllib.parse import quote

from newskit.document import Citation, Digest, Entry, Source
from newskit.renderers.plain import coverage, day, numbers, overview, related
from newskit.text.line import one_line

_SPECIAL = re.compile(r"([\\`*_~\[\]<]|&(?=#?\w+;))")
_BLOCK_MARK = re.compile(r"^(\d+(?=[.)])|(?=[-+=#>|]))|(?<=\s)(?=#+$)")


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as Markdown; `[1]` points into the numbered list of articles."""
    stream.write(f"# {escape(digest.title)}{f', {escape(digest.date)}' if digest.date else ''}\n")
    stream.write(f"\n{overview(digest)}\n")
    for entry in digest.entries:
        stream.write(f"\n## {escape(entry.headline)}\n\n*{coverage(entry)}*\n")
        stream.write(_summary(entry) + _disputed(entry) + "\n" + _articles(entry))
        if headlines := related(entry, digest):
            stream.write(f"\nRelated: {'; '.join(map(escape, headlines))}\n")


def escape(text: str) -> str:
    """Give a stranger's text as one line of Markdown that shows it as it is."""
    return _BLOCK_MARK.sub(r"\1\\", _inline(text))


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _summary(entry: Entry) -> str:
    number = numbers(entry)
    cited = []
    for sentence in entry.sentences:
        cited.append(f"{escape(sentence.text)} {_places(sentence.citations, number)}")
    return f"\n{' '.join(cited)}\n" if cited else ""


def _disputed(entry: Entry) -> str:
    number = numbers(entry)
    facts = []
    for fact in entry.disputed:
        claims = [
            f"{_inline(claim.text)} {_places(claim.citations, number)}" for claim in fact.claims
        ]
        facts.append(f"\n*Disputed:* “{_inline(fact.about)}”: {' or '.join(claims)}\n")
    return "".join(facts)


def _places(citations: Iterable[Citation], number: Mapping[str, int]) -> str:
    """Give `[1][2]`: no link, since Markdown knows links by definitions and there are none."""
    return "".join(f"[{n}]" for n in sorted({number[place.article] for place in citations}))


def _articles(entry: Entry) -> str:
    number = numbers(entry)
    return "".join(f"{number[a.id]}. {_source(a, number)}\n" for a in entry.articles)


def _source(article: Source, number: dict[str, int]) -> str:
    title = escape(article.title or article.name())
    known = [f"[{title}]({_link(article.url)})" if _is_web(article.url) else title]
    if article.title and article.name() != article.title:
        known.insert(0, escape(article.name()))
    known.append(escape(day(article.published)))
    if article.role != "independent":
        of = number.get(article.of or "")
        known.append(f"{article.role} [{of}]" if of else article.role)
    return " · ".join(filter(None, known))


def _is_web(url: str | None) -> bool:
    return url is not None and url.lower().startswith(("http://", "https://"))


def _link(url: str | None) -> str:
    return quote(url or "", safe="/:?#@!$&'*+,;=%~-._[]", errors="replace")
