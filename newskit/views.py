"""Articles that need not live in memory: each is taken from where it is when it is asked for.

What is made of them (marked, some of them, two piles as one) copies nothing either.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeGuard, overload

from newskit.article import Article, with_unique_ids


class View(Sequence[Article]):
    """Articles by their positions; a slice is a view, too."""

    ids_are_unique = False
    """Whether it is known that no two of the articles share an id."""

    @abstractmethod
    def _at(self, position: int) -> Article:
        """Give the article at a position, counted from the beginning."""

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> "Chosen": ...
    def __getitem__(self, index: int | slice) -> "Article | Chosen":
        at = range(len(self))[index]
        return self._at(at) if isinstance(at, int) else Chosen(self, at)

    def __iter__(self) -> Iterator[Article]:
        return map(self._at, range(len(self)))


class Chosen(View):
    """Some of a number of articles.

    Args:
        articles: the articles.
        positions: where those are that are chosen, each once.
    """

    def __init__(self, articles: Sequence[Article], positions: Sequence[int]) -> None:
        self._articles, self._positions = articles, positions
        self.ids_are_unique = _have_unique_ids(articles)

    def __len__(self) -> int:
        return len(self._positions)

    def _at(self, position: int) -> Article:
        return self._articles[self._positions[position]]

    def __iter__(self) -> Iterator[Article]:
        return map(self._articles.__getitem__, self._positions)


class Marked(View):
    """Articles with marks that are written on each when it is taken.

    Args:
        articles: the articles.
        marks: the marks of some, by position, as for `Article.marked`.
        others: gives the marks of any other article.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        marks: Mapping[int, Mapping[str, object]],
        others: Callable[[Article], Mapping[str, object]],
    ) -> None:
        self._articles, self._marks, self._others = articles, marks, others
        self.ids_are_unique = _have_unique_ids(articles)

    def __len__(self) -> int:
        return len(self._articles)

    def _at(self, position: int) -> Article:
        return self._marked(position, self._articles[position])

    def __iter__(self) -> Iterator[Article]:
        return map(self._marked, range(len(self)), self._articles)

    def _marked(self, position: int, article: Article) -> Article:
        marks = self._marks.get(position)
        return article.marked(**(self._others(article) if marks is None else marks))


class Joined(View):
    """Two numbers of articles, one after the other; an id may be in both."""

    def __init__(self, first: Sequence[Article], second: Sequence[Article]) -> None:
        self._first, self._second = first, second

    def __len__(self) -> int:
        return len(self._first) + len(self._second)

    def _at(self, position: int) -> Article:
        behind = position - len(self._first)
        return self._first[position] if behind < 0 else self._second[behind]

    def __iter__(self) -> Iterator[Article]:
        return chain(self._first, self._second)


def joined(first: Sequence[Article], second: Sequence[Article]) -> Sequence[Article]:
    """Give two numbers of articles as one: two lists as a list, others without copying anything."""
    if not first:
        return second
    if isinstance(first, list) and isinstance(second, list):
        return first + second
    return Joined(first, second)


def having_unique_ids(articles: Iterable[Article]) -> Sequence[Article]:
    """Give articles with unique ids, as `with_unique_ids` does.

    A view that says `ids_are_unique` stays what it is: it may not fit into memory.
    """
    return articles if _have_unique_ids(articles) else with_unique_ids(list(articles))


def _have_unique_ids(articles: object) -> TypeGuard[View]:
    return isinstance(articles, View) and articles.ids_are_unique
