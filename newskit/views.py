"""Articles that need not live in memory: each is taken from where it is when it is asked for.

What is made of them (marked, some of them, two piles as one) copies nothing either.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeGuard, overload

from newskit.article import Article, to_lines, with_unique_ids

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Key: TypeAlias = Literal["id", "text", "time"]
"""What may be asked of articles: the time as `newskit.text.times.seconds` gives it."""

Keys: TypeAlias = tuple[Key, ...]


class RawTexts(NamedTuple):
    """Texts of articles that follow each other, as JSON writes them, and who printed them.

    Attributes:
        block: bytes.
        starts: where in them each text begins, behind its quote.
        ends: where it ends.
        parsed: the articles of which only the text of the article will do, by their places.
        names: names of sources, some of them perhaps several times.
        sources: which of them is the source of each article.
        days: the day of publication of each (`date.toordinal`), 0 where it is not known.
    """

    block: "NDArray[np.uint8]"
    starts: "NDArray[np.int64]"
    ends: "NDArray[np.int64]"
    parsed: "Mapping[int, Article]"
    names: Sequence[str]
    sources: "NDArray[np.int64]"
    days: "NDArray[np.int64]"


class View(Sequence[Article]):
    """Articles by their positions; a slice is a view, too."""

    ids_are_unique = False
    """Whether it is known that no two of the articles share an id."""

    @abstractmethod
    def _at(self, position: int) -> Article:
        """Give the article at a position, counted from the beginning."""

    @property
    def is_raw(self) -> bool:
        """Whether the texts can be had as they are written."""
        return False

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written; only where `is_raw`."""
        raise NotImplementedError

    def values(self, keys: Keys, positions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Give what is known of some articles, without making articles where it can."""
        return (values_of(self[position], keys) for position in positions)

    def fingerprint(self) -> str:
        """Give what tells these articles from others."""
        return hash_of(to_lines(self))

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

    @property
    def is_raw(self) -> bool:
        """Whether the texts can be had as they are written."""
        return is_raw(self._articles)

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written."""
        assert isinstance(self._articles, View), "only these are raw"
        return self._articles.raw([self._positions[position] for position in positions])

    def values(self, keys: Keys, positions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Give what is known of some articles."""
        return values(self._articles, keys, [self._positions[position] for position in positions])

    def __iter__(self) -> Iterator[Article]:
        return map(self._articles.__getitem__, self._positions)


class Marked(View):
    """Articles with marks that are written on each when it is taken.

    Args:
        articles: the articles.
        marks: gives the marks of the article at a position, as for `Article.marked`.
        whole: whether they take nothing out of any text.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        marks: Callable[[int, Article], Mapping[str, object]],
        whole: bool = False,
    ) -> None:
        self._articles, self._marks, self._whole = articles, marks, whole
        self.ids_are_unique = _have_unique_ids(articles)

    def __len__(self) -> int:
        return len(self._articles)

    def _at(self, position: int) -> Article:
        return self._marked(position, self._articles[position])

    @property
    def is_raw(self) -> bool:
        """Whether the texts can be had as they are written."""
        return self._whole and is_raw(self._articles)

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written."""
        assert isinstance(self._articles, View), "only these are raw"
        return self._articles.raw(positions)

    def values(self, keys: Keys, positions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Give what is known of some articles."""
        return values(self._articles, keys, positions)

    def __iter__(self) -> Iterator[Article]:
        return map(self._marked, range(len(self)), self._articles)

    def _marked(self, position: int, article: Article) -> Article:
        return article.marked(**self._marks(position, article))


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


def is_raw(articles: object) -> TypeGuard[View]:
    """Tell whether the texts of articles can be had as they are written."""
    return isinstance(articles, View) and articles.is_raw


def values(
    articles: Sequence[Article], keys: Keys, positions: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """Give what is known of some articles."""
    if isinstance(articles, View):
        return articles.values(keys, positions)
    return (values_of(articles[position], keys) for position in positions)


def values_of(article: Article, keys: Keys) -> tuple[Any, ...]:
    """Give what is known of an article."""
    from newskit.text.times import seconds

    return tuple(
        seconds(article.published) if key == "time" else getattr(article, key) for key in keys
    )


def fingerprint(articles: Sequence[Article]) -> str:
    """Give what tells articles from others, in their order."""
    return articles.fingerprint() if isinstance(articles, View) else hash_of(to_lines(articles))


def hash_of(pieces: Iterable[bytes]) -> str:
    """Give what tells bytes from others."""
    from hashlib import blake2b

    found = blake2b(digest_size=16)
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


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
