"""A digest as plain text."""

import textwrap
from collections.abc import Sequence
from typing import TextIO

from newskit.document import Citation, Digest, Disputed, Entry, Source
from newskit.renderers.plain import coverage, day, numbers, overview, related
from newskit.text.line import one_line

_WIDTH = 80


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as text of 80 columns; `[1]` points into the list of articles."""
    heading = ", ".join(filter(None, map(one_line, (digest.title, digest.date or ""))))
    stream.write(f"{heading}\n{'=' * min(len(heading), _WIDTH)}\n{overview(digest)}\n")
    for entry in digest.entries:
        stream.write(f"\n\n{_wrapped(one_line(entry.headline))}\n{coverage(entry)}\n\n")
        stream.write(_body(entry))
        if headlines := related(entry, digest):
            stream.write("\n" + _wrapped(one_line(f"Related: {'; '.join(headlines)}")) + "\n")


def _body(entry: Entry) -> str:
    number = numbers(entry)
    cited = " ".join(
        f"{one_line(sentence.text)} {_places(sentence.citations, number)}"
        for sentence in entry.sentences
    )
    parts = [_wrapped(cited)] if cited else []
    parts.extend(_wrapped(_disputed(fact, number)) for fact in entry.disputed)
    parts.append("\n".join(_source(article, number) for article in entry.articles))
    return "\n\n".join(parts) + "\n"


def _disputed(fact: Disputed, number: dict[str, int]) -> str:
    claims = [f"{one_line(claim.text)} {_places(claim.citations, number)}" for claim in fact.claims]
    return f"Disputed: “{one_line(fact.about)}”: {' or '.join(claims)}"


def _places(citations: Sequence[Citation], number: dict[str, int]) -> str:
    cited = sorted({number[place.article] for place in citations})
    return f"[{','.join(map(str, cited))}]"


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
