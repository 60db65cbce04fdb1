"""The stage as a whole: equal texts, candidates, verified matches, groups.

Everything up to the matches is about different texts, of which equal articles have one: 6,000
prints of one text are one to compare. Then the matches are brought to the articles.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Chosen, Collection, collect
from newskit.duplicates.groups import connected, removals
from newskit.duplicates.match import Match
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.near import THRESHOLD
from newskit.duplicates.overlap import jaccard, overlaps, share
from newskit.duplicates.pairs import checked, packed
from newskit.duplicates.texts import hashed_texts
from newskit.duplicates.verify import verified
from newskit.marks import story_of

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
    """

    removed: Mapping[int, Match]
    equals: Sequence[Sequence[int]]
    matches: Sequence[Match]
    reports: Sequence[Match] = ()
    old: int | None = None

    def pairs(self) -> Iterator[Match]:
        """Give every verified pair, equal texts written out as far as that stays affordable."""
        for match in self._pairs():
            if self.old is None or match.a < self.old <= match.b:
                yield match

    def _pairs(self) -> Iterator[Match]:
        alike = {group[0]: group for group in self.equals}
        for group in self.equals:
            for a, b in _spread(combinations(group, 2), len(group) ** 2, group[:1], group[1:]):
                yield _exact(a, b)
        for match in self.matches:
            left, right = alike.get(match.a, [match.a]), alike.get(match.b, [match.b])
            size = len(left) * len(right)
            for a, b in _spread(product(left, right), size, left[:1], right[:1]):
                yield match.between(a, b)
        yield from self.reports


@dataclass(frozen=True, slots=True)
class _Piled:
    """Articles by their texts.

    Args:
        of: the number of the text of each article.
        members: the articles with each text; the first stands for all.
        collection: the texts.
    """

    of: NDArray[np.int64]
    members: Sequence[Sequence[int]]
    collection: Collection


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
    piled = _piled(articles, jobs, old or 0)
    texts = piled.collection
    found: list[Match] = []
    if level < Level.EXACT and len(texts) > 1:
        answers = [checked(answer, len(texts)) for answer in detect(texts)]
        candidates = np.unique(np.concatenate([*answers, np.empty(0, np.int64)]))
        found = verified(texts, candidates, level, threshold)
        if old is not None:
            found += _asked_of_old(piled, found, old, level, threshold)
    lengths = texts.lengths[piled.of].tolist()
    order = in_order(_involved(piled, found), lengths)
    rank = {position: place for place, position in enumerate(order)}
    best = {text: min(piled.members[text], key=rank.__getitem__) for text in _texts(piled, found)}
    if old is not None:
        removed = _copies_of_old(piled, found, rank, old)
    else:
        found += _completed(texts, found, best, rank, level, threshold)
        removed = _removed(piled, found, best, rank)
    firsts = [same[0] for same in piled.members]
    matches = [match.between(firsts[match.a], firsts[match.b]) for match in found]
    equals = [same for same in piled.members if len(same) > 1]
    return Copies(removed, equals, matches, old=old)


def _piled(articles: Sequence[Article], jobs: int = 1, old: int = 0) -> _Piled:
    hashed = hashed_texts(articles, jobs)
    members: list[list[int]] = [[] for _ in hashed.lengths]
    for position, text in enumerate(hashed.of.tolist()):
        members[text].append(position)
    for same in members:
        if len(same) > 1:
            # The first stands for all: an old one, or the print with most punctuation. Where one
            # has lost its full stops, its sentences are lost too, and retellings are told by them.
            same.sort(key=lambda i: (i >= old, -len(articles[i].text), articles[i].id))
    firsts = [same[0] for same in members]
    return _Piled(hashed.of, members, collect(hashed, Chosen(articles, firsts)))


def _texts(piled: _Piled, found: Sequence[Match]) -> set[int]:
    """Give the texts that have copies."""
    return _ends(found) | {text for text, same in enumerate(piled.members) if len(same) > 1}


def _involved(piled: _Piled, found: Sequence[Match]) -> list[int]:
    return [position for text in sorted(_texts(piled, found)) for position in piled.members[text]]


def _removed(
    piled: _Piled, found: Sequence[Match], best: Mapping[int, int], rank: Mapping[int, int]
) -> dict[int, Match]:
    """Choose the articles that are removed: of equal ones all but the best, or all of them."""
    texts = removals(sorted(_ends(found), key=lambda text: rank[best[text]]), found)
    removed = {}
    for text in best:
        match = texts.get(text)
        kept = best[match.other(text)] if match else best[text]
        for position in piled.members[text]:
            if match:
                removed[position] = _with(match, text, position, kept)
            elif position != kept:
                removed[position] = _exact(position, kept)
    return removed


def _copies_of_old(
    piled: _Piled, found: Sequence[Match], rank: Mapping[int, int], old: int
) -> dict[int, Match]:
    """Give the new articles that are copies of old ones, each with its best match."""
    matches: dict[int, list[Match]] = {}
    for match in found:
        for text in (match.a, match.b):
            if match.lets_go(text):
                matches.setdefault(text, []).append(match)
    removed = {}
    for text in _texts(piled, found):
        known = {
            other: min((i for i in piled.members[other] if i < old), key=rank.__getitem__)
            for other in {text, *(match.other(text) for match in matches.get(text, ()))}
            if piled.members[other] and min(piled.members[other]) < old
        }
        ranked = [match for match in matches.get(text, ()) if match.other(text) in known]
        for position in (i for i in piled.members[text] if i >= old):
            if text in known:
                removed[position] = _exact(known[text], position)
            elif ranked:
                match = max(ranked, key=lambda m: (m.strength(), -rank[known[m.other(text)]]))
                removed[position] = _with(match, text, position, known[match.other(text)])
    return removed


