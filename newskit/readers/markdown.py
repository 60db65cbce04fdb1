"""Markdown: one article a file; front matter in YAML or TOML becomes its keys."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, BinaryIO

from newskit.errors import InputError, InputNote
from newskit.protocols import Reader, Record
from newskit.readers import bounded
from newskit.text.encoding import decode
from newskit.text.markup import plain_text

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_LIKE = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:#.*\n)*[A-Za-z_][\w-]*:[ \t\r\n]")
_LARGEST = 1 << 20
"""Bytes; what is parsed takes hundreds of times as many."""
_LONGEST_FRONT, _MOST_LISTS = 1 << 15, 500
_PUBLISHED = ("published", "date", "pubDate", "publishDate", "published_at", "created")
_LANGUAGE = ("language", "lang", "locale")
_URL = ("url", "link", "canonical_url", "canonical", "permalink")
_SOURCE = ("source", "publisher", "site", "publication")


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read a text; the title is that of the front matter, or the heading it begins with."""
    try:
        text, note = decode(bounded.whole(stream, source, _LARGEST))
    except InputError as error:
        yield error
        return
    if note:
        yield InputNote(f"{source}: {note}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    front: Mapping[str, Any] = {}
    if match := _FRONT.match(text):
        try:
            front = _front_matter(match[1], match[2] or "")
            text = text[match.end() :]
        except ValueError as error:
            yield InputNote(f"{source}: front matter left in the text: {error}")
    title, body = _plain(text)
    if body:
        heading = {"title": title} if title else {}
        yield Record({**front, **heading, **_known(front), "text": body}, source)
    else:
        yield InputError(source, "the text is empty")


def _front_matter(fence: str, text: str) -> dict[str, Any]:
    """Read front matter; dates and numbers of YAML stay as they are written.

    Raises:
        ValueError: it is none; the message says why.
    """
    if len(text) > _LONGEST_FRONT or sum(map(text.count, "[{")) > _MOST_LISTS:
        raise ValueError("too long")
    try:
        found = _toml(text) if fence == "+++" else _yaml(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("not keys with values")
    return {str(key): value for key, value in found.items()}


def _yaml(text: str) -> Any:
    import yaml

    try:
        # Aliases may stand for a billion things; nobody needs one to name an author.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, yaml.BaseLoader)):
            raise ValueError("it has an alias (*)")
        return yaml.load(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ValueError(f"line {line}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error


def _toml(text: str) -> Any:
    import json
    import tomllib

    try:
        return json.loads(json.dumps(tomllib.loads(text), default=_time))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not TOML: {error}") from error


def _time(value: date | time) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _known(front: Mapping[str, Any]) -> dict[str, str]:
    """Give the keys of an article that front matter has under some other name."""
    names = {
        "title": ("title", "headline"),
        "published": _PUBLISHED,
        "language": _LANGUAGE,
        "url": _URL,
        "source": _SOURCE,
    }
    known = {}
    for key, others in names.items():
        value = next((front[name] for name in others if front.get(name)), None)
        if isinstance(value, str):
            known[key] = value
    return known


def _plain(text: str) -> tuple[str, str]:
    """Give the title that a text begins with, or an empty one, and the text without markup."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    marked = markdown.render(text)
    title = ""
    if match := re.match(r"\s*<h1>(.*?)</h1>", marked, re.DOTALL):
        title, marked = plain_text(match[1]), marked[match.end() :]
    return title, plain_text(marked)


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes are front matter in YAML."""
    return _LOOKS_LIKE.match(head) is not None


READER = Reader(read, suffixes=(".md", ".markdown"), sniff=looks_like, plain=True)
