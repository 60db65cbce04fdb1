"""What an article is compared by: weighted terms, those of the opening most, and its time.

A report puts what happened first. So a term counts the more the earlier it stands, in one vector:
measured against the mean of two cosines, of the whole text and of its first sentences, this was
better throughout, and it needs no sentences.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from newskit.article import Article
from newskit.grouping.frequencies import rarities
from newskit.grouping.terms import terms
from newskit.text.times import parse_time

HALF = 30
"""The word at which an occurrence counts half of what it counts at the beginning."""

SATURATION = 4.0
"""How soon further occurrences of a term add little."""

RARITY_POWER = 1.5

MOST_TERMS = 250
"""How many terms are kept: what a book holds more is no part of a report, and would cost most."""


@dataclass(frozen=True, slots=True)
class Features:
    """An article as the linker sees it.

    Args:
        weights: terms and their weights, a vector of length 1, the heaviest term first.
        day: when it was published, in days, or None.
    """

    weights: Mapping[str, float]
    day: float | None = None


STAMPS = ("dateline", "updated", "first-published")
"""Rules of boilerplate that mark a time of publication: part of what tells events apart."""


def features(article: Article) -> Features:
    """Give the weighted terms of an article's title and text, and its time.

    The weight of a term is `log(1 + 4p) · r^1.5`: r is how rare it is in its language, p the sum
    over its occurrences of `30 / (30 + i)`, i being the number of words before it.
    """
    text = f"{article.title or ''}\n{article.story_text(also=STAMPS)}"
    said = terms(text)
    rarity = rarities(article.language, said, text)
    weights = {
        term: math.log1p(SATURATION * prominence) * rarity[term] ** RARITY_POWER
        for term, prominence in _prominence(said).items()
        if rarity[term]
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    time = parse_time(article.published)
    return Features(
        {term: weight / length for term, weight in heaviest[:MOST_TERMS]},
        time.timestamp() / 86_400 if time else None,
    )


def _prominence(terms: list[str]) -> dict[str, float]:
    """Sum up for each term how early it stands."""
    prominence: dict[str, float] = {}
    for position, term in enumerate(terms):
        prominence[term] = prominence.get(term, 0.0) + HALF / (HALF + position)
    return prominence