def _asked_of_old(
    piled: _Piled, found: Sequence[Match], old: int, level: Level, threshold: float
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
        more += verified(piled.collection, packed(*_columns(new)), level, threshold)


def _completed(
    texts: Collection,
    found: Sequence[Match],
    best: Mapping[int, int],
    rank: Mapping[int, int],
    level: Level,
    threshold: float,
) -> list[Match]:
    """Compare kept texts with the kept ones of their removed neighbours, until nothing is new.

    Of a giant bucket detectors suggest a star, and its centre need not be the text that is kept.
    Where several of a group of connected texts stay, all are compared with the first of them.
    """
    asked = {(match.a, match.b) for match in found}
    more: list[Match] = []
    while True:
        every = [*found, *more]
        order = sorted(_ends(every), key=lambda text: rank[best[text]])
        removed = removals(order, every)
        pairs = {
            (text, removed[neighbour].other(neighbour))
            for match in every
            for text, neighbour in ((match.a, match.b), (match.b, match.a))
            if text not in removed and neighbour in removed
        }
        for group in connected(every):
            group.sort(key=lambda text: rank[best[text]])
            if sum(text not in removed for text in group) > 1:
                pairs.update((text, group[0]) for text in group)
        new = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]} - asked
        if not new:
            return more
        asked |= new
        more += verified(texts, packed(*_columns(new)), level, threshold)


def _columns(pairs: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array(sorted(pairs), np.int64).reshape(-1, 2).T


def _ends(matches: Iterable[Match]) -> set[int]:
    return {text for match in matches for text in (match.a, match.b)}


def every_match(articles: Sequence[Article]) -> Iterator[Match]:
    """Give every pair with its scores; a pair that is no copy has the level `related` at most."""
    piled = _piled(articles)
    texts = piled.collection
    pairs = every_pair(len(texts))
    matches = {
        (m.a, m.b): m for m in verified(texts, pairs, Level.REWRITTEN, THRESHOLD, thorough=True)
    }
    for match in _overlapping(texts, pairs, Level.RELATED):
        matches.setdefault((match.a, match.b), match)
    for a, b in combinations(range(len(articles)), 2):
        one, other = int(piled.of[a]), int(piled.of[b])
        if one == other:
            yield _exact(a, b)
        else:
            match = matches[min(one, other), max(one, other)]
            yield _with(match, one, a, b)


def _overlapping(texts: Collection, pairs: NDArray[np.int64], level: Level) -> Iterator[Match]:
    """Give pairs of texts at a level, with what they share."""
    found = overlaps(texts, pairs)
    scores = jaccard(found.own, found.own_sizes), share(found.own, found.own_sizes.min(axis=0))
    columns = (found.a, found.b, *scores)
    for a, b, similarity, containment in zip(*(c.tolist() for c in columns), strict=True):
        yield Match(a, b, level, similarity, containment)


def one_a_story(articles: Sequence[Article], copies: Copies, in_order: InOrder) -> Copies:
    """Remove all but one article of each story.

    Args:
        articles: with the marks of `stories`.
        copies: found at a stronger level.
        in_order: sorts articles by the keep policy; of the kept ones of a story the first stays.
    """
    members: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        members.setdefault(story_of(article) or article.id, []).append(position)
    piled = _piled(articles)
    lengths = piled.collection.lengths[piled.of].tolist()
    old = copies.old
    removed = {} if old is None else dict(copies.removed)
    going = [
        (position, kept)
        for group in members.values()
        for kept in in_order(_may_stay(group, copies), lengths)[:1]
        for position in group
        if position != kept and position not in removed and (old is None or position >= old)
    ]
    stand_in = {position: group[0] for group in copies.equals for position in group}
    known = {(match.a, match.b): match for match in copies.matches}
    apart: list[tuple[int, int]] = []
    for position, kept in going:
        one, other = stand_in.get(position, position), stand_in.get(kept, kept)
        match = known.get((min(one, other), max(one, other)))
        if one == other:
            removed[position] = _exact(position, kept)
        elif match:
            removed[position] = _with(match, one, position, kept)
        else:
            apart.append((position, kept))
    reports = list(_reports(piled, apart))
    removed.update((position, match) for (position, _), match in zip(apart, reports, strict=True))
    return Copies(removed, copies.equals, copies.matches, reports, old)


def _may_stay(group: Iterable[int], copies: Copies) -> list[int]:
    """Give the articles of a story of which one may stand for all: no copies, or old ones."""
    if copies.old is not None:
        return [position for position in group if position < copies.old]
    return [position for position in group if position not in copies.removed]


def _reports(piled: _Piled, pairs: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """Give pairs of articles of a story, with what their texts share."""
    of = piled.of.tolist()
    texts = packed(*_columns((of[a], of[b]) for a, b in pairs))
    found = _overlapping(piled.collection, texts, Level.STORY)
    scored = {(match.a, match.b): match for match in found}
    for a, b in pairs:
        yield scored[min(of[a], of[b]), max(of[a], of[b])].between(a, b)


def _with(match: Match, text: int, position: int, other: int) -> Match:
    """Bring a match of texts to articles: `position` has the text `text`, `other` the other one."""
    return match.between(position, other) if match.a == text else match.between(other, position)


def _exact(a: int, b: int) -> Match:
    return Match(min(a, b), max(a, b), Level.EXACT, 1.0, 1.0)


def _spread(
    every: Iterable[tuple[int, int]], size: int, left: Sequence[int], right: Sequence[int]
) -> Iterable[tuple[int, int]]:
    return every if size <= _ALL_PAIRS_OF_EQUALS else product(left, right)
