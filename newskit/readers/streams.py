"""Streams of bytes: files as they are, and what comes only once, from a pipe or unpacked."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from itertools import chain
from os import fstat
from stat import S_ISREG
from typing import BinaryIO

from newskit.errors import InputError
from newskit.progress import Advance
from newskit.protocols import STDIN
from newskit.readers.compression import packing, unpacked
from newskit.readers.places import DASH, open_file
from newskit.text.encoding import in_utf_8, wide

HEAD = 4096
"""Bytes that are looked at to tell what an input is."""

_BUFFER = 1 << 16
_MARKS = {
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
}


@contextmanager
def opened(
    path: str, name: str, stdin: BinaryIO | None, advance: Advance
) -> Iterator[BufferedReader]:
    """Open an input; what is compressed comes unpacked, what is UTF-16 or UTF-32 as UTF-8.

    Args:
        path: a file, or `-`.
        name: what it is called in messages.
        stdin: the bytes of standard input.
        advance: told how many bytes were read, as they came.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    if path != DASH:
        with open_file(path, advance) as stream:
            regular = S_ISREG(fstat(stream.fileno()).st_mode)
            yield _plain(stream if regular else _poured(stream, name), name)
    elif stdin is None:
        raise InputError(STDIN, "standard input is closed")
    else:
        yield _plain(_poured(stdin, name, advance), name)


def seen(stream: BufferedReader) -> bytes:
    """Give the first bytes of a stream that was opened, those of wide characters as UTF-8."""
    head = stream.peek(HEAD)[:HEAD]
    for encoding in ("utf-32", "utf-16"):
        if head.startswith(_MARKS[encoding]):
            return head.decode(encoding, "ignore").encode("utf-8", "ignore")
    return head


def _plain(stream: BufferedReader, name: str) -> BufferedReader:
    if (kind := packing(stream.peek(HEAD))) is not None:
        stream = BufferedReader(Poured(unpacked(stream, kind, name), name), _BUFFER)
    if (encoding := wide(stream.peek(HEAD))) is not None:
        poured = Poured(_converted(stream, encoding, name), name)
        if isinstance(stream.raw, Poured):
            poured.source = stream.raw
        stream = BufferedReader(poured, _BUFFER)
    return stream


def _converted(stream: BinaryIO, encoding: str, name: str) -> Iterator[bytes]:
    try:
        yield from in_utf_8(stream, encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"not text in the encoding it names: {error.reason}") from error


def _poured(stream: BinaryIO, name: str, advance: Advance | None = None) -> BufferedReader:
    def read(size: int) -> bytes:
        data = stream.read(size)
        if advance:
            advance(len(data))
        return data

    # A pipe may give its first bytes in small pieces; `peek` would see only the first of them.
    head = read(HEAD)
    pieces = iter(lambda: read(_BUFFER), b"")
    return BufferedReader(Poured(chain([head], pieces), name), _BUFFER)


class Poured(RawIOBase):
    """Bytes that come once, in pieces; they end where a piece cannot be made.

    Args:
        pieces: the bytes; an `InputError` that is raised where they end is kept as `trouble`.
        name: what they are called in messages.
    """

    def __init__(self, pieces: Iterator[bytes], name: str) -> None:
        self._pieces, self._name = pieces, name
        self._piece = memoryview(b"")
        self._copy: BinaryIO | None = None
        self._trouble: InputError | None = None
        self.source: Poured | None = None
        self.within_a_line = True
        """Whether no byte was given yet, or the last one ends no line."""

    @property
    def trouble(self) -> InputError | None:
        """What made the bytes end before they were all read, here or where they come from."""
        return self._trouble or (self.source.trouble if self.source else None)

    def readable(self) -> bool:
        """Tell that there is something to read, as the buffer around this asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Put bytes into a buffer; give how many."""
        while not self._piece:
            try:
                self._piece = memoryview(next(self._pieces))
            except StopIteration:
                return 0
            except InputError as error:
                self._trouble = error
                return 0
        data = self._piece[: len(buffer)]
        self._piece = self._piece[len(data) :]
        buffer[: len(data)] = data
        self.within_a_line = data[-1] != ord("\n")
        self._write(data)
        return len(data)

    def copy_to(self, copy: BinaryIO, so_far: bytes) -> None:
        """Write all that is read from now on to a file, after what was read up to now."""
        self._copy = copy
        self._write(memoryview(so_far))

    def _write(self, data: memoryview) -> None:
        try:
            while self._copy is not None and data:
                data = data[self._copy.write(data) :]
        except OSError as error:
            cause = f"no room for a copy of it: {error.strerror}"
            raise InputError(self._name, cause, "TMPDIR names another place") from error
