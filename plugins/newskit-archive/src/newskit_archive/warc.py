"""The reader `warc`: each page in a web archive is an article.

A page is a response with status 200, or a resource, that is HTML; newskit-web takes the article
out of it. A crawl holds much else, which is counted in one note.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from newskit.hooks import InputError, InputNote, Reader, Record
from newskit_archive.records import MAGIC, Raw, records
from newskit_web.decoding import decode_page
from newskit_web.extraction import LARGEST, NoText, extract

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TYPES = frozenset({"response", "resource"})
_HTML = {"text/html", "application/xhtml+xml"}
_OK = 200


class _LeftOut(ValueError):
    """A record is no page; the message says why."""


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read the pages of a web archive; a record that is damaged costs itself only."""
    left_out: Counter[str] = Counter()
    for raw in records(stream, _TYPES, LARGEST):
        place = f"{source}#{raw.offset}"
        if raw.problem:
            yield InputError(place, raw.problem)
            continue
        try:
            yield Record(_article(raw), place)
        except (_LeftOut, NoText) as why:
            left_out[str(why) if isinstance(why, _LeftOut) else "without an article"] += 1
        except Exception as error:
            yield InputError(place, f"a damaged record: {error}")
    if left_out:
        said = ", ".join(f"{number} {why}" for why, number in sorted(left_out.items()))
        yield InputNote(f"{source}: records left out: {said}")


def _article(raw: Raw) -> dict[str, object]:
    from fastwarc.warc import ArchiveIterator

    record: WarcRecord = next(iter(ArchiveIterator(BytesIO(raw.data), auto_decode="all")))
    status = record.http_headers.status_code if record.is_http else _OK
    if status is None:
        raise ValueError("no answer of a server in it")
    if status != _OK:
        raise _LeftOut("without status 200")
    kind = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    if (kind or "").partition(";")[0].strip().lower() not in _HTML:
        raise _LeftOut("not HTML")
    page, _ = decode_page(record.reader.read(LARGEST), record.http_charset)
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    crawled = record.headers.get("WARC-Date")
    return {**extract(page, url or None), **({"crawled": crawled} if crawled else {})}


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like WARC."""
    return head.startswith(MAGIC)


READER = Reader(read, suffixes=(".warc", ".arc"), sniff=looks_like)
