"""What `--stats` writes: what came in, what went out, and what it took, as one JSON object."""

import json
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import typer

from newskit import __version__
from newskit.cli.account import Account, Entry
from newskit.cli.output import output, refuse_overwriting, refuse_same
from newskit.cli.stored import file_of
from newskit.errors import ExitCode
from newskit.host import BUILTIN, default_host
from newskit.progress import ARTICLES, BYTES

FORMAT = 1
_CAUSES = 20
"""Causes of skipped input that are told apart; the rest is counted together."""
_NO_PARAMETERS = {"inputs", "stats", "quiet", "verbose"}
_LIBRARIES = ("numpy", "scipy", "numba", "msgspec")


class Stats:
    """What a run did, and the file that tells it.

    Args:
        command: its name.
        asked: its options.
        account: its stages.

    Attributes:
        skipped: inputs that were skipped, by cause.
        out: what went out, by what the command calls it.
    """

    def __init__(self, command: str, asked: Mapping[str, Any], account: Account) -> None:
        self._command, self._asked, self._account = command, asked, account
        self._articles: dict[str, int] = {}
        self.skipped: Counter[str] = Counter()
        self.out: dict[str, object] = {}

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the file open; it is there when the block ends.

        Raises:
            UsageError: it is another file of the command.
            OutputError: it cannot be written.
        """
        to, asked = str(self._asked["stats"]), self._asked
        refuse_same(asked.get("output"), *filter(None, map(asked.get, ("dropped", "pairs"))), to)
        read = [asked.get(name) for name in ("files-from", "template")]
        lists = [asked.get(name) or () for name in ("inputs", "against")]
        refuse_overwriting([*read, *chain(*lists), *file_of(asked.get("store"))], to)
        with output(to) as self._stream:
            yield

    def came_in(self, articles: int) -> None:
        """Count articles; those that come later are the ones of `--against`."""
        self._articles["against" if self._articles else ARTICLES] = articles

    def write(self, error: BaseException | None, exit_code: int) -> None:
        """Write the object, in one line."""
        self._stream.write(json.dumps(self.record(error, exit_code), ensure_ascii=False) + "\n")

    def record(self, error: BaseException | None, exit_code: int) -> dict[str, object]:
        """Give the object; its keys are always in one order.

        Args:
            error: what ended the run before its end, if anything did.
            exit_code: what it ends with.
        """
        account = self._account
        account.close()
        seconds = monotonic() - account.began
        articles = self._articles.get(ARTICLES, 0)
        return {
            "newskit_stats": FORMAT,
            "command": self._command,
            "outcome": outcome(error, exit_code),
            "exit_code": exit_code,
            "error": _said(error),
            "seconds": round(seconds, 3),
            "cpu_seconds": round(process_time() - account.cpu_began, 3),
            "peak_memory_bytes": peak_memory(),
            "articles_per_second": round(articles / seconds, 1),
            "in": self._came_in(),
            "out": self.out,
            "stages": [_stage(entry) for entry in account.entries.values()],
            "kernel": account.choices.get("kernel"),
            "parameters": dict(_parameters(self._asked)),
            "versions": _versions(),
        }

    def _came_in(self) -> dict[str, object]:
        read = self._account.entries.get((None, "reading"))
        causes = sorted(self.skipped.items(), key=lambda each: (-each[1], each[0]))
        listed = dict(causes[:_CAUSES])
        if rest := sum(number for _, number in causes[_CAUSES:]):
            listed["other"] = rest
        return {
            ARTICLES: 0,
            **self._articles,
            BYTES: read.counted if read else 0,
            "skipped": self.skipped.total(),
            "causes": listed,
        }


def outcome(error: BaseException | None, exit_code: int) -> str:
    """Name how a run ended: `done`, `closed` by the reader, `interrupted` or `failed`."""
    if isinstance(error, BrokenPipeError):
        return "closed"
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "interrupted"
    is_done = error is None or (isinstance(error, typer.Exit) and exit_code <= ExitCode.SKIPPED)
    return "done" if is_done else "failed"


def _said(error: BaseException | None) -> str | None:
    is_told = isinstance(error, Exception) and not isinstance(error, typer.Exit | BrokenPipeError)
    return _without_passwords(str(error) or type(error).__name__) if is_told else None


def _stage(entry: Entry) -> dict[str, object]:
    counted = {} if entry.unit == ARTICLES else {entry.unit: entry.counted}
    return {
        "name": entry.name,
        "inside": entry.inside,
        "seconds": round(entry.seconds, 3),
        "cpu_seconds": round(entry.cpu_seconds, 3),
        "articles": entry.articles or None,
        **counted,
    }


def _parameters(asked: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Give what was asked for, but for the names of inputs."""
    for name, value in asked.items():
        if name not in _NO_PARAMETERS:
            yield name, _without_passwords(value) if isinstance(value, str) else value


def _without_passwords(text: str) -> str:
    return re.sub(r"//[^/@\s]*@", "//…@", text)


def _versions() -> dict[str, str]:
    libraries = {name: sys.modules[name] for name in _LIBRARIES if name in sys.modules}
    return {
        "newskit": __version__,
        "python": platform.python_version(),
        **{name: str(module.__version__) for name, module in libraries.items()},
        **{each.name: each.version for each in default_host().loaded() if each.name != BUILTIN},
    }


def peak_memory() -> int | None:
    """Give the most memory that this process had at once, in bytes; None where nothing tells."""
    try:  # what Linux gives to `getrusage` may be that of the process that started this one
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    size = getrusage(RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024
