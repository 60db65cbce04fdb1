"""The marks of this stage: `copies` on a kept article, `copy_of` on a removed one."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newskit.article import Article
from newskit.marks import Mark, copies_of, marked

if TYPE_CHECKING:
    from newskit.duplicates.match import Match, Removed

_LISTED = ("id", "title", "url", "source", "published", "path")


def mark_copies(articles: Sequence[Article], removed: "Removed") -> Sequence[Article]:
    """Mark every article: a kept one lists its copies, a removed one names the kept one.

    Copies that an earlier run dropped, so that only their entry under `copies` is left, stay
    listed: nothing that was once counted is lost.

    Returns:
        The marked articles: a list of a list, else a view that marks an article when it is taken.
    """
    return marked(articles, _Marks(articles, removed))


class _Marks:
    """Makes the marks of an article, when it is asked for them."""

    def __init__(self, articles: Sequence[Article], removed: "Removed") -> None:
        self._articles, self._removed = articles, removed
        kept = removed.kept
        self._by_kept = kept.argsort(kind="stable")
        self._kept = kept[self._by_kept]
        self._has_match = bytearray(len(articles))
        for position in (*removed, *kept.tolist()):
            self._has_match[position] = True

    def __call__(self, position: int, article: Article) -> Mark:
        entries = self._dropped_before(article)
        if self._has_match[position]:
            if (match := self._removed.get(position)) is not None:
                kept = self._articles[match.other(position)]
                return {"copy_of": {"id": kept.id, **_scores(match)}, "copies": None}
            entries += self._entries(position)
        return {"copies": sorted(entries, key=lambda entry: str(entry["id"])), "copy_of": None}

    def _entries(self, position: int) -> Iterator[Mark]:
        start, end = self._kept.searchsorted([position, position + 1])
        for place in self._by_kept[start:end].tolist():
            copy = self._articles[int(self._removed.positions[place])]
            scores = _scores(self._removed.matches[place])
            yield entry(copy, scores, self._dropped_before(copy))

    def _dropped_before(self, article: Article) -> list[Mark]:
        return [entry for entry in copies_of(article) if entry["id"] not in self._present]

    @cached_property
    def _present(self) -> set[str]:
        return {article.id for article in self._articles}


def entry(article: Article, scores: Mark, dropped: Sequence[Mark]) -> dict[str, object]:
    """Give what is listed of a copy: what is known of it, its match, and its own dropped copies."""
    known = {key: getattr(article, key) for key in _LISTED}
    listed = {key: value for key, value in known.items() if value is not None} | dict(scores)
    return listed | ({"copies": dropped} if dropped else {})


def _scores(match: "Match") -> dict[str, object]:
    return {
        "level": str(match.level),
        "similarity": match.similarity,
        "containment": match.containment,
    }
