"""Who tells a sentence, and how much its place in the article says."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations

from newskit.protocols import Sentence

SHARED = 1 / 3
"""Share of the sentences of the shorter article that, word for word in both, make one source."""

DECAY = 0.5
"""How fast position loses weight in one article: sentence n weighs n to the minus this."""


def independent_sources(
    sentences: Sequence[Sentence], wordings: Sequence[Hashable]
) -> list[tuple[int, ...]]:
    """Give the source of each sentence: the articles that tell one story in one voice.

    Articles of one publisher are one source, and so are articles that share many sentences: a copy
    is no new source.

    Args:
        sentences: the sentences of some articles.
        wordings: for each sentence what is equal for the same words.

    Returns:
        For each sentence the numbers of the articles of its source, in order.
    """
    told: defaultdict[int, set[int]] = defaultdict(set)
    publishers: dict[int, str] = {}
    numbers: dict[Hashable, int] = {}  # compared pair by pair, where hashing words takes long
    for sentence, wording in zip(sentences, wordings, strict=True):
        told[sentence.article].add(numbers.setdefault(wording, len(numbers)))
        publishers[sentence.article] = sentence.source
    source = {article: {article} for article in told}
    for a, b in combinations(sorted(told), 2):
        same = publishers[a] and publishers[a] == publishers[b]
        shorter = min(len(told[a]), len(told[b]))
        if source[a] is not source[b] and (same or len(told[a] & told[b]) >= SHARED * shorter):
            source[a] |= source[b]
            for article in source[b]:
                source[article] = source[a]
    members = {article: tuple(sorted(together)) for article, together in source.items()}
    return [members[sentence.article] for sentence in sentences]


def place_weights(places: Sequence[int], sources: int) -> list[float]:
    """Weigh each sentence by its place; the more sources there are, the less that says.

    Args:
        places: how many sentences stand before each in its article.
        sources: the number of independent sources.
    """
    power = DECAY / max(1, sources) ** 0.5
    return [float((1 + max(0, place)) ** -power) for place in places]
