"""Lines, the unit of boilerplate: where they stand in a text, and marked lines as spans."""

from collections.abc import Sequence
from itertools import accumulate

from newskit.protocols import BoilerplateSpan


class Lines:
    """The lines of a text that are not blank; where one stands is reckoned when asked for.

    Attributes:
        texts: what the lines say, without the space around it.
        numbers: the number of each among all lines, the blank ones too.
    """

    def __init__(self, text: str) -> None:
        self._every = one_line_end(text).split("\n")
        self._lengths = list(accumulate(map(len, self._every)))
        self.texts = [line.strip() for line in self._every]
        self.numbers = [number for number, inner in enumerate(self.texts) if inner]
        if len(self.numbers) < len(self.texts):
            self.texts = [self.texts[number] for number in self.numbers]

    def start(self, index: int) -> int:
        """Give where a line starts in the text."""
        return self.end(index) - len(self._every[self.numbers[index]])

    def end(self, index: int) -> int:
        """Give where a line ends in the text."""
        number = self.numbers[index]
        return self._lengths[number] + number


def one_line_end(text: str) -> str:
    """Give `text` with a line feed in place of each carriage return: offsets stay as they are."""
    return text.replace("\r", "\n") if "\r" in text else text


def spans_of(lines: Lines, rules: Sequence[str | None]) -> list[BoilerplateSpan]:
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
    for index, rule in enumerate(rules):
        if rule and rule == before:
            spans[-1] = BoilerplateSpan(spans[-1].start, lines.end(index), rule)
        elif rule:
            spans.append(BoilerplateSpan(lines.start(index), lines.end(index), rule))
        before = rule
    return spans
