"""What is known of the articles that gold and answer are about: their names, titles and texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from newskit.article import Article
from newskit.evaluation.columns import Columns
from newskit.evaluation.labels import id_of
from newskit.marks import copies_of, entries
from newskit.protocols import Record
from newskit.text.line import one_line
from newskit.text.terms import terms

_TITLE = 90
"""Characters of the text that stand for a title where there is none."""


@dataclass(frozen=True)
class Known:
    """The articles by id.

    Args:
        titles: a title for each, or an empty string.
        texts: the texts, as far as they are there.
        names: the id behind each name that an article goes by: its id, path, URL, file name.
        called: the name that the gold uses, for each id that it does not use itself.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)

    def called_as(self, names: Iterable[str]) -> "Known":
        """Give the same, with the names that a file uses for the articles."""
        used = {self.names[name]: name for name in sorted(names) if name in self.names}
        return replace(self, called={id_: name for id_, name in used.items() if id_ != name})

    def likeness(self, a: str, b: str) -> float | None:
        """Give the Jaccard of the sets of content words of two texts; None if one is not there.

        It says something of any two articles, whichever tool was asked, and orders mistakes.
        """
        if a not in self.texts or b not in self.texts:
            return None
        mine, theirs = self._terms_of(a), self._terms_of(b)
        return round(len(mine & theirs) / (len(mine | theirs) or 1), 4)

    def _terms_of(self, id_: str) -> frozenset[str]:
        if id_ not in self._terms:
            self._terms[id_] = frozenset(terms(self.texts[id_]))
        return self._terms[id_]


def known_articles(articles: Iterable[Article]) -> Known:
    """Learn what articles go by; of dropped copies there is no text."""
    titles: dict[str, str] = {}
    texts: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for article in articles:
        titles[article.id] = article.title or one_line(article.text[:_TITLE])
        texts[article.id] = article.text
        for record in _records(article):
            id_ = str(record["id"])
            titles.setdefault(id_, str(record.get("title") or ""))
            for name in _names(record):
                names.setdefault(name, set()).add(id_)
    ids = {id_: id_ for id_ in titles}
    return Known(titles, texts, {n: min(of) for n, of in names.items() if len(of) == 1} | ids)


def known_rows(rows: Iterable[Record], columns: Columns) -> Known:
    """Learn titles and texts from rows of gold, or of an answer."""
    titles: dict[str, str] = {}
    texts: dict[str, str] = {}
    for row in rows:
        title, text = row.data.get("title"), row.data.get("text")
        if (title or text) and (id_ := id_of(row, columns)):
            titles[id_] = str(title or one_line(str(text)[:_TITLE]))
            if text:
                texts[id_] = str(text)
    return Known(titles, texts)


def _records(article: Article) -> Iterator[Mapping[str, object]]:
    """Give what is known of an article, and of the copies that were dropped for it."""
    yield article.record()
    listed = copies_of(article)
    while listed:
        yield from listed
        listed = [inner for entry in listed for inner in entries(entry.get("copies"))]


def _names(record: Mapping[str, object]) -> Iterator[str]:
    for key in ("path", "url"):
        if isinstance(value := record.get(key), str):
            yield value
    if isinstance(path := record.get("path"), str):
        yield PurePath(path).name
