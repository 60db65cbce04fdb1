"""Lines, the unit of boilerplate: where they stand in a text, and marked lines as spans."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newskit.protocols import BoilerplateSpan

_LINE = re.compile(r"[^\r\n]+")


class Line(NamedTuple):
    """A line that is not blank: its characters `start:end` in the text, and what they say."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Give the lines of `text` that are not blank; `Line.text` is without the space around it."""
    found = ((match.start(), match.end(), match.group().strip()) for match in _LINE.finditer(text))
    return [Line(start, end, inner) for start, end, inner in found if inner]


def spans_of(lines: Sequence[Line], rules: Sequence[str | None]) -> list[BoilerplateSpan]:
    """Give the marked lines as spans; neighbours of one rule are one span.

    Args:
        lines: the lines of one text.
        rules: for each line the rule that marks it, or None.

    Returns:
        The spans in order; none at all when no line would be left.
    """
    if None not in rules:
        return []
    spans: list[BoilerplateSpan] = []
    before = None
    for line, rule in zip(lines, rules, strict=True):
        if rule and rule == before:
            spans[-1] = BoilerplateSpan(spans[-1].start, line.end, rule)
        elif rule:
            spans.append(BoilerplateSpan(line.start, line.end, rule))
        before = rule
    return spans
