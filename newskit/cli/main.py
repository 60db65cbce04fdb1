"""The entry point: the Typer app made of the commands that plugins register, and its last word."""

import gc
import os
import sys
import warnings
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from newskit import __version__
from newskit.cli import streams
from newskit.cli.command import CHOSEN, plain_app
from newskit.cli.completion import answer
from newskit.cli.lookup import by_name, strangers
from newskit.configuration import NAMED
from newskit.errors import ExitCode, InputNote, NewskitError, PluginError, UsageError, reason_of
from newskit.host import default_host
from newskit.text.line import one_line

NAME = "newskit"
_EXAMPLES = """\b
Examples:
  newskit dedupe *.txt                which are copies; the rest flows on
  newskit stories feed.jsonl          group the reports of one event
  newskit summarize -n 3 story.txt    the sentences that carry it
  newskit digest inbox/ -o today.md   one cited entry for each story
  cat *.jsonl | newskit dedupe | newskit summarize | newskit digest > today.md

\b
Each command has its own help: 'newskit dedupe --help'.
Plugins may add commands: see 'newskit plugins'.
"""


class _Commands(TyperGroup):
    """All commands, each imported when it is called: `--help` costs no more than their names."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the built-in commands, and then those of plugins."""
        return [*default_host().builtins("command"), *strangers()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command by its name; installed packages are only scanned for a strange one."""
        try:
            return by_name(cmd_name)
        except NewskitError:
            if ctx.resilient_parsing:  # the shell asks for completions
                return None
            raise

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with the first line of what they say of themselves."""
        own = {name: _about(name) for name in default_host().builtins("command")}
        strange = {name: _about_strange(name) for name in strangers()}
        for heading, said in (("Commands", own), ("Commands of plugins", strange)):
            if said:
                with formatter.section(heading):
                    formatter.write_dl([(one_line(name), said[name]) for name in said])

    def invoke(self, ctx: Any) -> None:
        """Run a command; a stranger's failure is not taken for a bug in newskit."""
        try:
            super().invoke(ctx)
        except (NewskitError, typer.TyperException, typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            name = ctx.invoked_subcommand
            if name is None or name in default_host().builtins("command"):
                raise
            reason = reason_of(error)
            owner = default_host().owner("command", name)
            raise PluginError(f"command {name!r} ({owner}) failed: {reason}") from error


def _about(name: str) -> str:
    """Give the first line of what a built-in command says of itself."""
    command = default_host().get("command", name)
    said = command.info.help if isinstance(command, typer.Typer) else command.__doc__
    return str(said).partition("\n")[0]


def _about_strange(name: str) -> str:
    """Give the first line of what a command of a plugin says of itself, or why it is of no use."""
    try:
        said = by_name(name).help or ""
    except NewskitError as error:
        said = str(error)
    return one_line(said.strip().partition("\n")[0])


def make_app() -> typer.Typer:
    """Make the Typer app of all commands."""
    app = plain_app(cls=_Commands, no_args_is_help=True, epilog=_EXAMPLES)

    @app.callback()
    def newskit(
        ctx: typer.Context,
        config: Annotated[
            str | None,
            typer.Option(metavar="FILE", help="Take settings from FILE, not from one found here."),
        ] = None,
        no_config: Annotated[
            bool, typer.Option("--no-config", help="Take settings from no file.")
        ] = False,
        version: Annotated[
            bool, typer.Option("--version", help="Show the version and exit.", callback=_version)
        ] = False,
    ) -> None:
        """De-duplicate, group and summarize piles of news."""
        if config is not None and no_config:
            raise UsageError("--config and --no-config: one of them")
        ctx.meta[CHOSEN] = "" if no_config else config or os.environ.get(NAMED)
        if ctx.invoked_subcommand not in default_host().builtins("command"):
            gc.enable()  # a stranger's may make cycles
            _say_notes(f"{NAME} {ctx.invoked_subcommand}")

    return app


def _say_notes(name: str) -> None:
    """Say what `newskit.read` warns of as the built-in commands do, not by a line of code."""
    shown = warnings.showwarning

    def show(message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
        if issubclass(category, InputNote):
            streams.say(name, str(message))
        else:
            shown(message, category, *place, **more)

    warnings.showwarning = show


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    streams.hold()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        streams.forget(1)
        code = ExitCode.OK
    except OSError as error:
        streams.forget(1)
        streams.say(NAME, f"standard output: cannot be written: {error.strerror}")
        code = ExitCode.FAILED
    sys.exit(code)


def _run() -> int:
    """Run the command and give the exit code.

    Typer's own way to run ends a broken pipe with 1 and cannot tell an exit from an answer.
    """
    command = get_command(make_app())
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        answer(lambda: command.main(prog_name=NAME))
    try:
        with command.make_context(NAME, sys.argv[1:]) as context:
            command.invoke(context)
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.TyperException as error:
        return _usage(error)
    except NewskitError as error:
        streams.say(NAME, str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except OSError:
        raise
    except Exception as error:
        streams.say(NAME, f"a bug in newskit: {type(error).__name__}: {error}")
        return ExitCode.BUG
    return ExitCode.OK


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    unknown = hasattr(error, "possibilities")  # then the long message lists all that is near
    message = error.message if unknown else error.format_message()
    if context is not None and message == context.get_help():
        streams.write(f"{message}\n")
        return ExitCode.USAGE
    name = context.command_path if context else NAME
    streams.say(name, f"{message.rstrip('.')} ({_nearest(error)}see '{name} --help')")
    return ExitCode.USAGE


def _nearest(error: typer.TyperException) -> str:
    from difflib import get_close_matches

    known = getattr(error, "possibilities", None) or ()
    option = getattr(error, "option_name", "")
    if option in ("--config", "--no-config"):
        return f"{option} stands before the command; "
    near = get_close_matches(option, known, n=1)
    return f"did you mean {near[0]}? " if near else ""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit
