"""Boilerplate by statistics: what a source prints around its different articles.

A line that stands in three or more articles of a source, and in a tenth of them, is the source's
page furniture and not its news. Three things keep the news: copies of one story repeat each
other's lines too, so only articles whose remainder differs bear witness; only the beginning and
the end of a text count, so that a quotation everyone prints stays; long lines, and articles of
no known source, need more evidence.

Where a page goes on with another article of its source, `scroll` tells.

The articles are walked through in order: once to count how lines open, again for those with lines
that open as many others of the source do, and last for those that hold furniture. Between the walks
a few bytes a line are kept, and no text.
"""

from __future__ import annotations  # an array has no item type when it runs

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from math import ceil

from newskit.article import Article
from newskit.cleaning.frequent import REMEMBERED, Openings, opening
from newskit.cleaning.lines import Lines, spans_of
from newskit.cleaning.scroll import next_articles
from newskit.cleaning.sites import host_of
from newskit.progress import counted
from newskit.protocols import BoilerplateSpan
from newskit.text.words import words

WITNESSES = 3
"""Articles that differ from each other and hold a line, before it is boilerplate."""

SHARE = 0.1
"""Part of a source's articles that hold such a line."""

EDGE = 0.3
"""Part of what is not repeated that may stand outside of such a line, towards the nearer end."""

LONG_LINE = 25
LONG_LINE_WITNESSES = 5
"""Words from which a line may be a paragraph of background, and the witnesses it then needs."""

UNKNOWN_SOURCE = 5
"""Articles without a source from which they are looked at together; their long lines stay."""

OWN_WORDS = 12
OWN_SHARE = 1 / 3
"""Different words, and part of its words, that a witness has in lines the other has not."""

ALIKE = 0.5
"""Part of the different words of the shorter remainder from which two articles are versions.

The remainder is what stands in lines that the other has not.
"""

LOOKED_AT = 40
"""Holders of a line that are looked at for witnesses: it bounds the work where all are copies."""

_LONG = 1
"""The bit of a line's key that tells that the line is long."""


@dataclass(slots=True)
class _Source:
    """The articles of one source, and what is kept of lines that open as many others do.

    Attributes:
        known: whether the source has a name.
        members: the articles.
        codes: how such lines open, as codes of `Openings`.
        openings: how they open; the place of each is its number.
        frequent: those that `least` articles have indeed.
        furniture: keys of lines that are furniture.
        pages: the articles with such lines, and of each:
        ranks: a hash of its text, by which pages are put in order,
        ends: where its last line ends,
        sizes: how many such lines it has; and of each of these:
        opened: the number of its opening,
        keys: its key.
    """

    known: bool
    members: array[int] = field(default_factory=lambda: array("Q"))
    codes: frozenset[int] = frozenset()
    openings: dict[str, int] = field(default_factory=dict)
    frequent: set[str] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    pages: array[int] = field(default_factory=lambda: array("Q"))
    ranks: array[int] = field(default_factory=lambda: array("Q"))
    ends: array[int] = field(default_factory=lambda: array("Q"))
    sizes: array[int] = field(default_factory=lambda: array("Q"))
    opened: array[int] = field(default_factory=lambda: array("Q"))
    keys: array[int] = field(default_factory=lambda: array("Q"))

    @property
    def is_large(self) -> bool:
        """Tell whether there are enough articles to be looked at together."""
        return len(self.members) >= (WITNESSES if self.known else UNKNOWN_SOURCE)

    @property
    def least(self) -> int:
        """Articles that hold a line, before it may be furniture."""
        return max(WITNESSES, ceil(SHARE * len(self.members)))


class _Reader:
    """Reads articles as lines with keys, as often as is asked for."""

    def __init__(self, articles: Sequence[Article], openings: Openings) -> None:
        self._articles = articles
        self._openings = openings
        self._forms = lru_cache(REMEMBERED)(_forms)

    def collect(self, index: int, source: _Source) -> None:
        """Keep of an article what its source needs."""
        text = self._articles[index].text
        lines = Lines(text)
        codes = self._openings.of(index)
        alike = [
            self._forms(line)
            for line, code in zip(lines.texts, codes, strict=True)
            if code in source.codes
        ]
        source.pages.append(index)
        source.ranks.append(_hash(text.encode(errors="replace")))
        source.ends.append(lines.end(-1))
        source.sizes.append(len(alike))
        numbers = source.openings
        source.opened.extend([numbers.setdefault(opened, len(numbers)) for opened, _ in alike])
        source.keys.extend([key for _, key in alike])

    def read(self, index: int, source: _Source) -> tuple[Lines, list[int | None]]:
        """Give the lines of an article, and for each its key if it may be a repeated one."""
        lines = Lines(self._articles[index].text)
        frequent = source.frequent
        keys = []
        for line, code in zip(lines.texts, self._openings.of(index), strict=True):
            opened, key = self._forms(line) if code in source.codes else ("", None)
            keys.append(key if opened in frequent else None)
        return lines, keys


def clean(articles: Sequence[Article], /) -> Iterator[list[BoilerplateSpan]]:
    """Give what the source of each article tells to be none of its story.

    Lines that the source repeats are spans of the rule `repeated`; from where a page goes on with
    the next article, it is a span of the rule `next-article`.

    An article's source is its `source`, or the host of its URL; those without either are judged
    together, with more caution.
    """
    openings = Openings()
    every = _sources(articles, openings)
    nexts = next_articles(articles, openings, [each.members for each in every])
    sources = [source for source in every if source.is_large]
    reader = _Reader(articles, openings)
    alike: list[_Source | None] = [None] * len(articles)
    for source in sources:
        source.codes = openings.frequent(source.members, source.least)
        for index in source.members:
            if source.codes and not source.codes.isdisjoint(openings.of(index)):
                alike[index] = source
    for index, found in enumerate(alike):
        if found:
            reader.collect(index, found)
    furnished = {index for source in sources for index in _furnish(source, reader)}
    for index, found in enumerate(alike):
        spans = []
        if found and index in furnished:
            spans = _spans(*reader.read(index, found), found.furniture)
        if index in nexts:
            spans.append(nexts[index])
        yield spans


