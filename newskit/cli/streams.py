"""The standard streams when they are closed, full or gone."""

import os
import sys


def hold() -> None:
    """Take the places of closed standard streams, so that no file is opened in one of them.

    A closed standard output becomes one that cannot be written, a closed standard error one that
    nobody hears.
    """
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
    if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        name = f"\x1b[1m{name}\x1b[0m"
    write(f"{name}: {one_line(text)}\n")


def write(text: str) -> None:
    """Write to standard error; when that is not possible the work goes on."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        forget(2)


def one_line(text: str) -> str:
    """Give a text that may hold a stranger's words as one line without control characters."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
