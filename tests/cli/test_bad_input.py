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


def test_what_is_wrong_with_many_records_is_said_of_some(bash: Bash, folder: Path) -> None:
    lines = [f'{{"body": "Fog {number}"}}\n' for number in range(20)]
    (folder / "body.jsonl").write_text("".join(lines))
    cause = 'no key "text" (another name? try --field text=NAME)'
    named = [f"newskit dedupe: body.jsonl:{number}: {cause}" for number in range(1, 21)]
    done = bash("newskit dedupe body.jsonl")
    assert done.returncode == 3
    last = f"newskit dedupe: body.jsonl: 15 more, which -v names: {cause}"
    assert done.stderr.splitlines() == [*named[:5], last]
    assert bash("newskit dedupe -v body.jsonl").stderr.splitlines() == named
    done = bash("newskit dedupe body.jsonl samples/000.txt")
    assert (done.returncode, done.stderr.splitlines()[-1][-12:]) == (1, "; 20 skipped")


def test_articles_under_another_key_are_no_odd_file_of_a_folder(bash: Bash, folder: Path) -> None:
    text = "Fog closed the harbour of Port Ellering on Monday. " * 4
    export = folder / "export"
    export.mkdir()
    (export / "a.txt").write_text(text)
    (export / "b.jsonl").write_text(f'{{"body": "{text}"}}\n')
    (export / "settings.json").write_text('{"name": "export"}')
    done = bash("newskit dedupe -l export")
    assert (done.returncode, done.stdout) == (1, "export/a.txt\n")
    assert 'export/b.jsonl:1: no key "text" (--field text=body is the longest text)' in done.stderr
    assert "export: 1 file has no articles, left out: settings.json" in done.stderr


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