def _sources(articles: Sequence[Article], openings: Openings) -> list[_Source]:
    """Give the sources, and add the texts of all articles to `openings`."""
    sources: dict[str, _Source] = {}
    for index, article in enumerate(counted(articles, "counting lines")):
        openings.add(article.text)
        name = (article.source or host_of(article.url)).strip().casefold().removeprefix("www.")
        sources.setdefault(name, _Source(bool(name))).members.append(index)
    return list(sources.values())


def _hash(content: bytes) -> int:
    return int.from_bytes(blake2b(content, digest_size=8).digest())


def _forms(line: str) -> tuple[str, int]:
    """Give the opening of a line, and its key.

    The key is a number for what the line says up to case and punctuation, with the bit `_LONG`.
    """
    found = words(line)
    is_long = _LONG if len(found) > LONG_LINE else 0
    return opening(line), _hash(" ".join(found).encode(errors="surrogatepass")) & ~_LONG | is_long


def _furnish(source: _Source, reader: _Reader) -> set[int]:
    """Find the lines that pages of a source share though they differ.

    Returns:
        the articles that hold such lines.
    """
    holders = _holders(source)
    witnesses = _Witnesses(source, reader)
    furnished: set[int] = set()
    for key, found in holders.items():
        if key & _LONG and not source.known:
            continue
        if witnesses.are(found, LONG_LINE_WITNESSES if key & _LONG else WITNESSES):
            source.furniture.add(key)
            furnished.update(found)
    return furnished


def _holders(source: _Source) -> dict[int, list[int]]:
    """Give the articles that hold each repeated line, in the order of their ranks."""
    bounds = list(accumulate(source.sizes, initial=0))
    parts = [slice(*each) for each in pairwise(bounds)]
    counts = Counter(number for part in parts for number in set(source.opened[part]))
    numbers = {number for number, count in counts.items() if count >= source.least}
    source.frequent = {opened for opened, number in source.openings.items() if number in numbers}

    def keys(part: slice) -> set[int]:
        lines = zip(source.opened[part], source.keys[part], strict=True)
        return {key for number, key in lines if number in numbers}

    pages = Counter(key for part in parts for key in keys(part))
    holders: dict[int, list[int]] = {
        key: [] for key, count in pages.items() if count >= source.least
    }
    for page in sorted(range(len(parts)), key=source.ranks.__getitem__):
        for key in keys(parts[page]):
            if key in holders:
                holders[key].append(source.pages[page])
    return holders


class _Witnesses:
    """Tells which articles of a source are different ones and not versions of one."""

    def __init__(self, source: _Source, reader: _Reader) -> None:
        self._source = source
        self._reader = reader
        self._ends = dict(zip(source.pages, source.ends, strict=True))
        self._pages: dict[int, tuple[list[list[str]], list[int | None]]] = {}
        self._differ: dict[tuple[int, int], bool] = {}

    def are(self, found: list[int], needed: int) -> bool:
        """Tell whether `needed` of the articles `found` are different from one another.

        Long ones come first: a short one may have too little of its own to differ from any.
        """
        chosen: list[int] = []
        for index in sorted(found[:LOOKED_AT], key=lambda index: -self._ends[index]):
            if all(self._differs(other, index) for other in chosen):
                chosen.append(index)
                if len(chosen) == needed:
                    return True
        return False

    def _differs(self, one: int, other: int) -> bool:
        pair = (one, other)
        if pair not in self._differ:
            mine, others = self._own_words(one, other), self._own_words(other, one)
            shared = len(mine & others)
            self._differ[pair] = bool(mine and others) and shared < ALIKE * min(
                len(mine), len(others)
            )
        return self._differ[pair]

    def _own_words(self, index: int, other: int) -> set[str]:
        """Give the different words in lines that another page has not; none when they are few."""
        lines, keys = self._page(index)
        theirs = set(self._page(other)[1]) - {None}
        own = [found for found, key in zip(lines, keys, strict=True) if key not in theirs]
        different = set().union(*own)
        enough = sum(map(len, own)) >= OWN_SHARE * sum(map(len, lines))
        return different if enough and len(different) >= OWN_WORDS else set()

    def _page(self, index: int) -> tuple[list[list[str]], list[int | None]]:
        """Give the words of each line of an article, and the key of each line."""
        if index not in self._pages:
            lines, keys = self._reader.read(index, self._source)
            self._pages[index] = [words(line) for line in lines.texts], keys
        return self._pages[index]


def _spans(lines: Lines, keys: list[int | None], furniture: set[int]) -> list[BoilerplateSpan]:
    """Give the lines of `furniture` near the beginning or the end of what is not furniture."""
    own = [
        0 if key in furniture else len(text) for text, key in zip(lines.texts, keys, strict=True)
    ]
    total = sum(own)
    rules: list[str | None] = []
    before = 0
    for key, length in zip(keys, own, strict=True):
        near = min(before, total - before) <= EDGE * total
        rules.append("repeated" if near and key in furniture else None)
        before += length
    return spans_of(lines, rules)
