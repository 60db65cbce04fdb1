"""How lines open: what most lines are told apart by, so that nothing more of them is looked at.

The opening of a line is its first two words. Counting goes by codes of two bytes instead: lines
that open alike have the same code, and few others have it.
"""

from __future__ import annotations  # an array has no item type when it runs

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from newskit.cleaning.lines import one_line_end
from newskit.text.words import words

OPENING = 32
"""Characters of a line in which its opening is looked for."""

REMEMBERED = 4096
"""Lines that are remembered: what a source repeats comes again soon."""

_LETTERS = 3
"""Letters of the second word that are coded."""

_MARKS = "“”‘’–—•…"
_BETWEEN = rf"[ -/:-@\[-`{{-~{_MARKS}]"
_PLAIN = re.compile(
    rf"\n[^\S\n]*+(?:(?>(?:{_BETWEEN}{{0,8}}+(?=[A-Za-z0-9]))?)([A-Za-z0-9]{{1,16}}+)"
    rf"{_BETWEEN}{{1,4}}+([A-Za-z0-9]{{1,{_LETTERS}}}+)(?![^\x00-\x7f{_MARKS}])"
    rf"|([^\n]{{0,{OPENING}}}))"
)
"""What is coded of a line, where it is ASCII and stands within `OPENING` characters; else these."""


def opening(line: str) -> str:
    """Give the first two words of a line, as far as they stand in its first `OPENING` characters.

    Args:
        line: without space around it.
    """
    return " ".join(words(line[:OPENING])[:2])


class Openings:
    """The codes of the lines of many texts, two bytes a line."""

    def __init__(self) -> None:
        self._codes = array("H")
        self._ends = array("Q", [0])
        self._coded = lru_cache(REMEMBERED)(_coded)

    def add(self, text: str) -> None:
        """Add a text, with a code for each line that is not blank."""
        self._codes.extend(
            [
                hash(f"{first} {second}".lower() if first else self._coded(other)) & 0xFFFF
                for first, second, other in _PLAIN.findall("\n" + one_line_end(text))
                if first or other
            ]
        )
        self._ends.append(len(self._codes))

    def of(self, index: int) -> array[int]:
        """Give the codes of the text that was added as number `index`."""
        return self._codes[self._ends[index] : self._ends[index + 1]]

    def frequent(self, indices: Iterable[int], least: int) -> frozenset[int]:
        """Give the codes of at least `least` lines of the texts `indices`."""
        counts = Counter(chain.from_iterable(map(self.of, indices)))
        return frozenset(code for code, count in counts.items() if count >= least)


def _coded(line: str) -> str:
    found = words(line)[:2]
    return " ".join([*found[:1], *(word[:_LETTERS] for word in found[1:])])
