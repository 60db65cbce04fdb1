"""A digest as one page for a browser: what the template looks up beside the digest itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TextIO

from newskit.article import Article
from newskit.document import Citation, Digest, Entry, Source
from newskit.marks import Mark, copies_of, copy_of, entries
from newskit.page.sheet import language_of, when, write
from newskit.page.sides import Stretch, beginning, corresponding, stretches
from newskit.pictures.sharing import Report, Shared, percent, sharing
from newskit.pictures.story_map import MapStory, story_map
from newskit.pictures.timeline import timeline
from newskit.renderers.excerpts import Excerpt, cited_in, excerpts, place_in
from newskit.renderers.plain import coverage, overview, related, short
from newskit.text.links import web
from newskit.text.sentences import sentences
from newskit.text.spans import Span

ROWS = 10
"""Rows shown of a copy beside the article it is a copy of; `newskit compare` shows all."""

_LEVELS = ("exact", "near", "rewritten")


class Cite(NamedTuple):
    """A number that leads to what it cites."""

    number: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a story as the list of sources shows it.

    Args:
        number: its number in citations.
        anchor: what links to it call it.
        article: what the digest says of it.
        name: who published it, or its file.
        url: its address, where it may be a link.
        of: the number of the article that it is a copy of.
        language: what it is in, where that is not what the page is in.
        excerpts: what is cited of it.
        beside: how it differs from the article it is a copy of.
    """

    number: int
    anchor: str
    article: Source
    name: str
    url: str | None
    of: int | None
    language: str | None
    excerpts: tuple[Excerpt, ...]
    beside: "Beside | None"


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy beside the article it is a copy of.

    Args:
        of: the number of that article.
        name: what it is called.
        language: what it is in, as for `Listed`.
        level: `near` or `rewritten`.
        percent: how much of the text they have in common.
        stretches: the first rows.
        more: how many rows more there are.
    """

    of: int
    name: str
    language: str | None
    level: str
    percent: int
    stretches: tuple[Stretch, ...]
    more: int


class Story:
    """A story of the digest, its place on the page, and what stands around its citations."""

    def __init__(self, number: int, entry: Entry, digest: Digest) -> None:
        self.anchor = f"s{number}"
        self.entry = entry
        self.coverage = coverage(entry, when)
        self._number = {article.id: n for n, article in enumerate(entry.articles, 1)}
        self._name = {article.id: short(article) for article in entry.articles}
        self._texts = {id_: digest.texts[id_] for id_ in self._number if id_ in digest.texts}
        self._language = {id_: language_of(text) for id_, text in self._texts.items()}
        self._sentences = {
            id_: sentences(text.text, text.language, text.boilerplate())
            for id_, text in self._texts.items()
        }
        self._shared = list(_shared(self._texts, self._number))
        self._excerpts = {
            id_: excerpts(self._texts[id_].text, self._sentences[id_], spans)
            for id_, spans in _cited(entry).items()
            if id_ in self._texts
        }
        self._pieces = {id_: cited_in(shown) for id_, shown in self._excerpts.items()}

    def cites(self, citations: Iterable[Citation]) -> list[Cite]:
        """Give the numbers of the articles cited, ascending, each with where it leads."""
        found: dict[int, Citation] = {}
        for each in citations:
            found.setdefault(self._number[each.article], each)
        return [Cite(n, self._name[x.article], self._target(x)) for n, x in sorted(found.items())]

    @property
    def tongue(self) -> str | None:
        """What the headline is in: the language of the first article that has it."""
        titled = (each.id for each in self.entry.articles if each.title == self.entry.headline)
        return next(map(self._language.get, titled), None)

    def language(self, citations: Iterable[Citation]) -> str | None:
        """Give what the first article cited is in."""
        return next((self._language.get(each.article) for each in citations), None)

    def sources(self) -> list[Listed]:
        """List the articles of the story."""
        besides = {each.a: each for each in self._shared if each.b in self._texts}
        return [
            Listed(
                number,
                self._anchor(article.id),
                article,
                self._name[article.id],
                web(article.url),
                self._number.get(article.of or ""),
                self._language.get(article.id),
                tuple(self._excerpts.get(article.id, ())),
                self._beside(besides[article.id]) if article.id in besides else None,
            )
            for number, article in enumerate(self.entry.articles, 1)
        ]

    def sharing(self) -> str:
        """Draw which articles share text; nothing where none do."""
        reports = [
            Report(each.id, self._name[each.id], each.published, f"#{self._anchor(each.id)}")
            for each in self.entry.articles
        ]
        return sharing(reports, self._shared, inline=True) if self._shared else ""

    def strip(self) -> str:
        """Draw when the articles were published; nothing where that is not known."""
        return timeline([each.published for each in self.entry.articles], inline=True)

    def _anchor(self, article: str) -> str:
        return f"{self.anchor}a{self._number[article]}"

    def _target(self, cited: Citation) -> str:
        start = place_in(self._pieces.get(cited.article, ()), Span(cited.start, cited.end))
        anchor = self._anchor(cited.article)
        return f"#{anchor}" if start is None else f"#{anchor}c{start}"

    def _beside(self, shared: Shared) -> Beside | None:
        if shared.level == "exact" or shared.a not in self._texts:
            return None
        kept, copy = self._texts[shared.b], self._texts[shared.a]
        spans = (self._sentences[each.id] for each in (kept, copy))
        laid = corresponding(kept, copy, *spans)
        first, more = beginning(stretches(kept.text, copy.text, laid), ROWS)
        return Beside(
            self._number[kept.id],
            self._name[kept.id],
            self._language[kept.id],
            shared.level,
            percent(shared.share),
            tuple(first),
            more,
        )


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as a page that is one file, whose text is nothing but text."""
    stories = [Story(number, entry, digest) for number, entry in enumerate(digest.entries, 1)]
    href = {story.entry.id: f"#{story.anchor}" for story in stories}
    write(
        "digest.html.j2",
        stream,
        title=digest.title,
        date=digest.date,
        overview=overview(digest),
        stories=stories,
        map=_map(digest, href) if len(stories) > 1 else "",
        related={
            story.entry.id: [
                (each.headline, href.get(each.id) or web(each.url))
                for each in related(story.entry, digest)
            ]
            for story in stories
        },
    )


