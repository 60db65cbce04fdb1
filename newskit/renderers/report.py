"""Reports for people: groups of copies, and stories, as text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from newskit.article import Article
from newskit.renderers.plain import day, line


def copies(kept: Sequence[Article], stream: TextIO) -> None:
    """Write each kept article with the copies it stands for.

    Args:
        kept: articles with the mark `copies`.
        stream: where to.
    """
    for article in kept:
        stream.write(f"{_named(article.record())}\n")
        for entry, depth in _entries(article.extra.get("copies"), 1):
            level = line(str(entry.get("level", "")))
            scores = f"{_score(entry.get('similarity'))} {_score(entry.get('containment'))}"
            stream.write(f"{'  ' * depth}{level:<9} {scores}  {_named(entry)}\n")


def stories(articles: Sequence[Article], stream: TextIO) -> None:
    """Write the articles of each story under its id, the largest story first.

    Args:
        articles: with the marks of `dedupe` and `stories`.
        stream: where to.
    """
    members: dict[str, list[Article]] = {}
    related: dict[str, object] = {}
    for article in articles:
        mark = article.extra["story"]
        story = str(mark["id"]) if isinstance(mark, Mapping) else ""
        members.setdefault(story, []).append(article)
        related[story] = article.extra.get("related")
    for story, found in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        links = related[story]
        also = f", related to {', '.join(map(str, links))}" if isinstance(links, list) else ""
        stream.write(f"{line(story)}{line(also)}\n")
        for article in sorted(found, key=lambda a: (a.published or "", a.id)):
            of = article.extra.get("copy_of")
            role = f"{of.get('level')} copy of {of.get('id')}" if isinstance(of, Mapping) else ""
            stream.write(f"  {_named(article.record())}{f'  ({line(role)})' if role else ''}\n")


def _entries(found: object, depth: int) -> Iterator[tuple[Mapping[str, object], int]]:
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, Mapping):
            yield entry, depth
            yield from _entries(entry.get("copies"), depth + 1)


def _score(given: object) -> str:
    return f"{given if isinstance(given, int | float) else 0:.2f}"


def _named(record: Mapping[str, object]) -> str:
    """Name an article by its place, its day and its title."""
    place = str(record.get("path") or record.get("url") or record.get("id"))
    published = record.get("published")
    when = day(published) if isinstance(published, str) else ""
    parts = (place, when, str(record.get("title") or ""))
    return "  ".join(line(part) for part in parts if part)
