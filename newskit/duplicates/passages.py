"""The level `rewritten`, first way: a text edited so heavily that few word runs are left.

Its passages tell. A heavily edited copy keeps short runs of words all over the text, with a few
changed words between them; a different text that quotes the same paragraph keeps one long run and
nothing else. So gaps of a few words between shared runs are closed before it is counted what is
covered. A form filled in anew is covered like a copy, but its facts are others: names and numbers.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Match
from newskit.duplicates.overlap import Overlaps, jaccard, share
from newskit.duplicates.shingling import covered, shingle_hashes
from newskit.text.hashing import NUMBER, hashed_words

GAP = 12
"""Changed words in a row from which on a passage ends."""
COVERED = 0.75
"""Least share of a text's own words that stand in passages, for it to be a copy."""
SHARED, SHARED_PART = 15, 0.25
"""Fewest shingles, and least share of the shorter text's own, that are shared to begin with."""

FACTS = 4
"""Fewest facts that can contradict."""
OTHER_FACTS = 0.35
"""Share of the facts of each of two texts that the other has nowhere: not the same news, however
alike they are."""
CHANGED_FACTS = 0.25
"""As much is too much where the words are hardly alike."""
WITHOUT_FACTS = 0.85
"""Least share in passages of a text with fewer facts."""

_BATCH = 256


class Wording(NamedTuple):
    """A text word by word.

    Attributes:
        words: the hash of each word.
        shingles: the hash of the shingle that begins with each word, as far as there is one.
        facts: whether a word is a number or begins with a capital.
        own: whether a word stands in no shingle of a template.
    """

    words: NDArray[np.uint64]
    shingles: NDArray[np.uint64]
    facts: NDArray[np.bool_]
    own: NDArray[np.bool_]


class Passages(NamedTuple):
    """What two texts share, row 0 for the one and row 1 for the other of each pair.

    Attributes:
        covered: share of the words of a text's own that stand in passages.
        facts: the facts of a text's own.
        changed: share of these that the other text has nowhere.
    """

    covered: NDArray[np.float64]
    facts: NDArray[np.int64]
    changed: NDArray[np.float64]

    def of_other_news(self, most: float) -> NDArray[np.bool_]:
        """Tell of which pairs each text has so many facts of its own that they differ."""
        lacking = np.round(self.changed * self.facts)
        differ = (self.changed > most) & (lacking >= FACTS)
        return differ[0] & differ[1]


def edited(collection: Collection, pairs: Overlaps) -> tuple[list[Match], NDArray[np.bool_]]:
    """Match texts one of which is the other edited heavily.

    Args:
        collection: the texts.
        pairs: pairs of them.

    Returns:
        The matches, and which of the pairs they are.
    """
    some_shared = share(pairs.own, pairs.own_sizes.min(axis=0)) >= SHARED_PART
    asked = np.flatnonzero(some_shared & (pairs.own >= SHARED))
    some = pairs.take(asked)
    shared = passages(collection, some)
    few = (shared.facts < FACTS).any(axis=0)
    enough = shared.covered >= np.where(few, WITHOUT_FACTS, COVERED)
    good = enough.any(axis=0) & ~shared.of_other_news(CHANGED_FACTS)
    found = np.zeros(len(pairs), np.bool_)
    found[asked[good]] = True
    matches = zip(
        some.a[good].tolist(),
        some.b[good].tolist(),
        jaccard(some.own, some.own_sizes)[good].tolist(),
        shared.covered.max(axis=0)[good].tolist(),
        enough.T[good].tolist(),
        strict=True,
    )
    return [Match(a, b, Level.REWRITTEN, j, c, *go) for a, b, j, c, go in matches], found


def passages(collection: Collection, pairs: Overlaps) -> Passages:
    """Find what pairs of texts share."""
    texts = np.unique(np.concatenate([pairs.a, pairs.b])).tolist()
    word_by_word = dict(zip(texts, _wordings(collection, texts), strict=True))
    found = Passages(
        np.zeros((2, len(pairs))), np.zeros((2, len(pairs)), np.int64), np.zeros((2, len(pairs)))
    )
    for place, (a, b) in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)):
        one, other = word_by_word[a], word_by_word[b]
        common = np.intersect1d(one.shingles, other.shingles)
        for row, (text, against) in enumerate(((one, other), (other, one))):
            found.covered[row, place] = _share_in_passages(text, common)
            found.facts[row, place], found.changed[row, place] = _changed(text, against)
    return found


def _wordings(collection: Collection, texts: Sequence[int]) -> Iterator[Wording]:
    for start in range(0, len(texts), _BATCH):
        articles = [collection.articles[text] for text in texts[start : start + _BATCH]]
        words = hashed_words([article.story_text() for article in articles])
        shingles, offsets = shingle_hashes(words)
        facts = words.capitals | (words.kinds == NUMBER)
        own = ~covered(collection.is_template(shingles), offsets, words.offsets)
        for (w0, w1), (s0, s1) in zip(_bounds(words.offsets), _bounds(offsets), strict=True):
            yield Wording(words.hashes[w0:w1], shingles[s0:s1], facts[w0:w1], own[w0:w1])


def _bounds(offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    edges = offsets.tolist()
    return pairwise(edges)


def _share_in_passages(text: Wording, common: NDArray[np.uint64]) -> float:
    """Give the share of a text's own words that stand in passages."""
    here = np.isin(text.shingles, common)
    ends = np.array([0, len(text.shingles)]), np.array([0, len(text.words)])
    inside = _closed(covered(here, *ends))
    return round(float((inside & text.own).sum()) / max(int(text.own.sum()), 1), 4)


def _changed(text: Wording, other: Wording) -> tuple[int, float]:
    """Count the facts of a text's own, and give the share of them that the other lacks."""
    facts = np.unique(text.words[text.facts & text.own])
    lacking = int((~np.isin(facts, other.words)).sum())
    return len(facts), round(lacking / max(len(facts), 1), 4)


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
