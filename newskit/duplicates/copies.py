"""The stage as a whole: equal texts, candidates, verified matches, groups.

Everything up to the matches is about different texts, of which equal articles have one: 6,000
prints of one text are one to compare. Then the matches are brought to the articles.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.against import copies_of_old
from newskit.duplicates.collection import Collection
from newskit.duplicates.completing import asked_of_old, completed
from newskit.duplicates.groups import connected
from newskit.duplicates.match import Match, Matches, Removed
from newskit.duplicates.pairs import checked
from newskit.duplicates.piled import Piled, brought, exact, piled
from newskit.duplicates.stars import removed_of_stars
from newskit.duplicates.verify import verified
from newskit.duplicates.workspace import Arrays, Workspace
from newskit.text.distinct import distinct

_AT_ONCE = 10_000
"""Texts among whose copies the kept ones are chosen at once, about."""

_ALL_PAIRS_OF_EQUALS = 10_000
"""Up to so many pairs, all pairs of two sets of equal texts are listed; beyond, one of each."""


class InOrder(Protocol):
    """Sorts positions of articles, the article to keep before others first."""

    def __call__(
        self,
        positions: Iterable[int],
        lengths: NDArray[np.int64],
        groups: NDArray[np.int64] | None = None,
    ) -> list[int]:
        """Sort positions.

        Args:
            positions: the articles.
            lengths: the words of every article.
            groups: the group of each of the positions, if only in these the order matters.
        """


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

    removed: Removed
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
    workspace: Workspace | None = None,
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
        workspace: what works.
    """
    by_text = piled(articles, workspace, old or 0)
    texts = by_text.collection
    found = Matches.of([])
    if level < Level.EXACT and len(texts) > 1:
        found = _matches(texts, detect, level, threshold)
        if old is not None:
            found += asked_of_old(by_text, found, old, level, threshold)

    def matches_of(pairs: NDArray[np.int64]) -> Matches:
        return verified(texts, pairs, level, threshold)

    removed, further = _removed(by_text, found, in_order, old, matches_of)
    matched = Matches.joined([found, *further]).between(by_text.members.firsts)
    return Copies(Removed.joined(removed), by_text.equals, matched, old=old)


def _matches(texts: Collection, detect: Detect, level: Level, threshold: float) -> Matches:
    """Find candidates, and verify them."""

    def candidates() -> Arrays:
        answers = [checked(answer, len(texts)) for answer in detect(texts)]
        return {"pairs": distinct(np.concatenate([*answers, np.empty(0, np.int64)]))}

    def matches() -> Arrays:
        pairs = texts.workspace.once("candidates", candidates)["pairs"]
        return {"rows": verified(texts, pairs, level, threshold).rows}

    return Matches(texts.workspace.once("matches", matches)["rows"])


def _removed(
    by_text: Piled,
    found: Matches,
    in_order: InOrder,
    old: int | None,
    matches_of: Callable[[NDArray[np.int64]], Matches],
) -> tuple[list[Removed], list[Matches]]:
    """Choose what is removed, some groups at a time, and give the further matches it took."""
    removed, further = [], []
    lengths = by_text.collection.lengths[by_text.of]
    for some, groups, matches in _groups(by_text, found):
        of_articles = np.repeat(groups, by_text.members.counts[some])
        order = in_order(by_text.members.of_all(some), lengths, of_articles)
        if old is None:
            of_stars, in_star = removed_of_stars(by_text, some, matches, order)
            removed.append(of_stars)
            matches = matches.take(~in_star[np.searchsorted(some, matches.ends[0])])
            some = some[~in_star]
        texts, among = some.tolist(), [*matches]
        rank = {position: place for place, position in enumerate(order)}
        if old is not None:
            removed.append(Removed.of(copies_of_old(by_text, texts, among, rank, old)))
        elif texts:
            best = {text: min(by_text.members[text], key=rank.__getitem__) for text in texts}
            more, going = completed(among, best, rank, matches_of)
            further.append(Matches.of(more))
            removed.append(Removed.of(removed_among(by_text, going, best)))
    return removed, further


def _groups(
    piled: Piled, found: Matches
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Matches]]:
    """Give texts that have copies with their matches: whole groups, some thousand texts a time.

    Yields:
        Texts, ascending, the group of each, and the matches among them, in their order.
    """
    count = len(piled.members)
    one, other = found.ends
    root = connected(one, other, count)
    with_copies = np.zeros(count, np.bool_)
    with_copies[[one, other]] = True
    with_copies[piled.members.several] = True
    texts = np.flatnonzero(with_copies)
    texts = texts[np.argsort(root[texts], kind="stable")]
    roots, of_match = root[texts], root[one]
    by_root = np.argsort(of_match, kind="stable")
    of_match = of_match[by_root]
    start = 0
    while start < len(texts):
        last = roots[min(start + _AT_ONCE, len(texts)) - 1]
        stop = int(np.searchsorted(roots, last, "right"))
        of_these = slice(*np.searchsorted(of_match, [roots[start], last + 1]))
        some = np.sort(texts[start:stop])
        yield some, root[some], found.take(np.sort(by_root[of_these]))
        start = stop


def removed_among(
    piled: Piled, going: Mapping[int, Match], best: Mapping[int, int], old: int = 0
) -> dict[int, Match]:
    """Give the articles that are removed: of equal ones all but the best, or all of them.

    Args:
        piled: articles by their texts.
        going: the texts that go, with their matches.
        best: of each text the article to keep.
        old: so many articles at the beginning are none of them.
    """
    removed = {}
    for text in best:
        match = going.get(text)
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
