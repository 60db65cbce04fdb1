"""CSV and TSV: an article a row; the first row names the keys."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from newskit.article import KNOWN
from newskit.errors import InputError, InputNote
from newskit.protocols import Reader, Record
from newskit.readers import bounded
from newskit.text.encoding import decode, detect

_OVERHEAD = 56
"""Bytes that a line takes beside its characters."""
_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"?')
_QUOTE = 'a quotation mark that is never closed (write " inside of a field as "")'


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read a table; the place of a row is the line on which it begins.

    The delimiter is the one of `,`, `;`, tab and `|` that the first row has most of; fields may be
    in double quotes, and then hold delimiters, line ends, and quotation marks as `""`.
    """
    csv.field_size_limit(bounded.LARGEST)
    lines = _Lines(stream, source)
    first = next(lines, "")
    if separator := _SEPARATOR_LINE.fullmatch(first):  # as Excel writes it
        first = next(lines, "")
    delimiter = separator[1] if separator else _delimiter(first)
    lines.again([first])
    names: list[str] = []
    for place, row in _rows(lines, delimiter, source):
        yield from lines.told()
        if isinstance(row, InputError):
            yield row
        elif not names:
            names = _names(row)
        elif len(row) > len(names) and any(row[len(names) :]):
            cause = f"{len(row)} fields, the first row names {len(names)}"
            yield InputError(place, cause, "is a text with a delimiter not in quotes?")
        else:
            cells = zip(names, row, strict=False)
            yield Record({name: cell for name, cell in cells if name and cell}, place)
    yield from lines.told()


class _Lines(Iterator[str]):
    """The lines of a stream as text, each with its number; some may be read again."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._lines, self._source = bounded.lines(stream), source
        self._again: list[str] = []
        self._encoding, self._notes = "", list[Exception]()
        self.number = 0

    def __next__(self) -> str:
        if self._again:
            self.number += 1
            return self._again.pop()
        line, length = next(self._lines)
        self.number += 1
        if length > bounded.LARGEST:
            self._notes.append(bounded.too_long(f"{self._source}:{self.number}"))
        return self._decoded(line.removeprefix(b"\xef\xbb\xbf") if self.number == 1 else line)

    def again(self, lines: Sequence[str]) -> None:
        """Read the latest lines once more."""
        self._again += reversed(lines)
        self.number -= len(lines)

    def skip_empty(self) -> None:
        """Go to the next line with something in it."""
        for line in self:
            if not line.isspace():
                self.again([line])
                return

    def told(self) -> Iterator[Exception]:
        """Give what the user should know about what was read up to now."""
        yield from self._notes
        self._notes.clear()

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            pass
        if not self._encoding:
            self._encoding = detect(line)
            if note := decode(line).note:
                self._notes.append(InputNote(f"{self._source}:{self.number}: {note}"))
        return line.decode(self._encoding, "replace")


def _rows(
    lines: _Lines, delimiter: str, source: str
) -> Iterator[tuple[str, list[str] | InputError]]:
    """Give the rows that are not empty, and where each begins.

    A field that is never closed would take all that follows: its first line is told and left out,
    and what follows is read for itself.
    """
    while True:
        lines.skip_empty()
        start, taken = lines.number + 1, list[str]()
        place = f"{source}:{start}"
        try:
            row = next(csv.reader(_kept(lines, taken), delimiter=delimiter))
        except StopIteration:
            return
        except csv.Error as error:
            lines.again(taken[1:])
            yield place, InputError(place, _QUOTE if len(taken) > 1 else f"not CSV: {error}")
            continue
        if len(taken) > 1 and _is_open(taken, delimiter):
            lines.again(taken[1:])
            yield place, InputError(place, _QUOTE)
        elif any(row):
            yield place, row


def _kept(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Give lines, and keep those that were taken."""
    size = 0
    for line in lines:
        taken.append(line)
        size += len(line) + _OVERHEAD
        if size > bounded.LARGEST and len(taken) > 1:
            raise csv.Error("too long")
        yield line.replace("\0", "")


def _is_open(taken: Sequence[str], delimiter: str) -> bool:
    """Tell whether the last field of a row that ends with its file was never closed."""
    try:
        list(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _delimiter(line: str) -> str:
    bare = _QUOTED.sub("", line)
    return max(_DELIMITERS, key=bare.count)


def _names(row: Sequence[str]) -> list[str]:
    """Give the keys that columns are named for: those of an article in any case, each once."""
    names: list[str] = []
    for cell in row:
        name = plain = cell.strip()
        if name.lower() in KNOWN and name.lower() not in names:
            name = name.lower()
        number = 1
        while name and name in names:
            number += 1
            name = f"{plain}-{number}"
        names.append(name)
    return names


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes are a table with a column `text`."""
    first, newline, _ = head.partition(b"\n")
    if not newline or b"\0" in first:
        return False
    line = first.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    names = [name.strip(' "').lower() for name in line.split(_delimiter(line))]
    return len(names) > 1 and "text" in names and all(0 < len(name) < 40 for name in names)


READER = Reader(read, suffixes=(".csv", ".tsv"), sniff=looks_like)
