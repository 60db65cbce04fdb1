"""A plugin while it runs: what it prints is told in its name, and so is that it is waited for.

Standard output is for results. What a stranger's code prints there would stand among them, so it
is taken line by line and told as everything else that is said to people.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedWriter, RawIOBase, TextIOWrapper
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PATIENCE = 5.0
"""Seconds after which it is told which plugin is waited for."""
_LOOK = 0.5
_ENOUGH = 10
"""Lines that are told of what one plugin prints."""


class _Call(NamedTuple):
    """Who runs, at what, since when."""

    who: str
    at: Callable[[], str]
    since: float


class Watch:
    """Looks after the strangers of one host; one of them runs at a time.

    Attributes:
        tell: takes a line for the user; by default it is logged as a warning.
    """

    def __init__(self) -> None:
        self.tell: Callable[[str], None] = _log
        self._call: _Call | None = None
        self._told: Counter[str] = Counter()
        self._waited_for: set[str] = set()
        self._looking = False

    @contextmanager
    def over(self, who: str, at: Callable[[], str] = str, patient: bool = False) -> Iterator[None]:
        """Look after a stranger's code while it runs.

        Args:
            who: what the code is called in what is told.
            at: tells what it is at, as in `article 4711`, as far as that is known.
            patient: whether it may take its time, as a reader may whose input is slow.
        """
        before, self._call = self._call, None if patient else _Call(who, at, monotonic())
        if not (patient or self._looking):
            self._looking = True
            self._look_on()
        stdout, sys.stdout = sys.stdout, self._listening(who)
        try:
            yield
        finally:
            if not sys.stdout.closed:
                sys.stdout.flush()
            sys.stdout = stdout
            self._call = before

    def said(self, who: str, line: str) -> None:
        """Tell a line that a stranger printed; the last of many tells that there are more."""
        self._told[who] += 1
        if self._told[who] <= _ENOUGH:
            self.tell(f"{who} prints: {line}")
        elif self._told[who] == _ENOUGH + 1:
            self.tell(f"{who} prints more, which is not shown")

    def _listening(self, who: str) -> TextIOWrapper:
        printed = BufferedWriter(_Printed(lambda line: self.said(who, line)))
        return TextIOWrapper(printed, "utf-8", "backslashreplace", line_buffering=True)

    def _look_on(self) -> None:
        from threading import Thread

        Thread(target=self._look, name="newskit-watch", daemon=True).start()

    def _look(self) -> None:
        from time import sleep

        sleep(_LOOK)
        while (call := self._call) is not None:
            if call.who not in self._waited_for and monotonic() - call.since > PATIENCE:
                self._waited_for.add(call.who)
                at = f" at {where}" if (where := call.at()) else ""
                self.tell(f"waiting for {call.who}{at}, {PATIENCE:g} s so far")
            sleep(_LOOK)
        self._looking = False


class _Printed(RawIOBase):
    """Standard output as a stranger finds it: its lines are told one by one."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell, self._rest = tell, b""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """Give standard error, for what the stranger starts."""
        return 2

    def write(self, data: "ReadableBuffer", /) -> int:
        given = bytes(data)
        *lines, self._rest = (self._rest + given).split(b"\n")
        for line in lines:
            self._tell(line.decode(errors="backslashreplace"))
        return len(given)

    def close(self) -> None:
        if not self.closed and self._rest:
            self._tell(self._rest.decode(errors="backslashreplace"))
        super().close()


def _log(line: str) -> None:
    from logging import getLogger

    getLogger("newskit").warning("%s", line)
