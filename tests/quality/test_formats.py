"""Saved pages, feeds and web archives of others: what the first-party plugins make of them."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from newskit.hooks import InputError, InputNote, Record
from newskit.host import Host
from newskit.testing.readers import read_all

pytestmark = pytest.mark.quality

NOT_WORSE = 0.002


def gold(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "gold.jsonl").open()]


def grams(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + n]) for at in range(max(1, len(words) - n + 1)) if words)


def f1(pairs: list[tuple[str, str]]) -> float:
    """Give the F1 of mean precision and mean recall over 4-grams, as the public benchmark does."""
    precisions, recalls = [], []
    for true, found in pairs:
        wanted, got = grams(true), grams(found)
        both = (wanted & got).total()
        precisions.append(both / max(1, got.total()))
        recalls.append(both / max(1, wanted.total()))
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall)


def test_pages_are_read_as_well_as_trafilatura_reads_them(data: Path) -> None:
    from trafilatura import extract

    reader = Host().get("reader", "html")
    ours, theirs = [], []
    for row in gold(data / "html")[1::2]:  # options were chosen on the other half
        page = gzip.decompress((data / "html" / row["file"]).read_bytes())
        (record,) = read_all(reader, page, at_once=1 << 16)
        assert isinstance(record, Record)
        ours.append((row["text"], str(record.data["text"])))
        theirs.append((row["text"], extract(page) or ""))
    print(f"F1 {f1(ours):.4f}, trafilatura {f1(theirs):.4f}")
    assert f1(ours) >= f1(theirs) - NOT_WORSE
    assert f1(ours) >= 0.95


def test_every_feed_is_read_or_named(data: Path) -> None:
    import feedparser

    folder, reader = data / "formats" / "feeds", Host().get("reader", "feed")
    for row in gold(folder):
        content = (folder / row["file"]).read_bytes()
        found = read_all(reader, content)
        entries = sum(isinstance(item, Record) for item in found) + sum(map(left_out, found))
        assert entries == len(feedparser.parse(BytesIO(content)).entries), row["file"]
        if row["wellformed"]:
            assert entries == row["entries"] or "/cdf/" in row["file"]
            assert not any(isinstance(item, InputError) for item in found), row["file"]
        else:
            assert found, row["file"]


def left_out(item: object) -> int:
    match = re.search(r": (\d+) entr(?:y has|ies have) no text", str(item))
    return int(match[1]) if isinstance(item, InputNote) and match else 0


def archives(data: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted((data / "formats" / "warc").iterdir()):
        content = file.read_bytes()
        yield file.name, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_every_archive_is_read_or_named(data: Path) -> None:
    reader = Host().get("reader", "warc")
    read = {name: read_all(reader, content) for name, content in archives(data)}
    pages = {name for name, found in read.items() if any(isinstance(i, Record) for i in found)}
    silent = {name for name, found in read.items() if not found}
    assert len(read) == 16
    assert len(pages) == 9
    assert silent == {"example-digest.warc"}  # requests only
