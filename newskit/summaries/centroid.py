"""Centroid: the sentences that together come closest to the sum of all sentences."""

from collections.abc import Iterator, Sequence

from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.summaries.vectors import Vectors, vectors_of


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order `sentences` by how close each, with those before it, comes to the centroid.

    Greedy over summaries, not sentences (Ghalandari 2017), of term counts (Radev et al. 2004); in
    the centroid a sentence counts by its place, where they take the first ones of each article.

    Returns:
        All positions in `sentences`, the best first; a score is what it adds to the cosine,
        0 where it adds nothing.
    """
    vectors = vectors_of(sentences, context.language)
    return vectors.ordered(_closest(vectors))


def _closest(vectors: Vectors) -> Iterator[tuple[int, float]]:
    import numpy as np

    if not vectors.positions:
        return
    gram = vectors.counts @ vectors.counts.T
    to_centroid = vectors.counts @ vectors.centroid
    length = float(np.linalg.norm(vectors.centroid)) or 1.0
    own, to_summary = np.diag(gram), np.zeros(len(gram))
    dot = square = reached = 0.0
    left = np.ones(len(gram), dtype=bool)
    for _ in range(len(gram)):
        squares = square + 2 * to_summary + own
        cosines = (dot + to_centroid) / np.sqrt(np.where(squares > 0, squares, 1)) / length
        best = int(np.argmax(np.where(left, np.round(cosines, 9), -1)))
        yield best, max(0.0, float(cosines[best]) - reached)
        left[best], reached = False, float(cosines[best])
        dot, square = dot + to_centroid[best], float(squares[best])
        to_summary += gram[best]
