"""The marks of this stage: `copies` on a kept article, `copy_of` on a removed one."""

from collections.abc import Mapping, Sequence
from functools import cache

from newskit.article import Article
from newskit.duplicates.match import Match
from newskit.marks import Mark, copies_of, marked

_LISTED = ("id", "title", "url", "source", "published", "path")


def mark_copies(articles: Sequence[Article], removed: Mapping[int, Match]) -> Sequence[Article]:
    """Mark every article: a kept one lists its copies, a removed one names the kept one.

    Copies that an earlier run dropped, so that only their entry under `copies` is left, stay
    listed: nothing that was once counted is lost.

    Returns:
        The marked articles: a list of a list, else a view that marks an article when it is taken.
    """

    @cache
    def present() -> set[str]:
        return {article.id for article in articles}

    def dropped_before(article: Article) -> list[Mark]:
        return [entry for entry in copies_of(article) if entry["id"] not in present()]

    def kept(article: Article, copies: Sequence[Mark] = ()) -> Mark:
        every = [*copies, *dropped_before(article)]
        return {"copies": sorted(every, key=lambda entry: str(entry["id"])), "copy_of": None}

    marks: dict[int, Mark] = {}
    entries: dict[int, list[Mark]] = {}
    for position, match in removed.items():
        article, other = articles[position], match.other(position)
        dropped = dropped_before(article)
        entries.setdefault(other, []).append(entry(article, _scores(match), dropped))
        of = {"id": articles[other].id, **_scores(match)}
        marks[position] = {"copy_of": of, "copies": None}
    for position, copies in entries.items():
        marks[position] = kept(articles[position], copies)
    return marked(articles, marks, kept)


def entry(article: Article, scores: Mark, dropped: Sequence[Mark]) -> dict[str, object]:
    """Give what is listed of a copy: what is known of it, its match, and its own dropped copies."""
    known = {key: getattr(article, key) for key in _LISTED}
    listed = {key: value for key, value in known.items() if value is not None} | dict(scores)
    return listed | ({"copies": dropped} if dropped else {})


def _scores(match: Match) -> dict[str, object]:
    return {
        "level": str(match.level),
        "similarity": match.similarity,
        "containment": match.containment,
    }
