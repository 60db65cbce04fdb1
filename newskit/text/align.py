"""Which sentence of one text says what which sentence of another says.

A text is prepared once (`alignable`) and then aligned with as many others as needed. Sentences are
sets of terms; a term weighs the more, the fewer sentences of the two texts have it. The alignment
is one to one, best pairs first. One sentence that the other text splits in two is paired with the
better half only: pairing the rest as well raised the coverage of no rewrite measured. Weights are
whole numbers, so that no sum depends on the order of a set.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import NamedTuple

from newskit.text.sentences import sentences
from newskit.text.spans import Span
from newskit.text.terms import plain_words, term, terms

ALIKE = 0.3
"""The least share of their weight (Dice) that two aligned sentences have in common."""

SHARED_TERMS = 3
"""The fewest terms that two aligned sentences have in common, if they are not the same terms."""

COMMON = 80
"""A term in more sentences than this finds no pairs; it still counts in pairs that others find."""

_WORD = re.compile(r"[^\W_]+")

_UNIT = 100
"""Weight of a term is in hundredths of a nat."""

_VOTE = 1 << 40
"""One term in common, in a number whose lower bits sum the weights of the terms in common."""


@dataclass(frozen=True, slots=True)
class AlignableText:
    """The sentences of a text with their terms and facts.

    Facts are what tells one event from another like it: numbers and capitalized words, but for the
    first word of a sentence.

    Attributes:
        sentences: where the sentences stand, in order.
        terms: the terms of each sentence.
        facts: the facts of each sentence.
        all_facts: the facts of the text.
        places: the numbers of the sentences that have a term, ascending, of each term. They do not
            matter where they are more than `COMMON`; then there is a range of their number.
    """

    sentences: tuple[Span, ...]
    terms: tuple[frozenset[str], ...]
    facts: tuple[frozenset[str], ...]
    all_facts: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def only(self, kept: Sequence[int]) -> "AlignableText":
        """Give the text with only the sentences of these numbers, which ascend."""
        return _prepared(
            tuple(self.sentences[number] for number in kept),
            tuple(self.terms[number] for number in kept),
            tuple(self.facts[number] for number in kept),
        )


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


class _Rarity(dict[int, int]):
    """The weight of a term in so many of `count` sentences (inverse sentence frequency)."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __missing__(self, n: int) -> int:
        weight = self[n] = round(_UNIT * log(1 + self.count / n))
        return weight


class _Weighed(NamedTuple):
    """Two texts, the weight of each of their sentences, and of each term.

    `both` are the terms that both texts have.
    """

    a: AlignableText
    b: AlignableText
    weights_a: list[int]
    weights_b: list[int]
    term: Mapping[str, int]
    both: set[str]


