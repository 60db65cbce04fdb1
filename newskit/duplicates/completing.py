"""What detectors leave out of a crowd: a star is suggested, and its centre need not stay."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.groups import connected, removals
from newskit.duplicates.match import Match
from newskit.duplicates.pairs import packed_pairs
from newskit.duplicates.piled import Piled, ends
from newskit.duplicates.verify import verified


def completed(
    found: Sequence[Match],
    best: Mapping[int, int],
    rank: Mapping[int, int],
    matches_of: Callable[[NDArray[np.int64]], Sequence[Match]],
    settled: Callable[[Iterable[Match]], list[Match]] = list,
) -> tuple[list[Match], dict[int, Match]]:
    """Compare kept texts with the kept ones of their removed neighbours, until nothing is new.

    Of a giant bucket detectors suggest a star, and its centre need not be the text that is kept.
    Where several of a group of connected texts stay, all are compared with the first of them.

    Args:
        found: matches of texts.
        best: the article to keep of each text.
        rank: the places of articles in keep order.
        matches_of: verifies pairs of texts.
        settled: leaves out what can remove nothing.

    Returns:
        The further matches, and for each text that is removed the match that removes it.
    """
    asked = {(match.a, match.b) for match in found}
    more: list[Match] = []
    while True:
        every = settled(chain(found, more))
        order = sorted(ends(every), key=lambda text: rank[best[text]])
        removed = removals(order, every)
        new = still_to_compare(every, order, removed) - asked
        if not new:
            return more, removed
        asked |= new
        more += matches_of(packed_pairs(new))


def still_to_compare(
    matches: Sequence[Match], order: Sequence[int], removed: Mapping[int, Match]
) -> set[tuple[int, int]]:
    """Give pairs of texts that may remove one another, whether they were compared or not.

    Args:
        matches: what connects texts.
        order: these texts in keep order.
        removed: what removes those of them that do not stay.
    """
    pairs = {
        (text, removed[neighbour].other(neighbour))
        for match in matches
        for text, neighbour in ((match.a, match.b), (match.b, match.a))
        if text not in removed and neighbour in removed
    }
    pairs.update(_with_the_first(matches, order, removed))
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _with_the_first(
    matches: Sequence[Match], order: Sequence[int], removed: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Pair the texts of groups of which several stay, each with the first of its group."""
    place = {text: at for at, text in enumerate(order)}
    a, b = np.array([(place[m.a], place[m.b]) for m in matches], np.int64).reshape(-1, 2).T
    first = connected(a, b, len(order)).tolist()
    staying = Counter(at for text, at in zip(order, first, strict=True) if text not in removed)
    for text, at in zip(order, first, strict=True):
        if staying[at] > 1:
            yield text, order[at]


def asked_of_old(
    piled: Piled, found: Sequence[Match], old: int, level: Level, threshold: float
) -> list[Match]:
    """Compare new texts with the old ones that their matches match, until nothing is new.

    Of a giant bucket detectors suggest a star, and its centre need not be an old text.
    """
    is_old = [min(same) < old for same in piled.members]
    asked = {(match.a, match.b) for match in found}
    more: list[Match] = []
    while True:
        of_old: dict[int, set[int]] = {}
        neighbours: dict[int, set[int]] = {}
        for match in chain(found, more):
            for text, other in ((match.a, match.b), (match.b, match.a)):
                (of_old if is_old[other] else neighbours).setdefault(text, set()).add(other)
        new = {
            (min(text, other), max(text, other))
            for text, near in neighbours.items()
            if not is_old[text] and text not in of_old
            for neighbour in near
            for other in of_old.get(neighbour, ())
        } - asked
        if not new:
            return more
        asked |= new
        more += verified(piled.collection, packed_pairs(new), level, threshold)
