"""What Spark says when something fails: pages of Java, of which users get the cause in one line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newskit.errors import NO_FAILURE, Exhausted, InputError, NewskitError, PluginError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_CAUSE = re.compile(r"^(?:Caused by: |Exception in thread \S+ |Error: |: )(.+)", re.MULTILINE)
_CLASS = re.compile(r"^(?:[\w$]+\.)+[\w$]+: ")
_PACKAGE = re.compile(r"^(?:[\w$]+\.)+(?=[\w$]+: )")
_CODES = re.compile(r"\[[A-Z_.]+\] |(?<!\s)\s*+SQLSTATE: \w+|\(line \d+, pos \d+\)")
_FILE = re.compile(r"error while reading file (?:file:(?://)?)?(\S+?)\.?\s")
_OF_PYTHON = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception|Interrupt)\b.*", re.MULTILINE)
_LONGEST = 300

_EXHAUSTED = {
    "No space left on device": "no space left (SPARK_LOCAL_DIRS names where Spark works)",
    "OutOfMemoryError": "Java is out of memory (spark.driver.memory, spark.executor.memory)",
    "Python worker exited unexpectedly": "a worker ended: out of memory? (see docs/scale.md)",
}
_USAGE = ("Could not parse Master URL", "Master must", "must be set in the environment")


def cause_in(said: str) -> str:
    """Give the cause among what Java says: what is at the bottom of it, without its class."""
    if "Traceback (most recent call last)" in said:
        causes = _OF_PYTHON.findall(said.partition("\n\tat ")[0])
    else:
        causes = _CAUSE.findall(said)
    cause = causes[-1] if causes else next(iter(said.strip().splitlines()), "")
    # A name alone says nothing without the class: `UnknownHostException: nowhere`.
    cause = (_CLASS if " " in cause.partition(": ")[2] else _PACKAGE).sub("", cause.strip())
    cause = _CODES.sub("", cause).strip()
    return cause if len(cause) <= _LONGEST else f"{cause[:_LONGEST]}…"


@contextmanager
def understood(what: str, log: "Path | None") -> Iterator[None]:
    """Raise what Spark and Java raise as errors of newskit, one line each.

    Args:
        what: what was done, to begin the line with.
        log: the file with all that Java said, if there is one; it stays when its cause is not
            known here.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except NewskitError:
        raise
    except (Py4JError, PySparkException, ConnectionError, EOFError) as error:
        if (end := _ended_by(error)) is not None:
            raise end from None
        said = str(error)
        if "JAVA_GATEWAY_EXITED" in said or isinstance(error, ConnectionError | EOFError):
            said = (log.read_text("utf-8", "replace") if log else "") or "Java ended"
        raise _error(what, said, log) from error


def _ended_by(error: BaseException) -> BaseException | None:
    """Give the signal, if it was one, after which nothing could be said to Java any more."""
    before = error.__context__
    while before is not None and not isinstance(before, NO_FAILURE):
        before = before.__context__
    return before


def _error(what: str, said: str, log: "Path | None") -> NewskitError:
    cause = cause_in(said)
    for sign, message in _EXHAUSTED.items():
        if sign in said:
            return Exhausted(f"{what}: {message}")
    if file := _FILE.search(said):
        return InputError(file[1], f"cannot be read: {cause}")
    if any(sign in said for sign in _USAGE):
        return UsageError(f"{what}: {cause}")
    return PluginError(f"{what}: {cause}{_kept(log)}", named=True)


def _kept(log: "Path | None") -> str:
    """Keep what Java said, and tell where."""
    if log is None or not log.exists() or not log.stat().st_size:
        return ""
    from shutil import copyfile
    from tempfile import mkstemp

    _, name = mkstemp(prefix="newskit-spark-", suffix=".log")
    copyfile(log, name)
    return f" (all that Spark said: {name})"
