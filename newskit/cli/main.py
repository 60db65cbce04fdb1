"""The entry point: the Typer app made of the commands that plugins register, and its last word."""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from newskit import __version__
from newskit.cli import streams
from newskit.errors import ExitCode, NewskitError, PluginError, UsageError
from newskit.host import default_host

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


class _Command(TyperCommand):
    """A command whose errors know it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise


class _Commands(TyperGroup):
    """All commands, each imported when it is called: `--help` costs no more than their names."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the built-in commands; those of plugins are in `newskit plugins`."""
        return list(default_host().builtins("command"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command by its name; installed packages are only scanned for a strange one."""
        try:
            found = default_host().get("command", cmd_name)
        except UsageError:
            if ctx.resilient_parsing:  # the shell asks for completions
                return None
            raise
        if isinstance(found, typer.Typer):
            command = get_command(found)
            completion = ("install_completion", "show_completion")
            command.params = [p for p in command.params if p.name not in completion]
            return command
        app = _app(add_completion=False)
        app.command(cmd_name, cls=_Command)(found)
        return get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with the first line of what they say of themselves."""
        host = default_host()
        said = {name: _about(host.get("command", name)) for name in self.list_commands(ctx)}
        with formatter.section("Commands"):
            formatter.write_dl([(name, doc.partition("\n")[0]) for name, doc in said.items()])

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
            reason = f"{type(error).__name__}: {error}"
            owner = default_host().owner("command", name)
            raise PluginError(f"command {name!r} ({owner}) failed: {reason}") from error


def _about(command: Any) -> str:
    """Give what a command says of itself: a function in its docstring, an app in its help."""
    return str(command.info.help if isinstance(command, typer.Typer) else command.__doc__)


def _app(**settings: Any) -> typer.Typer:
    # Without a markup mode Typer prints plain text and leaves rich alone: help is instant. One
    # width, so that help in a pipe is help on a terminal.
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
        **settings,
    )


def make_app() -> typer.Typer:
    """Make the Typer app of all commands."""
    app = _app(cls=_Commands, no_args_is_help=True, epilog=_EXAMPLES)

    @app.callback()
    def newskit(
        version: Annotated[
            bool, typer.Option("--version", help="Show the version and exit.", callback=_version)
        ] = False,
    ) -> None:
        """De-duplicate, group and summarize piles of news."""

    return app


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
        command.main(prog_name=NAME)
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
    near = get_close_matches(getattr(error, "option_name", ""), known, n=1)
    return f"did you mean {near[0]}? " if near else ""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit
