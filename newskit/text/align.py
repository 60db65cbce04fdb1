"""Which sentence of one text says what which sentence of another says.

A text is prepared once (`alignable`) and then aligned with as many others as needed. Sentences are
sets of terms; a term weighs the more, the fewer sentences of the two texts have it. The alignment
is one to one, best pairs first. One sentence that the other text splits in two is paired with the
better half only: pairing the rest as well raised the coverage of no rewrite measured. Weights are
whole numbers, so that no sum depends on the order of a set.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import NamedTuple

from newskit.text.sentences import sentences
from newskit.text.spans import Span
from newskit.text.terms import terms

ALIKE = 0.3
"""The least share of their weight (Dice) that two aligned sentences have in common."""

SHARED_TERMS = 3
"""The fewest terms that two aligned sentences have in common, if they are not the same terms."""

COMMON = 80
"""A term in more sentences than this finds no pairs; it still counts in pairs that others find."""

_WORD = re.compile(r"[^\W_]+")

_UNIT = 100
"""Weight of a term is in hundredths of a nat."""


@dataclass(frozen=True, slots=True)
class AlignableText:
    """The sentences of a text, the terms of each, and how many sentences have each term.

    `facts` are what tells one event from another like it: the numbers of each sentence and its
    capitalized words, the first one aside.
    """

    sentences: tuple[Span, ...]
    terms: tuple[frozenset[str], ...]
    facts: tuple[frozenset[str], ...]
    frequency: Mapping[str, int]


class AlignedPair(NamedTuple):
    """A sentence of each text, how alike they are (0 to 1), and the weight of what they share."""

    a: Span
    b: Span
    score: float
    shared: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far two texts say the same, sentence by sentence.

    Attributes:
        pairs: aligned sentences, in the order of the first text.
        coverage_a: share of the weight of the first text's sentences that have a counterpart.
        coverage_b: the same of the second text.
        weight_a: weight of all sentences of the first text, in the unit of `AlignedPair.shared`.
        weight_b: the same of the second text.
        jaccard: weighted Jaccard similarity of the sets of terms of the two texts.
    """

    pairs: tuple[AlignedPair, ...]
    coverage_a: float
    coverage_b: float
    weight_a: int
    weight_b: int
    jaccard: float


class _Weighed(NamedTuple):
    """Both texts' sentences as terms, the weight of each sentence, and of each term.

    `common` are the terms in more than `COMMON` sentences.
    """

    a: Sequence[frozenset[str]]
    b: Sequence[frozenset[str]]
    weights_a: list[int]
    weights_b: list[int]
    term: Mapping[str, int]
    common: frozenset[str]


def alignable(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> AlignableText:
    """Prepare a text: find its sentences, without what is in `skip`, and their terms."""
    spans = sentences(text, language, skip)
    sets = [frozenset(terms(text[start:end])) for start, end in spans]
    return AlignableText(
        sentences=tuple(spans),
        terms=tuple(sets),
        facts=tuple(_facts(text[start:end]) for start, end in spans),
        frequency=Counter(term for one in sets for term in one),
    )


def _facts(sentence: str) -> frozenset[str]:
    said = _WORD.findall(sentence)
    return frozenset(word.casefold() for word in said[1:] if word[0].isupper() or word[0].isdigit())


def align(a: AlignableText, b: AlignableText) -> Alignment:
    """Align the sentences of two texts one to one.

    The result for `(b, a)` is the mirror image. All shares are rounded to four decimals.
    """
    weighed = _weigh(a, b)
    found = sorted(_one_to_one(weighed))
    weight_a, weight_b = sum(weighed.weights_a), sum(weighed.weights_b)
    covered_a = sum(weighed.weights_a[i] for i, _, _, _ in found)
    covered_b = sum(weighed.weights_b[j] for _, j, _, _ in found)
    both = sum(weighed.term[term] for term in a.frequency.keys() & b.frequency.keys())
    return Alignment(
        pairs=tuple(
            AlignedPair(a.sentences[i], b.sentences[j], score, shared)
            for i, j, score, shared in found
        ),
        coverage_a=_share(covered_a, weight_a),
        coverage_b=_share(covered_b, weight_b),
        weight_a=weight_a,
        weight_b=weight_b,
        jaccard=_share(both, sum(weighed.term.values())),
    )


def _weigh(a: AlignableText, b: AlignableText) -> _Weighed:
    """Weigh terms by their rarity in both texts (inverse sentence frequency)."""
    count = len(a.sentences) + len(b.sentences)
    frequency = Counter(a.frequency)
    frequency.update(b.frequency)
    rarity = {n: round(_UNIT * log(1 + count / n)) for n in set(frequency.values())}
    term = {word: rarity[n] for word, n in frequency.items()}
    return _Weighed(
        a.terms,
        b.terms,
        [sum(map(term.__getitem__, one)) for one in a.terms],
        [sum(map(term.__getitem__, one)) for one in b.terms],
        term,
        frozenset(word for word, n in frequency.items() if n > COMMON),
    )


def _one_to_one(weighed: _Weighed) -> Iterator[tuple[int, int, float, int]]:
    """Yield pairs of sentence numbers with score and shared weight, best first, none twice.

    Of equal scores the earlier pair wins, measured along both texts, so that swapping the texts
    swaps the pairs.
    """
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, _, i, j, score, shared in sorted(
        (-score, i + j, i, j, score, shared) for i, j, score, shared in _alike(weighed)
    ):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j, score, shared


def _alike(weighed: _Weighed) -> Iterator[tuple[int, int, float, int]]:
    """Yield every pair of sentences that are alike enough to be aligned."""
    for i, j in chain(_equal(weighed), _candidates(weighed)):
        one, other = weighed.a[i], weighed.b[j]
        common = one & other
        if len(common) < SHARED_TERMS and one != other:
            continue
        shared = sum(map(weighed.term.__getitem__, common))
        score = _share(2 * shared, weighed.weights_a[i] + weighed.weights_b[j])
        if score >= ALIKE:
            yield i, j, score, shared


def _equal(weighed: _Weighed) -> Iterator[tuple[int, int]]:
    """Yield the first pair of sentences with the same terms, the second pair, and so on."""
    places: dict[frozenset[str], list[int]] = {}
    for j in reversed(range(len(weighed.b))):
        places.setdefault(weighed.b[j], []).append(j)
    for i, one in enumerate(weighed.a):
        if left := places.get(one):
            yield i, left.pop()


def _candidates(weighed: _Weighed) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences that share two terms or more that are not everywhere."""
    postings: dict[str, list[int]] = {}
    for j, other in enumerate(weighed.b):
        for term in other - weighed.common:
            postings.setdefault(term, []).append(j)
    for i, one in enumerate(weighed.a):
        votes: Counter[int] = Counter()
        for term in one:
            votes.update(postings.get(term, ()))
        yield from ((i, j) for j, count in votes.items() if count > 1)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
