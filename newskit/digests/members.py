"""The articles of each story: kept ones, copies that are present, copies that were dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newskit.article import Article
from newskit.marks import Mark, copies_of, copy_of, entries, related_of, story_of

_COPY_LEVELS = ("exact", "near", "rewritten")


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story.

    Args:
        id: its id.
        article: the article, or None when it was dropped before: then it is listed, never cited.
        entry: what is known of a dropped one.
        of: id of the kept article that it is a copy of, or None for a kept one, and for a report
            of its own that had to go for another of the story.
        level: at which level it is a copy.
    """

    id: str
    article: Article | None
    entry: Mapping[str, object] = field(default_factory=dict)
    of: str | None = None
    level: str | None = None

    def known(self, key: str) -> str | None:
        """Give what is known of the article under `title`, `url`, `source` and the like."""
        value = getattr(self.article, key) if self.article else self.entry.get(key)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its id, its members (in order of id), the ids of related stories."""

    id: str
    members: tuple[Member, ...]
    related: tuple[str, ...] = ()

    def kept(self) -> list[Article]:
        """Give the articles that sentences are chosen from: those that are no copies."""
        return [m.article for m in self.members if m.article is not None and m.of is None]


def gather(articles: Sequence[Article]) -> list[Story]:
    """Gather articles with the marks of `dedupe` and `stories` into stories, in order of id."""
    members: dict[str, list[Member]] = {}
    related: dict[str, set[str]] = {}
    for article in articles:
        story = story_of(article) or article.id
        members.setdefault(story, []).append(_present(article))
        members[story].extend(_dropped(copies_of(article), article.id))
        related.setdefault(story, set()).update(related_of(article))
    return [
        Story(id_, _each_once(found), tuple(sorted(related[id_])))
        for id_, found in sorted(members.items())
    ]


def _each_once(members: Sequence[Member]) -> tuple[Member, ...]:
    """Drop entries of copies that are present as articles, and sort by id."""
    by_id: dict[str, Member] = {}
    for member in sorted(members, key=lambda m: m.article is None):
        by_id.setdefault(member.id, member)
    return tuple(by_id[id_] for id_ in sorted(by_id))


def _present(article: Article) -> Member:
    mark = copy_of(article)
    if mark is not None and mark.get("level") in _COPY_LEVELS:
        return Member(article.id, article, of=str(mark["id"]), level=str(mark["level"]))
    return Member(article.id, article)


def _dropped(listed: Sequence[Mark], of: str) -> Iterator[Member]:
    for entry in listed:
        id_, level = str(entry["id"]), str(entry.get("level"))
        yield Member(id_, None, entry, of if level in _COPY_LEVELS else None, level)
        yield from _dropped(entries(entry.get("copies")), id_)
