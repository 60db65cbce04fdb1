"""Which sentence of one text says what which sentence of another says.

A text is prepared once (`alignable`) and then aligned with as many others as needed. Sentences are
sets of terms; a term weighs the more, the fewer sentences of the two texts have it. The alignment
is one to one, best pairs first. One sentence that the other text splits in two is paired with the
better half only: pairing the rest as well raised the coverage of no rewrite measured. Weights are
whole numbers, so that no sum depends on the order of a set.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from typing import NamedTuple

from newskit.text.sentences import sentences
from newskit.text.spans import Span
from newskit.text.terms import separable, term, terms

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
        frequency: in how many sentences each term is.
    """

    sentences: tuple[Span, ...]
    terms: tuple[frozenset[str], ...]
    facts: tuple[frozenset[str], ...]
    all_facts: frozenset[str]
    frequency: Mapping[str, int]

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


class _Weighed(NamedTuple):
    """Both texts' sentences as terms, the weight of each sentence, and of each term.

    `both` are the terms that both texts have, `common` the terms in more than `COMMON` sentences.
    """

    a: Sequence[frozenset[str]]
    b: Sequence[frozenset[str]]
    weights_a: list[int]
    weights_b: list[int]
    term: Mapping[str, int]
    both: set[str]
    common: set[str]


def alignable(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> AlignableText:
    """Prepare a text: find its sentences, without what is in `skip`, and their terms."""
    spans = tuple(sentences(text, language, skip))
    said = [_terms_and_facts(text[start:end]) for start, end in spans]
    return _prepared(spans, tuple(found for found, _ in said), tuple(facts for _, facts in said))


def _terms_and_facts(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    said = _WORD.findall(sentence)
    found = map(term, said) if said and separable(sentence) else terms(sentence)
    return frozenset(filter(None, found)), frozenset(filter(None, map(_fact, said[1:])))


@lru_cache(1 << 17)
def _fact(word: str) -> str:
    """Give the form in which a name or number is compared, or an empty string for other words."""
    return word.casefold() if word[0].isupper() or word[0].isdigit() else ""


def _prepared(
    spans: tuple[Span, ...], said: tuple[frozenset[str], ...], facts: tuple[frozenset[str], ...]
) -> AlignableText:
    return AlignableText(
        sentences=spans,
        terms=said,
        facts=facts,
        all_facts=frozenset(chain.from_iterable(facts)),
        frequency=Counter(chain.from_iterable(said)),
    )


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
    """Weigh terms by their rarity in both texts (inverse sentence frequency)."""
    count = len(a.sentences) + len(b.sentences)
    both = set(a.frequency).intersection(b.frequency)
    frequency = {**a.frequency, **b.frequency}
    for word in both:
        frequency[word] += a.frequency[word]
    rarity = {n: round(_UNIT * log(1 + count / n)) for n in set(frequency.values())}
    weight = dict(zip(frequency, map(rarity.__getitem__, frequency.values()), strict=True))
    return _Weighed(
        a.terms,
        b.terms,
        [sum(map(weight.__getitem__, one)) for one in a.terms],
        [sum(map(weight.__getitem__, one)) for one in b.terms],
        weight,
        both,
        {word for word in both if frequency[word] > COMMON}
        if max(rarity, default=0) > COMMON
        else set(),
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
    same = set(weighed.a).intersection(weighed.b)
    same.discard(frozenset())
    if not same:
        return
    places: dict[frozenset[str], list[int]] = {one: [] for one in same}
    for j in reversed(range(len(weighed.b))):
        if weighed.b[j] in same:
            places[weighed.b[j]].append(j)
    for i, one in enumerate(weighed.a):
        if left := places.get(one):
            yield i, left.pop(), weighed.weights_a[i]


def _candidates(weighed: _Weighed) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs of sentences that share enough terms, two of them not everywhere."""
    finding = weighed.both - weighed.common
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for j, other in enumerate(weighed.b):
        for word in other & finding:
            postings[word].append(j)
    for i, one in enumerate(weighed.a):
        votes: dict[int, int] = {}
        for word in one & finding:
            vote = _VOTE + weighed.term[word]
            for j in postings[word]:
                votes[j] = votes.get(j, 0) + vote
        yield from ((i, j, shared) for j, shared in _elected(weighed, one, votes))


def _elected(
    weighed: _Weighed, one: frozenset[str], votes: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the second text that share enough terms with one of the first."""
    everywhere = one & weighed.common
    for j, vote in votes.items():
        if vote >= 2 * _VOTE:
            other = weighed.b[j]
            vote += sum(_VOTE + weighed.term[word] for word in everywhere & other)
            if vote >= SHARED_TERMS * _VOTE or one == other:
                yield j, vote % _VOTE


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
