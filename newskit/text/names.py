"""Names: capitalized words and acronyms, by rule.

No list of names and no model: in scripts without capitals there are none to find, and where every
noun is written with a capital (German) only names of several words and acronyms are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newskit.text.sentences import sentences
from newskit.text.spans import Span
from newskit.text.terms import STOP_WORDS

HEADING = 0.6
"""Share of capitalized words in a sentence, past the first, above which it is a heading."""

NOUNS = 0.3
"""The same share of a whole text, above which its language writes nouns with a capital."""

_MANY = 50
"""Words of a text from which on its share of capitals tells something."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a name: where it stands, and its words without titles (`Mr`, `President`)."""

    span: Span
    words: tuple[str, ...]


_WORD = re.compile(r"[^\W\d_](?:[\w&]|[-'’.](?=\w))*\.?(?<!\w{3}\.)")
_PARTICLES_LISTED = """
    de del della der di da dos du van von of al bin ibn la le y den ten
"""
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_TITLES_LISTED = """
    mr mrs ms dr prof president minister prime secretary king queen prince pope judge justice
    sir lady lord senator rep sen gov governor mayor chancellor general gen col capt lt sgt
    chief director chairman spokesman spokeswoman
"""
_TITLES = frozenset(_TITLES_LISTED.split())
_NO_NAMES_LISTED = """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue wed thu fri sat sun jan feb mar
    apr jun jul aug sep sept oct nov dec am pm gmt utc today yesterday tomorrow
"""
_NO_NAMES = frozenset(_NO_NAMES_LISTED.split())
# After these a capital may be that of a sentence within the sentence, or after a dateline.
_OPENS = re.compile(r"[–—:“\"‘«„]|-\s")
_POSSESSIVE = re.compile(r"['’]s?$")


def names(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Name]:
    """Give the mentions of names in a text, in order.

    A word that opens a sentence counts only when it is an acronym, when more capitalized words
    follow, or when the text has it with a capital inside a sentence, too. Headings written in
    Capitals Throughout are read the same way.

    Args:
        text: any text.
        language: as for `newskit.text.sentences.sentences`.
        skip: spans that are not read.
    """
    tokens = [list(_WORD.finditer(text, *sentence)) for sentence in sentences(text, language, skip)]
    nouns = (language or "").lower().startswith("de") or _writes_nouns_large(tokens)
    runs = [
        (run, place, not nouns and plain)
        for sentence in tokens
        for run, place, plain in _runs(text, sentence)
    ]
    sure = {word for run, place, plain in runs if place and plain for word, _ in run}
    found = []
    for run, place, plain in runs:
        kept = _without_opening(run, sure) if not place or not plain else run
        if len(kept) == 1 and not plain and kept[0][0] not in sure and not _is_acronym(kept[0][0]):
            continue
        kept = _without_titles(kept)
        if kept:
            span = Span(kept[0][1].start, kept[-1][1].end)
            found.append(Name(span, tuple(word for word, _ in kept)))
    return found


_Run = list[tuple[str, Span]]
_Tokens = list[re.Match[str]]


def _writes_nouns_large(sentences: Sequence[_Tokens]) -> bool:
    inside = [token[0][0].isupper() for sentence in sentences for token in sentence[1:]]
    return len(inside) >= _MANY and sum(inside) > NOUNS * len(inside)


def _runs(text: str, tokens: _Tokens) -> Iterator[tuple[_Run, int, bool]]:
    """Yield runs of capitalized words of a sentence, their place, and whether it is no heading.

    The place is 0 where a capital is usual.
    """
    inside = [token[0][0].isupper() for token in tokens[1:]]
    plain = len(inside) < 4 or sum(inside) <= HEADING * len(inside)
    run: _Run = []
    first = before = 0
    for place, token in enumerate(tokens):
        word = _POSSESSIVE.sub("", token[0])
        joined = run and text[before : token.start()] in (" ", "\u00a0", " & ")
        is_name = word[:1].isupper() and word.lower() not in _NO_NAMES
        if run and not (joined and (is_name or word in _PARTICLES)):
            yield from _closed(run, first, plain)
            run = []
        if is_name or (run and word in _PARTICLES):
            if not run:
                opens = place == 0 or _OPENS.search(text, before, token.start())
                first = 0 if opens else place
            run.append((word, Span(token.start(), token.start() + len(word))))
            if word != token[0]:  # a possessive ends a name
                yield from _closed(run, first, plain)
                run = []
        before = token.end()
    if run:
        yield from _closed(run, first, plain)


def _closed(run: _Run, first: int, plain: bool) -> Iterator[tuple[_Run, int, bool]]:
    while run and run[-1][0] in _PARTICLES:
        run.pop()
    if run:
        yield run, first, plain


def _without_opening(run: _Run, sure: Iterable[str]) -> _Run:
    """Give the run without words that have their capital only because they open a sentence."""
    first = run[0][0]
    if first.lower() in STOP_WORDS and not _is_acronym(first):
        return run[1:]
    return run if len(run) > 1 or first in sure or _is_acronym(first) else []


def _without_titles(run: _Run) -> _Run:
    while run and run[0][0].rstrip(".").lower() in _TITLES | STOP_WORDS:
        if _is_acronym(run[0][0]):
            break
        run = run[1:]
    return run


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()
