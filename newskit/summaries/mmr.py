"""MMR: what is close to the story and far from what was said."""

from collections.abc import Iterator, Sequence

from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.summaries.vectors import Vectors, vectors_of

RELEVANCE = 0.7
"""The weight of closeness to the story against distance to what was said."""


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order `sentences` by maximal marginal relevance (Carbonell and Goldstein 1998).

    Their query is the centroid of the sentences, in which early ones count more.

    Returns:
        All positions in `sentences`, the best first; a score, in 0..1, is the marginal relevance,
        distance taken as 1 minus likeness.
    """
    vectors = vectors_of(sentences, context.language)
    return vectors.ordered(_relevant(vectors))


def _relevant(vectors: Vectors) -> Iterator[tuple[int, float]]:
    import numpy as np

    if not vectors.positions:
        return
    counts, centroid = vectors.counts, vectors.centroid
    lengths = np.linalg.norm(counts, axis=1) * np.linalg.norm(centroid)
    relevance = vectors.places * (counts @ centroid) / np.where(lengths > 0, lengths, 1)
    repeated = np.zeros(len(counts))
    left = np.ones(len(counts), dtype=bool)
    for _ in range(len(counts)):
        marginal = RELEVANCE * relevance + (1 - RELEVANCE) * (1 - repeated)
        best = int(np.argmax(np.where(left, np.round(marginal, 9), -1)))
        yield best, max(0.0, float(marginal[best]))
        left[best] = False
        repeated = np.maximum(repeated, vectors.cosines[best])
