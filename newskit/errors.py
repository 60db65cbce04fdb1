"""What can go wrong, in one line each (place, cause, remedy), and the exit code it ends in."""

from enum import IntEnum
from errno import EDQUOT, EFBIG, EMFILE, ENFILE, ENOSPC
from reprlib import Repr


class ExitCode(IntEnum):
    """How a newskit command ends."""

    OK = 0
    SKIPPED = 1
    """Done, but some input was skipped."""
    USAGE = 2
    """Wrong usage or configuration."""
    FAILED = 3
    """Could not do it: every input failed, a chosen plugin failed, the output cannot be written."""
    BUG = 70
    INTERRUPTED = 130


class NewskitError(Exception):
    """The base of all errors newskit raises on purpose; `str()` is the line a user reads."""

    exit_code = ExitCode.FAILED


class UsageError(NewskitError):
    """Options, names or settings that cannot be right."""

    exit_code = ExitCode.USAGE


class InputError(NewskitError):
    """One input that cannot be read; it costs only itself.

    Args:
        place: where it is, as `file` or `file:line`.
        cause: what is wrong with it.
        remedy: what the user can do, or an empty string.
    """

    exit_code = ExitCode.SKIPPED

    def __init__(self, place: str, cause: str, remedy: str = "") -> None:
        super().__init__(f"{place}: {cause}" + (f" ({remedy})" if remedy else ""))
        self.place = place
        self.cause = cause
        self.remedy = remedy


class ReaderError(InputError):
    """An input on which a reader failed, as `__cause__` tells; it costs only itself."""


class NoArticle(InputError):
    """A record that is well formed but no article: it has no text."""


class InputNote(UserWarning):
    """Something about an input that the user should know; nothing was skipped."""


class OutputError(NewskitError):
    """The output cannot be written."""


class Exhausted(NewskitError):
    """The machine has no more of something: memory, room for temporary files, open files."""

    @classmethod
    def by(cls, error: BaseException) -> "Exhausted | None":
        """Give what an exception of Python says of it; None when it is about something else."""
        if isinstance(error, MemoryError):
            return cls("out of memory (split the input, or give more)")
        if isinstance(error, OSError) and error.errno in (ENOSPC, EFBIG, EDQUOT, EMFILE, ENFILE):
            return cls(f"{error.strerror} (TMPDIR names a place with room; see also ulimit -a)")
        return None


class StoreError(NewskitError):
    """A store cannot be opened, read or written."""


class PluginError(NewskitError):
    """A plugin that was chosen cannot be used, failed while it ran, or answered nonsense.

    Args:
        message: what happened; a stage that does not know the plugin's name leaves it out.
        named: whether the message names the plugin.
        where: what it was at, as in `article 4711`, if that is known.
    """

    def __init__(self, message: str, named: bool = False, where: str = "") -> None:
        super().__init__(f"{message} ({where})" if where else message)
        self.named, self._message, self._where = named, message, where

    def told(self, who: str = "", where: str = "") -> "PluginError":
        """Give the same error with what it does not say yet: who it was, and what it was at."""
        message = self._message if self.named or not who else f"{who} {self._message}"
        return PluginError(message, self.named or bool(who), self._where or where)


class Ended(SystemExit):
    """A signal ends the process; it is nobody's failure, whoever's code it comes in."""


NO_FAILURE = (KeyboardInterrupt, GeneratorExit, Ended)
"""What a stranger's code may be left with without having failed."""

_LONGEST = 500
"""Characters of what an exception says that are told."""
_SHOWN = Repr()
_SHOWN.maxother = _SHOWN.maxstring = 100


def shown(value: object) -> str:
    """Give what a stranger answered in a few characters, whatever its own form of that does."""
    try:
        return _SHOWN.repr(value)
    except Exception:  # not even its class can be asked for
        return f"a {type(value).__name__}"


def reason_of(error: BaseException) -> str:
    """Give the name of an exception and the first line of what it says."""
    name = type(error).__name__
    try:
        said = str(error).strip()
    except Exception:  # it may be a stranger's
        return name
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    return f"{name}: {said}" if said else name
