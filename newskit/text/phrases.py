"""Phrases by which lines are told: patterns, each held only against lines that open as it does.

A pattern is matched at the start of a line that begins with a word; repetitions are bounded, so
that matching is linear. It is compiled when a line first opens as it does.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from newskit.text.openings import KEY, LENGTH, fold, openings

Table = Mapping[str, Sequence[str]]
"""For each rule its patterns."""


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile a pattern once: most are never needed, and all together take longer than a text."""
    return re.compile(pattern, flags)


class Phrases:
    """Patterns for the beginning of a line; a line is held against those that open as it does.

    Args:
        table: for each rule its patterns; the first that matches names the rule.
        flags: of the patterns.

    Raises:
        ValueError: a pattern matches whatever a line opens with.
    """

    def __init__(self, table: Table, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._flags = flags
        self._known: dict[bytes, list[tuple[bytes, str, str]]] = {}
        for rule, patterns in table.items():
            for pattern in patterns:
                for opening in openings(pattern):
                    self._known.setdefault(opening[:KEY], []).append((opening, rule, pattern))
        self._sizes = sorted(set(map(len, self._known)), reverse=True)

    def openings(self) -> set[bytes]:
        """Give how lines open that patterns match."""
        return {opening for known in self._known.values() for opening, _, _ in known}

    def match(self, text: str) -> tuple[str, re.Match[str]] | None:
        """Give the rule whose pattern matches the beginning of `text`, and the match."""
        head = fold(text[:LENGTH])
        for size in self._sizes:  # of one head, short openings and long ones are of one rule
            for opening, rule, pattern in self._known.get(head[:size], ()):
                opens = head.startswith(opening)
                if opens and (match := compiled(pattern, self._flags).match(text)):
                    return rule, match
        return None

    def rule_of(self, text: str) -> str | None:
        """Give the rule whose pattern matches the beginning of `text`."""
        found = self.match(text)
        return found[0] if found else None


def one_of(table: Table) -> str:
    """Give patterns as one; the name of its `lastgroup` is the rule, `_` for `-`."""
    return "|".join(
        f"(?P<{rule.replace('-', '_')}>(?:{'|'.join(patterns)}))"
        for rule, patterns in table.items()
    )
