"""Forms of articles are chosen by name or by the suffix of `-o`, also those of plugins."""

import io
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import newskit
from newskit import Article
from newskit.errors import PluginError, UsageError

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]

TITLES = """
from newskit.hooks import Writer, hookimpl

def write(articles, stream):
    assert len(list(articles)) == len(list(articles)), "gone through once only"
    for article in articles:
        stream.write(f"{article.id}\\n".encode())

@hookimpl
def newskit_writers():
    return {"ids": Writer(write, suffixes=(".ids",))}
"""
BROKEN = """
from newskit.hooks import Writer, hookimpl

def write(articles, stream):
    stream.write(b"half")
    1 / 0

@hookimpl
def newskit_writers():
    return {"broken": Writer(write, suffixes=(".broken",))}
"""


@pytest.mark.parametrize("command", ["dedupe", "stories", "summarize"])
def test_a_writer_is_chosen_by_suffix_or_by_name(
    bash: Bash, folder: Path, add_plugin: AddPlugin, command: str
) -> None:
    add_plugin("titles", TITLES)
    by_suffix = bash(f"newskit {command} -q samples/00*.txt -o out.ids")
    assert by_suffix.returncode == 0, by_suffix.stderr
    written = (folder / "out.ids").read_text()
    assert len(written.split()) >= 2
    assert bash(f"newskit {command} -q samples/00*.txt -f ids").stdout == written


@pytest.mark.parametrize("to", ["-o kept.csv", "-o kept.jsonl.gz", "--dropped copies.csv"])
def test_a_file_does_not_promise_what_is_not_written(bash: Bash, folder: Path, to: str) -> None:
    done = bash(f"newskit dedupe -q samples/00*.txt {to}")
    assert (done.returncode, done.stdout) == (2, "")
    assert " (name it .jsonl)\n" in done.stderr
    assert not [*folder.glob("*.csv"), *folder.glob("*.gz")]


def test_dropped_articles_are_written_by_suffix_too(
    bash: Bash, folder: Path, add_plugin: AddPlugin
) -> None:
    add_plugin("titles", TITLES)
    bash("newskit dedupe -q samples/00*.txt samples/000.txt --dropped out.ids")
    assert "{" not in (folder / "out.ids").read_text()


def test_another_suffix_stays_json_lines(bash: Bash, folder: Path, add_plugin: AddPlugin) -> None:
    add_plugin("titles", TITLES)
    bash("newskit dedupe -q samples/000.txt -o out.ids -f jsonl; newskit dedupe -q out.ids -o o.x")
    assert (folder / "out.ids").read_text().startswith('{"id"')


def test_a_writer_that_fails_is_named_and_leaves_nothing(
    bash: Bash, folder: Path, add_plugin: AddPlugin
) -> None:
    add_plugin("broken", BROKEN)
    done = bash("newskit dedupe -q samples/000.txt -o out.broken")
    assert done.returncode == 3
    assert "writer broken:broken (broken 1.5) failed: ZeroDivisionError" in done.stderr
    assert not list(folder.glob("*.broken")) + list(folder.glob(".newskit*"))


def test_a_form_nobody_writes_is_wrong_usage(bash: Bash) -> None:
    unknown = bash("newskit dedupe samples/000.txt -f quux")
    assert unknown.returncode == 2
    assert "--format quux: there are jsonl, text" in unknown.stderr
    missing = bash("NEWSKIT_PLUGINS= newskit dedupe samples/000.txt -o out.parquet")
    assert missing.returncode == 2
    assert "no writer for .parquet files (pip install newskit-archive)" in missing.stderr


def test_the_library_writes_what_the_command_does() -> None:
    stream = io.BytesIO()
    newskit.write(iter([Article("Fog.", "a"), Article("Sun.", "b")]), stream)
    assert stream.getvalue() == b'{"id": "a", "text": "Fog."}\n{"id": "b", "text": "Sun."}\n'
    with pytest.raises(UsageError, match="no writer is named 'quux'"):
        newskit.write([], stream, "quux")


def test_what_is_no_writer_is_a_failure_with_its_name() -> None:
    with pytest.raises(PluginError, match="failed"):
        newskit.write([Article("Fog.")], io.BytesIO(), print)
