"""--stats tells what came in, what went out and what it took, however the run ends."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import jsonschema
import pytest

from newskit.schema import STATS

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]
Told = Callable[..., dict[str, Any]]

BAD = '{"text": "The ferry was late."}\n{"text": " "}\n{"text": ""}\n{oops\n'


@pytest.fixture
def stats(bash: Bash, folder: Path) -> Told:
    """Run a script that writes `stats.json`; give what is in it, checked against its schema."""

    def run(script: str, code: int = 0, stdin: str = "") -> dict[str, Any]:
        done = bash(script, stdin)
        assert done.returncode == code, done.stderr
        (line,) = (folder / "stats.json").read_text("utf-8").splitlines()
        told: dict[str, Any] = json.loads(line)
        jsonschema.validate(told, STATS)
        assert list(told) == STATS["required"]
        assert told["exit_code"] == code
        assert not list(folder.glob(".newskit-*"))
        return told

    return run


def names(told: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(stage["name"], stage["inside"]) for stage in told["stages"]]


@pytest.mark.parametrize(
    ("command", "out"),
    [
        (
            "dedupe",
            {
                "articles": 19,
                "kept": 12,
                "copies": {"exact": 0, "near": 6, "rewritten": 1, "story": 0},
            },
        ),
        ("stories", {"articles": 19, "stories": 7}),
        ("summarize -n 2", {"articles": 19, "sentences": 38}),
        ("digest --top 3 -n 2", {"stories": 3, "articles": 13, "sentences": 6}),
        ("compare samples/00?.txt", {"pairs": 10}),
    ],
)
def test_each_command_tells_what_went_out(stats: Told, command: str, out: dict[str, Any]) -> None:
    given = "" if "samples" in command else "samples"
    told = stats(f"newskit {command} -q {given} --stats stats.json > out")
    assert told["command"] == command.split()[0]
    kernel = None if told["command"] == "summarize" else "numpy"
    assert (told["outcome"], told["error"], told["kernel"]) == ("done", None, kernel)
    assert told["out"] == out
    assert told["in"]["articles"] == (19 if given else 5)
    assert (told["in"]["skipped"], told["in"]["causes"]) == (0, {})


def test_clean_tells_what_it_cut(stats: Told, folder: Path) -> None:
    told = stats("newskit clean -q samples --stats stats.json -o clean.jsonl")
    lines = [json.loads(line) for line in (folder / "clean.jsonl").read_text().splitlines()]
    assert told["out"]["cuts"] == sum(len(line.get("cut", ())) for line in lines) > 0
    assert told["out"]["characters_out"] == sum(len(line["text"]) for line in lines)
    assert told["out"]["characters_in"] > told["out"]["characters_out"]


def test_new_tells_how_many_stories(stats: Told, bash: Bash) -> None:
    bash("newskit stories -q --store news.db samples > old.jsonl").check_returncode()
    told = stats("newskit new -q --store news.db --stats stats.json > new.jsonl")
    assert told["out"] == {"articles": 12, "new_stories": 7, "other_stories": 0}
    assert stats("newskit new -q --store news.db --stats stats.json")["out"]["articles"] == 0


def test_what_it_took(stats: Told, folder: Path) -> None:
    told = stats("newskit stories -q samples --stats stats.json > out.jsonl")
    size = sum(file.stat().st_size for file in (folder / "samples").iterdir())
    reading, grouping, *inner, writing = told["stages"]
    assert (reading["name"], reading["bytes"], reading["articles"]) == ("reading", size, 19)
    assert told["in"]["bytes"] == size
    assert (grouping["name"], grouping["articles"]) == ("grouping", 19)
    assert {stage["inside"] for stage in inner} >= {"grouping"}
    assert "cleaning" in {stage["name"] for stage in inner}
    assert (writing["name"], writing["inside"], writing["articles"]) == ("writing", None, 19)
    whole = [stage["seconds"] for stage in told["stages"] if stage["inside"] is None]
    assert 0 < sum(whole) <= told["seconds"] + 0.01
    assert sum(stage["seconds"] for stage in inner if stage["inside"] == "grouping") <= (
        grouping["seconds"] + 0.01
    )
    assert 0 < told["cpu_seconds"] < 30
    assert told["peak_memory_bytes"] > 10_000_000
    assert told["articles_per_second"] == pytest.approx(19 / told["seconds"], rel=0.05, abs=0.1)
    assert {"newskit", "python", "numpy"} <= told["versions"].keys()


def test_what_was_asked_for(stats: Told) -> None:
    told = stats(
        "newskit dedupe -q samples --level near -a --no-clean --pairs p.tsv --stats stats.json > o"
    )
    asked = told["parameters"]
    assert (asked["level"], asked["all"], asked["no-clean"], asked["pairs"]) == (
        "near",
        True,
        True,
        "p.tsv",
    )
    assert (asked["threshold"], asked["keep"], asked["output"]) == (0.5, "longest", None)
    assert not {"inputs", "stats", "quiet"} & asked.keys()


def test_plugins_that_were_used_have_versions(stats: Told, add_plugin: AddPlugin) -> None:
    add_plugin(
        "first",
        "from newskit.hooks import hookimpl\n"
        "@hookimpl\ndef newskit_summarizers():\n"
        "    return {'first': lambda sentences, context: range(len(sentences))}\n",
    )
    command = "newskit summarize -q samples/000.txt --stats stats.json > out"
    assert "first" not in stats(command)["versions"]
    assert stats(f"{command} -m first")["versions"]["first"] == "1.5"


def test_what_was_skipped_is_counted_by_cause(stats: Told) -> None:
    told = stats("newskit dedupe -q --stats stats.json missing.txt - > out", 1, BAD)
    assert told["outcome"] == "done"
    assert told["in"]["articles"] == 1
    assert told["in"]["skipped"] == 4
    causes = told["in"]["causes"]
    assert list(causes.values()) == [2, 1, 1]
    assert causes["the text is empty"] == 2
    assert causes["no such file"] == 1


def test_many_causes_are_counted_together(stats: Told, folder: Path) -> None:
    bad = "".join('{"text": "a"' + "," * n + '"b"}\n' for n in range(2, 40))
    told = stats("newskit dedupe -q --stats stats.json > out", 1, BAD + bad)
    assert told["in"]["skipped"] == sum(told["in"]["causes"].values()) == 41
    assert len(told["in"]["causes"]) <= 21


def test_old_articles_are_counted_apart(stats: Told) -> None:
    told = stats(
        "newskit dedupe -q --against samples/000.txt samples/00[12].txt --stats stats.json > out"
    )
    assert (told["in"]["articles"], told["in"]["against"]) == (2, 1)
    assert told["out"]["articles"] == 2


def test_nothing_could_be_read(stats: Told) -> None:
    told = stats("newskit dedupe -q --stats stats.json missing.txt > out", 3)
    assert (told["outcome"], told["out"]) == ("failed", {})
    assert told["in"] == {
        "articles": 0,
        "bytes": 0,
        "skipped": 1,
        "causes": {"no such file": 1},
    }


@pytest.mark.parametrize(
    ("command", "code", "error"),
    [
        ("dedupe samples --level nearly", 2, "--level nearly: there are exact, near, rewritten"),
        ("dedupe samples -o /dev/full", 3, "/dev/full: cannot be written: No space left on device"),
        ("digest samples --store nobody://me:secret@here", 2, "--store nobody://…@here: no kind"),
    ],
)
def test_an_error_is_told(stats: Told, command: str, code: int, error: str) -> None:
    told = stats(f"newskit {command} -q --stats stats.json > out", code)
    assert told["outcome"] == "failed"
    assert told["error"].startswith(error)


def test_what_was_done_before_an_error_is_told(stats: Told) -> None:
    told = stats("newskit stories samples -q -o /dev/full --stats stats.json", 3)
    assert told["out"] == {"articles": 19, "stories": 7}
    assert names(told)[-1] == ("writing", None)


def test_a_bug_is_told(stats: Told, patch_newskit: Callable[[str], None]) -> None:
    patch_newskit(
        "import newskit.pipeline\n"
        "def fail(*given, **more): raise ZeroDivisionError('by nothing')\n"
        "newskit.pipeline.stories = fail\n"
    )
    told = stats("newskit stories samples -q --stats stats.json > out", 70)
    assert (told["outcome"], told["error"]) == ("failed", "by nothing")
    assert names(told) == [("reading", None), ("grouping", None)]


def test_the_reader_of_the_pipe_went_away(stats: Told) -> None:
    many = "".join(json.dumps({"text": f"Ferry {n} was late. " * 40}) + "\n" for n in range(2_000))
    script = "set +o pipefail; newskit clean -q --stats stats.json | head -n 1 > out"
    told = stats(script, stdin=many)
    assert (told["outcome"], told["error"]) == ("closed", None)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_says_so(
    folder: Path, environment: dict[str, str], number: int, code: int
) -> None:
    process = subprocess.Popen(
        ["newskit", "dedupe", "--stats", "stats.json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
    )
    patience = time.monotonic() + 60
    while not list(folder.glob(".newskit-*.part")) and time.monotonic() < patience:
        time.sleep(0.01)
    time.sleep(0.3)  # let it reach the reading of standard input
    process.send_signal(number)
    process.communicate(timeout=60)
    told = json.loads((folder / "stats.json").read_text())
    jsonschema.validate(told, STATS)
    assert process.returncode == told["exit_code"] == code
    assert (told["outcome"], told["error"], told["out"]) == ("interrupted", None, {})


# Where it goes


def test_a_dash_is_standard_output(bash: Bash) -> None:
    done = bash("newskit dedupe -q samples -o kept.jsonl --stats - | jq -c .out.kept")
    assert done.stdout == "12\n"
    done = bash("newskit dedupe -q samples --stats -")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newskit dedupe: -: two outputs cannot go to one place\n"


def test_it_goes_to_standard_error_when_asked(bash: Bash) -> None:
    done = bash("newskit dedupe -q samples --stats /dev/stderr")
    assert len(done.stdout.splitlines()) == json.loads(done.stderr)["out"]["kept"] == 12


@pytest.mark.parametrize(
    "options",
    [
        "samples/000.txt",
        "samples -o stats.json",
        "samples --dropped stats.json",
        "samples --pairs ./stats.json",
        "samples --against stats.json",
        "samples --store stats.json",
        "samples --files-from stats.json",
    ],
)
def test_it_replaces_no_other_file_of_the_run(bash: Bash, folder: Path, options: str) -> None:
    place = "samples/000.txt" if options == "samples/000.txt" else "stats.json"
    (folder / "stats.json").write_text('{"text": "old"}\n')
    before = (folder / place).read_text()
    done = bash(f"newskit dedupe -q {options} --stats {place}")
    assert (done.returncode, done.stdout) == (2, "")
    assert (folder / place).read_text() == before


def test_a_place_that_cannot_be_written_is_told_before_the_work(bash: Bash, folder: Path) -> None:
    done = bash("newskit dedupe samples --stats no/such/place.json -o kept.jsonl")
    assert done.returncode == 3
    assert done.stderr.startswith("newskit dedupe: no/such/place.json: cannot be written")
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "kept.jsonl").exists()


def test_a_full_disk_is_an_error_at_the_end(bash: Bash, folder: Path) -> None:
    done = bash("newskit dedupe -q samples --stats /dev/full -o kept.jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "/dev/full: cannot be written" in done.stderr
    assert len((folder / "kept.jsonl").read_text().splitlines()) == 12


def test_results_are_the_same_with_it(bash: Bash) -> None:
    assert (
        bash("newskit digest -q samples/00*.txt --stats s").stdout
        == bash("newskit digest -q samples/00*.txt").stdout
    )
