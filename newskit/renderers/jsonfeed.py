"""A digest as JSON Feed 1.1 (jsonfeed.org): an item a story, for feed readers and web sites."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TextIO

from newskit.document import Citation, Digest, Entry, Source
from newskit.renderers.json import write
from newskit.renderers.plain import cited, coverage, days, facts, numbers, quotes
from newskit.text.line import one_line
from newskit.text.links import web
from newskit.text.times import parse_time

VERSION = "https://jsonfeed.org/version/1.1"


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as one JSON object, indented by two; each story is told as HTML."""
    items = [_item(entry) for entry in digest.entries]
    write({"version": VERSION, "title": one_line(digest.title), "items": items}, stream)


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "title": one_line(entry.headline),
        "content_html": "".join(_html(entry)),
    }
    if entry.sentences:
        item["summary"] = one_line(" ".join(said.text for said in entry.sentences))
    if urls := [url for article in entry.articles if (url := web(article.url))]:
        item["external_url"] = urls[0]
    for key, given in zip(("date_published", "date_modified"), entry.published, strict=True):
        if time := parse_time(given):
            item[key] = time.isoformat().replace("+00:00", "Z")
    if names := dict.fromkeys(one_line(a.source) for a in entry.articles if a.source):
        item["authors"] = [{"name": name} for name in names]
    return item


def _html(entry: Entry) -> Iterator[str]:
    number = numbers(entry)

    def cite(citations: Iterable[Citation]) -> str:
        return "".join(f"[{n}]" for n in cited(citations, number))

    yield f"<p><em>{_safe(coverage(entry))}</em></p>"
    if entry.sentences:
        said = (f"{_safe(each.text)} {cite(each.citations)}" for each in entry.sentences)
        yield f"<p>{' '.join(said)}</p>"
    for quote in quotes(entry, _safe, cite):
        yield f"<blockquote>{quote}</blockquote>"
    for label, text in facts(entry, _safe, cite):
        yield f"<p><em>{label}:</em> {text}</p>"
    if told := [f"<li>{each}</li>" for each in days(entry, _safe, cite)]:
        yield f"<ul>{''.join(told)}</ul>"
    yield f"<ol>{''.join(map(_source, entry.articles))}</ol>"


def _source(article: Source) -> str:
    shown = _safe(article.title or article.name())
    if url := web(article.url):
        shown = f'<a href="{escape(url)}">{shown}</a>'
    names = [_safe(article.name())] if article.title and article.name() != article.title else []
    return f"<li>{' · '.join([*names, shown])}</li>"


def _safe(text: str) -> str:
    return escape(one_line(text))
