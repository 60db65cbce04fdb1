"""How rare a word is in its language: background frequencies, so that two articles are enough.

The frequencies are those of `newskit.text.frequencies`, about 40 languages.
"""

from collections.abc import Mapping
from functools import cache

from newskit.grouping.terms import is_spaceless
from newskit.text.frequencies import ranked, tables
from newskit.text.language import code_of, detect

COMMON, RARE = 7.0, 2.0
"""Words per billion, as a power of ten, at which rarity is 0 (`the`) and 1 (most names)."""

_PLACES = round(100 * (9 - RARE))
"""Places of a table before those of words that are as rare as words it does not have."""

_WHOLE = frozenset({"ja", "zh"})
"""Languages whose pairs of characters are told by all of the table: without it, by each of them."""

NUMBERS = (0.5, 0.7, 0.9, 1.0)
"""The rarity of a number with one, two, three, and four or more digits."""

DATED = 0.4
"""The rarity of the names of weekdays and months, which are frequent, but tell alike events apart.
By such a name alone two short texts are not alike.

Such words are English; `march` and `may` are more often no months."""

_DATED_LISTED = """
    monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december
"""
_DATED = frozenset(_DATED_LISTED.split())

PAIR = 0.6
"""The rarity of two characters of a script without spaces where there is no table."""

LONG = 8
"""Without a table a word of so many letters is as rare as a name: frequent words are short (Zipf,
1935)."""

_REMEMBERED = 1 << 18


def rarities(language: str | None, terms: list[str], text: str) -> dict[str, float]:
    """Give the rarity of each of `terms`, from 0 (the most frequent) to 1 (not in the table).

    Args:
        language: a BCP-47 tag; without one, or when it has no table, the language is detected, and
            is English where it cannot be told.
        terms: normalized words, in order.
        text: what they are from.
    """
    known = _known(_table_of(language, text))
    return {term: known[term] for term in terms}


def _table_of(language: str | None, text: str) -> str | None:
    """Give the language whose table is used, or None if there is none."""
    code = code_of(language)
    if code not in tables():
        code = detect(text) or "en"
    return code if code in tables() else None


class _Known(dict[str, float]):
    """The rarities of the terms of one language that were looked up."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, term: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[term] = rarity = _rarity(term, self._language)
        return rarity


@cache
def _known(language: str | None) -> _Known:
    return _Known(language)


def _rarity(term: str, language: str | None) -> float:
    if term.isdigit():
        return NUMBERS[min(len(term), len(NUMBERS)) - 1]
    if term in _DATED:
        return DATED
    pair = len(term) == 2 and is_spaceless(term)
    if language is None:
        return PAIR if pair else min(1.0, max(0.0, (len(term) - 2) / (LONG - 2)))
    place = _table(language).get(term)
    if place is None:
        return (_rarity(term[0], language) + _rarity(term[1], language)) / 2 if pair else 1.0
    zipf = 9 - place / 100
    return min(1.0, max(0.0, (COMMON - zipf) / (COMMON - RARE)))


@cache
def _table(language: str) -> Mapping[str, int]:
    """Load the places of the words of a language: .03 CPU-s and 10 MB for 95,000 English ones."""
    rows = ranked(tables()[language], None if language in _WHOLE else _PLACES)
    return {word: place for place, words in enumerate(rows) for word in words}
