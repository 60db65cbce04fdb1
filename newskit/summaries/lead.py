"""Lead: the first sentences of each article in turn. On news, a baseline that is hard to beat."""

from collections.abc import Sequence

from newskit.protocols import Scored, Sentence, SummaryContext


def summarize(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order `sentences` by their position in their article, then by article.

    Returns:
        All positions in `sentences`, the best first; the score of an nth sentence is 1/n.
    """
    order = sorted(
        range(len(sentences)), key=lambda i: (sentences[i].position, sentences[i].article)
    )
    return Scored((i, 1 / (1 + max(0, sentences[i].position))) for i in order)
