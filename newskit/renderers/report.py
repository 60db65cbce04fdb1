"""Reports for people: groups of copies, and stories, as text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from newskit.article import Article
from newskit.marks import Mark, copies_of, copy_of, entries, related_of, story_of
from newskit.renderers.plain import day
from newskit.text.line import count, one_line
from newskit.text.times import seconds


def copies(kept: Iterable[Article], stream: TextIO) -> None:
    """Write each kept article with the copies it stands for.

    Args:
        kept: articles with the mark `copies`.
        stream: where to.
    """
    for article in kept:
        stream.write(f"{_named(article.record())}\n")
        for entry, depth in _entries(copies_of(article), 1):
            level = one_line(str(entry.get("level", "")))
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
        members.setdefault(story_of(article) or article.id, []).append(article)
    places = {article.id: _place(article.record()) for article in articles}
    order = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    number = {story: place for place, (story, _) in enumerate(order, 1)}
    for story, found in order:
        linked = {id_ for article in found for id_ in related_of(article)}
        links = sorted(number[id_] for id_ in linked if id_ in number)
        related = f", related to {', '.join(map(str, links))}" if links else ""
        found.sort(key=lambda article: (seconds(article.published), article.id))
        size = count(len(found), "article")
        lines = _about(found[0], size, related)
        stream.write(f"{number[story]}. " + "\n   ".join(lines) + "\n")
        for article in found:
            of = copy_of(article)
            kept = places.get(str(of["id"]), of["id"]) if of else ""
            role = "  " + one_line(f"({of.get('level')} copy of {kept})") if of else ""
            stream.write(f"   {_named(article.record())}{role}\n")


def _about(article: Article, size: str, related: str) -> list[str]:
    """Give the headline of an article's story and a line of facts, or only that."""
    told = article.extra.get("story")
    mark = told if isinstance(told, Mapping) else {}
    sources, published, terms = (_listed(mark.get(k)) for k in ("sources", "published", "terms"))
    publishers = f" from {count(len(sources), 'source')}" if sources else ""
    days = " – ".join(dict.fromkeys(map(day, published)))
    about = f" · {', '.join(terms)}" if terms else ""
    facts = f"{size}{publishers}{f', {days}' if days else ''}{related}{about}"
    headline = mark.get("headline")
    return [*([one_line(headline)] if isinstance(headline, str) else []), one_line(facts)]


def _listed(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _entries(listed: Sequence[Mark], depth: int) -> Iterator[tuple[Mark, int]]:
    for entry in listed:
        yield entry, depth
        yield from _entries(entries(entry.get("copies")), depth + 1)


def _score(given: object) -> str:
    return f"{given if isinstance(given, int | float) else 0:.2f}"


def _named(record: Mapping[str, object]) -> str:
    """Name an article by its place, its day and its title."""
    published = record.get("published")
    when = day(published) if isinstance(published, str) else ""
    parts = (_place(record), when, str(record.get("title") or ""))
    return "  ".join(one_line(part) for part in parts if part)


def _place(record: Mapping[str, object]) -> str:
    return str(record.get("path") or record.get("url") or record.get("id"))
