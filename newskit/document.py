"""The digest as data: stories, cited sentences, sources; and its JSON form.

What the `digests` stage makes and renderers write. Every sentence is a verbatim span
`text[start:end]` of each article it cites.
"""

from dataclasses import asdict, dataclass

VERSION = 1
"""The version of the JSON form; it grows only when a key changes its meaning."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: `text[start:end]` of one article."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of the digest, the places that say it, and how many independent sources do."""

    text: str
    citations: tuple[Citation, ...]
    support: int


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a story as the digest lists it.

    `role` is what it is to the others: `independent`, `same text as`, `retells` or `earliest
    known`; `of` is the article that a copy is a copy of.
    """

    id: str
    role: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    path: str | None = None
    of: str | None = None

    def name(self) -> str:
        """Give the shortest thing a reader knows this article by."""
        return self.source or self.path or self.title or self.id


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the figures given for a disputed fact, and who gives it.

    `text` is the figure as it is first written (`seventeen`, `2.3 million`); a citation is the
    sentence that gives it.
    """

    value: float
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact for which independent sources give different figures.

    `about` is a piece of a cited sentence with the figure left out (`… people were injured`);
    `unit` is what is counted, empty when that is not clear. The claim of most sources is first.
    """

    about: str
    unit: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of the digest.

    `published` is the first and the last time known, or None for each. `disputed` holds the
    facts that independent sources differ in.
    """

    id: str
    headline: str
    sentences: tuple[CitedSentence, ...]
    articles: tuple[Source, ...]
    independent_sources: int
    published: tuple[str | None, str | None] = (None, None)
    disputed: tuple[Disputed, ...] = ()
    related: tuple[str, ...] = ()

    def copies(self) -> int:
        """Count the articles that are copies of another one of the entry."""
        return sum(1 for article in self.articles if article.of is not None)


@dataclass(frozen=True, slots=True)
class Digest:
    """A merged, cited digest: stories in order."""

    title: str
    date: str | None
    entries: tuple[Entry, ...] = ()

    def record(self) -> dict[str, object]:
        """Give the digest as the JSON object of the wire format."""
        return {
            "newskit": VERSION,
            "title": self.title,
            "date": self.date,
            "stories": [_entry_record(entry) for entry in self.entries],
        }


def _entry_record(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "headline": entry.headline,
        "published": list(entry.published),
        "summary": {"sentences": [asdict(sentence) for sentence in entry.sentences]},
        "articles": [
            {key: value for key, value in asdict(article).items() if value is not None}
            for article in entry.articles
        ],
        "independent_sources": entry.independent_sources,
        "disputed": [_disputed_record(fact) for fact in entry.disputed],
        "related": list(entry.related),
    }


def _disputed_record(fact: Disputed) -> dict[str, object]:
    claims = [
        asdict(claim) | ({"value": int(claim.value)} if claim.value.is_integer() else {})
        for claim in fact.claims
    ]
    return {"about": fact.about, "unit": fact.unit, "claims": claims}
