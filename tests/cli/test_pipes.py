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


def test_digest_is_the_pipe_of_its_steps_and_the_api(
    bash: Bash, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bash(
        "newskit dedupe -q --all samples/*.txt samples/feed.jsonl | newskit stories -q > marked\n"
        "for form in md json; do\n"
        "    newskit digest -q -f $form < marked > piped.$form\n"
        "    newskit digest -q -f $form samples/*.txt samples/feed.jsonl > alone.$form\n"
        "done"
    ).check_returncode()
    monkeypatch.chdir(folder)
    made = newskit.digest(
        newskit.read(*sorted(Path("samples").glob("*.txt")), "samples/feed.jsonl")
    )
    for form in ("md", "json"):
        out = StringIO()
        newskit.render(made, out, form)
        assert Path(f"piped.{form}").read_text() == out.getvalue()
        assert Path(f"alone.{form}").read_text() == out.getvalue()


def test_order_of_files_changes_the_order_of_lines_only(bash: Bash) -> None:
    bash(
        "cd samples\n"
        "newskit dedupe -q --all *.txt feed.jsonl | sort > ../one\n"
        "newskit dedupe -q --all feed.jsonl $(ls -r *.txt) | sort > ../two\n"
        "newskit digest -q *.txt feed.jsonl > ../three\n"
        "newskit digest -q feed.jsonl $(ls -r *.txt) > ../four\n"
    ).check_returncode()
    bash("cmp one two; cmp three four").check_returncode()


def test_hash_seed_changes_nothing(bash: Bash) -> None:
    outputs = set()
    for seed in ("0", "1", "4711"):
        done = bash(
            "newskit stories -q samples/feed.jsonl | tee marked | newskit digest -q; cat marked",
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
