"""Lines of a pile that open like the head of another article of their source."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newskit.cleaning.frequent import Openings

HEAD = 2
"""Lines of an article whose openings, each with that of the next line, are its head."""

COMMON = 16
"""Articles that begin alike; what more begin with tells none of them."""

Head = tuple[int, int]
"""An article, and one of its first lines."""


def head_like(
    openings: Openings, members: Sequence[int]
) -> Iterator[tuple[int, int, Sequence[Head]]]:
    """Find lines that open, as the one behind them does, like a head of their source.

    Args:
        openings: how the lines of the pile open.
        members: the articles of the source.

    Yields:
        an article, one of its lines behind its own head, and the heads.
    """
    found = _heads(openings, members)
    heads = {pair: known for pair, known in found.items() if len(known) <= COMMON}
    for index in members:
        codes = openings.of(index)[HEAD:]
        if not heads.keys().isdisjoint(pairwise(codes)):
            for line, pair in enumerate(pairwise(codes), HEAD):
                if pair in heads:
                    yield index, line, heads[pair]


def _heads(openings: Openings, members: Sequence[int]) -> dict[tuple[int, int], list[Head]]:
    found: dict[tuple[int, int], list[Head]] = {}
    for index in members:
        codes = openings.of(index)[: HEAD + 2]
        if len(codes) == HEAD + 1:  # the last two of so few lines may be what ends every page
            codes = codes[:HEAD]
        for start, pair in enumerate(pairwise(codes[: HEAD + 1])):
            found.setdefault(pair, []).append((index, start))
    return found
