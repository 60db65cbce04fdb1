"""Bad input costs itself only: one line that names file and line; the rest is processed."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]


@pytest.fixture
def bad(folder: Path) -> Path:
    """A folder with one of each."""
    bad = folder / "bad"
    (bad / "nothing").mkdir(parents=True)
    (bad / "empty.txt").touch()
    (bad / "blank.txt").write_text(" \n\n")
    (bad / "picture.txt").write_bytes(bytes(range(9)) * 100)
    lines = [f'{{"text": "Report number {n} is about item {n}."}}' for n in range(1, 21)]
    lines[16] = '{"text": oops}'
    lines[17] = '{"text": ""}'
    lines[18] = '["no object"]'
    (bad / "lines.jsonl").write_text("\n".join(lines) + "\n")
    return bad


def test_each_says_one_line(bash: Bash, bad: Path) -> None:
    files = "empty.txt blank.txt picture.txt nothing lines.jsonl missing.txt ../samples/000.txt"
    done = bash(f"cd bad; newskit dedupe --level exact -l {files}")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "newskit dedupe: empty.txt: the text is empty",
        "newskit dedupe: blank.txt: the text is empty",
        "newskit dedupe: picture.txt: a binary file, not text",
        "newskit dedupe: nothing: no articles in this folder",
        "newskit dedupe: lines.jsonl:17: not JSON: Expecting value at character 10",
        "newskit dedupe: lines.jsonl:18: the text is empty",
        "newskit dedupe: lines.jsonl:19: not a JSON object",
        "newskit dedupe: missing.txt: no such file",
        "newskit dedupe: 18 articles, 18 kept, 0 copies; 8 skipped",
    ]
    good = [f"lines.jsonl:{number}" for number in (*range(1, 17), 20)]
    assert done.stdout.splitlines() == [*good, "../samples/000.txt"]


def test_file_that_may_not_be_read(bash: Bash, folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text("Nobody may read this.")
    secret.chmod(0)
    try:
        secret.read_bytes()
    except PermissionError:
        done = bash("newskit dedupe -q secret.txt samples/000.txt")
        assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
        assert done.stderr == "newskit dedupe: secret.txt: Permission denied\n"
    else:
        pytest.skip("this user may read every file")


def test_missing_list_of_files_is_one_bad_input(bash: Bash) -> None:
    done = bash("newskit dedupe -q -l --files-from missing samples/000.txt")
    assert (done.returncode, done.stdout) == (1, "samples/000.txt\n")
    assert done.stderr == "newskit dedupe: missing: no such file\n"
    assert bash("newskit dedupe -q --files-from missing").returncode == 3


def test_folder_with_other_files(bash: Bash) -> None:
    done = bash("newskit dedupe -a -l --level exact samples")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 19
    assert "gold.json" in done.stderr.splitlines()[0]
