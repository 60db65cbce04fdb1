"""`--store`, `newskit new` and `newskit store` as a user meets them."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]


def one_line(done: CompletedProcess[str], code: int) -> str:
    """Check that nothing but one line came out, on stderr, and give it."""
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    return line


def test_a_second_run_prints_only_what_is_new(bash: Bash) -> None:
    bash("newskit dedupe -q --store news.db samples/00[012].txt")
    done = bash("newskit dedupe -l --store news.db samples/00*.txt")
    assert done.stdout.splitlines() == ["samples/003.txt", "samples/004.txt"]
    assert done.stderr == "newskit dedupe: 2 articles, 2 kept, 0 copies, 3 seen before\n"


def test_a_pipe_of_stages_is_one_store(bash: Bash) -> None:
    """Each stage has what the one before it remembered: `dedupe` ends before `stories` begins."""
    piped = bash("newskit dedupe -qa --store a.db samples/*.txt | newskit stories -q --store a.db")
    alone = bash("newskit stories -q --store b.db samples/*.txt")
    assert piped.stdout == alone.stdout != ""
    exported = bash("newskit store export -q a.db; newskit store export -q b.db").stdout
    lines = exported.splitlines()
    assert lines[: len(lines) // 2] == lines[len(lines) // 2 :]


def test_new_prints_once(bash: Bash) -> None:
    bash("newskit stories -q --store news.db samples/*.txt")
    done = bash("newskit new --store news.db -f text")
    assert done.stdout.startswith("New stories\n\n1. ")
    assert done.stderr == "newskit new: 7 articles: 5 new stories, more on 0 stories\n"
    assert bash("newskit new -q --store news.db").stdout == ""


def test_new_goes_into_a_digest(bash: Bash) -> None:
    bash("newskit dedupe -q --store news.db samples > /dev/null")
    done = bash("newskit new -q --store news.db --since 2026-03-05 | newskit digest -f json")
    assert json.loads(done.stdout)["stories"]
    assert bash("newskit new -q --store news.db").stdout != ""


def test_a_digest_with_a_store_tells_only_what_is_new(bash: Bash) -> None:
    first = bash("newskit digest -q --store news.db samples")
    assert first.stdout == bash("newskit digest -q samples").stdout
    again = bash("newskit digest -f json --store news.db samples/*.txt")
    assert json.loads(again.stdout)["stories"] == []
    assert again.stderr == "newskit digest: 0 stories from 0 articles, 10 seen before\n"


def test_what_cannot_be_written_was_not_seen(bash: Bash) -> None:
    done = bash("newskit dedupe -q --store news.db samples/*.txt -o none/kept.jsonl || echo $?")
    assert done.stdout == "3\n"
    kept = bash("newskit dedupe -q --store news.db samples/*.txt -o kept.jsonl; wc -l < kept.jsonl")
    assert int(kept.stdout) > 0


def test_bad_input_costs_itself_only(bash: Bash) -> None:
    stdin = '{"id": "a", "text": "The bridge is closed."}\nnot JSON\n'
    done = bash("newskit dedupe --store news.db || echo $?", stdin)
    assert json.loads(done.stdout.splitlines()[0])["id"] == "a"
    assert done.stdout.endswith("1\n")
    assert bash("newskit store info --json news.db | grep articles").stdout == '  "articles": 1,\n'


def test_info_verify_prune_export(bash: Bash) -> None:
    bash("newskit stories -q --store news.db samples/*.txt samples/feed.jsonl")
    about = json.loads(bash("newskit store info news.db --json").stdout)
    assert about["version"] == 1
    assert about["parameters"]["level"] == "rewritten"
    assert about["first"] == "2026-03-02"
    assert about["untold"] == about["articles"] - about["copies"]
    assert one_line(bash("newskit store verify news.db"), 0).endswith("all is well")
    assert "forgotten" in one_line(bash("newskit store prune news.db --before 2d"), 0)
    assert one_line(bash("newskit store verify -q news.db; newskit store verify news.db"), 0)
    left = bash("newskit store export -q news.db | newskit digest -q -f json").stdout
    assert json.loads(left)["stories"]


def test_a_damaged_store_is_told_of(bash: Bash) -> None:
    bash("newskit dedupe -q --store news.db samples/*.txt")
    bash(
        "python -c \"import sqlite3; c = sqlite3.connect('news.db'); "
        "c.execute('DELETE FROM posting'); c.commit()\""
    )
    done = bash("newskit store verify news.db || echo $?")
    assert "the index: segment 1 has 0 of" in done.stdout
    assert done.stdout.endswith("3\n")
    assert "newskit store export" in done.stderr


def test_a_file_that_is_no_more_whole_is_told_of(bash: Bash) -> None:
    bash("newskit dedupe -q --store news.db samples/*.txt; truncate -s 20000 news.db")
    for command in ("store verify news.db", "new --store news.db", "store info news.db"):
        assert "news.db: is damaged (go back" in one_line(bash(f"newskit {command} || exit $?"), 3)


def test_a_later_version_is_refused(bash: Bash) -> None:
    bash(
        'newskit dedupe -q --store news.db samples/*.txt; python -c "import sqlite3; '
        "sqlite3.connect('news.db').execute('PRAGMA user_version = 9')\""
    )
    done = bash("newskit dedupe --store news.db samples/*.txt || exit $?")
    assert "a later newskit wrote it (version 9" in one_line(done, 3)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("new --store none.db", 3, "none.db: no such store"),
        ("store info none.db", 3, "none.db: no such store"),
        ("new", 2, "--store"),
        ("new --store none.db --since soon", 2, "--since soon: give a day"),
        ("store prune none.db --before soon", 2, "--before soon: give a day"),
        ("dedupe --store redis://host samples/000.txt", 2, "(pip install newskit-redis)"),
        ("dedupe --store news://host samples/000.txt", 2, "no kind of store is called 'news' ("),
        ("dedupe --store= samples/000.txt", 2, "name a file"),
        ("dedupe --window 2d samples/000.txt", 2, "--window"),
        ("digest --window 2d samples/000.txt", 2, "--window"),
        ("dedupe --store news.db -o news.db samples/000.txt", 2, "would be overwritten"),
        ("new --store news.db -o ./news.db", 2, "would be overwritten"),
        ("stories --store samples/000.txt samples/001.txt", 3, "no newskit store"),
        ("dedupe --store none/news.db samples/000.txt", 3, "none/news.db: there is no such folder"),
        ("dedupe --store samples samples/000.txt", 3, "samples: is a folder (name a file)"),
        ("dedupe --level story --store news.db samples/000.txt", 2, "leave out"),
    ],
)
def test_wrong_usage_is_one_line(bash: Bash, command: str, code: int, said: str) -> None:
    done = bash(f"newskit {command} || exit $?")
    assert said in one_line(done, code)
    assert bash("ls").stdout == "samples\n"


def test_other_parameters_are_refused_with_the_remedy(bash: Bash) -> None:
    bash("newskit dedupe -q --level near --store news.db samples/000.txt")
    done = bash("newskit dedupe --store news.db samples/001.txt")
    assert "built with --level near" in one_line(done, 2)
    assert bash("newskit stories -q --store news.db samples/001.txt").stdout != ""
