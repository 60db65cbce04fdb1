"""Articles by their texts, and matches of texts brought to articles."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection, collect
from newskit.duplicates.match import Match
from newskit.duplicates.texts import hashed_texts
from newskit.duplicates.workspace import Workspace
from newskit.text.ranges import offsets_of, ranges
from newskit.views import Chosen, values


class Members(Sequence[list[int]]):
    """The articles with each text; the first stands for all.

    Args:
        of: the number of the text of each article.
        texts: how many texts there are.
    """

    def __init__(self, of: NDArray[np.int64], texts: int) -> None:
        self.order = np.argsort(of, kind="stable")
        self.offsets = offsets_of(np.bincount(of, minlength=texts))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, index: int) -> list[int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[int]]: ...
    def __getitem__(self, index: int | slice) -> list[int] | list[list[int]]:
        if isinstance(index, slice):
            return [self[text] for text in range(len(self))[index]]
        index = range(len(self))[index]
        here: list[int] = self.order[self.offsets[index] : self.offsets[index + 1]].tolist()
        return here

    def of_all(self, texts: NDArray[np.int64]) -> list[int]:
        """Give the articles of some texts, one text's after another's."""
        starts = self.offsets[texts]
        here: list[int] = self.order[ranges(starts, self.offsets[texts + 1] - starts)].tolist()
        return here

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many articles have each text."""
        return np.diff(self.offsets)

    def put(self, text: int, articles: Sequence[int]) -> None:
        """Put the articles with a text into another order."""
        self.order[self.offsets[text] : self.offsets[text + 1]] = articles

    @property
    def firsts(self) -> NDArray[np.int64]:
        """The article that stands for each text."""
        return self.order[self.offsets[:-1]]

    @property
    def several(self) -> list[int]:
        """The texts that several articles have."""
        return np.flatnonzero(self.counts > 1).tolist()


@dataclass(frozen=True, slots=True)
class Piled:
    """Articles by their texts.

    Args:
        of: the number of the text of each article.
        members: the articles with each text.
        collection: the texts.
    """

    of: NDArray[np.int64]
    members: Members
    collection: Collection

    @property
    def equals(self) -> list[list[int]]:
        """The articles of each text that several have."""
        return [self.members[text] for text in self.members.several]


def piled(articles: Sequence[Article], workspace: Workspace | None = None, old: int = 0) -> Piled:
    """Hash the texts of articles, and find what they share.

    Args:
        articles: the articles.
        workspace: what works.
        old: so many articles at the beginning stand for articles with the same text.
    """
    workspace = workspace or Workspace()
    hashed = hashed_texts(articles, workspace)
    members = Members(hashed.of, len(hashed.lengths))

    equal = members.of_all(np.array(members.several, np.int64))
    known = {}
    for position, (text, id_) in zip(equal, values(articles, ("text", "id"), equal), strict=True):
        known[position] = -len(text), id_
    for text in members.several:
        # The first stands for all: an old one, or the print with most punctuation. Where one has
        # lost its full stops, its sentences are lost too, and retellings are told by them.
        members.put(text, sorted(members[text], key=lambda at: (at >= old, *known[at])))
    firsts = Chosen(articles, array("q", members.firsts.tobytes()))
    return Piled(hashed.of, members, collect(hashed, firsts, workspace))


def ends(matches: Iterable[Match]) -> set[int]:
    """Give the texts or articles that matches are between."""
    return {text for match in matches for text in (match.a, match.b)}


def brought(match: Match, text: int, position: int, other: int) -> Match:
    """Bring a match of texts to articles: `position` has the text `text`, `other` the other one."""
    return match.between(position, other) if match.a == text else match.between(other, position)


def exact(a: int, b: int) -> Match:
    """Match two articles with one text."""
    return Match(min(a, b), max(a, b), Level.EXACT, 1.0, 1.0)
