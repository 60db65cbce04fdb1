"""Every regular expression takes a time that grows as the text does, whatever the text.

`make test` holds each against some texts of 10 KB, and of 200 characters. Against more of them, and
a megabyte: `pytest -m hardening tests/hardening/test_patterns.py` (ten minutes).
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

import pytest
from patterns import NEVER, Used, explosive, hostile, patterns, repeats_a_group

FEW, SHORT, LONG = 200, 10_000, 1_000_000
"""Characters; of few, what is exponential has no end, and all else takes no time."""
MOST = 5e-6
"""Seconds a character: the slowest takes a fifth of it; what is quadratic, many times as much."""
SLIGHT = 5e-7
"""The same, of which nothing is said."""
LEAST = 0.05
"""Seconds that can be measured."""


class TooLong(Exception):
    pass


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise `TooLong` after so much processor time: a pattern at work looks for signals."""

    def end(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def ways(pattern: Used) -> set[str]:
    """Give how it is used: of all that look anywhere, `finditer` takes longest."""
    at_once = {"match", "fullmatch"}
    return {way if way in at_once else "finditer" for way in pattern.methods or ["search"]}


def seconds(pattern: Used, way: str, before: str, piece: str, length: int) -> float:
    """Give the processor time that a text takes, or infinity."""
    text: Any = before + piece * (length // len(piece) + 1) + NEVER
    text = text.encode("latin-1", "replace") if pattern.is_bytes else text
    compiled: re.Pattern[Any] = pattern.compiled()
    began = process_time()
    try:
        with limit(max(LEAST, MOST * length)):
            if way == "finditer":
                for _ in compiled.finditer(text):
                    pass
            else:
                getattr(compiled, way)(text)
    except TooLong:
        return float("inf")
    return process_time() - began


def check(pattern: Used, texts: list[tuple[str, str]], length: int) -> float:
    """Give the longest time; fail where it is not linear, and that thrice: once may be chance."""
    longest = 0.0
    for before, piece in texts:
        for way in ways(pattern):
            for left in reversed(range(3)):
                whole = seconds(pattern, way, before, piece, length)
                if whole < max(LEAST, SLIGHT * length):
                    break
                if whole < 3 * seconds(pattern, way, before, piece, length // 2):
                    break
                name = f"{pattern.module}: {pattern.source!r}.{way}"
                assert left, f"{name}: {whole:.1f} s on {before!r}, then {piece!r} over and over"
            longest = max(longest, whole)
    return longest


def test_every_pattern_is_linear() -> None:
    found = patterns(run=False)
    assert len(found) > 250
    for pattern in found:
        check(pattern, explosive(pattern, 60), FEW)
        check(pattern, hostile(pattern), SHORT)


def test_what_old_pythons_match_wrongly_is_in_no_pattern() -> None:
    """3.11.0 to 3.11.4 do so with `(…)*+` and the like: an atomic group `(?>(…)*)` is the same."""
    assert not [each for each in patterns(run=False) if repeats_a_group(each)]
    assert repeats_a_group(Used("a(?:b(?:cd?)?+)", 0, False, [], "here"))


@pytest.mark.parametrize(
    ("source", "way"),
    [(r"(?:a|a)*b", "match"), (r"\s+$", "search"), (r"<!(?:\d[.\d]*[.-]+)*x", "match")],
)
def test_a_bad_pattern_is_found(source: str, way: str) -> None:
    pattern = Used(source, 0, False, [way], "here")
    with pytest.raises(AssertionError, match="over and over"):
        check(pattern, explosive(pattern, 300), FEW)
        check(pattern, hostile(pattern), SHORT)


@pytest.mark.hardening
def test_every_pattern_is_linear_on_a_megabyte() -> None:
    slowest = []
    for pattern in patterns(run=True):
        check(pattern, explosive(pattern, 20_000), FEW)
        longest = check(pattern, hostile(pattern), LONG)
        slowest.append((round(longest, 2), pattern.module, pattern.source))
    print(*sorted(slowest, reverse=True)[:20], sep="\n")
