"""Reports for people: groups of copies, and stories, as text."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TextIO

from newskit.article import Article
from newskit.renderers.plain import count, day, line
from newskit.text.times import seconds


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
            # Of a report that only shares the story, the overlap of the texts says nothing.
            shown = () if level == "story" else ("similarity", "containment")
            scores = " ".join(_score(entry.get(score)) for score in shown)
            stream.write(f"{'  ' * depth}{level:<9} {scores:<9}  {_named(entry)}\n")


def stories(articles: Sequence[Article], stream: TextIO) -> None:
    """Write stories, numbered, the largest first, each with its articles in order of time.

    Args:
        articles: with the marks of `dedupe` and `stories`.
        stream: where to.
    """
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(_story(article), []).append(article)
    places = {article.id: _place(article.record()) for article in articles}
    order = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    number = {story: place for place, (story, _) in enumerate(order, 1)}
    for story, found in order:
        links = sorted({number[id_] for article in found for id_ in _linked(article, number)})
        related = f", related to {', '.join(map(str, links))}" if links else ""
        stream.write(f"{number[story]}. {count(len(found), 'article')}{related}\n")
        for article in sorted(found, key=lambda a: (seconds(a.published), a.id)):
            of = article.extra.get("copy_of")
            kept = places.get(str(of.get("id")), "") if isinstance(of, Mapping) else ""
            role = f"  ({of.get('level')} copy of {kept})" if isinstance(of, Mapping) else ""
            stream.write(f"   {_named(article.record())}{line(role) and '  ' + line(role)}\n")


def _linked(article: Article, known: Collection[str]) -> list[str]:
    mark = article.extra.get("related")
    return [id_ for id_ in mark if id_ in known] if isinstance(mark, list) else []


def _story(article: Article) -> str:
    mark = article.extra["story"]
    return str(mark["id"]) if isinstance(mark, Mapping) else ""


def _entries(found: object, depth: int) -> Iterator[tuple[Mapping[str, object], int]]:
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, Mapping):
            yield entry, depth
            yield from _entries(entry.get("copies"), depth + 1)


def _score(given: object) -> str:
    return f"{given if isinstance(given, int | float) else 0:.2f}"


def _named(record: Mapping[str, object]) -> str:
    """Name an article by its place, its day and its title."""
    published = record.get("published")
    when = day(published) if isinstance(published, str) else ""
    parts = (_place(record), when, str(record.get("title") or ""))
    return "  ".join(line(part) for part in parts if part)


def _place(record: Mapping[str, object]) -> str:
    return str(record.get("path") or record.get("url") or record.get("id"))
