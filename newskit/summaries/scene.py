"""Reports that open with a scene: their news stands further down, and others tell what it is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from newskit.protocols import Sentence
from newskit.text.terms import STOP_WORDS

LOOK = 6
"""Sentences of a report among which its news is looked for."""

HEAD = 3
"""Sentences of each other report that say what the news is."""

CLEARLY = 2.0
"""How many times as much a later sentence must agree with them as any before it."""

Concept = str | tuple[str, str]


def places_of_news(
    sentences: Sequence[Sentence],
    concepts: Sequence[Collection[Concept]],
    sources: Sequence[tuple[int, ...]],
) -> list[int]:
    """Give the place of each sentence; a scene that a report opens with stands behind its news.

    Args:
        sentences: the sentences of some articles.
        concepts: the words and pairs of words of each.
        sources: for each the articles of its source.
    """
    reports: defaultdict[int, list[int]] = defaultdict(list)
    for i in sorted(range(len(sentences)), key=lambda i: sentences[i].position):
        reports[sentences[i].article].append(i)
    heads = {
        article: {c for i in told[:HEAD] for c in concepts[i] if c not in STOP_WORDS}
        for article, told in reports.items()
    }
    said = Counter(concept for head in heads.values() for concept in head)
    places = [sentence.position for sentence in sentences]
    for told in reports.values():
        own = Counter(c for article in sources[told[0]] for c in heads[article])
        agreement = [
            sum(said[c] - own[c] for c in concepts[i]) / max(1, len(concepts[i])) ** 0.5
            for i in told[:LOOK]
        ]
        news = agreement.index(max(agreement))
        if agreement[news] > CLEARLY * max(agreement[:news], default=agreement[news]):
            for i in told[:news]:
                places[i] += LOOK
    return places
