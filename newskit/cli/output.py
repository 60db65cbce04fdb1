"""Where results go: standard output, or files that are whole or not there."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, ENOTSUP, EROFS
from io import BufferedWriter, FileIO, RawIOBase, TextIOWrapper
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from newskit.errors import OutputError, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")
_NAME = "standard output"
_BUFFER = 1 << 16


_results = 1


def apart() -> None:
    """Keep standard output for results: what else is written to it goes to standard error.

    A plugin may print where nobody looks after it, and so may a program that it starts.
    """
    global _results
    with suppress(OSError):
        if _results == 1 and sys.stdout.fileno() == 1:  # else it is somebody's who called us
            sys.stdout.flush()
            _results = os.dup(1)
            os.dup2(2, 1)


@contextmanager
def output(path: str | None, errors: str = "backslashreplace") -> Iterator[TextIO]:
    """Open a place to write text to, in UTF-8 and with Unix line ends on every machine.

    A file is written beside its place under a temporary name and renamed when all is done; after
    an error nothing of it is left. Devices and pipes are written to directly.

    Args:
        path: a file, or None or `-` for standard output.
        errors: what to do with characters that UTF-8 cannot hold, as for `open`.

    Raises:
        OutputError: the place cannot be written to.
        BrokenPipeError: the reader of standard output went away.
    """
    with outputs(path, errors=errors) as (stream, _):
        yield stream


@contextmanager
def outputs(
    path: str | None, *sides: str | None, errors: str = "backslashreplace"
) -> Iterator[tuple[TextIO, list[TextIO | None]]]:
    """Open the place of the results and places beside it; all files are renamed, or none.

    Args:
        path: as for `output`.
        sides: more files, to be written first; None for one that is not wanted.
        errors: as for `output`.
    """
    refuse_same(path, *(side for side in sides if side is not None))
    places: list[_Output] = []

    def opened(name: str | None) -> TextIO:
        places.append(_open(name, errors))
        return places[-1].stream

    try:
        yield opened(path), [None if side is None else opened(side) for side in sides]
        for place in places:
            place.finish()
        for place in places:
            place.publish()
    except BrokenPipeError:
        # Its reader has seen enough of the results; what stands beside them is whole.
        for place in places[1:]:
            place.finish()
            place.publish()
        raise
    finally:
        for place in places:
            place.discard()


class _Sink(RawIOBase):
    """The unbuffered end of an output: it names the place in errors, and can be shut off.

    Args:
        place: the output as the user knows it.
        file: where bytes go.
    """

    def __init__(self, place: str, file: BinaryIO) -> None:
        self.place = place
        self.file = file
        self.shut = False

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.shut:
            return memoryview(data).nbytes
        with _named(self.place):
            written = self.file.write(data)
            self.file.flush()
        return written


class _Output:
    """An open output; a file is `part` until it is whole, and then gets its name, `path`."""

    def __init__(
        self, sink: _Sink, errors: str, path: Path | None = None, part: Path | None = None
    ) -> None:
        buffered = BufferedWriter(sink, _BUFFER)
        self.stream = TextIOWrapper(buffered, "utf-8", errors, newline="\n")
        self._sink, self._path, self._part = sink, path, part

    def finish(self) -> None:
        """Write what is buffered."""
        self.stream.flush()
        if self._path is not None:
            _take_over(self._path, self._sink.file.fileno())

    def publish(self) -> None:
        """Give a file its name."""
        if self._part is not None and self._path is not None:
            with _named(self._sink.place):
                self._part.replace(self._path)
            self._part = None

    def discard(self) -> None:
        """Close the output, and leave nothing of a file that was not published."""
        self._sink.shut = True
        self.stream.close()
        if self._sink.place != _NAME:
            self._sink.file.close()
        if self._part is not None:
            with suppress(OSError):
                self._part.unlink()


def _open(path: str | None, errors: str) -> _Output:
    number = _descriptor(path)
    if number == _results:
        with _named(_NAME):
            os.write(number, b"")  # fails here, before the work, when it is closed
        return _Output(_Sink(_NAME, _standard_output()), errors)
    assert path is not None
    with _named(path):
        if number is not None:
            return _Output(_Sink(path, cast(BinaryIO, FileIO(os.dup(number), "w"))), errors)
        if _is_special(path):
            return _Output(_Sink(path, cast(BinaryIO, FileIO(path, "w"))), errors)
        target = _true(path)
        part = target.with_name(f".newskit-{os.getpid()}-{os.urandom(4).hex()}.part")
        return _Output(_Sink(path, cast(BinaryIO, FileIO(part, "x"))), errors, target, part)


def _standard_output() -> BinaryIO:
    if _results == 1:
        return sys.stdout.buffer
    return cast(BinaryIO, FileIO(_results, "w", closefd=False))


@contextmanager
def _named(place: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{place}: cannot be written: {error.strerror or error}"
        raise OutputError(message) from error


def _descriptor(path: str | None) -> int | None:
    """Give the number of an output that is open already.

    Opened again by its name, the file behind it would be emptied, or replaced.
    """
    names = {None: 1, "-": 1, "/dev/stdout": 1, "/dev/stderr": 2}
    match = _DESCRIPTOR.fullmatch(path or "")
    number = int(match[1]) if match else names.get(path)
    return _results if number == 1 else number


def _true(path: str) -> Path:
    """Give a path without links; where there is no way to it, as it is: opening it will tell."""
    try:
        return Path(os.path.realpath(path))
    except OSError:  # the working directory is gone
        return Path(path)


def refuse_overwriting(read: Iterable[str | None], *written: str | None) -> None:
    """Refuse to write over a file that is read; `-` and None are none.

    Raises:
        UsageError: a file of `written` is one of `read`.
    """
    places = {_true(name) for name in read if name and name != "-"}
    for file in written:
        if file and file != "-" and _true(file) in places:
            raise UsageError(f"{file}: is read, and would be overwritten")


def is_file(path: str | None) -> bool:
    """Tell whether an output is a file, not a terminal, and no pipe that may end in a pager."""
    number = _descriptor(path)
    if number is None:
        return not _is_special(str(path))
    try:
        return S_ISREG(os.fstat(number).st_mode)
    except OSError:
        return False


def settle(path: str | None) -> None:
    """Wait until what was written to an output is on the disk; a pipe has nothing to wait for.

    Raises:
        OutputError: the disk fails.
    """
    number = _descriptor(path)
    with _named(path or _NAME):
        if number is not None:
            _sync(number)
        elif path is not None and not _is_special(path):
            file = _true(path)
            for place in (file, file.parent):
                number = os.open(place, os.O_RDONLY)
                try:
                    _sync(number)
                finally:
                    os.close(number)


def _sync(number: int) -> None:
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (EINVAL, ENOTSUP, EROFS):  # no file
            raise


def refuse_same(*paths: str | None) -> None:
    """Refuse two outputs into one file, of which one would be lost."""
    seen: set[object] = set()
    for path in paths:
        number = _descriptor(path)
        if number is None and _is_special(str(path)):
            continue
        place = _true(str(path)) if number is None else number
        if place in seen:
            raise UsageError(f"{path}: two outputs cannot go to one place")
        seen.add(place)


def _take_over(path: Path, number: int) -> None:
    """Give a new file the owner and the permissions of the file it replaces."""
    with suppress(OSError):
        old = path.stat()
        os.fchown(number, old.st_uid, old.st_gid)
        os.fchmod(number, S_IMODE(old.st_mode))


def _is_special(path: str) -> bool:
    try:
        return not S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False
