"""Where articles are read from: files, folders, standard input, lists of files."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newskit.errors import InputError, InputNote
from newskit.progress import Advance
from newskit.readers.compression import bare
from newskit.readers.missing import PACKAGES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DASH = "-"
"""How standard input is named among inputs."""

_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read.

    Args:
        path: its path.
        found: whether it was found in a folder and not named by the user.
        size: its bytes, if it is a regular file.
    """

    path: str
    found: bool = False
    size: int | None = None


def places(
    inputs: Iterable[str], known_suffix: Callable[[str], bool]
) -> Iterator[Place | Exception]:
    """Give the files behind inputs: a folder stands for the files in it that have a known suffix.

    Folders are read in the order of their names, hidden files are left out, and links to folders
    are not followed, so that loops do no harm. A file that was given already is not given again:
    it would be a copy of itself.
    """
    given: set[tuple[int, int]] = set()
    for name in inputs:
        folder = name != DASH and _is_folder(name)
        for place in _walk(name, known_suffix) if folder else [Place(name)]:
            status = _regular(place) if isinstance(place, Place) else None
            if status is None or isinstance(place, Exception):
                yield place
                continue
            file = status.st_dev, status.st_ino
            if file in given:
                yield InputNote(f"{name}: named twice, read once")
            else:
                yield replace(place, size=status.st_size)
            given.add(file)


def _regular(place: Place) -> os.stat_result | None:
    """Give what is known of a regular file."""
    if place.path == DASH:
        return None
    try:
        status = Path(place.path).stat()
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # a name too long, a folder on the way that is closed: `open_file` says so
        return False


def _walk(folder: str, known_suffix: Callable[[str], bool]) -> Iterator[Place | Exception]:
    errors: list[OSError] = []
    others: list[str] = []
    found = False
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = str(Path(parent, name))
            if known_suffix(path):
                found = True
                yield Place(path, found=True)
            else:
                others.append(name)
    yield from (InputError(str(e.filename), e.strerror or "cannot be read") for e in errors)
    yield from left_out(folder, others)
    if not found and not errors:
        yield InputError(folder, "no articles in this folder")


def left_out(folder: str, names: list[str]) -> Iterator[InputNote]:
    """Tell of files without a known suffix, and of the packages that would read some of them."""
    packages: dict[str, list[str]] = {}
    for name in names:
        packages.setdefault(PACKAGES.get(Path(bare(name)).suffix.lower(), ""), []).append(name)
    for package, some in sorted(packages.items()):
        yield LeftOut(folder, some, package)


class LeftOut(InputNote):
    """Files of a folder that hold no articles as far as one can see."""

    def __init__(self, folder: str, names: list[str], package: str = "") -> None:
        shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        files = "1 file has" if len(names) == 1 else f"{len(names)} files have"
        if package:
            cause = f"{files} no reader, left out: {shown} (pip install {package})"
        else:
            cause = f"{files} no articles, left out: {shown}"
        super().__init__(f"{folder}: {cause}")


class _Watched(FileIO):
    """A file whose bytes are counted when they are read."""

    def __init__(self, path: str, advance: Advance) -> None:
        super().__init__(path)
        self._advance = advance

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        count = super().readinto(buffer)
        self._advance(count or 0)
        return count

    def readall(self) -> bytes:
        data = super().readall()
        self._advance(len(data or b""))
        return data


def open_file(path: str, advance: Advance | None = None) -> BufferedReader:
    """Open a file for reading bytes.

    Args:
        path: the file.
        advance: told how many bytes were read, each time.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    try:
        return BufferedReader(_Watched(path, advance) if advance else FileIO(path), _BUFFER)
    except FileNotFoundError as error:
        raise InputError(path, "no such file") from error
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    except ValueError as error:  # a NUL in it
        raise InputError(path, "no file can have this name") from error


def listed(stream: BinaryIO, nul: bool) -> list[str]:
    """Read names of files: one a line, or separated by NUL."""
    names = stream.read().split(b"\0" if nul else b"\n")
    return [os.fsdecode(name if nul else name.rstrip(b"\r")) for name in names if name.strip()]
