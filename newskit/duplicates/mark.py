"""The marks of this stage: `copies` on a kept article, `copy_of` on a removed one."""

from collections.abc import Mapping, Sequence

from newskit.article import Article
from newskit.duplicates.verify import Match
from newskit.marks import Mark, copies_of

_LISTED = ("id", "title", "url", "source", "published", "path")


def mark_copies(articles: Sequence[Article], removed: Mapping[int, Match]) -> list[Article]:
    """Mark every article: a kept one lists its copies, a removed one names the kept one.

    Copies that an earlier run dropped, so that only their entry under `copies` is left, stay
    listed: nothing that was once counted is lost.
    """
    present = {article.id for article in articles}
    entries: dict[int, list[Mark]] = {}
    for position, match in removed.items():
        entry = _entry(articles[position], match, present)
        entries.setdefault(match.other(position), []).append(entry)
    marked = []
    for position, article in enumerate(articles):
        if position in removed:
            match = removed[position]
            of = {"id": articles[match.other(position)].id, **_scores(match)}
            marked.append(article.marked(copy_of=of, copies=None))
        else:
            copies = entries.get(position, []) + _dropped_before(article, present)
            copies.sort(key=lambda entry: str(entry["id"]))
            marked.append(article.marked(copies=copies, copy_of=None))
    return marked


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
