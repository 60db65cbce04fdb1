"""Coverage, the default: what stands early, what an article comes back to, what many sources say.

News is an inverted pyramid, and reports of one event agree on what matters. Both are one measure
here. The concepts of a story are its words, without endings, and pairs of neighbouring ones. In a
source a concept weighs as much as the places it is found at; the sources add up, and what one says
again counts less than what another says, too. Sentences are taken by what they add to what is
already covered, so the order holds for any budget, for one article and for many. What a report
opens with before it comes to the news, and what no other source says a word of, counts less.
Nothing is known of a language but how to stem it, nothing of a corpus: function words weigh alike
in all sentences, and length divides them away.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heapreplace
from itertools import pairwise

from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.summaries.scene import Concept, places_of_news
from newskit.summaries.sources import independent_sources, place_weights
from newskit.text.terms import stem
from newskit.text.words import words

REPETITION = 0.8
"""The power of a concept's weight within one source: below 1, another source adds more to it."""

AGREEMENT = 1.75
"""The power of its weight over all sources: above 1, what is said twice counts more than double."""

WORD_WEIGHT = 0.3
"""What a word weighs against a pair of words."""

LENGTH_POWER = 0.7
"""Gain is divided by words to this power: 0 prefers long sentences, 1 dense ones."""

UNHEARD = 0.1
"""Share of the words of a sentence that other sources must have, where there are any."""

UNHEARD_WEIGHT = 0.5
"""What a sentence counts that has less: it is in another language, or on another matter."""

_Entry = tuple[float, int, str, int, int]
"""What a sentence adds, negated; its position, text, article and number."""


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order `sentences` by the weight each adds to those before it; ties by position, then text.

    Greedy coverage of weighted bigrams follows Gillick and Favre (2009), weights by position Yih et
    al. (2007).

    Returns:
        All positions in `sentences`, the best first; a score is the gain as a share of the first.
    """
    stemmed, related = cache(stem), cache(_concepts)
    said = cache(lambda text: tuple(map(stemmed, words(text))))
    tokens = [said(each.text) for each in sentences]
    sources = independent_sources(sentences, tokens)
    concepts = [related(found) for found in tokens]
    places = place_weights(places_of_news(sentences, concepts, sources), len(set(sources)))
    # A sentence's own place counts once more, though less than that of what it says.
    factors = [
        heard * place**0.5 / max(1, len(found)) ** LENGTH_POWER
        for heard, place, found in zip(_heard(tokens, sources), places, tokens, strict=True)
    ]
    return _by_gain(sentences, concepts, _weights(concepts, sources, places), factors)


def _concepts(found: tuple[str, ...]) -> tuple[Concept, ...]:
    """Give the distinct words of a sentence and its distinct pairs of neighbouring words."""
    return (*dict.fromkeys(found), *dict.fromkeys(pairwise(found)))


def _heard(tokens: Sequence[tuple[str, ...]], sources: Sequence[tuple[int, ...]]) -> list[float]:
    """Give 1 for each sentence that another source has words of, less for others."""
    if len(set(sources)) < 2:
        return [1.0] * len(tokens)
    tellers: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for found, source in zip(tokens, sources, strict=True):
        for word in found:
            tellers[word].add(source)
    shared = [
        sum(len(tellers[word]) > 1 for word in found) >= UNHEARD * len(found)
        for found in map(set, tokens)
    ]
    return [1.0 if heard else UNHEARD_WEIGHT for heard in shared]


def _weights(
    concepts: Sequence[tuple[Concept, ...]],
    sources: Sequence[tuple[int, ...]],
    places: Sequence[float],
) -> dict[Concept, float]:
    """Weigh each concept; what a source says in the same words counts once, at the best place."""
    told: defaultdict[tuple[int, ...], dict[tuple[Concept, ...], float]] = defaultdict(dict)
    for found, source, place in zip(concepts, sources, places, strict=True):
        told[source][found] = max(place, told[source].get(found, 0.0))
    totals: defaultdict[Concept, float] = defaultdict(float)
    for sentences in told.values():
        own: defaultdict[Concept, float] = defaultdict(float)
        for found, place in sentences.items():
            for concept in found:
                own[concept] += place
        for concept, weight in own.items():
            totals[concept] += weight**REPETITION
    return {
        concept: total**AGREEMENT * (WORD_WEIGHT if isinstance(concept, str) else 1)
        for concept, total in totals.items()
    }


def _by_gain(
    sentences: Sequence[Sentence],
    concepts: Sequence[Sequence[Concept]],
    weights: Mapping[Concept, float],
    factors: Sequence[float],
) -> Scored:
    """Take again and again the sentence that adds most.

    Gains only ever fall, so a sentence whose gain is up to date and still on top is the best
    without a look at the others (lazy greedy, Minoux 1978).
    """
    uncovered = dict(weights)
    left = uncovered.get

    def entry(i: int) -> _Entry:
        gain = factors[i] * sum([left(concept, 0.0) for concept in concepts[i]])
        sentence = sentences[i]
        # Rounded: sums in another order of articles differ in the last bits.
        return (-round(gain, 9), sentence.position, sentence.text, sentence.article, i)

    heap = [entry(i) for i in range(len(sentences))]
    heapify(heap)
    taken: list[tuple[int, float]] = []
    nothing: list[_Entry] = []
    while heap:
        current = entry(heap[0][-1])
        gain, *_, top = current
        if not gain:  # as it stays
            nothing.append(current)
            heappop(heap)
        elif current > heap[0]:
            heapreplace(heap, current)
        else:
            heappop(heap)
            taken.append((top, -gain))
            for concept in concepts[top]:
                uncovered.pop(concept, None)
    taken += [(i, 0.0) for *_, i in sorted(nothing)]
    best = taken[0][1] or 1.0 if taken else 1.0
    return Scored((i, gain / best) for i, gain in taken)
