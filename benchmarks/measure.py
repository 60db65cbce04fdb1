"""What a command costs: CPU seconds and peak memory of its process, start and input included.

The command is started by this file run as a script, a small process of its own: Linux counts what
the process that starts another one holds as memory of the new one.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    Attributes:
        cpu: seconds of processor time, user and system, of the process and its children.
        wall: seconds that passed.
        peak: largest resident set of one process, in MB (10^6 bytes).
        code: exit code; -9 for a run that was stopped at its limit.
        stderr: the end of what it wrote there.
    """

    cpu: float
    wall: float
    peak: float
    code: int
    stderr: str


def measure(command: Sequence[str], limit: float = 0) -> Cost:
    """Run a command, its standard output thrown away; stop it after `limit` seconds (0: never)."""
    launched = [sys.executable, "-I", "-S", __file__, str(limit), *command]
    return Cost(**json.loads(subprocess.run(launched, stdout=subprocess.PIPE, check=True).stdout))


def _launch(limit: float, command: Sequence[str]) -> dict[str, float | int | str]:
    import tempfile
    import time

    with tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        signal.signal(signal.SIGALRM, lambda *_: child.kill())
        signal.setitimer(signal.ITIMER_REAL, limit)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begin
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - 2000))
        said = errors.read().decode(errors="replace")
    scale = 1 if sys.platform == "darwin" else 1024
    return {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": wall,
        "peak": used.ru_maxrss * scale / 1e6,
        "code": os.waitstatus_to_exitcode(status),
        "stderr": said,
    }


if __name__ == "__main__":
    print(json.dumps(_launch(float(sys.argv[1]), sys.argv[2:])))
