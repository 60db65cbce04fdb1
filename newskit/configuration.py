"""What is set outside of the command line, and where: configuration files and the environment.

A configuration is flags written down. Weakest first: `newskit.toml`, `[tool.newskit]` in
`pyproject.toml`, variables `NEWSKIT_…`; flags are stronger than all of them. Only the command line
reads it: `import newskit` looks for no file and asks no variable.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from stat import S_ISVTX
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from newskit.errors import UsageError

FILE = "newskit.toml"
PROJECT_FILE = "pyproject.toml"
NAMED = "NEWSKIT_CONFIG"
"""Environment variable: the file to read instead of one that is found; empty for none."""
_PROJECT_TABLE = ("tool", "newskit")
_PROJECT_HEAD = re.compile(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*newskit\b", re.MULTILINE)
_TOO_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){32}""")
_RESERVED = {NAMED, "NEWSKIT_PLUGINS"}
_LARGEST = 1 << 18
"""Bytes of a configuration; what is larger is none."""
_KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    list: 'a list of texts, as ["one", "two"]',
}
_TRUTH = {"1": True, "true": True, "yes": True, "on": True} | {
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
Kind = TypeVar("Kind", bound=bool | int | float | str | list[str])


class Setting(NamedTuple):
    """One value and where it is from.

    Args:
        value: as TOML gives it; a text from the environment.
        origin: `file:line`, or the name of a variable.
        strength: a stronger one wins; `ENVIRONMENT` is the strongest.
        found: whether it is from a file that nobody named.
    """

    value: Any
    origin: str
    strength: int
    found: bool = False


ENVIRONMENT = 3


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


class Configuration:
    """All settings of one run.

    Args:
        sources: files, the weakest first.
        environment: the variables of the process.
    """

    def __init__(
        self, sources: Sequence[Source] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        self.sources = sources
        self.used: Mapping[str, Setting] = {}
        """What the command that runs took from here, by the name of the option."""
        self.tell: Callable[[str], None] = lambda text: None
        """Tells the user something."""
        self._told: set[str] = set()
        self._environment = environment or {}

    def find(self, path: Sequence[str], key: str, inherit: bool = True) -> Setting | None:
        """Give the strongest setting of a key, or None.

        Args:
            path: the section: the name of a command, and of its part if it has parts.
            key: the name of the option without its dashes.
            inherit: whether what stands outside of the section holds, too; the section is stronger.
        """
        scopes = [tuple(path[:size]) for size in range(len(path), -1, -1)][: None if inherit else 1]
        for scope in scopes:
            name = variable(*scope, key)
            if self._environment.get(name) and name not in _RESERVED:
                return Setting(self._environment[name], name, ENVIRONMENT)
        for source in reversed(self.sources):
            for scope in scopes:
                value = source.section(scope).get(key)
                if value is not None and not (inherit and isinstance(value, dict)):
                    return Setting(value, source.at(*scope, key), source.strength, source.found)
        return None

    def tell_once(self, text: str) -> None:
        """Tell the user something that was not told yet."""
        if text not in self._told:
            self._told.add(text)
            self.tell(text)

    def traced(self, message: str) -> str:
        """Add to an error who set the options that it speaks of, if no flag did."""
        origins = [
            setting.origin
            for key, setting in self.used.items()
            if _speaks_of(message, key, setting.value)
        ]
        return f"{message} (set by {', '.join(origins)})" if origins else message


_in_force = Configuration()


def in_force() -> Configuration:
    """Give the configuration of this process; it is empty until the command line loads one."""
    return _in_force


def use(configuration: Configuration) -> None:
    """Make a configuration that of this process."""
    global _in_force
    _in_force = configuration


def load(file: str | None = None) -> Configuration:
    """Read what is set.

    Args:
        file: the file to read; empty for none; None to look for one.

    Raises:
        UsageError: a file cannot be read, or is no TOML.
    """
    sources = _around() if file is None else [_read(Path(file))] if file else []
    return Configuration(sources, os.environ)


def found(folder: Path, home: Path) -> list[Source]:
    """Look for settings in a folder, then in those around it; the first with any ends the search.

    It ends too at the top of a repository and at the home of the user, and passes over folders in
    which everybody may put a file, such as that for temporary files.
    """
    for each in (folder, *folder.parents):
        if not _is_shared(each):
            files = [each / name for name in (FILE, PROJECT_FILE)]
            sources = [_read(file, found=True) for file in files if _has_settings(file)]
            if sources:
                return sources
        if each == home or any((each / mark).exists() for mark in (".git", ".hg")):
            break
    return []


def settings(
    plugin: str, defaults: Mapping[str, Kind], private: Collection[str] = ()
) -> dict[str, Kind]:
    """Give the settings of a plugin: the section `[plugins.NAME]`, and what it leaves out.

    Call it where the values are used, not on import. Without the command line, they are the
    defaults.

    Args:
        plugin: the name of the package.
        defaults: the keys there are; their values also tell the types: a truth value, a number, a
            text or a list of texts.
        private: keys that a file which newskit found in a folder may not set: where texts are sent
            to, what is run, which file is written.

    Raises:
        UsageError: a key is unknown, of another type, or private and not of the user.
    """
    path = ("plugins", plugin)
    for source in in_force().sources:
        for key in source.section(path):
            if key not in defaults:
                raise unknown(source.at(*path, key), f"{plugin} has no setting", key, defaults)
    values = dict(defaults)
    for key, default in defaults.items():
        setting = in_force().find(path, key, inherit=False)
        if setting and setting.found and key in private:
            raise refusal(setting, key, "it is private")
        if setting:
            values[key] = checked(setting, key, type(default))
            in_force().tell_once(f"settings of {plugin}: {told(key, setting)}")
    return values


def told(key: str, setting: Setting) -> str:
    """Say what a setting is and where it is from, as a message has it."""
    value = shown(setting.value)
    return f"{key} = {value if len(value) <= 72 else f'{value[:71]}…'} ({setting.origin})"


def variable(*names: str) -> str:
    """Give the name of the environment variable of an option."""
    return re.sub(r"\W", "_", "_".join(("newskit", *names))).upper()


def checked(setting: Setting, key: str, kind: type[Kind]) -> Any:
    """Give the value of a setting; one from the environment is made one of its kind.

    Raises:
        UsageError: it is none.
    """
    value = setting.value
    if setting.strength == ENVIRONMENT:
        value = _parsed(value, kind)
    is_kind = type(value) is kind or (kind is float and type(value) is int)
    if not is_kind or (kind is list and any(type(each) is not str for each in value)):
        given = shown(setting.value)[:72]
        raise UsageError(f"{setting.origin}: {key} must be {_KINDS[kind]}, not {given}")
    return value


def shown(value: object) -> str:
    """Give a value as TOML has it, in characters that a terminal shows and does not obey."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if text.isprintable() else json.dumps(value, default=str)


def unknown(place: str, missing: str, key: str, known: Iterable[str]) -> UsageError:
    """Make the error of a key or section that is none, with the nearest there is."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(key.replace("_", "-"), names, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(names) or 'none'}"
    return UsageError(f"{place}: {missing} '{key}' ({hint})")


def refusal(setting: Setting, key: str, why: str) -> UsageError:
    """Make the error of a key that a file which nobody named may not set."""
    return UsageError(
        f"{setting.origin}: {key} cannot be set by a file that newskit only found: {why} "
        f"(give it as a flag, or name the file with --config or {NAMED})"
    )


def _around() -> list[Source]:
    try:
        return found(Path.cwd(), Path("~").expanduser().resolve())
    except (FileNotFoundError, RuntimeError):  # no working directory, or no home
        return []


def _read(file: Path, found: bool = False) -> Source:
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


def _parsed(text: str, kind: type) -> Any:
    """Read a value from the environment; what cannot be read stays a text."""
    if kind is list:
        return text.split()
    try:
        return _TRUTH.get(text.lower(), text) if kind is bool else kind(text)
    except ValueError:
        return None


def _speaks_of(message: str, key: str, value: object) -> bool:
    """Say whether an error is about an option: by its flag, by its value, or by both words."""
    values = value if isinstance(value, list) else [value]
    said = set(re.findall(r"[\w.-]+", message))
    return f"--{key}" in said or any(
        repr(each) in message or {key, str(each)} <= said for each in values
    )
