"""Inputs that are read again: they must be what they were, or the work ends with an error."""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import BinaryIO
from weakref import finalize

from newskit.errors import ExitCode, InputError

_OPEN_AT_ONCE = 64


class ChangedInput(InputError):
    """A file is no longer what it was when it was read first: the work cannot be finished."""

    exit_code = ExitCode.FAILED


class File:
    """The bytes of an input that are read again: those of a file, or a copy of what a pipe gave.

    Args:
        name: what the input is called in messages.
        stream: the open file, at the time it is read first.
        path: where it is opened again; None for a temporary file, which stays open.
    """

    def __init__(self, name: str, stream: BinaryIO, path: str | None) -> None:
        self.name = name
        self._path = None if path is None else Path(path).absolute()
        self._status = _status(stream.fileno())
        self._stream = stream if path is None else None

    def open(self) -> int:
        """Give a descriptor to read from; the caller closes it.

        Raises:
            ChangedInput: the file is gone.
        """
        try:
            if self._stream is not None:
                return os.dup(self._stream.fileno())
            return os.open(str(self._path), os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError as error:
            raise ChangedInput(
                self.name, "cannot be read a second time", error.strerror or ""
            ) from error

    def read(self, descriptor: int, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """Read bytes, each time from a place on as many as there are.

        Raises:
            ChangedInput: the file is not as it was.
        """
        try:
            data = [os.pread(descriptor, size, start) for start, size in places]
        except OSError as error:
            raise ChangedInput(self.name, error.strerror or "cannot be read") from error
        if self._stream is None and _status(descriptor) != self._status:
            raise self.changed()
        return data

    def fingerprint(self) -> bytes:
        """Give what tells the file from others, and from itself after a change."""
        return repr((str(self._path), self._status)).encode()

    def changed(self) -> ChangedInput:
        """Give the error that says so."""
        return ChangedInput(self.name, "changed while it was worked on", "work on a copy of it")


class _Opened:
    """A descriptor, closed when nobody has it any more."""

    def __init__(self, number: int) -> None:
        self.number = number
        finalize(self, os.close, number)


class OpenFiles:
    """The files that are open for reading again; of many, those that were opened last."""

    def __init__(self) -> None:
        self._opened: dict[File, _Opened] = {}
        self._lock = Lock()

    def read(self, file: File, start: int, size: int) -> bytes:
        """Read bytes of a file, as `File.read` does; any thread may."""
        return self.several(file, [(start, size)])[0]

    def several(self, file: File, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """Read bytes from some places of a file on."""
        with self._lock:
            if file not in self._opened:
                if len(self._opened) >= _OPEN_AT_ONCE:
                    del self._opened[next(iter(self._opened))]
                self._opened[file] = _Opened(file.open())
            opened = self._opened[file]
        # Others may drop it now: it is closed when this is done.
        return file.read(opened.number, places)


def _status(descriptor: int) -> tuple[int, int, int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
