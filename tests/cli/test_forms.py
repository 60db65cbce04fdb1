"""What comes in and what goes out: texts, lists of names, reports, side files."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]

STRANGE_NAMES = ["two words.txt", "new\nline.txt", "-dash.txt", "latin-\udcff.txt", "\x1b[31m.txt"]


@pytest.fixture
def strange(folder: Path) -> Path:
    """Files with names that a shell user fears."""
    strange = folder / "strange"
    strange.mkdir()
    for number, name in enumerate(STRANGE_NAMES):
        (strange / name).write_text(f"Report number {number} is about item {number}.\n")
    return strange


def test_dedupe_and_stories_answer_texts_with_articles(bash: Bash) -> None:
    done = bash("cd samples; newskit dedupe -q 00*.txt; newskit stories -q --linker copies 00*.txt")
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["copies" in article for article in articles[:3]] == [True] * 3
    assert ["story" in article for article in articles[3:]] == [True] * 5


def test_reports_for_people(bash: Bash) -> None:
    done = bash("newskit dedupe -q -f text samples/00[012].txt")
    kept, *copies = done.stdout.splitlines()
    assert kept == "samples/001.txt  Halvern rail strike ends after all-night talks"
    assert [line.split()[0] for line in copies] == ["near", "rewritten"]
    assert "samples/002.txt" in copies[0]

    lines = bash("newskit stories -q -f text samples/*.txt").stdout.splitlines()
    assert sum(not line.startswith(" ") for line in lines) < 10
    assert sum(line.startswith("   samples/") for line in lines) == 10


def test_paths_for_other_tools(bash: Bash) -> None:
    done = bash("cd samples; newskit dedupe -q -l -0 *.txt | xargs -0 ls")
    listed = bash("cd samples; newskit dedupe -q -l *.txt")
    assert done.stdout == listed.stdout
    assert len(listed.stdout.splitlines()) == 7
    everything = bash("cd samples; ls | newskit dedupe -q -a -l --files-from - | wc -l")
    assert everything.stdout.strip() == "19"


def test_strange_names_come_through(bash: Bash, strange: Path) -> None:
    done = bash(
        "cd strange\n"
        "newskit dedupe -q -l -0 -- * | tee ../first"
        " | newskit dedupe -q -l -0 --files-from - > ../second\n"
        "newskit dedupe -q -- * | newskit dedupe -q -l -0 > ../third\n"
        "cmp ../first ../second; cmp ../first ../third; xargs -0 ls -d -- < ../first > /dev/null\n"
        "cat ../first"
    )
    assert done.returncode == 0
    assert sorted(done.stdout.split("\0")[:-1]) == sorted(STRANGE_NAMES)


def test_strange_names_are_harmless_on_a_terminal(bash: Bash, strange: Path) -> None:
    done = bash(
        "cd strange; newskit dedupe -f text -- *; newskit summarize -- *; newskit digest -- *\n"
        r"newskit dedupe $'gone\e[2J\xff.txt' || newskit $'gone\e[2J' || true"
    )
    assert "\x1b" not in done.stdout + done.stderr
    assert r"gone\x1b[2J" in done.stderr


def test_titles_cannot_steer_the_terminal(bash: Bash) -> None:
    evil = "\x1b]0;owned\x07\x9b31mTitle\u202e\r\nof the day"
    line = json.dumps({"id": evil, "title": evil, "text": f"A {evil} day.", "source": evil})
    done = bash(
        "cat > evil.jsonl\n"
        "newskit dedupe -f text evil.jsonl; newskit stories -f text evil.jsonl\n"
        "newskit summarize -f text evil.jsonl samples/000.txt\n"
        "newskit stories -q --linker copies evil.jsonl > marked.jsonl\n"
        "newskit digest marked.jsonl; newskit digest -f text marked.jsonl",
        line,
    )
    assert done.returncode == 0
    assert not set("\x1b\x07\x9b\u202e\r") & set(done.stdout + done.stderr)
    assert "Title" in done.stdout


def test_lists_of_files(bash: Bash) -> None:
    expected = "samples/003.txt\nsamples/004.txt\n"
    run = "newskit dedupe -q -l --level exact"
    for script in (
        f"ls samples/00[34].txt > list; {run} --files-from list",
        f"ls samples/00[34].txt | {run} --files-from -",
        f"printf '%s\\0' samples/00[34].txt | {run} -0 --files-from - | tr '\\0' '\\n'",
        f"echo samples/004.txt | {run} samples/003.txt --files-from -",
    ):
        assert bash(script).stdout == expected
    assert bash(f"{run} --files-from /dev/null", "never read").stdout == ""


def test_summaries_have_the_form_of_the_input(bash: Bash) -> None:
    run = "newskit summarize -q -n 1"
    one = bash(f"{run} samples/000.txt").stdout
    assert one.count("\n") == 1
    assert bash(f"{run} < samples/000.txt").stdout == one

    several = bash(f"{run} samples/000.txt samples/003.txt").stdout.splitlines()
    assert several[0] == "==> samples/000.txt <=="
    assert several[1:3] == [one.strip(), ""]
    assert several[3] == "==> samples/003.txt <=="
    assert len(several) == 5

    for inputs in ("samples/feed.jsonl", "samples/feed.jsonl samples/000.txt"):
        lines = bash(f"{run} {inputs}").stdout.splitlines()
        assert all(json.loads(line)["summary"]["sentences"] for line in lines)
    assert bash(f"{run} -f jsonl samples/000.txt").stdout.startswith("{")
    assert bash(f"{run} -f text samples/feed.jsonl").stdout.startswith("==> samples/feed.jsonl:1 <")


def test_form_of_a_digest_is_that_of_its_file(bash: Bash, folder: Path) -> None:
    bash(
        "newskit stories -q --linker copies samples/00[03].txt > marked.jsonl\n"
        "for f in a.md a.txt a.json a; do newskit digest -q marked.jsonl -o $f; done"
    ).check_returncode()
    first = {path.name: path.read_text().split("\n", 1)[0] for path in folder.glob("a*")}
    assert first == {
        "a.md": "# News digest",
        "a.txt": "News digest",
        "a.json": "{",
        "a": "# News digest",
    }
    done = bash("newskit digest -q -f text marked.jsonl -o a.json; head -1 a.json")
    assert done.stdout == "News digest\n"


def test_one_text_on_standard_input_is_told_how_to_be_several(bash: Bash) -> None:
    done = bash("cat samples/00[03].txt | newskit dedupe")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    hint, closing = done.stderr.splitlines()
    assert hint.startswith(
        "newskit dedupe: standard input was read as one article; to give several"
    )
    assert closing == "newskit dedupe: 1 article, 1 kept, 0 copies"
    assert bash("newskit summarize < samples/000.txt").stderr == "newskit summarize: 1 article\n"


def test_texts_between_form_feeds_and_nuls(bash: Bash) -> None:
    done = bash("newskit dedupe", "It rains in Dunmarrow.\fIt snows in Oske.\0It is dry.\f\n")
    texts = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    assert texts == ["It rains in Dunmarrow.", "It snows in Oske.", "It is dry."]
    assert done.stderr == "newskit dedupe: 3 articles, 3 kept, 0 copies\n"


def test_fields_of_other_names(bash: Bash) -> None:
    line = '{"body": {"main": "It rains in Dunmarrow."}, "head": "Rain"}'
    done = bash("newskit dedupe -q --field text=body.main --field title=head", line)
    article = json.loads(done.stdout)
    assert (article["title"], article["text"]) == ("Rain", "It rains in Dunmarrow.")
