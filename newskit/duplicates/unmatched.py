"""Pairs that are no copies: one article of each story, and all pairs laid side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.copies import Copies, InOrder
from newskit.duplicates.match import Match, Removed
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.near import THRESHOLD
from newskit.duplicates.overlap import jaccard, overlaps, share
from newskit.duplicates.pairs import packed_pairs
from newskit.duplicates.piled import Piled, brought, exact, piled
from newskit.duplicates.verify import verified
from newskit.marks import story_of


def every_match(articles: Sequence[Article]) -> Iterator[Match]:
    """Give every pair with its scores; a pair that is no copy has the level `related` at most."""
    by_text = piled(articles)
    texts = by_text.collection
    pairs = every_pair(len(texts))
    matches = {
        (m.a, m.b): m for m in verified(texts, pairs, Level.REWRITTEN, THRESHOLD, thorough=True)
    }
    for match in _overlapping(texts, pairs, Level.RELATED):
        matches.setdefault((match.a, match.b), match)
    for a, b in combinations(range(len(articles)), 2):
        one, other = int(by_text.of[a]), int(by_text.of[b])
        if one == other:
            yield exact(a, b)
        else:
            match = matches[min(one, other), max(one, other)]
            yield brought(match, one, a, b)


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
    by_text = piled(articles)
    lengths = by_text.collection.lengths[by_text.of]
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
            removed[position] = exact(position, kept)
        elif match:
            removed[position] = brought(match, one, position, kept)
        else:
            apart.append((position, kept))
    reports = list(_reports(by_text, apart))
    removed.update((position, match) for (position, _), match in zip(apart, reports, strict=True))
    return Copies(Removed.of(removed), copies.equals, copies.matches, reports, old)


def _may_stay(group: Iterable[int], copies: Copies) -> list[int]:
    """Give the articles of a story of which one may stand for all: no copies, or old ones."""
    if copies.old is not None:
        return [position for position in group if position < copies.old]
    return [position for position in group if position not in copies.removed]


def _reports(piled: Piled, pairs: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """Give pairs of articles of a story, with what their texts share."""
    of = piled.of.tolist()
    texts = packed_pairs((of[a], of[b]) for a, b in pairs)
    found = _overlapping(piled.collection, texts, Level.STORY)
    scored = {(match.a, match.b): match for match in found}
    for a, b in pairs:
        yield scored[min(of[a], of[b]), max(of[a], of[b])].between(a, b)


def _overlapping(texts: Collection, pairs: NDArray[np.int64], level: Level) -> Iterator[Match]:
    """Give pairs of texts at a level, with what they share."""
    found = overlaps(texts, pairs)
    scores = jaccard(found.own, found.own_sizes), share(found.own, found.own_sizes.min(axis=0))
    columns = (found.a, found.b, *scores)
    for a, b, similarity, containment in zip(*(c.tolist() for c in columns), strict=True):
        yield Match(a, b, level, similarity, containment)
