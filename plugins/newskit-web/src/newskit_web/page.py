"""The reader `html`: a saved web page, which is one article."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from newskit.hooks import InputError, InputNote, NoArticle, Reader, Record
from newskit_web.decoding import decode_page
from newskit_web.extraction import LARGEST, NoText, extract
from newskit_web.metadata import address_of

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml\b[^>]*>)?(?>(?:\s|<!--.{0,500}?-->)*)"
    rb"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_IN_PARTS = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?Content-Type:\s*multipart/related", re.IGNORECASE
)


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read a page: the text of its article, and what the page says of it."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield InputError(source, f"a page larger than {LARGEST // 1_000_000} MB")
        return
    url = charset = None
    if _IN_PARTS.match(data):
        data, charset, url = _page_of(data)
    page, note = decode_page(data, charset)
    if note:
        yield InputNote(f"{source}: {note}")
    try:
        yield Record(extract(page, url), source)
    except NoText as error:
        yield NoArticle(source, str(error) if page.strip() else "the page is empty")


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None]:
    """Give the page in a file of parts (MHTML), its charset, and where it was saved from."""
    from email import message_from_bytes

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_subtype() in ("html", "xhtml+xml"):
            page = part.get_payload(decode=True)
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            return (
                page if isinstance(page, bytes) else b"",
                part.get_content_charset(),
                address_of(str(url or "").strip()),
            )
    return b"", None, None


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like HTML."""
    return _HTML.match(head) is not None


READER = Reader(read, suffixes=(".html", ".htm", ".xhtml", ".mhtml", ".mht"), sniff=looks_like)
