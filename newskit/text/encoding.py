"""From bytes to text: byte order marks, what is declared, UTF-8, and detection as a last resort."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 16
_MARKUP_WIDE = (b"<\0", b"<\0\0\0", b"\0<", b"\0\0\0<")
_ASCII = bytes(range(128))
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_AROUND = 60
_ENOUGH = 20_000
_WESTERN = "cp1252"
_WIDE = ("utf-16", "utf-32")


class Decoded(NamedTuple):
    """A text, and what the user should know about how it was found; empty when all is well."""

    text: str
    note: str = ""


def wide(head: bytes) -> str | None:
    """Name the encoding of two or four bytes a character that a byte order mark names, or None.

    Markup says itself how it is encoded; it stays as it is.
    """
    for mark, encoding in _BOMS[1:]:
        if head.startswith(mark):
            return None if head[len(mark) :].startswith(_MARKUP_WIDE) else encoding
    return None


def in_utf_8(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Give text in another encoding as UTF-8, in pieces.

    Raises:
        UnicodeDecodeError: it is not text in that encoding; what comes before was given.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    while data := stream.read(_PIECE):
        yield decoder.decode(data).encode()
    yield decoder.decode(b"", final=True).encode()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        data: the bytes.
        declared: the encoding that the format names, if it does.

    Returns:
        The text, and a note where the encoding was detected or bytes had to be replaced.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data, encoding)
    for named in (declared, "utf-8"):
        try:
            # What says of itself in single bytes that it has two a character has one.
            if named and (b"\0" in data or not codecs.lookup(named).name.startswith(_WIDE)):
                return Decoded(data.decode(named))
        except (LookupError, ValueError):  # no such encoding, or not text in it
            continue
    return _forgiving(data, detect(data))


def detect(data: bytes) -> str:
    """Name the encoding that bytes are most likely in which are not, or not quite, UTF-8.

    What cannot be told is Western (Windows-1252), as most old files are.
    """
    if _is_utf_8_but_for_a_few(data):
        return "utf-8"
    from chardet import EncodingEra
    from chardet import detect as detected

    # What is ASCII tells nothing, and takes long to look at.
    eras = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO
    found = detected(_telling(data), encoding_era=eras)["encoding"]
    try:
        name = codecs.lookup(str(found)).name
        same = data.decode(name, "replace") == data.decode(_WESTERN, "replace")
    except LookupError:
        return _WESTERN
    return _WESTERN if same or name in ("ascii", "utf-8", "iso8859-1") else name


def _telling(data: bytes) -> bytes:
    """Give the parts of bytes around those that are not ASCII."""
    parts, end = [], 0
    size = 0
    for match in _NOT_ASCII.finditer(data):
        if match.start() >= end:
            start = max(end, data.rfind(b" ", end, max(end, match.start() - _AROUND)))
            end = match.start() + _AROUND
            parts.append(data[start:end])
            size += end - start
            if size > _ENOUGH:
                break
    return b"".join(parts)


def _is_utf_8_but_for_a_few(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 that was cut or damaged here and there."""
    kept = len(data.decode("utf-8", "ignore").encode().translate(None, _ASCII))
    lost = len(data.translate(None, _ASCII)) - kept
    return kept > 4 * lost


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode())
    named = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    notes = [] if named.startswith("utf") else [f"not UTF-8, read as {_called(named)}"]
    if replaced > 0:
        notes.append(f"not {_called(named)} throughout, bytes replaced by \ufffd: {replaced}")
    return Decoded(text, "; ".join(notes))


def _called(encoding: str) -> str:
    """Give an encoding the name that people know."""
    name = encoding.replace("_", "-")
    return re.sub(r"^cp(?=125)", "Windows-", name) if name[:2] == "cp" else name.upper()
