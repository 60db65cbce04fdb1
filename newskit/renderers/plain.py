"""What all renderers for people share: safe text, counts in words, days."""

from newskit.document import Digest, Entry
from newskit.text.line import one_line
from newskit.text.times import parse_time


def count(number: int, one: str, many: str = "") -> str:
    """Say a number of things: `1 copy`, `2 copies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


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


def coverage(entry: Entry) -> str:
    """Say how well an entry is covered, and when: `2 independent sources · 5 articles · …`."""
    parts = [count(entry.independent_sources, "independent source")]
    parts.append(count(len(entry.articles), "article"))
    if entry.copies():
        parts.append(count(entry.copies(), "copy", "copies"))
    days = sorted({day(time) for time in entry.published if time})
    return " · ".join([*parts, " – ".join(days)] if days else parts)


def related(entry: Entry, digest: Digest) -> list[str]:
    """Give the headlines of the related stories that are in the digest."""
    return [other.headline for other in digest.entries if other.id in entry.related]


def numbers(entry: Entry) -> dict[str, int]:
    """Number the articles of an entry from 1, as citations do."""
    return {article.id: number for number, article in enumerate(entry.articles, 1)}
