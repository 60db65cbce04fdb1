"""Signals that end the process: it leaves by the way on which half-written files are removed."""

import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from newskit.errors import Ended

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON = 0.01
"""Seconds."""


def leave_nothing_behind() -> None:
    """Make signals that end a process raise `Ended`.

    A signal that the parent chose to ignore, as `nohup` does, stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)
    sys.unraisablehook = _again


def _leave(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise Ended(128 + number)


def _again(ignored: "UnraisableHookArgs") -> None:
    """Send a signal once more that came where nothing can be raised, as where an object ends."""
    from threading import Timer

    error = ignored.exc_value
    if isinstance(error, KeyboardInterrupt):
        number = int(signal.SIGINT)
    elif isinstance(error, Ended) and isinstance(error.code, int):
        number = error.code - 128
        signal.signal(number, _leave)
    else:
        sys.__unraisablehook__(ignored)
        return
    timer = Timer(_SOON, os.kill, (os.getpid(), number))
    timer.daemon = True
    timer.start()
