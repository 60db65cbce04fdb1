"""What a store is: the Protocol of it, and articles as it keeps them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from newskit.article import KNOWN, Article

Days: TypeAlias = Sequence[tuple[int, int]]
"""Ranges of days (`date.toordinal`), both ends among them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in a store, and what was decided of it.

    Args:
        article: as it was cleaned, without the marks of later stages.
        day: the day it counts for (`date.toordinal`): its own, or the newest that was known when
            an article without a time came in.
        came_as: the id it came with, which another article may have had already.
        copy_of: `id`, `level`, `similarity` and `containment`, or None for a kept article.
        story: the id of its story, or None when it was not grouped yet.
        told: whether `newskit new` has printed it.
    """

    article: Article
    day: int
    came_as: str
    copy_of: Mapping[str, object] | None = None
    story: str | None = None
    told: bool = False


class Store(Protocol):
    """Articles seen so far, what was decided of them, and the stories they are in.

    It keeps, finds and gives back; what is a copy and what is a story newskit decides. Whatever is
    changed between `begin` and `commit` holds together, or not at all. Errors are
    `newskit.errors.StoreError`.

    A store whose name ends in a colon is opened by what follows: of `redis://host/0` the thing
    named `redis:` gets `"//host/0"`, and returns a store. Nothing is made before `begin`.
    """

    def begin(self) -> None:
        """Become the one writer, waiting for another; nothing when it is that already."""

    def commit(self) -> None:
        """Make all that was changed since `begin` last, whatever happens to the process."""

    def rollback(self) -> None:
        """Forget what was changed since `begin`."""

    def close(self) -> None:
        """Let go of the store."""

    def parameters(self) -> Mapping[str, str]:
        """Give what the store was built with: names and values, empty for a new one."""

    def set_parameters(self, values: Mapping[str, str]) -> None:
        """Remember what the store is built with."""

    def known(self, ids: Iterable[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Give for each id that articles came with, or have, those: id and text."""

    def newest(self, before: int | None = None) -> int | None:
        """Give the newest day of any article, or of any before a day."""

    def count(self, days: Days) -> int:
        """Count the articles of some ranges of days, both ends among them."""

    def on_days(self, days: Days) -> Iterator[Stored]:
        """Give the articles of ranges of days that do not overlap, in order of ids."""

    def sharing(
        self,
        keys: Sequence[Sequence[int]],
        days: Days,
        least: Sequence[int],
        most: int,
    ) -> Sequence[Sequence[str]]:
        """Find articles by the keys they were added with.

        Args:
            keys: those of each article that is asked for.
            days: ranges of days in which others count.
            least: how many of the keys another must have, for each article.
            most: so many are given for each.

        Returns:
            For each article the ids of those that share most with it, the best first. Of keys that
            hundreds of articles have, the latest of these will do.
        """

    def with_ids(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give articles by their ids, in order of ids."""

    def copies_of(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give the articles that are copies of some, in order of ids."""

    def in_stories(self, stories: Collection[str]) -> Iterator[Stored]:
        """Give the articles of stories, in order of ids."""

    def has_story(self, story: str) -> bool:
        """Tell whether a story has this id, or had it before it was joined to another."""

    def ungrouped(self) -> Iterator[Stored]:
        """Give the articles without a story, in order of ids."""

    def untold(self) -> Iterator[Stored]:
        """Give the kept articles that were not told, in order of ids."""

    def add(self, articles: Sequence[Stored], keys: Sequence[Sequence[int]]) -> None:
        """Add articles, each with the keys that `sharing` finds it by."""

    def group(self, stories: Mapping[str, str]) -> None:
        """Put articles into stories: ids of articles to ids of stories."""

    def release(self, ids: Collection[str]) -> None:
        """Make kept articles of copies."""

    def join(self, story: str, into: str) -> None:
        """Make a story another name of an older one."""

    def relate(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember pairs of stories that are related."""

    def related(self, stories: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the related stories of each story that has some."""

    def tell(self, ids: Collection[str]) -> None:
        """Remember that articles were told."""

    def remove(self, ids: Collection[str]) -> None:
        """Remove articles; a story without any is no more."""

    def everything(self) -> Iterator[Stored]:
        """Give every article, in order of ids."""

    def figures(self) -> Mapping[str, object]:
        """Tell about the store: `version`, numbers of `articles`, `copies`, `stories`, …."""

    def check(self) -> Iterator[str]:
        """Look whether everything fits together; yield what does not, one line each."""


def article_of(record: Mapping[str, Any]) -> Article:
    """Make an article of what its `record` gave."""
    known: dict[str, Any] = {
        name: record[name] for name in KNOWN if isinstance(record.get(name), str)
    }
    extra = {name: value for name, value in record.items() if name not in known}
    return Article(**known, extra=extra)
