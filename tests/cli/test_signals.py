"""Ended by a signal, a run leaves nothing behind and says nothing."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

Waiting = tuple["subprocess.Popen[bytes]", Path]


@pytest.fixture
def waiting(folder: Path, environment: dict[str, str]) -> Iterator[Waiting]:
    """A run that has opened its output and waits for its input."""
    (folder / "kept.jsonl").write_text("old\n")
    process = subprocess.Popen(
        ["newskit", "dedupe", "-o", "kept.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
    )
    patience = time.monotonic() + 60
    while not list(folder.glob(".newskit-*.part")) and time.monotonic() < patience:
        time.sleep(0.01)
    assert list(folder.glob(".newskit-*.part"))
    yield process, folder
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_signal_leaves_the_old_file(waiting: Waiting, number: int, code: int) -> None:
    process, folder = waiting
    time.sleep(0.3)  # let it reach the reading of standard input
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (code, b"")
    assert (folder / "kept.jsonl").read_text() == "old\n"
    assert not list(folder.glob(".newskit-*"))


def test_hangup_stays_ignored_under_nohup(environment: dict[str, str], folder: Path) -> None:
    script = "trap '' HUP; exec newskit dedupe -o kept.jsonl"
    process = subprocess.Popen(
        ["bash", "-c", script],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
    )
    time.sleep(0.5)
    process.send_signal(signal.SIGHUP)
    _, said = process.communicate(b'{"text": "The bridge is closed."}', timeout=60)
    assert (process.returncode, said) == (0, b"newskit dedupe: 1 article, 1 kept, 0 copies\n")


SWALLOWED = """
import os, sys, time
from newskit.cli.signals import leave_nothing_behind

class Thing:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(0)

leave_nothing_behind()
try:
    thing = Thing()
    del thing
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_where_nothing_can_be_raised_ends_the_run_all_the_same(
    number: int, code: int
) -> None:
    """As where an object ends: Python tells of what is raised there, and goes on."""
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED, str(number)], capture_output=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (code, b"")


def test_what_else_cannot_be_raised_is_told_of_as_ever() -> None:
    script = SWALLOWED.replace("os.kill(os.getpid(), int(sys.argv[1]))", "1 / 0")
    done = subprocess.run(
        [sys.executable, "-c", script.replace("sleep(60)", "sleep(0)")],
        capture_output=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"ZeroDivisionError" in done.stderr
