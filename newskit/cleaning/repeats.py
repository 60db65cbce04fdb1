"""Boilerplate by statistics: what a source prints around its different articles.

A line that stands in three or more articles of a source, and in a tenth of them, is the source's
page furniture and not its news. Three things keep the news: copies of one story repeat each
other's lines too, so only articles whose remainder differs bear witness; only the beginning and
the end of a text count, so that a quotation everyone prints stays; long lines, and articles of
no known source, need more evidence.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil

from newskit.article import Article
from newskit.cleaning.lines import Line, lines_of, spans_of
from newskit.cleaning.sites import host_of
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

OPENING = 32
"""Characters of a line that are normalized first: most lines differ there and need no more."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A text as lines, with the normalized form of each line that may be a repeated one."""

    lines: list[Line]
    keys: list[str | None]
    rank: bytes


def clean(articles: Sequence[Article], /) -> Iterator[list[BoilerplateSpan]]:
    """Give the lines of each article that its source repeats, as spans of the rule `repeated`.

    An article's source is its `source`, or the host of its URL; those without either are judged
    together, with more caution.
    """
    pools: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        pools.setdefault(_source(article), []).append(index)
    spans: list[list[BoilerplateSpan]] = [[] for _ in articles]
    for source, members in pools.items():
        if len(members) >= (WITNESSES if source else UNKNOWN_SOURCE):
            pages = _pages([articles[index].text for index in members])
            furniture = _furniture(pages, known=bool(source))
            for index, page in zip(members, pages, strict=True):
                spans[index] = _spans(page, furniture)
    yield from spans


def _source(article: Article) -> str:
    source = article.source or host_of(article.url)
    return source.strip().casefold().removeprefix("www.")


def _pages(texts: list[str]) -> list[_Page]:
    """Give the texts of one source as pages, looking closely only at lines that open alike."""
    pages = [lines_of(text) for text in texts]
    openings = [[" ".join(words(line.text[:OPENING])[:2]) for line in lines] for lines in pages]
    counts = Counter(opening for page in openings for opening in set(page))
    least = _least(len(texts))
    normal: dict[str, str] = {}  # a repeated line is normalized and stored once

    def key(text: str, opening: str) -> str | None:
        if counts[opening] < least:
            return None
        if text not in normal:
            normal[text] = " ".join(words(text))
        return normal[text]

    return [
        _Page(
            lines,
            [key(line.text, opening) for line, opening in zip(lines, page, strict=True)],
            _rank(text),
        )
        for text, lines, page in zip(texts, pages, openings, strict=True)
    ]


def _rank(text: str) -> bytes:
    return blake2b(text.encode(errors="replace"), digest_size=8).digest()


def _least(pages: int) -> int:
    return max(WITNESSES, ceil(SHARE * pages))


def _furniture(pages: list[_Page], *, known: bool) -> set[str]:
    """Give the normalized lines that pages of one source share though they differ."""
    holders: dict[str, list[int]] = {}
    for index in sorted(range(len(pages)), key=lambda index: pages[index].rank):
        for key in dict.fromkeys(pages[index].keys):
            if key is not None:
                holders.setdefault(key, []).append(index)
    least = _least(len(pages))
    repeated = {key: found for key, found in holders.items() if len(found) >= least}
    witnesses = _Witnesses(pages)
    furniture = set()
    for key, found in repeated.items():
        is_long = key.count(" ") >= LONG_LINE
        if is_long and not known:
            continue
        if witnesses.are(found, LONG_LINE_WITNESSES if is_long else WITNESSES):
            furniture.add(key)
    return furniture


class _Witnesses:
    """Tells which pages of a source are different articles and not versions of one."""

    def __init__(self, pages: list[_Page]) -> None:
        self._pages = pages
        self._words: dict[int, list[list[str]]] = {}
        self._differ: dict[tuple[int, int], bool] = {}

    def are(self, found: list[int], needed: int) -> bool:
        """Tell whether `needed` of the pages `found` are different from one another.

        Long pages come first: a short one may have too little of its own to differ from any.
        """
        chosen: list[int] = []
        for index in sorted(found[:LOOKED_AT], key=lambda index: -self._pages[index].lines[-1].end):
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
        theirs = set(self._pages[other].keys) - {None}
        lines = self._words_of(index)
        own = [
            found
            for found, key in zip(lines, self._pages[index].keys, strict=True)
            if key not in theirs
        ]
        different = set().union(*own)
        enough = sum(map(len, own)) >= OWN_SHARE * sum(map(len, lines))
        return different if enough and len(different) >= OWN_WORDS else set()

    def _words_of(self, index: int) -> list[list[str]]:
        if index not in self._words:
            self._words[index] = [words(line.text) for line in self._pages[index].lines]
        return self._words[index]


def _spans(page: _Page, furniture: set[str]) -> list[BoilerplateSpan]:
    """Give the lines of `furniture` near the beginning or the end of what is not furniture."""
    own = [
        0 if key in furniture else len(line.text)
        for line, key in zip(page.lines, page.keys, strict=True)
    ]
    total = sum(own)
    rules: list[str | None] = []
    before = 0
    for key, length in zip(page.keys, own, strict=True):
        near = min(before, total - before) <= EDGE * total
        rules.append("repeated" if near and key in furniture else None)
        before += length
    return spans_of(page.lines, rules)
