"""Standard streams that are closed, full, or whose reader went away."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]

EVERY_COMMAND = [
    "newskit dedupe -q --level exact big.jsonl",
    "newskit stories -q --linker copies big.jsonl",
    "newskit summarize -q -n 1 big.jsonl",
    "newskit digest -q -f json stories.jsonl",
    "newskit compare -q samples/00[01].txt",
    "newskit plugins -q",
    "newskit schema -q",
    "newskit --help",
    "newskit --version",
]


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_head_takes_what_it_wants(bash: Bash, big: None, command: str) -> None:
    done = bash(f"{command} | head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("command", ["newskit --help", "newskit schema"])
def test_nobody_reads(environment: dict[str, str], folder: Path, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        process = subprocess.Popen(
            command.split(), stdout=pipe, stderr=subprocess.PIPE, cwd=folder, env=environment
        )
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert b"rror" not in said


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("newskit dedupe samples", "newskit dedupe"),
        ("newskit --help", "newskit"),
        ("newskit --version", "newskit"),
    ],
)
def test_standard_output_is_closed_or_full(bash: Bash, command: str, name: str) -> None:
    cause = f"{name}: standard output: cannot be written: "
    closed = bash(f"{command} >&-")
    assert (closed.returncode, closed.stderr) == (3, f"{cause}Bad file descriptor\n")
    full = bash(f"{command} > /dev/full")
    assert full.returncode == 3
    assert full.stderr.splitlines()[-1:] == [f"{cause}No space left on device"]
    assert len([line for line in full.stderr.splitlines() if "left out" not in line]) == 1


def test_closed_standard_output_does_not_matter_with_a_file(bash: Bash, folder: Path) -> None:
    bash("newskit dedupe -q samples/00*.txt -o kept.jsonl >&-").check_returncode()
    assert len((folder / "kept.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize("nowhere", ["2>&-", "2>/dev/full"])
def test_work_goes_on_without_standard_error(bash: Bash, folder: Path, nowhere: str) -> None:
    done = bash(f"newskit dedupe samples/00*.txt -o kept.jsonl --pairs pairs {nowhere}")
    assert done.returncode == 0
    assert len((folder / "kept.jsonl").read_text().splitlines()) == 3
    assert bash(f"newskit dedupe samples missing {nowhere} | wc -l").returncode == 1
    assert bash(f"newskit dedup {nowhere}").returncode == 2


def test_closed_standard_input_is_named(bash: Bash) -> None:
    done = bash("newskit dedupe <&-")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "newskit dedupe: stdin: standard input is closed\n"