def _map(digest: Digest, href: Mapping[str, str]) -> str:
    stories = [
        MapStory(
            entry.id,
            entry.headline,
            len(entry.articles),
            entry.published[0],
            entry.related,
            href[entry.id],
        )
        for entry in digest.entries
    ]
    return story_map(stories, digest.alike, inline=True)


def _cited(entry: Entry) -> dict[str, list[Span]]:
    """Give what an entry cites, by article."""
    found: dict[str, list[Span]] = {}
    for citations in (
        *(said.citations for said in (*entry.sentences, *entry.only_in)),
        *(day.sentence.citations for day in entry.timeline),
        *(quote.citations for quote in entry.quotes),
        *(claim.citations for fact in entry.disputed for claim in fact.claims),
    ):
        for each in citations:
            found.setdefault(each.article, []).append(Span(each.start, each.end))
    return found


def _shared(texts: Mapping[str, Article], here: Mapping[str, int]) -> Iterator[Shared]:
    """Give which articles of a story have text in common, copies that were dropped too."""
    for id_, article in texts.items():
        mark = copy_of(article)
        if mark:
            yield from _share(id_, str(mark["id"]), mark, here)
        yield from _dropped(copies_of(article), id_, texts, here)


def _dropped(
    listed: Iterable[Mark], of: str, texts: Mapping[str, Article], here: Mapping[str, int]
) -> Iterator[Shared]:
    for entry in listed:
        id_ = str(entry["id"])
        if id_ not in texts:
            yield from _share(id_, of, entry, here)
            yield from _dropped(entries(entry.get("copies")), id_, texts, here)


def _share(a: str, b: str, mark: Mark, here: Mapping[str, int]) -> Iterator[Shared]:
    scores = (mark.get("similarity"), mark.get("containment"))
    known = [float(score) for score in scores if isinstance(score, int | float)]
    level = str(mark.get("level"))
    if a in here and b in here and level in _LEVELS and known:
        yield Shared(a, b, level, max(known))
