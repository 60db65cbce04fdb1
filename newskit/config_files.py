"""Files with settings: how they are found, what is in them, and in which line.

`newskit.toml`, and the table `[tool.newskit]` of a `pyproject.toml`.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISVTX
from types import MappingProxyType
from typing import Any, NamedTuple

from newskit.errors import UsageError

FILE = "newskit.toml"
PROJECT_FILE = "pyproject.toml"
_PROJECT_TABLE = ("tool", "newskit")
_PROJECT_HEAD = re.compile(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*newskit\b", re.MULTILINE)
_TOO_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){32}""")
_LARGEST = 1 << 18
"""Bytes of a configuration; what is larger is none."""


class Source(NamedTuple):
    """A file with settings.

    Args:
        place: the file as messages name it.
        table: the settings, by section.
        lines: where keys and sections stand, as far as they are written plainly.
        strength: as for a `Setting`.
        found: whether nobody named it.
    """

    place: str
    table: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int] = MappingProxyType({})
    strength: int = 1
    found: bool = False

    def section(self, path: Iterable[str]) -> Mapping[str, Any]:
        """Give the table of a section, empty where there is none."""
        table: Any = self.table
        for name in path:
            table = table.get(name) if isinstance(table, dict) else None
        return table if isinstance(table, dict) else {}

    def at(self, *keys: str) -> str:
        """Name the place of a key or section, with its line where that is known."""
        line = self.lines.get(keys)
        return f"{self.place}:{line}" if line else self.place


def around() -> list[Source]:
    """Look for settings in the working directory and around it, up to the home of the user."""
    try:
        return found(Path.cwd(), Path("~").expanduser().resolve())
    except (FileNotFoundError, RuntimeError):  # no working directory, or no home
        return []


def found(folder: Path, home: Path) -> list[Source]:
    """Look for settings in a folder, then in those around it; the first with any ends the search.

    It ends too at the top of a repository and at the home of the user, and passes over folders in
    which everybody may put a file, such as that for temporary files.
    """
    for each in (folder, *folder.parents):
        if not _is_shared(each):
            files = [each / name for name in (FILE, PROJECT_FILE)]
            sources = [read(file, found=True) for file in files if _has_settings(file)]
            if sources:
                return sources
        if each == home or any((each / mark).exists() for mark in (".git", ".hg")):
            break
    return []


def read(file: Path, found: bool = False) -> Source:
    """Read the settings in a file.

    Args:
        file: the file.
        found: whether nobody named it.

    Raises:
        UsageError: it cannot be read, or is no TOML.
    """
    import tomllib

    place = _near(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
        if _TOO_DEEP.search(text):  # each part costs as much as all before it
            raise RecursionError
        table = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror} (or --no-config)") from None
    except (ValueError, RecursionError) as error:
        line = re.search(r" \(at (?:line (\d+).*|end of document)\)", str(error))
        said = str(error)[: line.start() if line else None]
        said = "nested too deeply" if isinstance(error, RecursionError) else said
        where = f"{place}:{line[1]}" if line and line[1] else place
        raise UsageError(f"{where}: not TOML: {said} (mend it, or --no-config)") from None
    source = Source(place, table, _lines(text), 1, found)
    if file.name != PROJECT_FILE:
        return source
    head = len(_PROJECT_TABLE)
    lines = {
        keys[head:]: line for keys, line in source.lines.items() if keys[:head] == _PROJECT_TABLE
    }
    return Source(place, source.section(_PROJECT_TABLE), lines, 2, found)


def _has_settings(file: Path) -> bool:
    """Say whether a file is a configuration: that of a project is if it has a section for it."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return False
        return file.name == FILE or bool(_PROJECT_HEAD.search(file.read_bytes()))
    except OSError:
        return False


def _is_shared(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & S_ISVTX)
    except OSError:
        return True


def _near(file: Path) -> str:
    """Name a file by its way from here, when that is the shorter name."""
    try:
        return min(os.path.relpath(file), str(file), key=len)
    except (OSError, ValueError):
        return str(file)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Give the lines in which keys and sections begin, of those that are written plainly."""
    table: tuple[str, ...] = ()
    lines: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = _parts(header[1])
            lines.setdefault(table, number)
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip(" \t\"'") for part in dotted.split("."))
