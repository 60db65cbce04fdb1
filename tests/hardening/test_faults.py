"""What happens when something is wrong around a run; `docs/reliability.md` lists it.

Others are brought about elsewhere: closed and full streams in `tests/cli/test_streams.py`, bad
input in `tests/cli/test_bad_input.py` and `tests/readers`, stores in `tests/stores`.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMANDS = {
    "dedupe": "dedupe --level exact big.jsonl",
    "stories": "stories --linker copies big.jsonl",
    "summarize": "summarize -n 1 big.jsonl",
    "digest": "digest -f json stories.jsonl",
    "clean": "clean big.jsonl",
    "compare": "compare samples/000.txt samples/001.txt",
    "schema": "schema",
}


def lines(count: int = 20) -> str:
    return "".join(
        json.dumps({"text": f"Report {n} is about item {n}."}) + "\n" for n in range(count)
    )


# Pipes


@pytest.mark.parametrize(("command", "times"), [("dedupe", 4), ("digest", 1), ("compare", 1)])
def test_the_reader_of_the_pipe_goes_away_at_any_byte(
    bash, big: None, command: str, times: int
) -> None:
    anywhere = random.Random(command).sample(range(2, 70_000), 2)
    taken = " ".join(map(str, [*anywhere, 0, 1][:times]))
    done = bash(
        f"for n in {taken}; do newskit {COMMANDS[command]} -q"
        " | { head -c $n > /dev/null; exec <&-; }; echo ${PIPESTATUS[0]}; done"
    )
    assert set(done.stdout.split()) == {"0"}
    assert done.stderr == ""


def test_streams_that_do_not_wait(folder: Path, environment: dict[str, str], big: None) -> None:
    """Whoever started it set its pipes so; a slow writer and a slow reader are waited for."""
    reader, writer = os.pipe()
    source, sink = os.pipe()
    os.set_blocking(source, False)
    os.set_blocking(writer, False)
    run = subprocess.Popen(
        ["newskit", "dedupe", "-q", "--level", "exact"],
        stdin=source, stdout=writer, stderr=subprocess.PIPE, cwd=folder, env=environment,
    )  # fmt: skip
    os.close(source)
    os.close(writer)
    given = (folder / "big.jsonl").read_bytes()
    pushed = subprocess.Popen(["sh", "-c", "sleep 0.7; cat big.jsonl"], stdout=sink, cwd=folder)
    os.close(sink)
    taken = b""
    while data := os.read(reader, 4096):
        taken += data
    os.close(reader)
    pushed.wait()
    assert (run.wait(timeout=60), run.communicate()[1]) == (0, b"")
    assert len(taken.splitlines()) == len(given.splitlines()) == 100


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("/dev/zero", 3, "/dev/zero: over 32 MiB, longer than an article may be"),
        ("/dev/null", 3, "/dev/null: the text is empty"),
        ("fifo", 0, "20 articles, 20 kept, 0 copies"),
        ("loop", 3, "loop: Too many levels of symbolic links"),
        ("folder.txt", 3, "folder.txt: no articles in this folder"),
        ("samples/feed.jsonl/x", 3, "samples/feed.jsonl/x: Not a directory"),
        ("x" * 300, 3, f"{'x' * 300}: File name too long"),
        ("gone.txt", 3, "gone.txt: no such file"),
    ],
)
def test_inputs_that_are_no_files(bash, folder: Path, given: str, code: int, said: str) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "fifo")
    (folder / "lines").write_text(lines())
    feed = "cat lines > fifo &" if given == "fifo" else ""
    done = bash(f"{feed} newskit dedupe {given}")
    assert done.stderr.splitlines()[0].startswith(f"newskit dedupe: {said}")
    assert done.returncode == code


def test_a_file_that_grows_shrinks_and_vanishes(bash, folder: Path) -> None:
    (folder / "names").write_text("a.txt\nb.txt\n")
    (folder / "b.txt").write_text("The bridge is closed.")
    done = bash("newskit dedupe -q -l --files-from names")
    assert (done.returncode, done.stdout) == (1, "b.txt\n")
    done = bash(
        "(for n in $(seq 40); do cat samples/feed.jsonl >> growing.jsonl; sleep 0.02; done) &\n"
        "sleep 0.3; newskit dedupe -q --level exact growing.jsonl > /dev/null || echo $?\n"
        "wait"
    )
    assert done.stdout in ("", "1\n")
    assert "bug" not in done.stderr
    done = bash(
        "for n in $(seq 300); do cat samples/feed.jsonl; done > shrinking.jsonl\n"
        "newskit dedupe -q --level exact shrinking.jsonl -o out & sleep 0.6; : > shrinking.jsonl\n"
        "wait $! || echo ended $?"
    )
    assert "bug" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


# Outputs


@pytest.mark.parametrize("command", ["dedupe", "stories", "summarize", "digest", "clean", "schema"])
def test_there_is_no_room(bash, folder: Path, big: None, command: str) -> None:
    (folder / "out").write_text("old\n")
    # Python would leave half a .pyc, which then breaks every run.
    limits = "export PYTHONDONTWRITEBYTECODE=1; ulimit -f 1"
    done = bash(f"{limits}; newskit {COMMANDS[command]} -q -o out")
    assert done.returncode == 3
    # Some need room for a temporary file before they write.
    cause = r"(out: cannot be written: File too large|File too large \(TMPDIR names .*\))"
    assert re.fullmatch(rf"newskit {command}: {cause}\n", done.stderr)
    assert (folder / "out").read_text() == "old\n"
    assert not list(folder.glob(".newskit-*"))


def test_a_folder_that_cannot_be_written_to(bash) -> None:
    done = bash("newskit dedupe -q samples -o /proc/kept.jsonl")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("newskit dedupe: /proc/kept.jsonl: cannot be written: ")
    assert len(done.stderr.splitlines()) == 1


# Ends


TOLD = "new --store news.db"
ENDED = [
    "digest samples/000.txt samples/001.txt",
    "stories samples",
    "compare samples/000.txt samples/001.txt",
    TOLD,
]


@pytest.fixture
def untold(bash, folder: Path) -> Callable[[], None]:
    """Make news.db a store of which nothing was told, as often as is asked."""
    known = folder / "known.db"

    def fill() -> None:
        if not known.exists():
            bash(f"newskit stories -q --linker copies --store {known} samples -o /dev/null")
        for left in folder.glob("news.db*"):  # a killed run leaves its journal
            left.unlink()
        shutil.copy(known, folder / "news.db")

    return fill


@pytest.mark.parametrize(
    ("command", "times"),
    [(ENDED[0], 3), *(pytest.param(each, 30, marks=pytest.mark.hardening) for each in ENDED)],
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ended_at_any_moment(
    folder: Path,
    environment: dict[str, str],
    untold,
    number: signal.Signals,
    command: str,
    times: int,
) -> None:
    """What is there is the old file or the new one; the end may come when it has been written."""
    dice = random.Random(number)

    def output(*more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            ["newskit", *command.split(), "-q", *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=environment, text=True,
        )  # fmt: skip

    fill = untold if command == TOLD else lambda: None
    fill()
    began = time.monotonic()
    new = output().communicate()[0]
    took = time.monotonic() - began
    for _ in range(times):
        fill()
        (folder / "kept").write_text("old\n")
        run = output("-o", "kept")
        time.sleep(took * dice.uniform(0.4, 1.1))
        run.send_signal(number)
        assert run.communicate(timeout=60) == ("", "")
        assert run.returncode in (0, 130, 143, -number)
        left = (folder / "kept").read_text()
        assert left == new or (left == "old\n" and run.returncode != 0)
        if command == TOLD:  # twice rather than never
            again = output().communicate()[0]
            assert again == new or (again == "" and left == new)
            assert again == "" or run.returncode != 0
    if number != signal.SIGKILL:
        assert not list(folder.glob(".newskit-*"))


@pytest.mark.parametrize(
    ("into", "code"),
    [
        pytest.param("| true", 0, marks=pytest.mark.hardening),
        pytest.param(">&-", 3, marks=pytest.mark.hardening),
        pytest.param("> /dev/full", 3, marks=pytest.mark.hardening),
        ("-o /dev/full", 3),
    ],
)
def test_what_could_not_be_told_is_told_the_next_time(bash, untold, into: str, code: int) -> None:
    untold()
    done = bash(f"newskit {TOLD} -q {into} || exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, len(done.stderr.splitlines())) == (code, code != 0)
    assert bash(f"newskit {TOLD} -q").stdout
    assert bash(f"newskit {TOLD} -q").stdout == ""


@pytest.mark.parametrize("nowhere", ["2>&-", "2> /dev/full"])
@pytest.mark.hardening
def test_news_are_told_unheard(bash, untold, nowhere: str) -> None:
    untold()
    assert bash(f"newskit {TOLD} {nowhere}").stdout
    assert bash(f"newskit {TOLD} -q").stdout == ""


# What there is little of


@pytest.mark.parametrize("handles", [7, 12])
def test_few_file_handles_are_enough(bash, handles: int) -> None:
    done = bash(f"ulimit -n {handles}; newskit dedupe -q -l --level exact samples")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 18)


def test_one_gigabyte_of_addresses_is_enough(bash) -> None:
    done = bash("ulimit -v 1048576; newskit digest -q samples")
    assert done.returncode == 0
    assert done.stdout.startswith("# News digest")


def test_out_of_memory_is_said(bash, patch_newskit) -> None:
    patch_newskit(
        "import newskit.pipeline as p\n"
        "def dedupe(*given, **more):\n    raise MemoryError\np.dedupe = dedupe\n"
    )
    done = bash("newskit dedupe -q samples -o kept.jsonl")
    assert done.returncode == 3
    assert done.stderr == "newskit dedupe: out of memory (split the input, or give more)\n"


# Where it runs


@pytest.mark.parametrize("around", ["env -i LC_ALL=C", "env -i LANG=xx_YY.latin1 TZ=Nowhere/None"])
def test_a_bare_environment(bash, folder: Path, around: str) -> None:
    (folder / "zürich.txt").write_text("Die Brücke ist zu.", encoding="utf-8")
    program = bash("command -v newskit").stdout.strip()
    done = bash(f"{around} {program} summarize -q -n 1 zürich.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Die Brücke ist zu.\n", "")


def test_a_working_directory_that_is_gone(bash, folder: Path) -> None:
    there = folder / "samples/000.txt"
    done = bash(f"mkdir gone; cd gone; rmdir ../gone; newskit dedupe -q -l {there}")
    assert (done.returncode, done.stdout) == (0, f"{there}\n")


def test_without_docstrings_and_assertions(bash) -> None:
    assert bash("newskit --help", PYTHONOPTIMIZE="1").stdout == bash("newskit --help").stdout
    assert bash("newskit dedupe -q -l samples/000.txt", PYTHONOPTIMIZE="2").returncode == 0


def test_windows_line_ends_change_nothing(bash, folder: Path) -> None:
    text = (
        "Fog closes harbour\n\nFog closed the harbour on Monday. Ferries stayed at their berths.\n"
    )
    for name, end in (("unix", "\n"), ("windows", "\r\n")):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_bytes(text.replace("\n", end).encode())
        (folder / name / "b.jsonl").write_bytes(lines().replace("\n", end).encode())
        (folder / name / "c.csv").write_bytes(
            "title,text\nFog,It is.\n".replace("\n", end).encode()
        )
    unix, windows = (bash(f"cd {name}; newskit dedupe -q .") for name in ("unix", "windows"))
    assert unix.stdout.replace("\\r\\n", "\\n") == windows.stdout.replace("\\r\\n", "\\n")
    assert len(windows.stdout.splitlines()) == 22
