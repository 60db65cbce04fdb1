"""What plugin authors test with finds the readers that break a promise."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, BinaryIO

import pytest

from newskit.errors import InputError
from newskit.host import Host
from newskit.protocols import Reader, Record
from newskit.testing import broken_forms, check_reader

COUNT = count()
GOOD = {
    "jsonl": b'{"text": "Fog.", "n": 1}\n{"text": "Sun."}\n',
    "json": b'[{"text": "Fog."}, {"text": "Sun."}]',
    "text": b"Fog lay over the harbour.\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_built_in_readers_keep_the_promises(name: str) -> None:
    check_reader(Host(frozenset()).get("reader", name), [GOOD[name]])


def lines(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    for number, line in enumerate(stream, 1):
        text = line.decode("utf-8", "replace").strip()
        place = f"{source}:{number}"
        yield Record({"text": text}, place) if text else InputError(place, "no text")


def test_a_reader_that_keeps_the_promises_passes() -> None:
    check_reader(Reader(lines, (".lines",), lambda head: head[:1].isalpha()), [b"Fog.\nSun.\n"])


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda s, source: [Record({"text": s.read().decode()}, source)], "yield an InputError"),
        (lambda s, source: [Record({"text": b"Fog."}, source)], "no JSON object"),
        (lambda s, source: [Record({"text": "Fog."}, "elsewhere")], "not in the source"),
        (lambda s, source: [InputError(source, "no")], "no article in"),
        (lambda s, source: [{"text": "Fog."}], "a reader gives Record"),
        (lambda s, source: [ValueError("no")], "a reader gives Record"),
        (lambda s, source: [Record({"text": f"{next(COUNT)}"}, source)], "two answers"),
        (lambda s, source: [Record({"text": f"{len(s.read1())}"}, source)], "byte by byte"),
        (lambda s, source: [Record({"text": f"{s.seek(0)}"}, source)], "raises"),
        (lambda s, source: [Record({"text": "a"}, source), InputError(source, "a\nb")], "one line"),
    ],
)
def test_a_reader_that_breaks_a_promise_is_told_which(
    broken: Callable[..., Any], said: str
) -> None:
    with pytest.raises(AssertionError, match=said):
        check_reader(Reader(broken), [b"Fog.\nSun.\n"])


def test_a_sniff_must_know_the_samples_and_suffixes_have_a_form() -> None:
    with pytest.raises(AssertionError, match="sniff"):
        check_reader(Reader(lines, sniff=lambda head: False), [b"Fog."])
    with pytest.raises(AssertionError, match="capitals"):
        check_reader(Reader(lines, (".TXT",)), [b"Fog."])
    with pytest.raises(AssertionError, match="dot"):
        check_reader(Reader(lines, ("txt",)), [b"Fog."])
    with pytest.raises(AssertionError, match="no samples"):
        check_reader(Reader(lines), [])


def test_broken_forms_are_none_of_the_sample() -> None:
    forms = list(broken_forms(GOOD["jsonl"]))
    assert len(forms) > 30
    assert GOOD["jsonl"] not in forms
