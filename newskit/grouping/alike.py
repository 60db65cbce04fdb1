"""How alike stories are, for a map of them: the linker's vectors, of one report for each story."""

from collections import Counter
from collections.abc import Sequence

from newskit.article import Article
from newskit.grouping.features import features
from newskit.grouping.pairs import Similarities
from newskit.grouping.similarity import UNIT, compared
from newskit.grouping.vectors import as_arrays
from newskit.marks import story_of

MOST = 120
"""So many stories are compared, the largest; a map shows no more."""

OPENING = 800
"""So many characters of a report: what comes first weighs most anyway."""

NEAREST = 6
"""So many other stories are named for each."""


def alike(articles: Sequence[Article]) -> list[tuple[str, str, float]]:
    """Give for each of the largest stories those that are most like it.

    A story is compared by its earliest report, whose id it has.

    Args:
        articles: with the marks of `stories`, in any order.

    Returns:
        ids of two stories, the smaller first, and the cosine of the weighted terms (0..1, four
        decimals); in the order of the ids.
    """
    sizes = Counter(map(_story, articles))
    largest = sorted(sorted(sizes, key=lambda story: (-sizes[story], story))[:MOST])
    first = {story: article for article in articles if (story := _story(article)) == article.id}
    speaking = [first[story] for story in largest if story in first]
    found = _nearest(_compared(speaking))
    return [(speaking[a].id, speaking[b].id, value / UNIT) for a, b, value in found]


def _story(article: Article) -> str:
    return story_of(article) or article.id


def _compared(articles: Sequence[Article]) -> Similarities:
    import numpy as np

    openings = [
        Article(
            article.story_text()[:OPENING].strip() or article.text,
            article.id,
            article.title,
            published=article.published,
            language=article.language,
        )
        for article in articles
    ]
    pairs = np.triu_indices(len(openings), 1)
    return compared(as_arrays(map(features, openings)), [pairs] if len(openings) > 1 else [])


def _nearest(alike: Similarities) -> list[tuple[int, int, int]]:
    """Give the pairs in which one is among the most like the other, in ascending order."""
    others: dict[int, list[tuple[int, int, int]]] = {}
    pairs = zip(alike.first.tolist(), alike.second.tolist(), alike.value.tolist(), strict=True)
    for a, b, value in pairs:
        if value > 0:
            others.setdefault(a, []).append((-value, a, b))
            others.setdefault(b, []).append((-value, a, b))
    near = {pair for found in others.values() for pair in sorted(found)[:NEAREST]}
    return sorted((a, b, -value) for value, a, b in near)
