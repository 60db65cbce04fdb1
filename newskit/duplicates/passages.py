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
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.shingling import covered, shingle_hashes
from newskit.progress import counted
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

BEGINNING = 40
"""Words that begin a text. Where a source prints a passage again, on another day and under another
beginning, it tells again who it is, or what happened before."""

_PAIRS = 2_048
_BATCH = 256


class _Wording(NamedTuple):
    """A text word by word.

    Attributes:
        shingles: the hash of the shingle that begins with each word, as far as there is one.
        known: the different ones, ascending.
        own: whether a word stands in no shingle of a template.
        words: the hashes of its words.
        facts: those of its own that are a number or begin with a capital.
    """

    shingles: NDArray[np.uint64]
    known: NDArray[np.uint64]
    own: NDArray[np.bool_]
    words: frozenset[int]
    facts: frozenset[int]


def other_news(collection: Collection, pairs: Overlaps, most: float) -> NDArray[np.bool_]:
    """Tell of which pairs each text has more than a share of facts that the other has nowhere."""
    both = _wordings_of_both(collection, pairs.a, pairs.b)
    return np.array([_differ(one, other, most) for one, other in both], np.bool_)


def agreement(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give for pairs of texts the share of facts of the text with fewer that the other has, too.

    Where there are too few facts to contradict it is 1.
    """
    found = []
    for one, other in _wordings_of_both(collection, *unpacked(pairs)):
        fewer = min(len(one.facts), len(other.facts))
        found.append(round(len(one.facts & other.facts) / fewer, 4) if fewer >= FACTS else 1.0)
    return np.array(found, np.float64)


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
    both = _wordings_of_both(collection, some.a, some.b)
    found = np.zeros(len(pairs), np.bool_)
    matches = []
    prints = collection.prints
    again = prints.one_source(some.a, some.b) & (prints.days_apart(some.a, some.b) > 0)
    similarities = jaccard(some.own, some.own_sizes).tolist()
    columns = some.a.tolist(), some.b.tolist(), asked.tolist(), similarities, again.tolist()
    every = counted(zip(both, *columns, strict=True), "comparing passages", len(asked), "pairs")
    for (one, other), a, b, place, similarity, is_later in every:
        inside = _in_passages(one, other), _in_passages(other, one)
        if is_later and not (_begins(inside[0]) and _begins(inside[1])):
            continue
        covered_one, covered_other = _of_own(one, inside[0]), _of_own(other, inside[1])
        few = min(len(one.facts), len(other.facts)) < FACTS
        least = WITHOUT_FACTS if few else COVERED
        may_go = (
            covered_one >= least and _mostly(inside[0]),
            covered_other >= least and _mostly(inside[1]),
        )
        if any(may_go) and not _differ(one, other, CHANGED_FACTS):
            found[place] = True
            scores = similarity, max(covered_one, covered_other)
            matches.append(Match(a, b, Level.REWRITTEN, *scores, *may_go))
    return matches, found


def share_enough(pairs: Overlaps) -> NDArray[np.bool_]:
    """Tell which pairs share so much that `edited` reads them."""
    part = share(pairs.own, pairs.own_sizes.min(axis=0))
    return (part >= SHARED_PART) & (pairs.own >= SHARED)


def _wordings_of_both(
    collection: Collection, a: NDArray[np.int64], b: NDArray[np.int64]
) -> Iterator[tuple[_Wording, _Wording]]:
    """Yield the two texts of each pair word by word; those of a few pairs are held at a time."""
    for start in range(0, len(a), _PAIRS):
        one, other = a[start : start + _PAIRS], b[start : start + _PAIRS]
        texts = _wordings(collection, np.unique(np.concatenate([one, other])).tolist())
        yield from zip(
            map(texts.__getitem__, one.tolist()),
            map(texts.__getitem__, other.tolist()),
            strict=True,
        )


def _wordings(collection: Collection, texts: Sequence[int]) -> dict[int, _Wording]:
    """Give texts word by word."""
    found = {}
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        words = hashed_words(
            [collection.articles[text].story_text() for text in some], details=True
        )
        shingles, offsets = shingle_hashes(words)
        own = ~covered(collection.is_template(shingles), offsets, words.offsets)
        facts = own & (words.capitals | (words.kinds == NUMBER))
        bounds = zip(pairwise(words.offsets.tolist()), pairwise(offsets.tolist()), strict=True)
        for text, ((w0, w1), (s0, s1)) in zip(some, bounds, strict=True):
            said, here = words.hashes[w0:w1], shingles[s0:s1]
            found[text] = _Wording(
                here,
                np.sort(here),
                own[w0:w1],
                frozenset(said.tolist()),
                frozenset(said[facts[w0:w1]].tolist()),
            )
    return found


def _in_passages(text: _Wording, other: _Wording) -> NDArray[np.bool_]:
    """Tell which words of a text stand in passages."""
    if not len(other.known):
        return np.zeros(len(text.own), np.bool_)
    place = np.minimum(np.searchsorted(other.known, text.shingles), len(other.known) - 1)
    ends = np.array([0, len(text.shingles)]), np.array([0, len(text.own)])
    return _closed(covered(other.known[place] == text.shingles, *ends))


def _of_own(text: _Wording, inside: NDArray[np.bool_]) -> float:
    """Give the share of a text's own words that stand in passages."""
    return round(int((inside & text.own).sum()) / max(int(text.own.sum()), 1), 4)


def _mostly(inside: NDArray[np.bool_]) -> bool:
    """Tell whether most words of a text, template and all, stand in passages."""
    return 2 * int(inside.sum()) >= len(inside)


def _begins(inside: NDArray[np.bool_]) -> bool:
    """Tell whether the beginning of a text stands in passages."""
    return _mostly(inside[:BEGINNING])


def _differ(one: _Wording, other: _Wording, most: float) -> bool:
    """Tell whether each text has facts of its own, and many of its facts, that the other lacks."""
    for text, against in ((one, other), (other, one)):
        lacking = len(text.facts - against.words)
        if lacking < FACTS or round(lacking / len(text.facts), 4) <= most:
            return False
    return True


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
