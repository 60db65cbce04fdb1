"""The standard streams when they are closed, full or gone."""

import os
import sys
from contextlib import suppress

from newskit.text.line import one_line


def hold() -> None:
    """Take the places of closed standard streams, so that no file is opened in one of them.

    A closed standard output becomes one that cannot be written, a closed standard error one that
    nobody hears. Whoever opened a stream not to wait on it, newskit waits.
    """
    for number in range(3):
        with suppress(OSError):
            os.set_blocking(number, True)
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def forget(number: int) -> None:
    """Send what is still buffered for a standard stream nowhere, so that it cannot fail at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, number)
    os.close(null)


def say(name: str, text: str) -> None:
    """Say something on standard error, as one harmless line after the name of who says it."""
    write(f"{bold(name)}: {one_line(text)}\n")


def bold(name: str) -> str:
    """Give a name as standard error shows it: bold on a terminal that wants colour."""
    wanted = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    return f"\x1b[1m{name}\x1b[0m" if wanted else name


def write(text: str) -> None:
    """Write to standard error; when that is not possible the work goes on."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        forget(2)
