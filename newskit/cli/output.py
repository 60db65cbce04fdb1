"""Where results go: standard output, or files that are whole or not there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, TextIO

from newskit.errors import OutputError, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Opened by name, the file behind standard output would be emptied, or replaced.
_STANDARD = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
_NAME = "standard output"


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
        sides: more files; None for one that is not wanted.
        errors: as for `output`.
    """
    _refuse_same(path, *(side for side in sides if side is not None))
    places: list[_Place] = []

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
        raise
    except OSError as error:  # those of files are OutputErrors already
        raise _error(_NAME, error) from error
    finally:
        for place in places:
            place.discard()


@dataclass(slots=True)
class _Place:
    """An open output; `part` is the temporary name of a file until it is whole."""

    stream: TextIOWrapper
    path: str | None = None
    part: Path | None = None

    def finish(self) -> None:
        """Write what is buffered; the stream is of no use afterwards."""
        self.stream.flush()
        if self.part is not None:
            _take_over(Path(self.path or ""), self.stream.fileno())
        self._close()

    def publish(self) -> None:
        """Give a file its name."""
        if self.part is not None and self.path is not None:
            with _named(self.path):
                self.part.replace(self.path)
            self.part = None

    def discard(self) -> None:
        """Leave nothing of an output that was not published."""
        with suppress(OSError, OutputError, ValueError):
            self._close()
        if self.part is not None:
            with suppress(OSError):
                self.part.unlink()

    def _close(self) -> None:
        if self.path is None:
            self.stream.detach()
        else:
            self.stream.close()


class _File(FileIO):
    """A file whose errors say its name."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with _named(str(self.name)):
            return super().write(data)


def _open(path: str | None, errors: str) -> _Place:
    if path is None or path in _STANDARD:
        os.write(1, b"")  # fails here, before the work, when it is closed
        return _Place(TextIOWrapper(sys.stdout.buffer, "utf-8", errors=errors, newline="\n"))
    with _named(path):
        if _is_special(path):
            return _Place(_text(_File(path, "w"), errors), path)
        target = Path(path).resolve()
        part = target.with_name(f".newskit-{os.getpid()}-{os.urandom(4).hex()}.part")
        stream = _text(_File(part, "x"), errors)
        stream.buffer.raw.name = path  # type: ignore[attr-defined]
        return _Place(stream, str(target), part)


def _text(raw: FileIO, errors: str) -> TextIOWrapper:
    return TextIOWrapper(BufferedWriter(raw), "utf-8", errors=errors, newline="\n")


@contextmanager
def _named(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _error(path, error) from error


def _error(place: str, error: OSError) -> OutputError:
    return OutputError(f"{place}: cannot be written: {error.strerror or error}")


def _refuse_same(*paths: str | None) -> None:
    """Refuse two outputs into one file, of which one would be lost."""
    seen = set()
    for path in paths:
        standard = path is None or path in _STANDARD
        if not standard and _is_special(str(path)):
            continue
        place = _NAME if standard else str(Path(str(path)).resolve())
        if place in seen:
            raise UsageError(f"{path}: two outputs cannot go to one place")
        seen.add(place)


def _take_over(path: Path, number: int) -> None:
    """Give a new file the owner and the permissions of the file it replaces."""
    with suppress(OSError):
        old = path.stat()
        os.fchmod(number, S_IMODE(old.st_mode))
        os.fchown(number, old.st_uid, old.st_gid)


def _is_special(path: str) -> bool:
    try:
        return not S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False
