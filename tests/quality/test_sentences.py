"""Ends of sentences in news that comes a sentence a line: a score that must not fall."""

import json
import re
from pathlib import Path

import pytest

from newskit.text.sentences import sentences

pytestmark = pytest.mark.quality

_FINAL = re.compile(r"[.!?][\"')\]”’ ]*$")
_TORN = re.compile(r"(?<=\d)\. (?=\d)")
_QUOTED = re.compile('“[^“”]*”|"[^"]*"')


def test_english_sentences_end_where_lines_do(data: Path) -> None:
    """Headings have no end that could be found; what is within one quotation is kept together."""
    file = data / "stories" / "ecbplus" / "docs.jsonl"
    found = given = both = 0
    for record in map(json.loads, file.read_text("utf-8").splitlines()):
        lines = [line.strip() for line in record["text"].split("\n")]
        lines = [_TORN.sub(".", line) for line in lines if _FINAL.search(line)]
        text = " ".join(lines)
        quoted = {
            at for match in _QUOTED.finditer(text) for at in range(match.start(), match.end() + 1)
        }
        ends = {len(" ".join(lines[:number])) for number in range(1, len(lines))} - quoted
        told = {end for _, end in sentences(text, "en")} - {len(text)} - quoted
        found, given, both = found + len(told), given + len(ends), both + len(told & ends)
    f1 = 2 * both / (found + given)
    print(f"F1 {f1:.4f} of {given}", end="  ")
    assert f1 >= 0.985
