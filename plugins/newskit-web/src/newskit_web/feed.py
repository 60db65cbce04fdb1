"""The reader `feed`: RSS, Atom, RDF and CDF by feedparser; each entry with a text is an article."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from time import struct_time
from typing import Any, BinaryIO

from newskit.hooks import InputError, InputNote, NoArticle, Reader, Record, plain_text
from newskit_web.metadata import host, without_site

LARGEST = 100_000_000
_ROOT = re.compile(
    r"(?>(?:\s|<(?:\?|!--).*?(?:\?|--)>|<!doctype[^>\[]*(?:\[.*?\])?\s*>)*)<([\w.-]+)",
    re.DOTALL,
)
_ROOTS = {"rss", "feed", "rdf", "channel"}
_HEAD = 4096
_FIRST = 3


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read the entries of a feed: their full content where it is given, else the summary."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield InputError(source, f"a feed larger than {LARGEST // 1_000_000} MB")
        return
    try:
        parsed = _parse(data)
    except Exception as error:
        yield InputError(source, f"feedparser gave up on it: {type(error).__name__}: {error}")
        return
    root = _root(data[:_HEAD])
    if not (parsed.entries or parsed.get("version") or root in _ROOTS):
        yield _no_feed(source, root, bool(data.strip()))
        return
    silent: list[int] = []
    for number, entry in enumerate(parsed.entries, 1):
        record = _record(entry, parsed.feed)
        if record is None:
            silent.append(number)
        else:
            yield Record(record, f"{source}#{number}")
    if silent or not parsed.entries:
        yield InputNote(f"{source}: {_without_text(silent)}")
    if problem := _reason(parsed) if parsed.get("bozo") else "":
        if root and f"</{root}" not in _ascii(data[-_HEAD:]):
            yield InputError(source, f"cut off; what there is of it was read: {problem}")
        else:
            yield InputNote(f"{source}: read all the same: {problem}")


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like a feed."""
    return _root(head) in _ROOTS


def _parse(data: bytes) -> Any:
    import feedparser

    # A stream, since feedparser would open text that reads like a path or an address. Markup is
    # not made safe and links in it are not made absolute: only its text is taken.
    return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _record(entry: dict[str, Any], feed: Mapping[str, Any]) -> dict[str, object] | None:
    text = _text(entry)
    if not text:
        return None
    url = entry.get("feedburner_origlink") or entry.get("link")
    collected = entry.get("source") or {}
    site = plain_text(collected.get("title") or feed.get("title") or "")
    source = host(url) or host(feed.get("link")) or site
    if source == host(feed.get("link")):  # of a collection of links, the entry tells whose it is
        source = host(collected.get("href") or collected.get("link")) or source
    title = plain_text(entry.get("title") or "").replace("\n", " ")
    known = {
        "title": without_site(title, site, source),
        "text": text,
        "url": url,
        "source": source,
        "published": _time(entry, "published") or _time(entry, "updated"),
        "language": _language(entry) or feed.get("language"),
        "author": entry.get("author"),
        "site": site,
    }
    return {key: value for key, value in known.items() if value}


def _text(entry: Mapping[str, Any]) -> str:
    """Give the longest content, else the summary; an enclosure or a picture is neither."""
    contents = [
        plain_text(content.get("value") or "")
        for content in entry.get("content") or ()
        if str(content.get("type") or "text/").startswith(("text/", "application/xhtml"))
    ]
    return max(contents, key=len, default="") or plain_text(entry.get("summary") or "")


def _time(entry: dict[str, Any], key: str) -> str | None:
    """Give a time as the feed has it, or in ISO 8601 when only feedparser can read its form."""
    # The `get` of feedparser's own class takes one time for the other, and warns of it.
    given, parsed = dict.get(entry, key), dict.get(entry, f"{key}_parsed")
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            parse(given or "")
            return given
        except (ValueError, TypeError, OverflowError):
            continue
    if isinstance(parsed, struct_time):
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
    return given


def _language(entry: Mapping[str, Any]) -> str | None:
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    return next((detail["language"] for detail in details if detail.get("language")), None)


def _reason(parsed: Any) -> str:
    """Give what is wrong with a feed in words; an encoding that was declared wrongly is not."""
    import feedparser

    error = parsed.get("bozo_exception")
    if isinstance(error, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        return ""
    get_line = getattr(error, "getLineNumber", None)
    if get_line is None:
        return str(error) or type(error).__name__
    return f"not well-formed XML at line {get_line()}: {error.getMessage()}"


def _no_feed(source: str, root: str, has_content: bool) -> InputError:
    if not has_content:
        return InputError(source, "the feed is empty")
    if not root:
        return InputError(source, "no feed")
    remedy = "--reader html reads a page" if root == "html" else ""
    return NoArticle(source, f"no feed: its root is <{root}>", remedy)


def _root(head: bytes) -> str:
    found = _ROOT.match(_ascii(head))
    return found[1] if found else ""


def _ascii(data: bytes) -> str:
    """Give the tags of XML in whatever encoding, in lower case and without their prefixes."""
    text = data.replace(b"\0", b"").decode("ascii", "ignore").lower()
    return re.sub(r"(</?)[\w.-]+:", r"\1", text)


def _without_text(numbers: list[int]) -> str:
    if not numbers:
        return "a feed without entries"
    shown = ", ".join(map(str, numbers[:_FIRST])) + (" …" if len(numbers) > _FIRST else "")
    what = "1 entry has" if len(numbers) == 1 else f"{len(numbers)} entries have"
    return f"{what} no text, left out: {shown}"


READER = Reader(read, suffixes=(".rss", ".atom", ".rdf", ".xml"), sniff=looks_like)
