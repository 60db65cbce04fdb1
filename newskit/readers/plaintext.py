"""Plain text: one article a file; on standard input, one between form feeds or NULs."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from newskit.errors import InputError, InputNote
from newskit.protocols import STDIN, Reader, Record

_SEPARATOR = re.compile("[\f\0]")
_LONGEST_TITLE = 160
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read plain text; the title is the first line when it reads like one."""
    try:
        text, encoding = _decode(stream.read())
    except UnicodeDecodeError as error:
        yield InputError(source, f"not text in the encoding it names: {error.reason}")
        return
    parts = _SEPARATOR.split(text) if source == STDIN else [text]
    for number, part in enumerate(parts, 1):
        place = source if len(parts) == 1 else f"{source}, text {number}"
        if len(_CONTROL.findall(part[:4096])) * 20 > len(part[:4096]) or "\0" in part:
            yield InputError(place, "a binary file, not text")
        elif part.strip():
            if encoding == "cp1252" and number == 1:
                yield InputNote(f"{source}: not UTF-8, read as Windows-1252")
            title, body = split_title(part)
            yield Record({"title": title, "text": body} if title else {"text": body}, place)
        elif source != STDIN:
            yield InputError(place, "the text is empty")


def split_title(text: str) -> tuple[str, str]:
    """Split a text into its title and the rest; the title is empty when the text has none.

    The first line is the title when it is short, does not end like a sentence, and something
    longer, or an empty line, comes after it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    title, body = first.strip(), rest.strip()
    short = 0 < len(title) <= _LONGEST_TITLE
    unfinished = not title.rstrip("\"'”’»)").endswith((".", ",", ";", ":", "…"))
    followed = rest.startswith("\n") or len(body.partition("\n")[0]) > len(title)
    if body and short and unfinished and followed:
        return title, body
    return "", text


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Old Western files; the few bytes that Windows-1252 leaves undefined are kept visible.
        return data.decode("cp1252", "replace"), "cp1252"


READER = Reader(read, suffixes=(".txt", ".text"), plain=True)
