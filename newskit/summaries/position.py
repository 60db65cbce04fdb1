"""Position-weighted coverage, the default: what stands early, and what several articles say.

News is an inverted pyramid, and articles on one story agree on what matters. Both are one measure
here: a word or a pair of neighbouring words weighs as much as the positions it is found at, summed
over all sentences. Sentences are taken by the weight they add to what is already covered, so the
order holds for any budget. Nothing is known of a language: no stop words, no stems, no statistics
of a corpus; function words weigh alike in all sentences, and length divides them away.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import pairwise

from newskit.protocols import Sentence, SummaryContext
from newskit.text.words import words

DECAY = 0.6
"""How fast position loses weight in one article: sentence n weighs n to the minus this."""

AGREEMENT = 1.5
"""The power a concept's summed weight is raised to: above 1, what is said twice counts more."""

WORD_WEIGHT = 0.5
"""What a word weighs against a pair of words."""

LENGTH_POWER = 0.6
"""Gain is divided by words to this power: 0 prefers long sentences, 1 dense ones."""

_Concept = str | tuple[str, str]


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    """Order `sentences` by the weight each adds to those before it; ties by position, then text.

    Returns all positions in `sentences`, the best first. Greedy coverage of weighted bigrams
    follows Gillick and Favre (2009), weights by position Yih et al. (2007).
    """
    tokens = [words(sentence.text) for sentence in sentences]
    concepts = [_concepts(found) for found in tokens]
    places = _place_weights(sentences)
    weights = _concept_weights(concepts, places)
    # A sentence's own place counts once more, though less than that of what it says.
    factors = [
        place**0.5 / max(1, len(found)) ** LENGTH_POWER
        for place, found in zip(places, tokens, strict=True)
    ]
    return _by_gain(sentences, concepts, weights, factors)


def _concepts(found: list[str]) -> list[_Concept]:
    """Give the distinct words of a sentence and its distinct pairs of neighbouring words."""
    return [*dict.fromkeys(found), *dict.fromkeys(pairwise(found))]


def _place_weights(sentences: Sequence[Sentence]) -> list[float]:
    """Weigh each sentence by its position; the more articles there are, the less that says."""
    articles = len({sentence.article for sentence in sentences})
    power = DECAY / max(1, articles) ** 0.5
    return [float((1 + max(0, sentence.position)) ** -power) for sentence in sentences]


def _concept_weights(
    concepts: Sequence[Sequence[_Concept]], places: Sequence[float]
) -> dict[_Concept, float]:
    sums: defaultdict[_Concept, float] = defaultdict(float)
    for found, place in zip(concepts, places, strict=True):
        for concept in found:
            sums[concept] += place
    return {
        concept: total**AGREEMENT * (WORD_WEIGHT if isinstance(concept, str) else 1)
        for concept, total in sums.items()
    }


def _by_gain(
    sentences: Sequence[Sentence],
    concepts: Sequence[Sequence[_Concept]],
    weights: Mapping[_Concept, float],
    factors: Sequence[float],
) -> list[int]:
    """Take again and again the sentence that adds most.

    Gains only ever fall, so a sentence whose gain is up to date and still on top is the best
    without a look at the others (lazy greedy, Minoux 1978).
    """
    uncovered = dict(weights)

    def entry(i: int) -> tuple[float, int, str, int, int]:
        gain = factors[i] * sum(uncovered.get(concept, 0.0) for concept in concepts[i])
        sentence = sentences[i]
        # Rounded: sums in another order of articles differ in the last bits.
        return (-round(gain, 9), sentence.position, sentence.text, sentence.article, i)

    heap = [entry(i) for i in range(len(sentences))]
    heapify(heap)
    order: list[int] = []
    while heap:
        top = heap[0][-1]
        current = entry(top)
        if current > heap[0]:
            heapreplace(heap, current)
            continue
        heappop(heap)
        order.append(top)
        for concept in concepts[top]:
            uncovered.pop(concept, None)
    return order
