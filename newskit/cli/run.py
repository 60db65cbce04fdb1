"""One run of a command: what it says on stderr, what was skipped, how it ends."""

import gc
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

import typer

from newskit import settings
from newskit.cli import streams
from newskit.cli.choices import field_names, look_up, one_of
from newskit.cli.options import Given
from newskit.errors import (
    ExitCode,
    InputError,
    InputNote,
    NewskitError,
    OutputError,
    PluginError,
    UsageError,
)

if TYPE_CHECKING:
    from threading import Event

    from newskit.article import Article

ON_ERROR = ("report", "skip", "stop")
_PATIENCE = 1.0
"""Seconds before progress is shown: a quick command says only its closing line."""
_STDIN = "-"
_ENOUGH = 5
"""Records of a file that are named for one cause."""
_RECORD = re.compile(r"(.*?)((?:[:#]\d+)*)(?:: (.*))?", re.DOTALL)


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
        self._command = command
        self._name = f"newskit {command}"
        self._quiet, self._verbose, self._on_error = quiet, verbose, on_error
        self._skipped = 0
        self._said: Counter[tuple[str, str]] = Counter()
        self.plain = False

    def __enter__(self) -> "Run":
        _leave_nothing_behind()
        try:
            one_of("--on-error", self._on_error, ON_ERROR)
        except UsageError as error:
            raise typer.Exit(self._failure(error)) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            reported = self._skipped and self._on_error != "skip"
            raise typer.Exit(ExitCode.SKIPPED if reported else ExitCode.OK)
        if isinstance(error, typer.Exit | SystemExit | typer.TyperException):
            return
        raise typer.Exit(self._failure(error))

    def read(self, given: Given) -> "list[Article]":
        """Read the articles of the command line; without any input, standard input.

        The command ends here when there was input and all of it was bad.
        """
        return list(self.pile(given))

    def pile(self, given: Given, budget: int | None = None) -> "Sequence[Article]":
        """Read as `read` does; beyond a budget of bytes, JSON Lines do not stay in memory."""
        from newskit import incoming

        look_up("reader", *([given.reader] if given.reader else []))
        renamed = field_names(given.field)
        named = [*(given.inputs or ()), *self._listed(given)]
        if not named and given.files_from is None:
            named = [_STDIN]
            if sys.stdin is not None and sys.stdin.isatty():
                self.note("reading standard input; name files to read those (see --help)")
        # Articles make no cycles; to look for some among millions takes a fifth of the time.
        gc.disable()
        # What comes from a pipe is waited for, not worked on, and the pipe may end in a command
        # that shows its own progress on this terminal.
        with self.working("" if _STDIN in named else "reading"):
            reading = incoming.reading(named, given.reader, renamed, self.problem, budget=budget)
        self._say_more()
        arrived = len(reading.articles)
        if self._skipped and not arrived:
            raise typer.Exit(ExitCode.FAILED)
        self.plain = reading.plain and arrived > 0
        if reading.stdin_texts == arrived == 1 and self._command != "summarize":
            self.note(
                "standard input was read as one article; to give several, separate them with a "
                "form feed or NUL, give JSON Lines, or name the files"
            )
        return reading.articles

    def problem(self, problem: Exception) -> None:
        """Say what is wrong with an input; an `InputError` is counted as skipped.

        What is wrong with many records of a file for one reason is said of some of them.
        """
        is_note = isinstance(problem, InputNote)
        if is_note and self._quiet:
            return
        if self._on_error == "stop" and not is_note:
            raise problem
        self._skipped += not is_note
        file, number, cause = _RECORD.fullmatch(str(problem)).groups("")  # type: ignore[union-attr]
        self._said[file, cause] += bool(number)
        if self._verbose or self._said[file, cause] <= _ENOUGH:
            self._say(str(problem))

    def _say_more(self) -> None:
        """Say how often what was said of some records is true of others."""
        for (file, cause), times in self._said.items():
            if times > _ENOUGH and not self._verbose:
                self._say(f"{file}: {times - _ENOUGH:,} more, which -v names: {cause}")
        self._said.clear()

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
        """Show on a terminal, after a moment, what is being done; nothing when it has no name."""
        if not what or self._quiet or not sys.stderr.isatty():
            yield
            return
        from threading import Event, Thread

        finished = Event()
        thread = Thread(target=_spin, args=(f"{self._name}: {what}", finished))
        thread.start()
        try:
            yield
        finally:
            finished.set()
            thread.join()

    def _failure(self, error: BaseException) -> int:
        """Say what went wrong and give the exit code."""
        if isinstance(error, BrokenPipeError):
            streams.forget(1)
            return ExitCode.OK
        if isinstance(error, KeyboardInterrupt):
            streams.forget(1)
            return ExitCode.INTERRUPTED
        known = isinstance(error, NewskitError)
        if self._verbose and (not known or isinstance(error, PluginError)):
            streams.write(_traceback(error))
        if isinstance(error, NewskitError):
            if isinstance(error, OutputError):
                streams.forget(1)
            self._say(str(error))
            return error.exit_code
        hint = "" if self._verbose else " (-v shows where)"
        self._say(f"a bug in newskit: {type(error).__name__}: {error}{hint}")
        return ExitCode.BUG

    def _listed(self, given: Given) -> list[str]:
        """Read the names of inputs that `--files-from` leads to."""
        from newskit.readers.places import listed, open_file

        if given.files_from is None:
            return []
        if given.files_from == _STDIN:
            if _STDIN in (given.inputs or ()):
                raise UsageError("standard input cannot be both the list of files and an input")
            return listed(sys.stdin.buffer, given.null) if sys.stdin is not None else []
        try:
            with open_file(given.files_from) as stream:
                return listed(stream, given.null)
        except InputError as error:
            self.problem(error)
            return []

    def _say(self, text: str) -> None:
        streams.say(self._name, text)


def cleaners(given: Given) -> Sequence[str]:
    """Give the cleaners that the options `--cleaner` and `--no-clean` ask for."""
    if given.cleaner and given.no_clean:
        raise UsageError("--cleaner and --no-clean: one of them")
    return () if given.no_clean else given.cleaner or settings.CLEANERS


def _spin(what: str, finished: "Event") -> None:
    if finished.wait(_PATIENCE):
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        finished.wait()


def _traceback(error: BaseException) -> str:
    from traceback import format_exception

    return "".join(format_exception(error))


def _leave_nothing_behind() -> None:
    """Make signals that end a process leave by the way on which half-written files are removed.

    A signal that the parent chose to ignore, as `nohup` does, stays ignored.
    """
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    import signal

    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)
