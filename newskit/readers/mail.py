"""E-mail: a newsletter or a press release a message, in files of one (.eml) or many (.mbox)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from newskit.errors import InputError, InputNote
from newskit.protocols import Reader, Record
from newskit.readers import bounded
from newskit.text.encoding import decode
from newskit.text.markup import plain_text

if TYPE_CHECKING:
    from email.message import Message

_SEPARATOR = re.compile(rb"From .*\d{4}\s*$")
_QUOTED_SEPARATOR = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LOOKS_LIKE = re.compile(
    rb"(?:From [^\n]*\d{4}\s*\n)?(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):",
    re.IGNORECASE,
)
_HARDLY_ANYTHING, _FAR_MORE = 300, 4
_LONGEST_HEADER = 4000


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read messages; the place of one in a mailbox is the line on which it begins."""
    left_out: list[str] = []
    for line, data in _messages(stream):
        place = f"{source}:{line}" if line > 1 or data[:5] == b"From " else source
        if not data:
            yield bounded.too_long(place)
            continue
        try:
            yield _record(data, place, left_out)
        except Exception as error:  # the parser meets headers that nobody thought of
            yield InputError(place, f"not readable as e-mail: {type(error).__name__}")
    if left_out:
        files = "1 attachment" if len(left_out) == 1 else f"{len(left_out)} attachments"
        shown = ", ".join(left_out[:3]) + (" …" if len(left_out) > 3 else "")
        yield InputNote(f"{source}: {files} left out: {shown}")


def _messages(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the messages of a mailbox, or the one, and where each begins; empty if too long."""
    taken = bytearray()
    first, size, blank = 1, 0, True
    for number, (line, length) in enumerate(bounded.lines(stream), 1):
        if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            if taken.strip() or size > bounded.LARGEST:
                yield first, bytes(taken)
            taken, first, size = bytearray(), number, 0
        size += length
        if size > bounded.LARGEST:
            taken.clear()
        else:
            taken += line
        blank = not line.strip()
    if taken.strip() or size > bounded.LARGEST:
        yield first, bytes(taken)


def _record(data: bytes, place: str, left_out: list[str]) -> Record | InputError:
    from email import message_from_bytes

    if data.startswith(b"From "):
        data = _QUOTED_SEPARATOR.sub(b"", data.partition(b"\n")[2])
    message = message_from_bytes(data)
    if not message.keys():
        return InputError(place, "no e-mail: it has no headers")
    texts = _texts(message, left_out)
    text = texts.get("plain", "")
    if len(text) < _HARDLY_ANYTHING and "html" in texts:
        # Some newsletters say in plain text only that there is another.
        marked = plain_text(texts["html"])
        text = marked if len(marked) > _FAR_MORE * len(text) else text
    if not text:
        return InputError(place, "an e-mail without text")
    return Record({**_headers(message), "text": text}, place)


def _headers(message: "Message") -> dict[str, str]:
    from email.utils import parseaddr

    name, address = parseaddr(_header(message, "From"))
    archived = f"{_header(message, 'Archived-At')} {_header(message, 'List-Archive')}"
    url = re.search(r"https?://[^\s<>]+", archived)
    found = {
        "title": _header(message, "Subject"),
        "published": _header(message, "Date"),
        "source": name or address,
        "language": _header(message, "Content-Language"),
        "url": url[0] if url else "",
        "author": address,
        "message_id": _header(message, "Message-ID").strip("<>"),
    }
    return {key: value for key, value in found.items() if value}


def _header(message: "Message", name: str) -> str:
    """Give a header as people read it; of one that is longer than any should be, the beginning."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        pieces = decode_header(raw)
    except HeaderParseError:
        pieces = [(raw, None)]
    said = (
        piece if isinstance(piece, str) else decode(piece, charset).text
        for piece, charset in pieces
    )
    return " ".join("".join(said).split())


def _texts(message: "Message", left_out: list[str]) -> dict[str, str]:
    """Give the first text of each kind, `plain` and `html`; name what is attached."""
    texts: dict[str, str] = {}
    for part in message.walk():
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            left_out.append(" ".join((name or part.get_content_type()).split())[:60])
        elif part.get_content_maintype() == "text":
            data = part.get_payload(decode=True)
            kind = part.get_content_subtype()
            if isinstance(data, bytes) and data.strip() and kind not in texts:
                text = decode(data, part.get_content_charset()).text
                texts[kind] = text.replace("\r\n", "\n").strip()
    return texts


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes are the headers of a message."""
    return _LOOKS_LIKE.match(head) is not None


READER = Reader(read, suffixes=(".eml", ".mbox"), sniff=looks_like)
