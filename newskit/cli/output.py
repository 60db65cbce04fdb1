"""Where results go: standard output, or a file that is whole or not there."""

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from newskit.errors import OutputError

# Opened by name, the file behind standard output would be emptied, or replaced.
_STANDARD = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


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
    try:
        if path is None or path in _STANDARD:
            yield from _standard(errors)
        elif _is_special(path):
            with Path(path).open("w", encoding="utf-8", errors=errors, newline="\n") as stream:
                yield stream
        else:
            yield from _whole(Path(path).resolve(), errors)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if path is None or path in _STANDARD else path
        raise OutputError(f"{name}: cannot be written: {error.strerror or error}") from error


def forget_stdout() -> None:
    """Send what is still buffered nowhere, so that nothing is said about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _standard(errors: str) -> Iterator[TextIO]:
    if sys.stdout is None:
        raise OutputError("standard output: cannot be written: it is closed")
    stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors=errors, newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(OSError):
            stream.detach()


def _whole(path: Path, errors: str) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors=errors, newline="\n") as stream:
            yield stream
            stream.flush()
            os.fchmod(handle, _mode(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """Give the permissions the file has, or those a new file gets."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _is_special(path: str) -> bool:
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False
