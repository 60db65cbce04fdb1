"""Which lines of words have another as a part: looked up by runs of words, not pair by pair."""

from collections.abc import Iterator, Sequence

RUN = 3
"""Words in a run; a shorter line is part of none."""


class Lines:
    """Lines of words, by the runs of words that they have.

    Args:
        lines: words with one space before, between and behind them.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._holding: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            for run in _runs(line):
                self._holding.setdefault(run, []).append(number)
        # By the rarest run: else all that begin alike would be compared.
        self._parts: dict[str, list[str]] = {}
        for line in dict.fromkeys(lines):
            if found := _runs(line):
                rarest = min(found, key=lambda run: len(self._holding[run]))
                self._parts.setdefault(rarest, []).append(line)

    def with_part(self, part: str) -> Iterator[int]:
        """Yield the positions of the lines that are `part` or have it as a part, ascending."""
        holding = (self._holding.get(run, []) for run in _runs(part))
        rarest = min(holding, key=len, default=[])
        return (number for number in rarest if part in self._lines[number])

    def has_part_of(self, whole: str) -> bool:
        """Tell whether one of the lines is `whole` or a part of it."""
        return any(part in whole for run in _runs(whole) for part in self._parts.get(run, ()))


def _runs(line: str) -> list[str]:
    said = line.split()
    runs = zip(*(said[start:] for start in range(RUN)), strict=False)
    return list(dict.fromkeys(map(" ".join, runs)))
