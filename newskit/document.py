"""The digest as data: stories, cited sentences, sources; and its JSON form.

What the `digests` stage makes and renderers write. Every sentence is a verbatim span
`text[start:end]` of each article it cites.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from newskit.article import Article

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
    """One of the figures, dates or spellings given for a disputed fact, and who gives it.

    `value` is a number, or a date (`2026-03-20`, `03-20`, `Monday`), a time (`16:30`) or a name;
    `text` is how it is first written (`seventeen`, `2.3 million`); a citation is the sentence that
    gives it.
    """

    value: float | str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact that sources give differently.

    `about` is a piece of a cited sentence with the figure left out (`… people were injured`);
    `unit` is what is counted, empty when that is not clear; `kind` is `number`, `date`, `time` or
    `name` (then it is spelled differently). The claim of most sources is first.
    """

    about: str
    unit: str
    claims: tuple[Claim, ...]
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """What someone said: the words, whose they are, where they stand, how many sources give them.

    The words are verbatim those of the first place cited; the other places have them, too.
    """

    text: str
    speaker: str
    citations: tuple[Citation, ...]
    support: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day (UTC) of a story that went on for several: its articles, and what was new."""

    date: str
    articles: int
    sentence: CitedSentence


@dataclass(frozen=True, slots=True)
class Related:
    """Another story of the same saga, which need not be in the digest."""

    id: str
    headline: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of the digest.

    `published` is the first and the last time known, or None for each. `disputed` holds the
    facts that sources differ in, `quotes` what people said, `timeline` what was new on each day
    where there are several, `only_in` sentences with facts that their source alone has. `related`
    are ids, `related_stories` what is known of those.
    """

    id: str
    headline: str
    sentences: tuple[CitedSentence, ...]
    articles: tuple[Source, ...]
    independent_sources: int
    published: tuple[str | None, str | None] = (None, None)
    disputed: tuple[Disputed, ...] = ()
    related: tuple[str, ...] = ()
    quotes: tuple[KeyQuote, ...] = ()
    timeline: tuple[Day, ...] = ()
    only_in: tuple[CitedSentence, ...] = ()
    related_stories: tuple[Related, ...] = ()

    def copies(self) -> int:
        """Count the articles that are copies of another one of the entry."""
        return sum(1 for article in self.articles if article.of is not None)


@dataclass(frozen=True, slots=True)
class Digest:
    """A merged, cited digest: stories in order.

    Beside the JSON form stands what a page shows: `texts` are the articles by id, those that are
    there; `alike` tells how alike stories are, two ids and a share from 0 to 1.
    """

    title: str
    date: str | None
    entries: tuple[Entry, ...] = ()
    alike: tuple[tuple[str, str, float], ...] = ()
    texts: Mapping[str, Article] = field(
        default_factory=dict, compare=False, hash=False, repr=False
    )

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
        "articles": [_known(asdict(article)) for article in entry.articles],
        "independent_sources": entry.independent_sources,
        "disputed": [_disputed_record(fact) for fact in entry.disputed],
        "related": list(entry.related),
        "quotes": [asdict(quote) for quote in entry.quotes],
        "timeline": [asdict(day) for day in entry.timeline],
        "only_in": [asdict(sentence) for sentence in entry.only_in],
        "related_stories": [_known(asdict(story)) for story in entry.related_stories],
    }


def _known(record: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if value is not None}


def _disputed_record(fact: Disputed) -> dict[str, object]:
    claims = [asdict(claim) | {"value": _plain(claim.value)} for claim in fact.claims]
    return {"kind": fact.kind, "about": fact.about, "unit": fact.unit, "claims": claims}


def _plain(value: float | str) -> float | int | str:
    return int(value) if isinstance(value, float | int) and value == int(value) else value
