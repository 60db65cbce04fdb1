"""What can go wrong, in one line each (place, cause, remedy), and the exit code it ends in."""

from enum import IntEnum


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


class NoArticle(InputError):
    """A record that is well formed but no article: it has no text."""


class InputNote(UserWarning):
    """Something about an input that the user should know; nothing was skipped."""


class OutputError(NewskitError):
    """The output cannot be written."""


class StoreError(NewskitError):
    """A store cannot be opened, read or written."""


class PluginError(NewskitError):
    """A plugin that was chosen cannot be used, failed while it ran, or answered nonsense.

    Args:
        message: what happened; a stage that does not know the plugin's name leaves it out.
        named: whether the message names the plugin.
    """

    def __init__(self, message: str, named: bool = False) -> None:
        super().__init__(message)
        self.named = named
