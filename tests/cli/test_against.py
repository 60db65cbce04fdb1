"""`dedupe --against` and `--jobs`: what was seen before goes, with however many threads."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

import newskit
from newskit.article import to_lines

Bash = Callable[..., CompletedProcess[str]]


def one_line(done: CompletedProcess[str], code: int) -> str:
    """Check that nothing but one line came out, on stderr, and give it."""
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    return line


# --against


def test_copies_of_old_articles_go_and_the_rest_is_printed(bash: Bash) -> None:
    """Sample 000 retells what 001 and 002 print; 003 and 004 are about the same strike."""
    done = bash("newskit dedupe -l --against samples/000.txt samples/00[1234].txt")
    assert done.stdout.splitlines() == ["samples/003.txt", "samples/004.txt"]
    assert done.stderr == "newskit dedupe: 4 articles, 2 kept, 2 copies (2 rewritten)\n"


def test_copies_among_the_new_ones_stay(bash: Bash) -> None:
    new = "samples/00[12].txt"
    assert len(bash(f"newskit dedupe -q -l {new}").stdout.splitlines()) == 1
    done = bash(f"newskit dedupe -q -l --against samples/003.txt {new}")
    assert done.stdout.splitlines() == ["samples/001.txt", "samples/002.txt"]


def test_it_may_be_given_again_and_stand_for_a_folder(bash: Bash) -> None:
    both = bash(
        "newskit dedupe -q -l --against samples/000.txt --against samples/003.txt samples/00*"
    )
    assert both.stdout.splitlines() == ["samples/004.txt"]
    assert bash("newskit dedupe -q -l --against samples samples/00*").stdout == ""


def test_the_side_files_tell_of_old_and_new(bash: Bash) -> None:
    done = bash(
        "newskit dedupe -q --against samples/000.txt --pairs pairs.tsv --dropped dropped.jsonl"
        " samples/00[123].txt > kept.jsonl\n"
        "newskit dedupe -q --against samples/000.txt --all samples/00[123].txt\n"
        "cat kept.jsonl dropped.jsonl | sort > all; cat pairs.tsv >&2"
    )
    every = [json.loads(line) for line in done.stdout.splitlines()]
    removed = [record for record in every if "copy_of" in record]
    assert [record["path"] for record in every] == [f"samples/00{n}.txt" for n in (1, 2, 3)]
    assert [record["path"] for record in removed] == ["samples/001.txt", "samples/002.txt"]
    (old,) = {record["copy_of"]["id"] for record in removed}
    header, *pairs = (line.split("\t") for line in done.stderr.splitlines())
    assert header[:3] == ["a", "b", "level"]
    assert {frozenset(pair[:2]) for pair in pairs} == {
        frozenset((old, record["id"])) for record in removed
    }


def test_it_is_the_same_call_of_the_api(bash: Bash, samples) -> None:
    done = bash(
        "newskit dedupe -q --all --against samples/feed.jsonl --keep earliest samples/*.txt"
    )
    old = newskit.read(samples / "feed.jsonl")
    new = newskit.read(*sorted(samples.glob("*.txt")))
    expected = newskit.dedupe(new, against=old, keep="earliest").all
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    wanted = [json.loads(line) for line in to_lines(expected)]
    assert any("copy_of" in record for record in wanted)
    for record in printed + wanted:
        record.pop("path")
    assert printed == wanted


def test_either_may_come_from_standard_input(bash: Bash) -> None:
    for inputs in ("--against - samples/feed.jsonl", "--against samples/feed.jsonl -"):
        done = bash(f"newskit dedupe {inputs} < samples/feed.jsonl")
        assert done.stdout == ""
        assert done.stderr == "newskit dedupe: 9 articles, 0 kept, 9 copies (9 exact)\n"


def test_what_is_wrong_in_it_is_named_and_skipped(bash: Bash) -> None:
    done = bash(
        """echo '{"text": 7}' > old.jsonl; cat samples/feed.jsonl >> old.jsonl
        newskit dedupe --against old.jsonl samples/feed.jsonl || echo $?"""
    )
    assert done.stdout == "1\n"
    named, closing = done.stderr.splitlines()
    assert named.startswith("newskit dedupe: old.jsonl:1: ")
    assert closing.endswith("9 copies (9 exact); 1 skipped")


def test_an_empty_file_of_old_articles_removes_nothing(bash: Bash) -> None:
    done = bash(": > seen.jsonl; newskit dedupe -q -l --against seen.jsonl samples/00[12].txt")
    assert len(done.stdout.splitlines()) == 2


def test_a_missing_file_is_named(bash: Bash) -> None:
    done = bash("newskit dedupe --against seen.jsonl samples/feed.jsonl")
    assert done.stderr.splitlines()[0] == "newskit dedupe: seen.jsonl: no such file"
    assert done.returncode in (1, 3)


# --jobs


def test_threads_change_nothing(bash: Bash) -> None:
    every = "newskit dedupe -q --all --pairs /dev/stderr samples/*"
    one = bash(f"{every} --jobs 1")
    assert len(one.stdout.splitlines()) == 19
    for option in ("--jobs 3", "-j 2", "-j 64"):
        other = bash(f"{every} {option}")
        assert (other.stdout, other.stderr) == (one.stdout, one.stderr), option


@pytest.mark.parametrize("number", ["0", "-3"])
def test_no_threads_are_wrong(bash: Bash, number: str) -> None:
    said = one_line(bash(f"newskit dedupe --jobs {number} samples/feed.jsonl"), 2)
    assert said == f"newskit dedupe: --jobs {number}: must be 1 or more"


@pytest.mark.parametrize("number", ["two", "1.5", "''"])
def test_what_is_no_number_of_threads_is_wrong(bash: Bash, number: str) -> None:
    said = one_line(bash(f"newskit dedupe -j {number} samples/feed.jsonl"), 2)
    assert "--jobs" in said
    assert number.strip("'") in said


def test_a_wrong_number_is_told_before_anything_is_read_or_written(bash: Bash) -> None:
    done = bash(
        "newskit dedupe --jobs 0 -o out.jsonl --dropped dropped.jsonl missing.jsonl || ls *.jsonl"
    )
    assert done.stderr.splitlines()[0] == "newskit dedupe: --jobs 0: must be 1 or more"
    assert done.stdout == ""


def test_standard_input_is_read_once(bash: Bash) -> None:
    for line in ("newskit dedupe --against -", "newskit dedupe - --against -"):
        done = bash(f"cat samples/001.txt | {line}")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert "--against" in done.stderr


def test_no_side_file_is_written_over_an_input(bash: Bash) -> None:
    done = bash(
        "cp samples/001.txt a.txt\n"
        "newskit dedupe -l a.txt --dropped a.txt || cmp a.txt samples/001.txt"
    )
    assert "a.txt: is read, and would be overwritten" in done.stderr
    assert done.returncode == 0


def test_pairs_name_the_old_article_first(bash: Bash) -> None:
    line = "newskit dedupe -q samples/001.txt --against samples/000.txt --pairs p.tsv -o k.jsonl"
    old = bash('newskit dedupe --all samples/000.txt | grep -o \'"id": "[^"]*"\' | head -1')
    done = bash(f"{line}; tail -1 p.tsv")
    assert done.stdout.split("\t")[0] == old.stdout.split('"')[3]


def test_a_reader_that_goes_away_leaves_the_files_beside_whole(bash: Bash) -> None:
    whole = bash("newskit dedupe -q samples --pairs a.tsv --dropped a.jsonl > /dev/null; cat a.*")
    files = "--pairs b.tsv --dropped b.jsonl"
    cut = bash(f"newskit dedupe -q samples {files} --all | head -c 1 > /dev/null; cat b.*")
    assert whole.stdout
    assert cut.stdout == whole.stdout
