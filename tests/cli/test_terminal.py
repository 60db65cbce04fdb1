"""Standard output never depends on whether it is a terminal; standard error may."""

import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

AddPlugin = Callable[[str, str], None]
OnTerminal = Callable[..., str]

SLOW = """
import time
from newskit.hooks import hookimpl

def summarize(sentences, context):
    time.sleep(1.6)
    return range(len(sentences))

@hookimpl
def newskit_summarizers():
    return {"slow": summarize}
"""


@pytest.fixture
def on_terminal(folder: Path, environment: dict[str, str]) -> OnTerminal:
    """Run a command with one of its streams (`stdout` or `stderr`) on a terminal; give that."""

    def run(command: str, stream: str, **variables: str) -> str:
        ours, theirs = pty.openpty()
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | {stream: theirs}
        process = subprocess.Popen(
            command.split(),
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env={"TERM": "xterm-256color"} | environment | variables,
            **streams,  # type: ignore[call-overload]
        )
        os.close(theirs)
        data = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other end was closed
                break
            if not more:
                break
            data += more
        os.close(ours)
        assert process.wait(timeout=60) == 0
        return data.decode().replace("\r\n", "\n")

    return run


@pytest.mark.parametrize(
    "command",
    [
        "newskit --help",
        "newskit dedupe --help",
        "newskit dedupe -f text samples/000.txt samples/001.txt",
        "newskit summarize samples/000.txt",
        "newskit digest samples/000.txt",
        "newskit plugins",
    ],
)
def test_standard_output_is_the_same(
    on_terminal: OnTerminal, folder: Path, environment: dict[str, str], command: str
) -> None:
    piped = subprocess.run(
        command.split(), capture_output=True, cwd=folder, env=environment, timeout=60, check=True
    )
    assert on_terminal(command, "stdout", COLUMNS="132") == piped.stdout.decode()


def test_colour_is_for_terminals_that_want_it(on_terminal: OnTerminal) -> None:
    command = "newskit dedupe --level exact samples/000.txt"
    closing = "1 article, 1 kept, 0 copies\n"

    def said(**variables: str) -> str:
        """Give what stays; on a busy machine even this may take long enough to show progress."""
        return re.sub(r"\r[^\r\n]*\x1b\[K", "", on_terminal(command, "stderr", **variables))

    assert said() == f"\x1b[1mnewskit dedupe\x1b[0m: {closing}"
    assert said(NO_COLOR="1") == f"newskit dedupe: {closing}"
    assert on_terminal(f"{command} -q", "stderr") == ""


def test_progress_is_for_slow_runs_on_terminals(
    on_terminal: OnTerminal, add_plugin: AddPlugin
) -> None:
    add_plugin("slow", SLOW)
    command = "newskit summarize -m slow samples/000.txt"
    assert "summarizing 1 article" in on_terminal(command, "stderr")
    assert on_terminal(f"{command} -q", "stderr") == ""
