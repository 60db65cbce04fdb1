"""How far a run is, in one line on the terminal that is written over, and gone when it is done.

A thread looks at the stage that is going on, four times a second. Nothing is changed about the
terminal, so that nothing has to be set right again, however the run ends. Several commands of a
pipe, or jobs of a shell, may share a terminal: one of them writes its line, no background job does.
"""

import math
import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from threading import Event, Lock, Thread
from time import monotonic

from newskit.cli import streams
from newskit.cli.account import Account, Going
from newskit.progress import BYTES, Stage
from newskit.text.line import one_line

PATIENCE = 1.0
"""Seconds of a run before anything is shown: a quick command says only its closing line."""

_USUAL = 80
_SIZES = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
_PAUSE = 0.25
_OF_LATE = 10.0
"""Seconds of which the speed of a stage is told."""
_ERASE = "\r\x1b[K"
_LEAVE = 1.0
"""Seconds in which the line should be gone; a terminal that is stopped must not hold the run."""


class Line:
    """The line on the terminal.

    Args:
        name: of the command.
        account: of the run, what is going on.
    """

    def __init__(self, name: str, account: Account) -> None:
        self._name, self._account = name, account
        self._is_there = False
        self._lock = Lock()
        self._pace = Pace()

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show it while a block runs, where a line can be written over."""
        if os.environ.get("TERM", "") in ("", "dumb"):
            yield
            return
        finished = Event()
        thread = Thread(target=self._watch, args=(finished,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            finished.set()
            thread.join(_LEAVE)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Keep it, and that of another process, from where something else is written."""
        with self._lock:
            if self._is_there or not _hold():
                _write(_ERASE)
            self._is_there = False
            yield
            _let_go()

    def _watch(self, finished: Event) -> None:
        if finished.wait(max(0.0, self._account.began + PATIENCE - monotonic())):
            return
        while not finished.is_set():
            with self._lock:
                self._draw()
            finished.wait(_PAUSE)
        with self.away():
            pass

    def _draw(self) -> None:
        going = self._account.now()
        if not _is_in_front():
            self._is_there = False  # what stands there now is the shell's
            _let_go()
        elif going is not None and not _waits(going.stage) and _hold():
            self._write(self._pace.tell(going, monotonic()))

    def _write(self, said: str) -> None:
        room = max(0, _width() - len(self._name) - 1)
        _write(f"\r{streams.bold(self._name)}{f': {one_line(said)}'[:room]}\x1b[K")
        self._is_there = True


class Pace:
    """How fast a stage goes, by what it did in the last seconds."""

    def __init__(self) -> None:
        self._of: Going | None = None
        self._changes: deque[tuple[float, int]] = deque()

    def tell(self, going: Going, now: float) -> str:
        """Say how far a stage is at a time, and how long it takes yet if that can be known."""
        stage, done = going.stage, going.stage.done
        total = stage.total if stage.total and done <= stage.total else None
        speed = self._speed(going, now, done)
        said = []
        if total and done:
            said.append(f"{math.floor(100 * done / total)}%")
        if total and speed and done < total:
            left = (total - done) / speed - (now - self._changes[-1][0])
            said.append(f"{_clock(max(1, math.ceil(left)))} left")
        if done or total:
            said.append(_amount(done, total, stage.unit))
        if speed:
            said.append(_rate(speed, stage.unit))
        elif now - going.began >= 1:
            said.append(f"{_clock(int(now - going.began))} so far")
        return f"{stage.name} {', '.join(said)}".rstrip()

    def _speed(self, going: Going, now: float, done: int) -> float:
        """Give what was done in a second, between the first and the last change of late.

        What comes before the first count may be work of another kind. What comes in batches is no
        slower between two of them, unless the next one is overdue.
        """
        if going is not self._of:
            self._of = going
            self._changes.clear()
        changes = self._changes
        if done and (not changes or changes[-1][1] != done):
            changes.append((now, done))
            while len(changes) > 2 and now - changes[1][0] >= _OF_LATE:
                changes.popleft()
        if len(changes) < 2:
            return 0.0
        (first, had), (last, has) = changes[0], changes[-1]
        is_overdue = now - last > 2 * max(after[0] - at[0] for at, after in pairwise(changes))
        return (has - had) / ((now if is_overdue else last) - first)


def _clock(seconds: int) -> str:
    """Give a length of time as a clock shows it: `0:07`, `12:30`, `3:05:00`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _amount(done: int, total: int | None, unit: str) -> str:
    """Say how much is done, of how much; of what has only a total, how much there is to do."""
    if unit != BYTES:
        of = f"{done:,} of {total:,}" if total and done else f"{done or total or 0:,}"
        return f"{of} {_one(unit) if (total or done) == 1 else unit}"
    size, name = next(((s, n) for s, n in _SIZES if (total or done) >= s), _SIZES[-1])
    digits = 0 if size == _SIZES[-1][0] else 1
    of = f"{done / size:.{digits}f} of " if total and done else ""
    return f"{of}{(total or done) / size:.{digits}f} {name}"


def _one(unit: str) -> str:
    """Give what is counted in the singular."""
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _rate(speed: float, unit: str) -> str:
    """Say what is done in a second, in two or three digits: more would flicker."""
    if unit == BYTES:
        return f"{_amount(round(speed), None, unit)}/s"
    digits = 2 - math.floor(math.log10(speed))
    return f"{round(speed, digits):,.0f}/s" if speed >= 10 else f"{speed:.1f}/s"


def _waits(stage: Stage) -> bool:
    """Tell whether a stage waits for the first bytes of a pipe, which may be typed."""
    return stage.unit == BYTES and stage.total is None and not stage.done


def _is_in_front() -> bool:
    """Tell whether this is no job in the background of the shell."""
    try:
        return os.tcgetpgrp(sys.stderr.fileno()) == os.getpgrp()
    except (AttributeError, OSError):  # it is a terminal, but not the one that controls this
        return True


def _hold() -> bool:
    """Take the terminal, unless another process has its line there."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, lockf

        lockf(sys.stderr.fileno(), LOCK_EX | LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except (ImportError, OSError):  # a system without such locks
        pass
    return True


def _let_go() -> None:
    with suppress(ImportError, OSError):
        from fcntl import LOCK_UN, lockf

        lockf(sys.stderr.fileno(), LOCK_UN)


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL
    except OSError:
        return _USUAL


def _write(text: str) -> None:
    with suppress(OSError):  # the terminal went away: it is no part of the work
        os.write(sys.stderr.fileno(), text.encode(sys.stderr.encoding, "replace"))
