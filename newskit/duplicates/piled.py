"""Articles by their texts, and matches of texts brought to articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection, collect
from newskit.duplicates.match import Match
from newskit.duplicates.texts import hashed_texts
from newskit.views import Chosen


@dataclass(frozen=True, slots=True)
class Piled:
    """Articles by their texts.

    Args:
        of: the number of the text of each article.
        members: the articles with each text; the first stands for all.
        collection: the texts.
    """

    of: NDArray[np.int64]
    members: Sequence[Sequence[int]]
    collection: Collection


def piled(articles: Sequence[Article], jobs: int = 1, old: int = 0) -> Piled:
    """Hash the texts of articles, and find what they share.

    Args:
        articles: the articles.
        jobs: threads that hash.
        old: so many articles at the beginning stand for articles with the same text.
    """
    hashed = hashed_texts(articles, jobs)
    members: list[list[int]] = [[] for _ in hashed.lengths]
    for position, text in enumerate(hashed.of.tolist()):
        members[text].append(position)
    for same in members:
        if len(same) > 1:
            # The first stands for all: an old one, or the print with most punctuation. Where one
            # has lost its full stops, its sentences are lost too, and retellings are told by them.
            same.sort(key=lambda i: (i >= old, -len(articles[i].text), articles[i].id))
    firsts = [same[0] for same in members]
    return Piled(hashed.of, members, collect(hashed, Chosen(articles, firsts)))


def texts_with_copies(piled: Piled, found: Sequence[Match]) -> set[int]:
    """Give the texts that have copies."""
    return ends(found) | {text for text, same in enumerate(piled.members) if len(same) > 1}


def ends(matches: Iterable[Match]) -> set[int]:
    """Give the texts or articles that matches are between."""
    return {text for match in matches for text in (match.a, match.b)}


def brought(match: Match, text: int, position: int, other: int) -> Match:
    """Bring a match of texts to articles: `position` has the text `text`, `other` the other one."""
    return match.between(position, other) if match.a == text else match.between(other, position)


def exact(a: int, b: int) -> Match:
    """Match two articles with one text."""
    return Match(min(a, b), max(a, b), Level.EXACT, 1.0, 1.0)
