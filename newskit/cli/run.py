"""One run of a command: what it says on stderr, what was skipped, how it ends."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

import typer

from newskit import settings
from newskit.cli.output import forget_stdout
from newskit.errors import ExitCode, InputNote, NewskitError, UsageError

if TYPE_CHECKING:
    from newskit.article import Article

ON_ERROR = ("report", "skip", "stop")
_PATIENCE = 1.0
"""Seconds before progress is shown: a quick command says only its closing line."""


class Run:
    """A context in which a command runs; leaving it ends the command with the right exit code.

    Args:
        command: the name of the command.
        quiet: say only what went wrong.
        verbose: show the traceback of a bug or of a failing plugin.
        on_error: `report` (skip bad input, exit 1), `skip` (exit 0) or `stop` (at the first).
    """

    def __init__(
        self, command: str, quiet: bool = False, verbose: bool = False, on_error: str = "report"
    ) -> None:
        self._name = f"newskit {command}"
        self._quiet, self._verbose, self._on_error = quiet, verbose, on_error
        self._skipped = 0
        self._arrived = 0
        self.plain = False

    def __enter__(self) -> "Run":
        # So that files half-written under a temporary name are taken away.
        signal.signal(signal.SIGTERM, _terminate)
        if self._on_error not in ON_ERROR:
            return self._refuse(f"--on-error {self._on_error}: there are {', '.join(ON_ERROR)}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            raise typer.Exit(self._code())
        if isinstance(error, typer.Exit | SystemExit | typer.TyperException):
            return
        if self._verbose and not isinstance(error, BrokenPipeError | KeyboardInterrupt):
            import traceback as traceback_module

            traceback_module.print_exception(kind, error, traceback)
        raise typer.Exit(self._failure(error))

    def read(
        self,
        inputs: Sequence[str] | None,
        files_from: str | None = None,
        null: bool = False,
        reader: str | None = None,
        fields: Sequence[str] | None = None,
    ) -> "list[Article]":
        """Read the articles of the command line; without any input, standard input."""
        from newskit import pipeline

        named = [*(inputs or ()), *self._listed(files_from, null, inputs)]
        if not named and files_from is None:
            named = ["-"]
            if sys.stdin is not None and sys.stdin.isatty():
                self.note("reading standard input; name files to read those (see --help)")
        with self.working("reading"):
            reading = pipeline.reading(named, reader, _pairs(fields), self.problem)
        self._arrived = len(reading.articles)
        self.plain = reading.plain and bool(reading.articles)
        if reading.stdin_texts == self._arrived == 1 and self._name != "newskit summarize":
            self.note(
                "standard input was read as one article; to give several, separate them with a "
                "form feed or NUL, give JSON Lines, or name the files"
            )
        return reading.articles

    def problem(self, problem: Exception) -> None:
        """Say what is wrong with an input; an `InputError` is counted as skipped."""
        if isinstance(problem, InputNote):
            self.note(str(problem))
            return
        self._skipped += 1
        self._say(str(problem))
        if self._on_error == "stop":
            raise typer.Exit(ExitCode.SKIPPED)

    def note(self, text: str) -> None:
        """Say something the user should know."""
        if not self._quiet:
            self._say(text)

    def done(self, text: str) -> None:
        """Say the closing line."""
        skipped = f"; {self._skipped} skipped" if self._skipped else ""
        self.note(f"{text}{skipped}")

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Show on a terminal, after a moment, what is being done."""
        if self._quiet or sys.stderr is None or not sys.stderr.isatty():
            yield
            return
        finished = threading.Event()
        thread = threading.Thread(target=_spin, args=(f"{self._name}: {what}", finished))
        thread.start()
        try:
            yield
        finally:
            finished.set()
            thread.join()

    def _code(self) -> ExitCode:
        if not self._skipped or self._on_error == "skip":
            return ExitCode.OK
        return ExitCode.SKIPPED if self._arrived else ExitCode.FAILED

    def _failure(self, error: BaseException) -> int:
        if isinstance(error, NewskitError):
            self._say(str(error))
            if error.exit_code is ExitCode.FAILED:
                forget_stdout()
            return error.exit_code
        if isinstance(error, BrokenPipeError):
            forget_stdout()
            return ExitCode.OK
        if isinstance(error, KeyboardInterrupt):
            forget_stdout()
            return ExitCode.INTERRUPTED
        hint = "" if self._verbose else " (-v shows where)"
        self._say(f"a bug in newskit: {type(error).__name__}: {error}{hint}")
        return ExitCode.BUG

    def _listed(
        self, files_from: str | None, null: bool, inputs: Sequence[str] | None
    ) -> list[str]:
        from newskit.readers.places import DASH, listed, open_file

        if files_from is None:
            return []
        if files_from != DASH:
            with open_file(files_from) as stream:
                return listed(stream, null)
        if DASH in (inputs or ()):
            raise UsageError("standard input cannot be both the list of files and an input")
        return listed(sys.stdin.buffer, null) if sys.stdin is not None else []

    def _refuse(self, message: str) -> "Run":
        self._say(message)
        raise typer.Exit(ExitCode.USAGE)

    def _say(self, text: str) -> None:
        if sys.stderr is None:
            return
        name = self._name
        if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
            name = typer.style(name, bold=True)
        try:
            print(f"{name}: {_one_line(text)}", file=sys.stderr)
        except OSError:
            return


def cleaners(no_clean: bool) -> tuple[str, ...]:
    """Give the cleaners that the `--no-clean` option leaves."""
    return () if no_clean else settings.CLEANERS


def _one_line(text: str) -> str:
    """Give a text that may hold a stranger's words as one harmless line."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def _pairs(fields: Sequence[str] | None) -> dict[str, str]:
    pairs = {}
    for field in fields or ():
        key, equals, name = field.partition("=")
        if not (key and equals and name):
            raise UsageError(f"--field {field}: write KEY=NAME, as in text=body")
        pairs[key] = name
    return pairs


def _spin(what: str, finished: threading.Event) -> None:
    if finished.wait(_PATIENCE):
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        finished.wait()


def _terminate(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
