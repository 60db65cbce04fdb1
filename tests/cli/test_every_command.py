"""What commands share: an option that several have does the same in each."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import newskit

Bash = Callable[..., CompletedProcess[str]]


ALL = ["dedupe", "stories", "summarize", "digest", "clean", "compare", "eval labels.csv"]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(command, marks=pytest.mark.hardening if number % 3 else ())
        for number, command in enumerate(ALL)
    ],
)
def test_inputs_are_listed_read_named_and_cleaned_as_is_said(
    bash: Bash, folder: Path, command: str
) -> None:
    for name, sample in {"a b": "000", "c": "001"}.items():
        text = (folder / "samples" / f"{sample}.txt").read_text()
        (folder / f"{name}.data").write_text(json.dumps({"id": sample, "body": text}) + "\nbad\n")
    (folder / "list").write_bytes(b"a b.data\0c.data\0")
    (folder / "labels.csv").write_text("id,cluster\n000,1\n001,1\n")
    how = "--reader jsonl --field text=body --cleaner rules"
    listed = bash(f"newskit {command} -q -v {how} --on-error skip --files-from list -0")
    assert listed.returncode == 0, listed.stderr
    named = bash(f"newskit {command} -q {how} 'a b.data' c.data")
    assert (named.returncode, named.stdout) == (1, listed.stdout)
    assert len(named.stdout) > 100
    uncleaned = bash(f"newskit {command} -q {how} --no-clean --on-error skip *.data")
    assert uncleaned.returncode == 2
    assert "--cleaner" in uncleaned.stderr
    whole = bash(f"newskit {command} -q {how.partition(' --cleaner')[0]} --no-clean *.data")
    assert (whole.returncode, whole.stdout == "") == (1, False)


@pytest.mark.parametrize("command", ["summarize", "digest", "eval references.jsonl"])
def test_a_budget_can_be_said_in_other_units(bash: Bash, folder: Path, command: str) -> None:
    reference = {"id": "000.txt", "summary": "The strike is over."}
    (folder / "references.jsonl").write_text(json.dumps(reference) + "\n")
    budgets = ("-n 9", "--chars 300", "--ratio 0.2")
    found = [bash(f"newskit {command} -q {budget} samples/000.txt") for budget in budgets]
    assert [done.returncode for done in found] == [0, 0, 0]
    assert len({done.stdout for done in found}) == 3


@pytest.mark.parametrize(
    "command",
    [
        "clean samples/000.txt",
        "compare samples/00[01].txt",
        "config dedupe",
        "new --store news.db",
        "store info news.db",
        "store verify news.db",
        "store export news.db",
        "store prune news.db --before 2d",
    ],
)
def test_where_an_error_came_from_is_shown_when_asked(
    bash: Bash, folder: Path, patch_newskit: Callable[[str], None], command: str
) -> None:
    with newskit.open_store(folder / "news.db") as store:
        newskit.dedupe([newskit.Article("Fog.")], store=store)
    patch_newskit(
        "from newskit.cli import output, run\n"
        "output.output = lambda to: 1 / 0\n"
        "run.Run.done = lambda self, text: 1 / 0\n"
    )
    done = bash(f"newskit {command} --verbose")
    assert done.returncode == 70
    assert "Traceback" in done.stderr


def test_a_digest_has_the_title_it_is_given(bash: Bash) -> None:
    assert bash("newskit digest -q --title Ferries samples/").stdout.startswith("# Ferries, 2026")


def test_today_is_what_is_said(bash: Bash) -> None:
    """For what is new since some days, and for what a store forgets."""
    bash("newskit dedupe -q --store news.db samples/")
    assert bash("newskit new -q --store news.db --since 2d --date 2030-01-01").stdout == ""
    assert bash("newskit new -q --store news.db --since 2d --date 2026-03-05").stdout != ""
    bash("newskit store prune -q news.db --before 30d --date 2030-01-01").check_returncode()
    assert bash("newskit store export news.db").stdout.count("published") == 0
