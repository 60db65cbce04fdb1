"""Names: capitalized words and acronyms, by rule.

No list of names and no model: in scripts without capitals there are none to find, and where every
noun is written with a capital (German) only names of several words and acronyms are.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from newskit.text.furniture import is_prose
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
    de del della der di da dos du van von al bin ibn la le y den ten
"""
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_LINKS = frozenset(("of", "for", "the"))
_BODIES_LISTED = """
    academy agency alliance army assembly association authority bank board bureau cabinet center
    centre chamber church club college commission committee company confederation congress
    corporation council court department federation force forces forum foundation fund government
    group guard hospital house institute institution league ministry museum office organisation
    organization parliament party police school senate service services society trust union
    university
"""
_BODIES = frozenset(_BODIES_LISTED.split())
_TITLES_LISTED = """
    mr mrs ms dr prof president minister prime secretary king queen prince pope judge justice
    sir lady lord senator rep sen gov governor mayor chancellor general gen col capt lt sgt
    chief director chairman spokesman spokeswoman
"""
_TITLES = frozenset(_TITLES_LISTED.split())
_OFFICES = frozenset(("president", "minister", "chancellor", "senator", "governor", "mayor"))
_FOREIGN_OFFICE = ["Secretary", "of", "State"]
_NOT_FIRST = _TITLES | (STOP_WORDS - {"new"})
_NO_NAMES_LISTED = """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue wed thu fri sat sun jan feb mar
    apr jun jul aug sep sept oct nov dec am pm gmt utc today yesterday tomorrow
"""
_NO_NAMES = frozenset(_NO_NAMES_LISTED.split())
# After these a capital may be that of a sentence within the sentence, or after a dateline.
_OPENS = re.compile(r"[–—:“\"‘«„]|-\s")
_POSSESSIVE = re.compile(r"['’]s?$")
# Not `Alfred` and `Mohammed`, which begin a sentence more often than `Blurred` and `Alarmed`.
_PARTICIPLE = re.compile(r"[A-Z][a-z]{2,}(?:ing|(?<!fr)(?<!m)ed)$")


def names(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Name]:
    """Give the mentions of names in a text, in order.

    A word that opens a sentence counts only when it is an acronym, when more capitalized words
    follow, or when the text has it with a capital inside a sentence, too. Sentences written in
    Capitals Throughout are read the same way; headings give no names.

    Args:
        text: any text.
        language: as for `newskit.text.sentences.sentences`.
        skip: spans that are not read.
    """
    every = sentences(text, language, skip)
    tells = cache(is_prose)
    told = [span for span in every if tells(text[slice(*span)])] or every
    return names_in(text, told, language)


def names_in(text: str, told: Sequence[Span], language: str | None = None) -> list[Name]:
    """Give the mentions of names in sentences of a text, as `names` does.

    Args:
        text: any text.
        told: where its sentences stand, in order, headings and the like left out.
        language: its language as a BCP-47 tag, or None when it is not known.
    """
    tokens = [list(_WORD.finditer(text, *sentence)) for sentence in told]
    nouns = (language or "").lower().startswith("de") or _writes_nouns_large(tokens)
    runs = [
        (run, place, not nouns and plain)
        for sentence in tokens
        for run, place, plain in _runs(text, sentence)
    ]
    sure = {word for run, place, plain in runs if place and plain for word, _ in run}
    small = {token[0].title() for sentence in tokens for token in sentence if token[0].islower()}
    found = []
    for run, place, plain in runs:
        kept = _without_opening(run, sure, small) if not place or not plain else run
        if len(kept) == 1 and not plain and kept[0][0] not in sure and not _is_acronym(kept[0][0]):
            continue
        kept = _without_titles(kept)
        if kept:
            span = Span(kept[0][1].start, kept[-1][1].end)
            found.append(Name(span, tuple(word for word, _ in kept)))
    return _joined(text, found)


def _joined(text: str, found: Sequence[Name]) -> list[Name]:
    """Join `Footplate` and `Signal Union` around an `and`, if the first is no name elsewhere."""
    joinable = [
        len(one.words) == 1
        and len(other.words) > 1
        and other.words[-1].lower() in _BODIES
        and text[one.span.end : other.span.start] == " and "
        for one, other in pairwise(found)
    ]
    alone = {
        word
        for name, joins in zip(found, [*joinable, False], strict=False)
        if not joins
        for word in name.words
    }
    joined: list[Name] = []
    for name, joins in zip(found, [False, *joinable], strict=False):
        if joins and joined[-1].words[0] not in alone:
            first = joined.pop()
            span = Span(first.span.start, name.span.end)
            name = Name(span, (*first.words, "and", *name.words))
        joined.append(name)
    return joined


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
        goes_on = joined and (is_name or word in _PARTICLES or _links(run, word))
        if run and not goes_on:
            yield from _closed(run, first, plain)
            run = []
        if is_name or goes_on:
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


def _links(run: _Run, word: str) -> bool:
    """Tell whether a name may go on after `word`: `Gulf of`, `Institute for`, `Institute for the`.

    `for` and `the` follow a kind of body; `of` follows a single word, too, but no whole name.
    """
    words = [part for part, _ in run[-2:]]
    if word == "the":
        return words[-1] in ("of", "for") and words[-2].lower() in _BODIES
    is_single = len(words) < 2 or words[-2] in _LINKS
    return (word in ("of", "for") and words[-1].lower() in _BODIES) or (
        word == "of" and words[-1] not in _LINKS and (is_single or words[-1].lower() in _TITLES)
    )


def _closed(run: _Run, first: int, plain: bool) -> Iterator[tuple[_Run, int, bool]]:
    while run and run[-1][0] in _PARTICLES | _LINKS:
        run.pop()
    if run:
        yield run, first, plain


def _without_opening(run: _Run, sure: Container[str], small: Container[str]) -> _Run:
    """Give the run without words that have their capital only because they open a sentence."""
    first = run[0][0]
    if _is_acronym(first) or first in sure or first == "New":
        return run
    if first.lower() in STOP_WORDS or (len(run) > 1 and _is_described(run, sure, small)):
        return run[1:]
    return run if len(run) > 1 else []


def _is_described(run: _Run, sure: Container[str], small: Container[str]) -> bool:
    """Tell whether the first word only says something of a name: `Economist Ada Brook`."""
    first, *others = (word for word, _ in run)
    if others[0] in _LINKS or others[-1].lower() in _BODIES:
        return False
    is_participle = _PARTICIPLE.fullmatch(first) is not None
    return (first in small and len(others) > 1) or (is_participle and others[-1] in sure)


def _without_titles(run: _Run) -> _Run:
    """Give the run without titles before it, and without what goes before an office."""
    words = [word for word, _ in run]
    for place in range(len(run) - 2, -1, -1):
        is_office = words[place].lower() in _OFFICES and place < len(run) - 2
        is_foreign = words[max(place - 2, 0) : place + 1] == _FOREIGN_OFFICE
        if (is_office or is_foreign) and words[-1].lower() not in _BODIES:
            run = run[place + 1 :]
            break
    first = 0
    for word, _ in run:
        if word.rstrip(".").lower() not in _NOT_FIRST or _is_acronym(word):
            break
        first += 1
    return run[first:]


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()
