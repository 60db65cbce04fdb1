"""What is set outside of the command line, by configuration files and the environment.

A configuration is flags written down. Weakest first: `newskit.toml`, `[tool.newskit]` in
`pyproject.toml`, variables `NEWSKIT_…`; flags are stronger than all of them. Only the command line
reads it: `import newskit` looks for no file and asks no variable.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from newskit.config_files import Source, around, read
from newskit.errors import UsageError

NAMED = "NEWSKIT_CONFIG"
"""Environment variable: the file to read instead of one that is found; empty for none."""
_RESERVED = {NAMED, "NEWSKIT_PLUGINS"}
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

    def variables(self, path: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give the variables that look like settings of a section, and the keys they would set."""
        begin = f"{variable(*path)}_"
        for name, value in self._environment.items():
            if value and name.startswith(begin):
                yield name, name.removeprefix(begin).lower().replace("_", "-")

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
    sources = around() if file is None else [read(Path(file))] if file else []
    return Configuration(sources, os.environ)


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
    values = dict(defaults)
    for key, setting in set_of(plugin, defaults).items():
        if setting.found and key in private:
            raise refusal(setting, key, "it is private")
        values[key] = checked(setting, key, type(defaults[key]))
        in_force().tell_once(f"settings of {plugin}: {told(key, setting)}")
    return values


def set_of(plugin: str, defaults: Mapping[str, object]) -> dict[str, Setting]:
    """Give what is set of a plugin, by key.

    Raises:
        UsageError: a key is unknown.
    """
    path = ("plugins", plugin)
    for source in in_force().sources:
        for key in source.section(path):
            if key not in defaults:
                raise unknown(source.at(*path, key), f"{plugin} has no setting", key, defaults)
    found = {key: in_force().find(path, key, inherit=False) for key in defaults}
    return {key: setting for key, setting in found.items() if setting}


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