def alignable(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> AlignableText:
    """Prepare a text: find its sentences, without what is in `skip`, and their terms."""
    spans = tuple(sentences(text, language, skip))
    said = [_terms_and_facts(text[start:end]) for start, end in spans]
    return _prepared(spans, tuple(found for found, _ in said), tuple(facts for _, facts in said))


def _terms_and_facts(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    if said := plain_words(sentence):
        return frozenset(filter(None, map(term, said))), _facts(said)
    return frozenset(terms(sentence)), _facts(_WORD.findall(sentence))


def _facts(said: list[str]) -> frozenset[str]:
    return frozenset(
        [
            word.casefold()
            for word in said[1:]
            if not "a" <= word[0] <= "z" and (word[0].isupper() or word[0].isdigit())
        ]
    )


def _prepared(
    spans: tuple[Span, ...], said: tuple[frozenset[str], ...], facts: tuple[frozenset[str], ...]
) -> AlignableText:
    return AlignableText(
        sentences=spans,
        terms=said,
        facts=facts,
        all_facts=frozenset(chain.from_iterable(facts)),
        places=_places(said),
    )


def _places(said: tuple[frozenset[str], ...]) -> dict[str, Sequence[int]]:
    places: dict[str, Sequence[int]] = {}
    for number, one in enumerate(said):
        here = (number,)  # most terms are in one sentence, whose terms share this
        for word in one:
            if word not in places:
                places[word] = here
            elif len(before := places[word]) < COMMON:
                places[word] = (*before, number)
            else:
                places[word] = range(len(before) + 1)
    return places


def align(a: AlignableText, b: AlignableText) -> Alignment:
    """Align the sentences of two texts one to one.

    The result for `(b, a)` is the mirror image. All shares are rounded to four decimals.
    """
    weighed = _weigh(a, b)
    found = sorted(_one_to_one(weighed))
    weight_a, weight_b = sum(weighed.weights_a), sum(weighed.weights_b)
    covered_a = sum(weighed.weights_a[i] for i, _, _, _ in found)
    covered_b = sum(weighed.weights_b[j] for _, j, _, _ in found)
    both = sum(map(weighed.term.__getitem__, weighed.both))
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
    """Weigh terms by their rarity in both texts, and sentences by their terms."""
    rarity = _Rarity(len(a.sentences) + len(b.sentences))
    both = a.places.keys() & b.places.keys()
    weight = dict(zip(a.places, map(rarity.__getitem__, map(len, a.places.values())), strict=True))
    weight.update(zip(b.places, map(rarity.__getitem__, map(len, b.places.values())), strict=True))
    for word in both:
        weight[word] = rarity[len(a.places[word]) + len(b.places[word])]
    return _Weighed(
        a,
        b,
        [sum(map(weight.__getitem__, one)) for one in a.terms],
        [sum(map(weight.__getitem__, one)) for one in b.terms],
        weight,
        both,
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
    for i, j, shared in chain(_equal(weighed), _candidates(weighed)):
        score = _share(2 * shared, weighed.weights_a[i] + weighed.weights_b[j])
        if score >= ALIKE:
            yield i, j, score, shared


def _equal(weighed: _Weighed) -> Iterator[tuple[int, int, int]]:
    """Yield the first pair of sentences with the same terms, the second pair, and so on."""
    a, b = weighed.a.terms, weighed.b.terms
    same = set(a).intersection(b)
    same.discard(frozenset())
    if not same:
        return
    places: dict[frozenset[str], list[int]] = {}
    for j in reversed(range(len(b))):
        if b[j] in same:
            places.setdefault(b[j], []).append(j)
    for i, one in enumerate(a):
        if left := places.get(one):
            yield i, left.pop(), weighed.weights_a[i]


def _candidates(weighed: _Weighed) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs of sentences that share enough terms, two of them not everywhere."""
    weight, places_a, places_b = weighed.term, weighed.a.places, weighed.b.places
    shared: defaultdict[int, list[tuple[int, Sequence[int]]]] = defaultdict(list)
    common: set[str] = set()
    for word in weighed.both:
        in_a, in_b = places_a[word], places_b[word]
        if len(in_a) + len(in_b) > COMMON:
            common.add(word)
            continue
        ballot = _VOTE + weight[word], in_b
        for i in in_a:
            shared[i].append(ballot)
    for i, ballots in shared.items():
        if len(ballots) > 1:
            for j, vote in _elected(ballots):
                one, other = weighed.a.terms[i], weighed.b.terms[j]
                if common:
                    vote += sum(_VOTE + weight[word] for word in common & one & other)
                if vote >= SHARED_TERMS * _VOTE or one == other:
                    yield i, j, vote % _VOTE


def _elected(ballots: list[tuple[int, Sequence[int]]]) -> list[tuple[int, int]]:
    """Give the sentences that have two votes or more, and the sum of their votes."""
    votes: defaultdict[int, int] = defaultdict(int)
    for vote, places in ballots:
        for place in places:
            votes[place] += vote
    least = 2 * _VOTE
    return [elected for elected in votes.items() if elected[1] >= least]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
