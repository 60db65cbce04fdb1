"""A pipe is the composition of the same calls, byte for byte, in any order of input."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import newskit

Bash = Callable[..., CompletedProcess[str]]


def test_all_commands_in_one_pipe(bash: Bash) -> None:
    done = bash("cat samples/*.jsonl | newskit dedupe | newskit summarize | newskit digest")
    assert re.match(r"# News digest, 2026-03-06\n\n\d stories from 9 articles", done.stdout)
    deduped, summarized, digested = done.stderr.splitlines()
    kept = re.fullmatch(r"newskit dedupe: 9 articles, (\d) kept, \d copies \(.*\)", deduped)
    assert kept
    assert summarized == f"newskit summarize: {kept[1]} articles"
    assert digested == "newskit digest: " + done.stdout.splitlines()[2]


@pytest.fixture
def digest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest of the samples as the API makes it, in JSON."""
    monkeypatch.chdir(folder)
    files = sorted(Path("samples").glob("*.txt"))
    out = StringIO()
    newskit.render(newskit.digest(newskit.read(*files, "samples/feed.jsonl")), out, "json")
    return out.getvalue()


def test_digest_is_the_pipe_of_its_steps_and_the_api(bash: Bash, digest: str) -> None:
    """In the form that tells everything; the documentation compares the one for people."""
    done = bash(
        "newskit dedupe -q --all samples/*.txt samples/feed.jsonl | newskit stories -q"
        " | newskit digest -q -f json\n"
    )
    assert done.stdout == digest
    assert bash("newskit digest -q -f json samples/*.txt samples/feed.jsonl").stdout == digest


def test_order_of_files_changes_the_order_of_lines_only(bash: Bash, digest: str) -> None:
    bash(
        "newskit dedupe -q --all samples/*.txt samples/feed.jsonl | sort > one\n"
        "newskit dedupe -q --all samples/feed.jsonl $(ls -r samples/*.txt) | sort > two\n"
        "cmp one two"
    ).check_returncode()
    done = bash("newskit digest -q -f json samples/feed.jsonl $(ls -r samples/*.txt)")
    assert done.stdout == digest


def test_hash_seed_changes_nothing(bash: Bash) -> None:
    outputs = set()
    for seed in ("0", "4711"):
        done = bash(
            "newskit stories -q samples/*.txt | tee marked | newskit digest -q; cat marked",
            PYTHONHASHSEED=seed,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_marks_add_up_and_strange_keys_survive(bash: Bash) -> None:
    line = json.dumps({"text": "The bridge is closed. It opens in May.", "desk": {"no": 4}})
    done = bash("newskit dedupe | newskit stories | newskit summarize -n 1", line)
    article = json.loads(done.stdout)
    assert article["text"] == "The bridge is closed. It opens in May."
    assert article["desk"] == {"no": 4}
    assert article["summary"]["text"] == "The bridge is closed."
    assert {"id", "boilerplate", "copies", "story"} <= article.keys()
    assert "path" not in article
