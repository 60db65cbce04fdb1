"""Which options of commands a configuration sets: what it may, and what it holds that is none."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

from newskit.config_files import Source
from newskit.configuration import (
    Configuration,
    Setting,
    checked,
    refusal,
    unknown,
    variable,
)
from newskit.errors import UsageError
from newskit.host import default_host

PLUGINS = "plugins"
"""The section in which each plugin has one."""
Path: TypeAlias = tuple[str, ...]
"""The words that call a command, which are also the name of its section."""
Options: TypeAlias = Mapping[str, Any]
"""The options of a command by their names without dashes."""
Tree: TypeAlias = Mapping[Path, Options]
"""The options of all built-in commands, by the words that call them."""

_HANDING_ON = {"dedupe", "stories", "summarize", "clean", "new"}
"""Commands whose output the next one reads."""
_SHAPES = {"format", "paths", "null", "report"}
"""Options that make something else of it."""
_BUDGET = {"sentences", "words", "chars", "ratio"}
_REPLACES = {
    "cleaner": {"no-clean"},
    "no-clean": {"cleaner"},
    "paths": {"format"},
    "format": {"paths", "template"},
    "template": {"format"},
    "output": {"format"},
    **{limit: _BUDGET - {limit} for limit in _BUDGET},
}
"""Options that another one makes void when it is said more strongly, as it settles the same."""
_KINDS = {"boolean": bool, "int": int, "int range": int, "float": float, "float range": float}


def options_of(command: Any) -> dict[str, Any]:
    """Give the options of a command, as Typer made it, by their names without dashes."""
    return {key_of(each): each for each in command.params if each.param_type_name == "option"}


def key_of(option: Any) -> str:
    """Give the name by which a configuration knows an option."""
    return str(max(option.opts, key=len)).lstrip("-") if option is not None else ""


def settle(
    configuration: Configuration, path: Path, options: Options, given: Mapping[str, Any]
) -> dict[str, Setting]:
    """Give what a configuration sets of a command.

    Args:
        configuration: all that is set.
        path: the words that call the command.
        options: those of the command.
        given: the flags of the command line, by the name of the option.

    Raises:
        UsageError: a value is of the wrong type, or not for a file to set.
    """
    found = {}
    for key, option in options.items():
        setting = configuration.find(path, key)
        if setting and key not in given:
            found[key] = accepted(setting, path, key, option)
    void = {
        weaker
        for key in (*found, *given)
        for weaker in _made_void(key, given)
        if weaker in found and (key in given or found[key].strength > found[weaker].strength)
    }
    return {key: setting for key, setting in found.items() if key not in void}


def problems(configuration: Configuration, tree: Tree) -> Iterator[UsageError]:
    """Give all that is wrong with the files of a configuration, but for what is a plugin's."""
    said = set()
    for source in configuration.sources:
        yield from _strange(source, (), tree)
        alone = Configuration([source])
        for path, options in tree.items():
            for key, option in options.items():
                setting = alone.find(path, key)
                try:
                    _ = setting and accepted(setting, path, key, option)
                except UsageError as error:
                    if str(error) not in said:
                        said.add(str(error))
                        yield error


def strange_variables(configuration: Configuration, tree: Tree) -> Iterator[str]:
    """Say which variables look like settings of commands and are none; others may have set them."""
    for path, options in tree.items():
        for name, key in configuration.variables(path):
            is_known = path == (PLUGINS,) or name in {variable(*path, each) for each in options}
            if not is_known:
                yield str(unknown(name, f"{' '.join(path)} has no setting", key, options))


def _made_void(key: str, given: Mapping[str, Any]) -> set[str]:
    """Give the options that an option makes void; an output file says its form by its suffix."""
    if key == "output" and not PurePath(str(given.get(key, ""))).suffix:
        return set()
    return _REPLACES.get(key, set())


def accepted(setting: Setting, path: Path, key: str, option: Any) -> Setting:
    """Check a value, and make one from the environment what it stands for.

    Raises:
        UsageError: it is of the wrong type, or not for a file that was only found.
    """
    if setting.found:
        why = _private(path[0], key, option)
        if why:
            raise refusal(setting, key, why)
    if option.nargs != 1:  # a plugin's
        return setting
    kind = list if option.multiple else _KINDS.get(option.type.name, str)
    return setting._replace(value=checked(setting, key, kind))


def _private(command: str, key: str, option: Any) -> str:
    """Say why a file that nobody named may not set an option; nothing if it may."""
    if command not in default_host().builtins("command"):
        return f"'{command}' is a command of a plugin"
    if option.metavar in ("FILE", "DIR"):
        return "it names a file or a folder"
    if (command, key) == ("store", "before"):
        return "it says what is forgotten"
    if key == "engine":
        return "it says where articles are sent"
    if key == "quiet":
        return "what such a file changes is always said"
    if key in _SHAPES and command in _HANDING_ON:
        return f"other commands read what '{command}' writes"
    return ""


def _strange(source: Source, path: Path, tree: Tree) -> Iterator[UsageError]:
    """Find the keys and sections that no command has."""
    below = {words: options for words, options in tree.items() if words[: len(path)] == path}
    sections = {words[len(path)] for words in below if len(words) > len(path)}
    sections |= set() if path else {PLUGINS}
    keys = {key for options in below.values() for key in options}
    for key, value in source.section(path).items():
        place = source.at(*path, key)
        if not path and key == PLUGINS:
            plugins = value.values() if isinstance(value, dict) else [value]
            if any(not isinstance(each, dict) for each in plugins):
                yield UsageError(f"{place}: each plugin has a section of its own: [plugins.NAME]")
        elif isinstance(value, dict):
            if key in sections:
                yield from _strange(source, (*path, key), tree)
            elif path or key not in default_host().names("command"):
                yield unknown(place, "there is no section", ".".join((*path, key)), sections)
        elif key not in keys:
            of = f"{' '.join(path)} has no" if path else "no command has the"
            yield unknown(place, f"{of} setting", key, keys)
