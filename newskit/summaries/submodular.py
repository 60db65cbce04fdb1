"""Submodular: what stands for many sentences, from as many corners of the story as it can."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING

from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.summaries.vectors import Vectors, vectors_of
from newskit.text.words import words

if TYPE_CHECKING:
    from newskit.summaries.vectors import Floats

SATURATION = 5.0
"""How many sentences of average likeness cover a sentence."""

DIVERSITY = 15.0
"""The weight of diversity against coverage."""

LENGTH_POWER = 0.3
"""Gain is divided by words to this power."""

ALIKE = 0.2
"""The cosine from which two sentences speak of one corner of the story."""


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order `sentences` by what each adds to coverage and diversity (Lin and Bilmes 2011).

    Their functions L1 and R1 and their greedy order by gain over length. A sentence counts by its
    place, and their K-means is a pass over the sentences that opens a cluster for each that is
    like the first of none: it gives the same clusters on every machine.

    Returns:
        All positions in `sentences`, the best first; a score is the gain as a share of the first.
    """
    vectors = vectors_of(sentences, context.language)
    costs = [max(1, len(words(sentences[i].text))) ** LENGTH_POWER for i in vectors.positions]
    taken = list(_by_gain(vectors, costs))
    best = taken[0][1] or 1.0 if taken else 1.0
    return vectors.ordered((row, gain / best) for row, gain in taken)


def _by_gain(vectors: Vectors, costs: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Yield rows and gains; gains only ever fall (lazy greedy, Minoux 1978)."""
    import numpy as np

    if not vectors.positions:
        return
    alike = vectors.cosines * vectors.places[:, None]
    cap = SATURATION / len(alike) * alike.sum(axis=1)
    reward = vectors.places * alike.mean(axis=0)
    cluster = _clusters(vectors.cosines)
    covered, rewarded = np.zeros(len(alike)), np.zeros(len(alike))

    def entry(row: int) -> tuple[float, int]:
        coverage = np.minimum(covered + alike[:, row], cap).sum() - np.minimum(covered, cap).sum()
        before = rewarded[cluster[row]]
        diversity = np.sqrt(before + reward[row]) - np.sqrt(before)
        return (-round(float(coverage + DIVERSITY * diversity) / costs[row], 9), row)

    heap = [entry(row) for row in range(len(alike))]
    heapify(heap)
    while heap:
        current = entry(heap[0][1])
        if current > heap[0]:
            heapreplace(heap, current)
            continue
        heappop(heap)
        gain, row = current
        yield row, -gain
        covered += alike[:, row]
        rewarded[cluster[row]] += reward[row]


def _clusters(cosines: "Floats") -> list[int]:
    """Give the cluster of each row: that of the first leader it is like, or its own."""
    leaders: list[int] = []
    cluster = []
    for row in range(len(cosines)):
        like = [leader for leader in leaders if cosines[row, leader] >= ALIKE]
        leaders += [] if like else [row]
        cluster.append(like[0] if like else row)
    return cluster
