"""`newskit config`: every setting there is, its value, and where that is from."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Annotated, Any, NamedTuple

import typer

from newskit import configuration
from newskit.cli import options, streams
from newskit.cli.choices import one_of
from newskit.cli.command import built_in, parts_of
from newskit.cli.completion import named
from newskit.cli.lookup import by_name, strangers
from newskit.cli.output import output
from newskit.cli.run import Run
from newskit.cli.settled import PLUGINS, Options, Path, Tree, problems, settle, strange_variables
from newskit.configuration import Configuration, checked, shown
from newskit.errors import NewskitError, UsageError
from newskit.host import default_host

DEFAULT = "default"
SETTING = "setting"
_NAME = "newskit config"
_ENOUGH = 20
"""Problems of a file that are named."""


class Line(NamedTuple):
    """One setting: its key as TOML has it, the value, None where there is none, and its origin."""

    key: str
    value: Any
    origin: str


def config(
    commands: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND]...",
            autocompletion=named("command"),
            help="Only these.",
            show_default=False,
        ),
    ] = None,
    show_origin: Annotated[
        bool, typer.Option("--show-origin", help="Say where each setting is from.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with origins.")] = False,
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print every setting in effect, as TOML.

    Weakest first, they are from newskit.toml, from [tool.newskit] in pyproject.toml, from
    variables as NEWSKIT_DEDUPE_LEVEL, and from flags; see docs/configuration.md. Defaults are
    commented out. All that is wrong in a file is named, and the exit code is 2.

    \b
    Examples:
      newskit config --show-origin dedupe
      newskit config | grep -v '^#'              what is not the default
      newskit config > newskit.toml              a file to begin with
      newskit config --json | jq -r '.[] | select(.origin != "default") | .key'
    """
    with Run("config", quiet, verbose) as run:
        import json

        in_force, own = configuration.in_force(), built_in()
        known = {path[0] for path in own}
        every = own if commands and {*commands} <= known else {**own, **_of_plugins()}
        for name in commands or ():
            one_of("COMMAND", name, sorted({path[0] for path in every}))
        tree = {path: each for path, each in every.items() if path[0] in (commands or path)}
        wrong = list(islice(problems(in_force, own), _ENOUGH))
        for problem in wrong[:-1]:
            streams.say(_NAME, str(problem))
        if wrong:
            raise wrong[-1]
        for strange in strange_variables(in_force, tree):
            run.note(strange)
        lines = [*_lines(in_force, tree, known), *([] if commands else _plugin_lines(in_force))]
        with output(to) as stream:
            if as_json:
                records = [line._asdict() for line in lines]
                stream.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
            else:
                stream.writelines(_toml(line, show_origin) for line in lines)
        run.done(_closing(in_force, lines))


def _of_plugins() -> Tree:
    """Give the options of the commands that plugins add; what is none is said."""
    tree: dict[Path, Options] = {}
    for name in strangers():
        try:
            tree |= parts_of(name, by_name(name))
        except NewskitError as error:
            streams.say(_NAME, str(error))
    return tree


def _lines(in_force: Configuration, tree: Tree, own: Collection[str]) -> Iterator[Line]:
    for path, of_command in tree.items():
        try:
            settings = settle(in_force, path, of_command, {})
        except UsageError as error:
            if path[0] in own:
                raise
            # A plugin's cannot be used so, all others can.
            streams.say(_NAME, str(error))
            settings = {}
        for key, option in of_command.items():
            setting = settings.get(key)
            name = _dotted(*path, key)
            yield (
                Line(name, setting.value, setting.origin)
                if setting
                else Line(name, option.default, DEFAULT)
            )


def _plugin_lines(in_force: Configuration) -> Iterator[Line]:
    """Give the settings of plugins: those they declare, and what their sections have."""
    declared = {
        plugin.name: {offer.name: offer.target for offer in plugin.offers if offer.kind == SETTING}
        for plugin in default_host().plugins()
    }
    sections: dict[str, dict[str, Any]] = {
        name: dict.fromkeys(section)
        for source in in_force.sources
        for name, section in source.section([PLUGINS]).items()
    }
    for name in sorted({*sections, *declared}):
        defaults = declared.get(name)
        known = defaults or sections.get(name, {})
        settings = configuration.set_of(name, known)
        for key, default in sorted(known.items()):
            setting = settings.get(key)
            value, origin = (setting.value, setting.origin) if setting else (default, DEFAULT)
            if setting and defaults:
                value = checked(setting, key, type(default))
            yield Line(_dotted(PLUGINS, name, key), value, origin)


def _dotted(*keys: str) -> str:
    return ".".join(key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else shown(key) for key in keys)


def _toml(line: Line, show_origin: bool) -> str:
    value = "" if line.value is None else f" {shown(line.value)}"
    comment = "# " if line.origin == DEFAULT else ""
    origin = f"  # {line.origin}" if show_origin else ""
    return f"{comment}{line.key} ={value}{origin}\n"


def _closing(in_force: Configuration, lines: list[Line]) -> str:
    files = ", ".join(source.place for source in in_force.sources) or "no file"
    number = sum(line.origin != DEFAULT for line in lines)
    return f"{len(lines)} settings, {number} not the default; {files} read"
