"""Hostile input: refused, or read in little memory, with file and line; what follows is read."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from newskit.readers import bounded

LARGEST = 4 << 20
MOST_MEGABYTES = 75
HUGE = 80 << 20

READ = """
import json, pathlib, resource, sys
from newskit import incoming
from newskit.host import Host
from newskit.readers import bounded
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
bounded.LARGEST = int(sys.argv.pop())
said = []
found = incoming.reading(
    sys.argv[1:], None, {}, lambda each: said.append(str(each)), sys.stdin.buffer,
    host=Host(frozenset()),
)
status = pathlib.Path("/proc/self/status")
if status.exists():  # what the system says of a child begins with what its parent had
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) >> 10
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20
json.dump([[article.text[:20] for article in found.articles], said, peak], sys.stdout)
"""
TOO_LONG = "over 4 MiB, longer than an article may be"


LAUGHS = (
    "<!DOCTYPE nitf [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    + "]><nitf><body.content><p>&a9;</p></body.content></nitf>"
)


def read_apart(folder: Path, *names: str, stdin: Path | None = None) -> tuple[list[str], list[str]]:
    """Read in a process of its own that may not take much memory."""
    with (stdin or Path("/dev/null")).open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-c", READ, *names, str(LARGEST)],
            cwd=folder, stdin=stream, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    texts, said, megabytes = json.loads(done.stdout)
    assert megabytes < MOST_MEGABYTES
    return texts, said


def sparse(path: Path, before: bytes = b"", after: bytes = b"") -> None:
    """Write a huge file of NULs that takes no room, with something around them."""
    with path.open("wb") as file:
        file.write(before)
        file.seek(HUGE, 1)
        file.write(after or b"\0")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("a.jsonl", "a.jsonl:2"),
        ("a.csv", "a.csv:2"),
        ("a.mbox", "a.mbox"),
        ("a.txt", "a.txt"),
        ("a.nitf", "a.nitf"),
    ],
)
def test_what_is_too_long_is_refused(tmp_path: Path, name: str, place: str) -> None:
    sparse(tmp_path / name, b"\n" if name == "a.jsonl" else b"text\n" if name == "a.csv" else b"")
    texts, (problem,) = read_apart(tmp_path, name)
    assert texts == []
    assert problem.startswith(f"{place}: {TOO_LONG}")


def test_a_line_that_is_too_long_costs_only_itself(tmp_path: Path) -> None:
    good = b'{"text": "Good."}\n'
    sparse(tmp_path / "a.jsonl", good, b"\n" + good)
    assert read_apart(tmp_path, "a.jsonl") == (["Good.", "Good."], [f"a.jsonl:2: {TOO_LONG}"])


def test_a_huge_array_is_read_item_by_item(tmp_path: Path) -> None:
    """On one line; where one item is too long, nothing tells where the next begins."""
    item = ', {"x": "' + "word " * 200_000 + '"}'
    with (tmp_path / "a.json").open("w") as file:
        file.write('[{"text": "One."}')
        for _ in range(60):
            file.write(item)
        file.write(', {"text": "Two."}, {"text": "')
        for _ in range(20):
            file.write("word " * 200_000)
        file.write('"}, {"text": "Three."}]')
    texts, said = read_apart(tmp_path, "a.json")
    assert texts == ["One.", "Two."]
    assert len(said) == 61
    assert said[-1] == f"a.json:1: {TOO_LONG}; what comes after it was not read"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.json.gz", "a.csv.gz", "-"])
def test_a_bomb_is_harmless(tmp_path: Path, name: str) -> None:
    """What unpacks to a thousand times its size."""
    bomb = tmp_path / ("stdin" if name == "-" else name)
    bomb.write_bytes(
        gzip.compress(b'{"text": "' + b"a" * (1 << 20))
        + gzip.compress(b"a" * (1 << 20)) * 2 * MOST_MEGABYTES
    )
    texts, (problem,) = read_apart(tmp_path, name, stdin=bomb if name == "-" else None)
    assert texts == []
    assert TOO_LONG in problem


def test_text_on_standard_input_is_read_part_by_part(tmp_path: Path) -> None:
    sparse(tmp_path / "in", b"One.\f" + b"word " * (1 << 20) + b"\fTwo.", b"\f\0Three.")
    texts, (problem,) = read_apart(tmp_path, "-", stdin=tmp_path / "in")
    assert texts == ["One.", "Two.", "Three."]
    assert problem.startswith(f"stdin, text 2: {TOO_LONG}")


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.jsonl", '{"text": ' + "[" * 99_999, "a.jsonl:1: not an article: nested too deeply"),
        ("a.json", '{"a":' * 99_999, "a.json:1: not an article: nested too deeply"),
        ("a.nitf", "<p>" * 10_000, "a.nitf:1: not well-formed XML: Excessive depth"),
        ("a.eml", "Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 2_000, "a.eml: "),
        ("a.txt", "A\0B" * 9, "a.txt: a binary file, not text"),
        ("a.jsonl", "\0" * 99, "a.jsonl:1: not UTF-8 at byte 97 (a binary file?)"),
        ("a.xml", LAUGHS, "a.xml:1: not well-formed XML"),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_would_never_end(read_file, name: str, data: str, cause: str) -> None:
    articles, said = read_file(name, data)
    assert articles == []
    assert said[0].partition(": ")[2].startswith(cause)


def test_half_characters_come_through(read_file) -> None:
    articles, said = read_file("a.jsonl", '{"text": "half \\ud83d a smile"}')
    assert [a.text for a in articles] == ["half \ud83d a smile"]
    assert said == []


def test_the_limit_is_for_one_article(read_file, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LARGEST", 34)
    lines = '{"text": "Short."}\n' * 5
    articles, said = read_file(
        "a.jsonl", lines + '{"text": "Longer than an article may be."}\n' + lines
    )
    assert len(articles) == 10
    assert said == ["InputError: a.jsonl:6: over 0 MiB, longer than an article may be"]
    assert len(read_file("a.json", lines)[0]) == 5
    assert len(read_file("a.mbox", "From a 2026\nSubject: x\n\nText.\n\n" * 5)[0]) == 5
