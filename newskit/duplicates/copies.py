"""The stage as a whole: equal texts, candidates, verified matches, groups.

Everything up to the matches is about different texts, of which equal articles have one: 6,000
prints of one text are one to compare. Then the matches are brought to the articles.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.against import copies_of_old
from newskit.duplicates.collection import Collection
from newskit.duplicates.completing import asked_of_old, completed
from newskit.duplicates.groups import removals
from newskit.duplicates.match import Match
from newskit.duplicates.pairs import checked
from newskit.duplicates.piled import Piled, brought, ends, exact, piled, texts_with_copies
from newskit.duplicates.verify import verified

_ALL_PAIRS_OF_EQUALS = 10_000
"""Up to so many pairs, all pairs of two sets of equal texts are listed; beyond, one of each."""

InOrder = Callable[[Iterable[int], Sequence[int]], list[int]]
"""Takes positions of articles, and the words of every article; sorts the positions, the article to
keep before others first."""

Detect = Callable[[Collection], Iterator[object]]
"""Gives what detectors answer: candidate pairs."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Which articles are copies.

    Args:
        removed: position of each copy, with its match to a kept article.
        equals: sets of two or more articles with equal texts.
        matches: verified pairs; of each set of equal texts one article stands for all.
        reports: pairs that only share a story.
        old: so many articles at the beginning are only compared against; None if not asked.
        among: whether the others are compared with each other as well.
    """

    removed: Mapping[int, Match]
    equals: Sequence[Sequence[int]]
    matches: Sequence[Match]
    reports: Sequence[Match] = ()
    old: int | None = None
    among: bool = False

    def pairs(self) -> Iterator[Match]:
        """Give every verified pair, equal texts written out as far as that stays affordable."""
        for match in self._pairs():
            if self.old is None or ((self.among or match.a < self.old) and self.old <= match.b):
                yield match

    def _pairs(self) -> Iterator[Match]:
        alike = {group[0]: group for group in self.equals}
        for group in self.equals:
            for a, b in _spread(combinations(group, 2), len(group) ** 2, group[:1], group[1:]):
                yield exact(a, b)
        for match in self.matches:
            left, right = alike.get(match.a, [match.a]), alike.get(match.b, [match.b])
            size = len(left) * len(right)
            for a, b in _spread(product(left, right), size, left[:1], right[:1]):
                yield match.between(a, b)
        yield from self.reports


def find_copies(
    articles: Sequence[Article],
    detect: Detect,
    level: Level,
    threshold: float,
    in_order: InOrder,
    old: int | None = None,
    jobs: int = 1,
) -> Copies:
    """Find the copies among articles.

    Args:
        articles: in the order of the input.
        detect: gives candidate pairs; not asked at the level `exact`.
        level: the weakest level that counts, `rewritten` or stronger.
        threshold: least Jaccard of near copies.
        in_order: sorts articles by the keep policy.
        old: so many articles at the beginning stay, and only copies of them are removed; None for
            the copies among all.
        jobs: threads that hash.
    """
    by_text = piled(articles, jobs, old or 0)
    texts = by_text.collection
    found: list[Match] = []
    if level < Level.EXACT and len(texts) > 1:
        answers = [checked(answer, len(texts)) for answer in detect(texts)]
        candidates = np.unique(np.concatenate([*answers, np.empty(0, np.int64)]))
        found = verified(texts, candidates, level, threshold)
        if old is not None:
            found += asked_of_old(by_text, found, old, level, threshold)
    lengths = texts.lengths[by_text.of].tolist()
    order = in_order(_involved(by_text, found), lengths)
    rank = {position: place for place, position in enumerate(order)}
    best = {
        text: min(by_text.members[text], key=rank.__getitem__)
        for text in texts_with_copies(by_text, found)
    }
    if old is not None:
        removed = copies_of_old(by_text, found, rank, old)
    else:

        def matches_of(pairs: NDArray[np.int64]) -> list[Match]:
            return verified(texts, pairs, level, threshold)

        found += completed(found, best, rank, matches_of)
        removed = removed_among(by_text, found, best, rank)
    firsts = [same[0] for same in by_text.members]
    matches = [match.between(firsts[match.a], firsts[match.b]) for match in found]
    equals = [same for same in by_text.members if len(same) > 1]
    return Copies(removed, equals, matches, old=old)


def _involved(piled: Piled, found: Sequence[Match]) -> list[int]:
    return [
        position
        for text in sorted(texts_with_copies(piled, found))
        for position in piled.members[text]
    ]


def removed_among(
    piled: Piled,
    found: Sequence[Match],
    best: Mapping[int, int],
    rank: Mapping[int, int],
    old: int = 0,
) -> dict[int, Match]:
    """Choose the articles that are removed: of equal ones all but the best, or all of them.

    So many `old` articles at the beginning are none of them.
    """
    texts = removals(sorted(ends(found), key=lambda text: rank[best[text]]), found)
    removed = {}
    for text in best:
        match = texts.get(text)
        kept = best[match.other(text)] if match else best[text]
        for position in (i for i in piled.members[text] if i >= old):
            if match:
                removed[position] = brought(match, text, position, kept)
            elif position != kept:
                removed[position] = exact(position, kept)
    return removed


def _spread(
    every: Iterable[tuple[int, int]], size: int, left: Sequence[int], right: Sequence[int]
) -> Iterable[tuple[int, int]]:
    return every if size <= _ALL_PAIRS_OF_EQUALS else product(left, right)
