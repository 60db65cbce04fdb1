"""What Typer makes of functions and apps: commands that ask the configuration what was not said."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from newskit import configuration
from newskit.cli import streams
from newskit.cli.settled import (
    PLUGINS,
    Path,
    Tree,
    key_of,
    options_of,
    problems,
    settle,
    strange_variables,
)
from newskit.host import default_host

CHOSEN = "newskit.configuration"
"""The key of a context under which the file is that the user named."""


class Command(TyperCommand):
    """A command that takes what was not said from the configuration, and whose errors know it."""

    def make_parser(self, ctx: Any) -> Any:
        """Let each switch be turned off, which a configuration may have turned on."""
        parser = super().make_parser(ctx)
        options = options_of(self)
        for key, option in options.items():
            opposite = key.removeprefix("no-") if key.startswith("no-") else f"no-{key}"
            if option.is_flag and not option.secondary_opts and opposite not in options:
                opts = [f"--{opposite}"]
                parser.add_option(option, opts, option.name, action="store_const", const=False)
        return parser

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, and look up what they leave out."""
        if ctx.resilient_parsing:  # the shell asks for completions
            return super().parse_args(ctx, args)
        ctx.default_map = _Defaults(self, ctx)
        try:
            rest = super().parse_args(ctx, args)
            ctx.default_map.look_up()
        except typer.TyperException as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            setting = configuration.in_force().used.get(key_of(getattr(error, "param", None)))
            if setting:
                error.message = f"{error.message.rstrip('.')} (set by {setting.origin})"
            raise
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, which a configuration cannot change or break."""
        ctx.default_map = None
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what is set elsewhere is said first."""
        in_force = configuration.in_force()
        if not ctx.params.get("quiet"):
            if in_force.used:
                said = (configuration.told(*setting) for setting in in_force.used.items())
                streams.say(ctx.command_path, f"settings: {', '.join(said)}")
            for strange in strange_variables(in_force, {_path(ctx): options_of(self)}):
                streams.say(ctx.command_path, strange)
        return super().invoke(ctx)


class _Defaults(dict[str, Any]):
    """What a command does when nothing is said: looked up when it is needed, so not for help."""

    def __init__(self, command: Command, ctx: Any) -> None:
        super().__init__()
        self._options = options_of(command)
        self._names = {option.name for option in self._options.values()}
        self._ctx, self._is_known = ctx, False

    def get(self, name: str, default: Any = None) -> Any:
        """Give what is set of an option; Typer asks when it has read all flags."""
        if name in self._names:  # not --help, which comes first
            self.look_up()
        return super().get(name, default)

    def look_up(self) -> None:
        """Read the configuration, once."""
        if self._is_known:
            return
        self._is_known = True
        in_force, path = configuration.load(self._ctx.meta.get(CHOSEN)), _path(self._ctx)
        if in_force.sources and path != ("config",):  # which names all problems
            for problem in problems(in_force, built_in()):
                raise problem
        options = self._options
        sources = {key: self._ctx.get_parameter_source(each.name) for key, each in options.items()}
        given = {
            key: self._ctx.params.get(options[key].name)
            for key, source in sources.items()
            if source and source.name == "COMMANDLINE"
        }
        in_force.used = settle(in_force, path, options, given)
        configuration.use(in_force)
        self.update({options[key].name: each.value for key, each in in_force.used.items()})


def made(name: str, found: Any) -> Any:
    """Make a command of what a plugin offers: a function, or an app that has parts.

    Args:
        name: what calls it.
        found: a function with the annotations of Typer, or a `typer.Typer`.
    """
    if isinstance(found, typer.Typer):
        _take_over(found)
        command = get_command(found)
        completion = ("install_completion", "show_completion")
        command.params = [each for each in command.params if each.name not in completion]
        return command
    app = plain_app(add_completion=False)
    app.command(name, cls=Command)(found)
    return get_command(app)


def plain_app(**settings: Any) -> typer.Typer:
    """Make an app that prints plain text.

    Without a markup mode Typer leaves rich alone: help is instant. One width, so that help in a
    pipe is help on a terminal.
    """
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
        **settings,
    )


def built_in() -> Tree:
    """Give the options of the commands that ship with newskit, and of the parts of these."""
    host = default_host()
    tree: dict[Path, Any] = {}
    for name in host.builtins("command"):
        if name == PLUGINS:  # the section of that name has the sections of plugins
            continue
        tree |= parts_of(name, made(name, host.get("command", name)))
    return tree


def parts_of(name: str, command: Any) -> Tree:
    """Give the options of a command, or of its parts, by the words that call them."""
    if not isinstance(command, TyperGroup):
        return {(name,): options_of(command)}
    return {(name, part): options_of(each) for part, each in command.commands.items()}


def _take_over(app: typer.Typer) -> None:
    """Make the commands of an app such as ask the configuration, too."""
    for command in app.registered_commands:
        command.cls = Command if command.cls in (None, TyperCommand) else command.cls
    for group in app.registered_groups:
        if group.typer_instance:
            _take_over(group.typer_instance)


def _path(ctx: Any) -> Path:
    return (*_path(ctx.parent), ctx.info_name) if ctx.parent else ()
