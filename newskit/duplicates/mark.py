"""The marks of this stage: `copies` on a kept article, `copy_of` on a removed one."""

from collections.abc import Mapping, Sequence

from newskit.article import Article
from newskit.duplicates.match import Match
from newskit.marks import Mark, Marks, copies_of, marked

_LISTED = ("id", "title", "url", "source", "published", "path")


def mark_copies(articles: Sequence[Article], removed: Mapping[int, Match]) -> Sequence[Article]:
    """Mark every article: a kept one lists its copies, a removed one names the kept one.

    Copies that an earlier run dropped, so that only their entry under `copies` is left, stay
    listed: nothing that was once counted is lost.

    Returns:
        The marked articles: a list of a list, else a view that marks an article when it is taken.
    """
    present, listing = set(), set()
    for position, article in enumerate(articles):
        present.add(article.id)
        if copies_of(article):
            listing.add(position)
    entries: dict[int, list[Mark]] = {}
    for position, match in removed.items():
        entry = _entry(articles[position], match, present)
        entries.setdefault(match.other(position), []).append(entry)
    marks: dict[int, Mark] = {}
    for position in entries.keys() | listing:
        copies = entries.get(position, []) + _dropped_before(articles[position], present)
        marks[position] = {
            "copies": sorted(copies, key=lambda entry: str(entry["id"])),
            "copy_of": None,
        }
    for position, match in removed.items():
        of = {"id": articles[match.other(position)].id, **_scores(match)}
        marks[position] = {"copy_of": of, "copies": None}
    return marked(articles, Marks(len(articles), marks, "copies"))


def _entry(article: Article, match: Match, present: set[str]) -> dict[str, object]:
    known = {key: getattr(article, key) for key in _LISTED}
    entry = {key: value for key, value in known.items() if value is not None} | _scores(match)
    dropped = _dropped_before(article, present)
    return entry | ({"copies": dropped} if dropped else {})


def _scores(match: Match) -> dict[str, object]:
    return {
        "level": str(match.level),
        "similarity": match.similarity,
        "containment": match.containment,
    }


def _dropped_before(article: Article, present: set[str]) -> list[Mark]:
    return [entry for entry in copies_of(article) if entry["id"] not in present]
