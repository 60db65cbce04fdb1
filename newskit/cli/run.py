"""One run of a command: what it says on stderr, what was skipped, how it ends."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Any

import typer

from newskit import progress, settings
from newskit.cli import streams
from newskit.cli.account import Account
from newskit.cli.choices import field_names, look_up, one_of
from newskit.cli.options import ON_ERROR, Given
from newskit.cli.output import apart, is_file
from newskit.cli.signals import leave_nothing_behind
from newskit.configuration import in_force
from newskit.errors import (
    Exhausted,
    ExitCode,
    InputError,
    InputNote,
    NewskitError,
    OutputError,
    PluginError,
    ReaderError,
    UsageError,
)
from newskit.host import default_host

if TYPE_CHECKING:
    from newskit.article import Article
    from newskit.cli.progress import Line
    from newskit.cli.stats import Stats

_STDIN = "-"
_ENOUGH = 5
"""Records of a file that are named for one cause."""
_NUMBERS = re.compile(r"(?:\d+[:#])*")
"""Those at the end of a place, read from the end: `71:` of `feed.jsonl:17`."""


class Run:
    """A context in which a command runs; leaving it ends the command with the right exit code.

    Args:
        command: the name of the command.
        quiet: say only what went wrong.
        verbose: show the traceback of a bug or of a failing plugin.
        on_error: `report` (skip bad input, exit 1), `skip` (exit 0) or `stop` (at the first).
        asked: all options of the command; `stats` among them names where to write what it did.
    """

    def __init__(
        self,
        command: str,
        quiet: bool = False,
        verbose: bool = False,
        on_error: str = "report",
        asked: Mapping[str, Any] | None = None,
    ) -> None:
        self._command = command
        self._name = f"newskit {command}"
        self._quiet, self._verbose, self._on_error = quiet, verbose, on_error
        self._asked = asked or {}
        self._skipped = 0
        self._said: Counter[tuple[str, str]] = Counter()
        self._around = ExitStack()
        self._line: Line | None = None
        self._stats: Stats | None = None
        self.plain = False

    def __enter__(self) -> "Run":
        apart()
        leave_nothing_behind()
        default_host().watch.tell = self.note
        in_force().tell = self.note
        try:
            one_of("--on-error", self._on_error, ON_ERROR)
            self._listen()
        except NewskitError as error:
            raise typer.Exit(self._failure(error)) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        code = self._settled(error, self._code(error))
        if not isinstance(error, SystemExit | typer.TyperException):
            raise typer.Exit(code)

    def _listen(self) -> None:
        """Follow the stages of the run if anybody wants to know of them."""
        is_on_terminal = not self._quiet and sys.stderr.isatty()
        if not is_on_terminal and self._asked.get("stats") is None:
            return
        account = Account()
        if is_on_terminal:
            from newskit.cli.progress import Line

            self._line = Line(self._name, account)
        if self._asked.get("stats") is not None:
            from newskit.cli.stats import Stats

            self._stats = Stats(self._command, self._asked, account)
            self._around.enter_context(self._stats.opened())
        self._around.enter_context(progress.listening(account))

    def _settled(self, error: BaseException | None, code: int) -> int:
        """Write what the run did, if that is wanted; give the exit code."""
        try:
            with self._around:
                if self._stats is not None:
                    self._stats.write(error, code)
        except (OutputError, BrokenPipeError) as failure:
            return self._failure(failure)
        return code

    def _code(self, error: BaseException | None) -> int:
        """Give the exit code, and say what went wrong if that was not said yet."""
        if error is None:
            reported = self._skipped and self._on_error != "skip"
            return ExitCode.SKIPPED if reported else ExitCode.OK
        if isinstance(error, typer.Exit):
            return error.exit_code
        if isinstance(error, SystemExit):
            return int(error.code or 0)
        return ExitCode.USAGE if isinstance(error, typer.TyperException) else self._failure(error)

    def read(self, given: Given) -> "list[Article]":
        """Read the articles of the command line; without any input, standard input.

        The command ends here when there was input and all of it was bad.
        """
        return list(self.pile(given))

    def pile(
        self,
        given: Given,
        budget: int | None = None,
        kernel: str | None = None,
        jobs: int | None = 1,
    ) -> "Sequence[Article]":
        """Read as `read` does; beyond a budget of bytes, JSON Lines do not stay in memory."""
        from newskit import incoming

        look_up("reader", *([given.reader] if given.reader else []))
        renamed = field_names(given.field)
        named = [*(given.inputs or ()), *self._listed(given)]
        if not named and given.files_from is None:
            named = [_STDIN]
            if sys.stdin is not None and sys.stdin.isatty():
                self.note("reading standard input; name files to read those (see --help)")
        is_typed = _STDIN in named and sys.stdin is not None and sys.stdin.isatty()
        with self.working(shown=not is_typed):
            reading = incoming.reading(
                named, given.reader, renamed, self.problem, budget=budget, kernel=kernel, jobs=jobs
            )
        self._say_more()
        arrived = len(reading.articles)
        if self._stats is not None:
            self._stats.came_in(arrived)
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
        if self._stats is not None and not is_note:
            self._stats.skipped[getattr(problem, "cause", str(problem))] += 1
        place, _, cause = str(problem).partition(": ")
        number = _NUMBERS.match(place[::-1]).end()  # type: ignore[union-attr]
        file = place[: len(place) - number]
        self._said[file, cause] += number > 0
        if self._verbose and isinstance(problem, ReaderError):
            with self._aside():
                streams.write(_traceback(problem))
        if self._verbose or self._said[file, cause] <= _ENOUGH:
            self._say(str(problem))

    def came_in(self, articles: int, unnamed: int) -> None:
        """Take note of what an engine read, and of inputs it could not read and does not name."""
        self._say_more()
        self._skipped += unnamed
        if self._stats is not None:
            self._stats.came_in(articles)
            self._stats.skipped.update({"not named": unnamed} if unnamed else {})
        if unnamed:
            self.note(f"{unnamed:,} more could not be read")

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

    def gives(self, **out: object) -> None:
        """Take note of what goes out, for `--stats`: numbers, by what they count."""
        if self._stats is not None:
            self._stats.out = out

    def done(self, text: str) -> None:
        """Say the closing line."""
        skipped = f"; {self._skipped} skipped" if self._skipped else ""
        self.note(f"{text}{skipped}")

    @contextmanager
    def working(
        self, what: str = "", total: int | None = None, shown: bool = True
    ) -> Iterator[None]:
        """Do a part of the work, and show on a terminal, after a moment, how far it is.

        Args:
            what: a name for this part; none where it is made of stages that have names.
            total: how many articles it is about.
            shown: whether it may be shown.
        """
        line = self._line.shown() if self._line is not None and shown else nullcontext()
        with progress.stage(what, total) if what else nullcontext(), line:
            yield

    def writing(self, to: str | None) -> AbstractContextManager[None]:
        """Write the results; how far that is, is shown where neither they nor a pager would be."""
        return self.working("writing", shown=is_file(to))

    def _failure(self, error: BaseException) -> int:
        """Say what went wrong and give the exit code."""
        if isinstance(error, BrokenPipeError):
            streams.forget(1)
            return ExitCode.OK
        if isinstance(error, KeyboardInterrupt):
            streams.forget(1)
            return ExitCode.INTERRUPTED
        error = Exhausted.by(error) or error
        known = isinstance(error, NewskitError)
        if self._verbose and (not known or isinstance(error, PluginError)):
            streams.write(_traceback(error))
        if isinstance(error, NewskitError):
            if isinstance(error, OutputError):
                streams.forget(1)
            self._say(in_force().traced(str(error)))
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
        with self._aside():
            streams.say(self._name, text)

    def _aside(self) -> AbstractContextManager[None]:
        """Take the line that shows progress away, while something else is said."""
        return nullcontext() if self._line is None else self._line.away()


def cleaners(given: Given) -> Sequence[str]:
    """Give the cleaners that the options `--cleaner` and `--no-clean` ask for."""
    if given.cleaner and given.no_clean:
        raise UsageError("--cleaner and --no-clean: one of them")
    return () if given.no_clean else given.cleaner or settings.CLEANERS


def _traceback(error: BaseException) -> str:
    from traceback import format_exception

    return "".join(format_exception(error))
