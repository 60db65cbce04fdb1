"""The entry point: the Typer app made of the commands that plugins register, and its last word."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from newskit import __version__
from newskit.cli.output import forget_stdout
from newskit.errors import ExitCode, NewskitError
from newskit.host import default_host

_EXAMPLES = """\b
Examples:
  newskit dedupe *.txt                      which articles are copies; the rest flows on
  newskit stories feed.jsonl                group the reports of one event
  newskit summarize -n 3 story.txt          the sentences that carry it
  newskit digest inbox/ -o today.md         one cited entry for each story
  cat *.jsonl | newskit dedupe | newskit summarize | newskit digest > today.md

Commands of installed plugins: see 'newskit plugins'.
Each command has its own help: 'newskit dedupe --help'.
"""


class _Commands(TyperGroup):
    """The built-in commands, and those of plugins, which are looked up when they are called."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command by its name; installed packages are only scanned for a strange one."""
        command = super().get_command(ctx, cmd_name)
        if command is not None or cmd_name not in default_host().names("command"):
            return command
        found = default_host().get("command", cmd_name)
        app = found if isinstance(found, typer.Typer) else _app()
        if app is not found:
            app.command(cmd_name)(found)
        return typer.main.get_command(app)


def _app(**settings: Any) -> typer.Typer:
    # Without a markup mode Typer prints plain text and leaves rich alone: help is instant.
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        **settings,
    )


def make_app() -> typer.Typer:
    """Make the Typer app of the built-in commands."""
    app = _app(cls=_Commands, no_args_is_help=True, epilog=_EXAMPLES)

    @app.callback()
    def newskit(
        version: Annotated[
            bool, typer.Option("--version", help="Show the version and exit.", callback=_version)
        ] = False,
    ) -> None:
        """De-duplicate, group and summarize piles of news."""

    for name in default_host().builtins("command"):
        app.command(name)(default_host().get("command", name))
    return app


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    try:
        code = make_app()(standalone_mode=False, prog_name="newskit") or ExitCode.OK
        if sys.stdout is not None:
            sys.stdout.flush()
    except typer.TyperException as error:
        code = _usage(error)
    except NewskitError as error:
        print(f"newskit: {error}", file=sys.stderr)
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        forget_stdout()
        code = ExitCode.OK
    except OSError as error:
        forget_stdout()
        print(f"newskit: cannot write: {error.strerror}", file=sys.stderr)
        code = ExitCode.FAILED
    sys.exit(int(code))


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "newskit"
    if not (message := error.format_message()):  # no command: the help was the message
        print(context.get_help() if context else "", file=sys.stderr)
    else:
        print(f"{command}: {message} (see '{command} --help')", file=sys.stderr)
    return ExitCode.USAGE


def _version(wanted: bool) -> None:
    if wanted:
        print(f"newskit {__version__}")
        raise typer.Exit
