"""Files are whole or not there; what stood there before stays until then."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]


@pytest.fixture
def old(folder: Path) -> Path:
    """A file that a run may replace."""
    path = folder / "kept.jsonl"
    path.write_text("old\n")
    return path


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("missing.txt", 3),
        ("--keep nobody samples", 2),
        ("samples --pairs /dev/full", 3),
        ("samples --dropped no/such/folder.jsonl", 3),
        ("--on-error stop samples missing.txt", 1),
        ("samples --pairs kept.jsonl", 2),
        ("samples --pairs ./samples/../kept.jsonl", 2),
    ],
)
def test_failed_run_leaves_everything_as_it_was(
    bash: Bash, folder: Path, old: Path, options: str, code: int
) -> None:
    done = bash(f"newskit dedupe -q -o kept.jsonl {options}")
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert old.read_text() == "old\n"
    assert not leftovers(folder)


def test_side_files_come_together_with_the_main_one(bash: Bash, folder: Path) -> None:
    run = "newskit dedupe -q samples/00*.txt --dropped dropped --pairs pairs"
    assert bash(f"{run} -o /dev/full").returncode == 3
    assert bash(f"{run} > /dev/full").returncode == 3
    assert not (folder / "dropped").exists()
    assert not (folder / "pairs").exists()

    bash(f"{run} -o kept").check_returncode()
    kept, dropped, pairs = ((folder / n).read_text() for n in ("kept", "dropped", "pairs"))
    assert len(kept.splitlines()) == 3
    assert dropped.count('"copy_of"') == len(dropped.splitlines()) == 2
    assert pairs.splitlines()[0] == "a\tb\tlevel\tsimilarity\tcontainment"
    assert {line.count("\t") for line in pairs.splitlines()} == {4}
    assert len(pairs.splitlines()) >= 3


def test_side_file_may_be_standard_output_when_results_go_elsewhere(bash: Bash) -> None:
    done = bash("newskit dedupe -q samples/00*.txt --pairs - -o /dev/null")
    assert done.stdout.startswith("a\tb\tlevel\t")
    assert bash("newskit dedupe -q samples/00*.txt --pairs -").returncode == 2


def test_permissions_and_links_stay(bash: Bash, folder: Path, old: Path) -> None:
    old.chmod(0o640)
    (folder / "link").symlink_to("kept.jsonl")
    bash("umask 022\nnewskit schema -q -o link\nnewskit schema -q -o new").check_returncode()
    assert (folder / "link").is_symlink()
    assert old.read_text().startswith("{")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE((folder / "new").stat().st_mode) == 0o644


def test_input_may_be_the_output(bash: Bash, folder: Path) -> None:
    bash("newskit dedupe -q samples/feed.jsonl -o samples/feed.jsonl").check_returncode()
    assert len((folder / "samples/feed.jsonl").read_text().splitlines()) == 6


def test_missing_folder_is_said_before_the_work(bash: Bash) -> None:
    done = bash("newskit schema -o no/such/file.json")
    assert done.returncode == 3
    assert done.stderr == (
        "newskit schema: no/such/file.json: cannot be written: No such file or directory\n"
    )


def test_devices_and_pipes_are_written_to_directly(bash: Bash, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    received: list[str] = []
    thread = threading.Thread(target=lambda: received.append((folder / "pipe").read_text()))
    thread.start()
    bash("newskit schema -q -o pipe\nnewskit schema -q -o /dev/null").check_returncode()
    thread.join()
    assert received[0].startswith("{")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_open_files_are_not_emptied_by_their_names(bash: Bash, folder: Path) -> None:
    bash(
        "{ echo before; newskit schema -q -o /dev/stdout; echo after; } > all\n"
        "{ echo before >&4; newskit schema -q -o /dev/fd/4; } 4> four\n"
        "{ echo before >&2; newskit schema -q -o /dev/stderr; } 2> two"
    ).check_returncode()
    for name, last in (("all", "after"), ("four", "}"), ("two", "}")):
        lines = (folder / name).read_text().splitlines()
        assert (lines[0], lines[1], lines[-1]) == ("before", "{", last)


def test_process_substitution(bash: Bash, folder: Path) -> None:
    bash("newskit schema -q -o >(cat > copy); wait $!").check_returncode()
    assert (folder / "copy").read_text().startswith("{")
