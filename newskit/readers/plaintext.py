"""Plain text: one article a file; on standard input, one between form feeds or NULs."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from newskit.errors import InputError, InputNote
from newskit.protocols import STDIN, Reader, Record
from newskit.readers import bounded
from newskit.text.credits import is_byline
from newskit.text.encoding import decode

_SEPARATORS = (b"\f", b"\0")
_LONGEST_TITLE = 160
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_REMEDY = "several articles? give a file for each, or JSON Lines"


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read plain text; the title is the first line when it reads like one."""
    if source != STDIN:
        yield from _article(stream.read(bounded.LARGEST + 1), source, source)
        return
    told = False
    parts = bounded.parts(stream, _SEPARATORS)
    first, second = next(parts), next(parts, None)
    if second is None:
        yield from _article(first, source, source)
        return
    for number, part in enumerate(chain((first, second), parts), 1):
        for found in _article(part, f"{source}, text {number}", source):
            # The texts of a stream are of one kind: one note is enough.
            if not (isinstance(found, InputNote) and told):
                yield found
            told = told or isinstance(found, InputNote)


def _article(data: bytes, place: str, source: str) -> Iterator[Record | Exception]:
    if len(data) > bounded.LARGEST:
        yield bounded.too_long(place, _REMEDY)
        return
    text, note = decode(data)
    if len(_CONTROL.findall(text[:4096])) * 20 > len(text[:4096]) or "\0" in text:
        yield InputError(place, "a binary file, not text")
    elif text.strip():
        if note:
            yield InputNote(f"{source}: {note}")
        title, body = split_title(text)
        yield Record({"title": title, "text": body} if title else {"text": body}, place)
    elif source != STDIN:
        yield InputError(place, "the text is empty")


def split_title(text: str) -> tuple[str, str]:
    """Split a text into its title and the rest; the title is empty when the text has none.

    The first line is the title when it is short, does not end like a sentence, names no author,
    and something longer, or an empty line, comes after it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    title, body = first.strip(), rest.strip()
    short = 0 < len(title) <= _LONGEST_TITLE
    unfinished = not title.rstrip("\"'”’»)").endswith((".", ",", ";", ":", "…"))
    followed = rest.startswith("\n") or len(body.partition("\n")[0]) > len(title)
    if body and short and unfinished and followed and not is_byline(title):
        return title, body
    return "", text


READER = Reader(read, suffixes=(".txt", ".text"), plain=True)
