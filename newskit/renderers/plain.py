"""What all renderers for people share: what an entry says, safe links, counts in words, days."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from newskit.document import Citation, Digest, Disputed, Entry, Related, Source
from newskit.text.line import count, one_line
from newskit.text.times import parse_time


def day(time: str | None) -> str:
    """Give the day of a time, or the time as it came."""
    parsed = parse_time(time)
    return parsed.date().isoformat() if parsed else one_line(time or "")


def overview(digest: Digest) -> str:
    """Say what a digest holds in one line."""
    articles = sum(len(entry.articles) for entry in digest.entries)
    copies = sum(entry.copies() for entry in digest.entries)
    stories = count(len(digest.entries), "story", "stories")
    said = f"{stories} from {count(articles, 'article')}"
    return f"{said}, {count(copies, 'copy', 'copies')} among them" if copies else said


def coverage(entry: Entry, written: Callable[[str], str] = str) -> str:
    """Say how well an entry is covered, and when: `2 independent sources · 5 articles · …`.

    Args:
        entry: a story.
        written: how a day is written.
    """
    parts = [count(entry.independent_sources, "independent source")]
    parts.append(count(len(entry.articles), "article"))
    if entry.copies():
        parts.append(count(entry.copies(), "copy", "copies"))
    days = sorted({day(time) for time in entry.published if time})
    return " · ".join([*parts, " – ".join(map(written, days))] if days else parts)


Cite = Callable[[Iterable[Citation]], str]
"""Writes the numbers of cited articles, such as `[1][2]`."""

Write = Callable[[str], str]
"""Makes a stranger's text safe."""


def quotes(entry: Entry, write: Write, cite: Cite) -> Iterator[str]:
    """Say what people said: `“It is over” – Ada Brook [1]`."""
    for each in entry.quotes:
        yield f"“{write(each.text)}” – {write(each.speaker)} {cite(each.citations)}"


def facts(entry: Entry, write: Write, cite: Cite) -> Iterator[tuple[str, str]]:
    """Say what sources differ in, and what one of them adds: label and text of each."""
    for fact in entry.disputed:
        yield from _disputed(fact, write, cite)
    name = {article.id: short(article) for article in entry.articles}
    for sentence in entry.only_in:
        source = name[sentence.citations[0].article]
        yield f"Only in {write(source)}", f"{write(sentence.text)} {cite(sentence.citations)}"


def short(article: Source) -> str:
    """Give the shortest name of an article that is told apart by it: no folders."""
    return article.source or (article.path or "").rpartition("/")[2] or article.name()


def days(entry: Entry, write: Write, cite: Cite) -> Iterator[str]:
    """Say what was new on each day: `2026-03-02: Fog closed the harbour. [1]`."""
    for each in entry.timeline:
        yield f"{each.date}: {write(each.sentence.text)} {cite(each.sentence.citations)}"


def _disputed(fact: Disputed, write: Write, cite: Cite) -> Iterator[tuple[str, str]]:
    claims = " or ".join(f"{write(claim.text)} {cite(claim.citations)}" for claim in fact.claims)
    if fact.kind == "name":
        yield "Spelled differently", claims
    else:
        yield "Disputed", f"“{write(fact.about)}”: {claims}"


def related(entry: Entry, digest: Digest) -> list[Related]:
    """Give the related stories whose headlines are known, those of the digest first."""
    here = {other.id for other in digest.entries}
    return sorted(entry.related_stories, key=lambda story: story.id not in here)


def cited(citations: Iterable[Citation], number: Mapping[str, int]) -> list[int]:
    """Give the numbers of the articles cited, ascending, each once."""
    return sorted({number[place.article] for place in citations})


def numbers(entry: Entry) -> dict[str, int]:
    """Number the articles of an entry from 1, as citations do."""
    return {article.id: number for number, article in enumerate(entry.articles, 1)}
