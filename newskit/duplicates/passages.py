"""The level `rewritten`, first way: a text edited so heavily that few word runs are left.

Its passages tell. A heavily edited copy keeps short runs of words all over the text, with a few
changed words between them; a different text that quotes the same paragraph keeps one long run and
nothing else. So gaps of a few words between shared runs are closed before it is counted what is
covered. A form filled in anew is covered like a copy, but its facts are others: names and numbers.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Match
from newskit.duplicates.overlap import Overlaps, jaccard, share
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.shingling import covered
from newskit.duplicates.wordings import FACTS, Wordings, facts_of, wordings_of_pairs
from newskit.progress import counted

GAP = 12
"""Changed words in a row from which on a passage ends."""
COVERED = 0.75
"""Least share of a text's own words that stand in passages, for it to be a copy."""
SHARED, SHARED_PART = 15, 0.25
"""Fewest shingles, and least share of the shorter text's own, that are shared to begin with."""

OTHER_FACTS = 0.35
"""Share of the facts of each of two texts that the other has nowhere: not the same news, however
alike they are."""
CHANGED_FACTS = 0.25
"""As much is too much where the words are hardly alike."""
WITHOUT_FACTS = 0.85
"""Least share in passages of a text with fewer facts."""

BEGINNING = 40
"""Words that begin a text. Where a source prints a passage again, on another day and under another
beginning, it tells again who it is, or what happened before."""


class _Covered(NamedTuple):
    """What stands in passages of a text.

    Attributes:
        inside: for each word whether it does.
        own: the share of the words of its own that do.
    """

    inside: NDArray[np.bool_]
    own: float


_NOTHING = _Covered(np.zeros(0, np.bool_), 0.0)


def other_news(collection: Collection, pairs: Overlaps, most: float) -> NDArray[np.bool_]:
    """Tell of which pairs each text has more than a share of facts that the other has nowhere."""
    differ = np.zeros(len(pairs), np.bool_)
    for texts, some, one, other in wordings_of_pairs(collection, pairs.a, pairs.b):
        differ[some] = facts_of(texts, collection.workspace.kernel).differ(one, other, most)
    return differ


def agreement(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give for pairs of texts the share of facts of the text with fewer that the other has, too.

    Where there are too few facts to contradict it is 1.
    """
    found = np.ones(len(pairs), np.float64)
    for texts, some, one, other in wordings_of_pairs(collection, *unpacked(pairs)):
        facts = facts_of(texts, collection.workspace.kernel)
        fewer = np.minimum(facts.counts[one], facts.counts[other])
        found[some] = np.where(fewer >= FACTS, share(facts.shared(one, other), fewer), 1)
    return found


def edited(collection: Collection, pairs: Overlaps) -> tuple[list[Match], NDArray[np.bool_]]:
    """Match texts one of which is the other edited heavily.

    Args:
        collection: the texts.
        pairs: pairs of them.

    Returns:
        The matches, and which of the pairs they are.
    """
    asked = np.flatnonzero(share_enough(pairs))
    some = pairs.take(asked)
    found = np.zeros(len(pairs), np.bool_)
    matches = []
    prints = collection.prints
    again = prints.one_source(some.a, some.b) & (prints.days_apart(some.a, some.b) > 0)
    similarities = jaccard(some.own, some.own_sizes).tolist()
    columns = some.a.tolist(), some.b.tolist(), asked.tolist(), similarities, again.tolist()
    both = zip(_covered_of_both(collection, some), *columns, strict=True)
    every = counted(both, "comparing passages", len(asked), "pairs")
    for (one, other, least), a, b, place, similarity, is_later in every:
        if is_later and not (_begins(one.inside) and _begins(other.inside)):
            continue
        may_go = (
            one.own >= least and _mostly(one.inside),
            other.own >= least and _mostly(other.inside),
        )
        if any(may_go):
            found[place] = True
            scores = similarity, max(one.own, other.own)
            matches.append(Match(a, b, Level.REWRITTEN, *scores, *may_go))
    return matches, found


def share_enough(pairs: Overlaps) -> NDArray[np.bool_]:
    """Tell which pairs share so much that `edited` reads them."""
    part = share(pairs.own, pairs.own_sizes.min(axis=0))
    return (part >= SHARED_PART) & (pairs.own >= SHARED)


def _covered_of_both(
    collection: Collection, pairs: Overlaps
) -> Iterator[tuple[_Covered, _Covered, float]]:
    """Yield what stands in passages of the texts of each pair, and the least share of a copy.

    Of two that tell other news nothing does.
    """
    for texts, _, one, other in wordings_of_pairs(collection, pairs.a, pairs.b):
        facts = facts_of(texts, collection.workspace.kernel)
        few = np.minimum(facts.counts[one], facts.counts[other]) < FACTS
        least = np.where(few, WITHOUT_FACTS, COVERED).tolist()
        differ = facts.differ(one, other, CHANGED_FACTS).tolist()
        known = cache(lambda text, texts=texts: np.sort(texts.shingles_of(text)))
        for a, b, enough, is_other in zip(one.tolist(), other.tolist(), least, differ, strict=True):
            if is_other:
                yield _NOTHING, _NOTHING, enough
            else:
                yield _covered(texts, a, known(b)), _covered(texts, b, known(a)), enough


def _covered(texts: Wordings, text: int, known: NDArray[np.uint64]) -> _Covered:
    """Give what stands in passages of a text, by the shingles of the other one, ascending."""
    own, shingles = texts.own_of(text), texts.shingles_of(text)
    if not len(known):
        return _Covered(np.zeros(len(own), np.bool_), 0.0)
    place = np.minimum(np.searchsorted(known, shingles), len(known) - 1)
    ends = np.array([0, len(shingles)]), np.array([0, len(own)])
    inside = _closed(covered(known[place] == shingles, *ends))
    return _Covered(inside, round(int((inside & own).sum()) / max(int(own.sum()), 1), 4))


def _mostly(inside: NDArray[np.bool_]) -> bool:
    """Tell whether most words of a text, template and all, stand in passages."""
    return 2 * int(inside.sum()) >= len(inside)


def _begins(inside: NDArray[np.bool_]) -> bool:
    """Tell whether the beginning of a text stands in passages."""
    return _mostly(inside[:BEGINNING])


def _closed(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close the gaps inside a text that are shorter than `GAP`."""
    places = np.flatnonzero(inside)
    if not len(places):
        return inside
    closed = inside.copy()
    gaps = np.diff(places)
    short = np.flatnonzero((gaps > 1) & (gaps <= GAP))
    for start, gap in zip(places[short].tolist(), gaps[short].tolist(), strict=True):
        closed[start : start + gap] = True
    return closed
