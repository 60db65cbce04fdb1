"""Quotations, names, numbers and dates of two articles: what both have, what only one has.

A text may have ten thousand of a sort: what is the like of one of them is looked up among few.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from newskit.article import Article
from newskit.text.names import names
from newskit.text.numbers import moments, numbers
from newskit.text.parts import Lines
from newskit.text.quotes import quotes
from newskit.text.words import words

T = TypeVar("T")
Has = Callable[[T], bool]
"""Whether a text has the like of something."""

TELLING = 20
"""Least number that is the same with any unit and without; every text has a `two`."""

QUOTED = 3
"""Fewest words of a quotation that tells something when only one text has it."""

QUOTED_LETTERS = 6
"""Fewest letters of a single quoted word that tells something when both texts have it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What both articles have of one sort, and what only one has; each as it is written there."""

    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


_Key = str | tuple[str, str]


class _Known(NamedTuple):
    """A name as it is compared: its words, its letters if it is an acronym, its initials."""

    words: tuple[str, ...]
    distinct: frozenset[str]
    acronym: str
    initials: str


def shared_quotations(a: Article, b: Article) -> Facts:
    """Compare quotations; a part of a quotation, of three words or more, is the same one.

    Shorter ones are a manner of speaking, unless both texts quote them.
    """
    facts = _facts(_quotations(a), _quotations(b), _has_words)
    alone = [
        tuple(quote for quote in quotes if len(words(quote)) >= QUOTED)
        for quotes in (facts.only_a, facts.only_b)
    ]
    return Facts(facts.shared, *alone)


def shared_names(a: Article, b: Article) -> Facts:
    """Compare names; a surname or an acronym is the same name as the whole."""
    return _facts(_names(a), _names(b), lambda names: _Names(names).hold)


def shared_numbers(a: Article, b: Article) -> Facts:
    """Compare numbers by value and unit.

    A number without a unit is the same as one with a unit; if it is less than `TELLING`, only when
    neither has its like in the other text.
    """
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    alike = numbers_a.keys() & numbers_b.keys()

    def has(others: Collection[tuple[float, str]]) -> Has[tuple[float, str]]:
        units: dict[float, list[str]] = {}
        for value, unit in others:
            units.setdefault(value, []).append(unit)

        def known(one: tuple[float, str]) -> bool:
            value, unit = one
            return one in others or any(
                not (unit and other)
                and (value >= TELLING or alike.isdisjoint((one, (value, other))))
                for other in units.get(value, ())
            )

        return known

    return _facts(numbers_a, numbers_b, has)


def shared_dates(a: Article, b: Article) -> Facts:
    """Compare dates and times of day; a date without its year is the same date."""
    return _facts(_dates(a), _dates(b), _has_date)


def _facts(a: Mapping[T, str], b: Mapping[T, str], has: Callable[[Collection[T]], Has[T]]) -> Facts:
    """Compare what two texts have, as values shown by how they are first written.

    Args:
        a: what one text has.
        b: what the other has.
        has: given what a text has, tells of anything whether that has the like.
    """
    in_a, in_b = has(a.keys()), has(b.keys())
    return Facts(
        tuple(shown for one, shown in a.items() if in_b(one)),
        tuple(shown for one, shown in a.items() if not in_b(one)),
        tuple(shown for one, shown in b.items() if not in_a(one)),
    )


def _quotations(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for quote in quotes(article.text, article.boilerplate()):
        written = article.text[slice(*quote.span)].rstrip(",.;")
        said = words(written)
        if len(said) > 1 or len("".join(said)) >= QUOTED_LETTERS:
            found.setdefault(f" {' '.join(said)} ", written)
    return found


def _has_words(quotations: Collection[str]) -> Has[str]:
    """Tell whether a quotation, what has it as a part, or a part of it is among others."""
    lines = Lines(tuple(quotations))
    return lambda one: (
        one in quotations or any(True for _ in lines.with_part(one)) or lines.has_part_of(one)
    )


def _numbers(article: Article) -> dict[tuple[float, str], str]:
    found: dict[tuple[float, str], str] = {}
    for number in numbers(article.text, article.language, article.boilerplate()):
        written = article.text[slice(*number.span)]
        has_sign = not written[0].isalnum()
        shown = written if has_sign or not number.unit else f"{written} ({number.unit})"
        found.setdefault((number.value, number.unit), shown)
    return found


def _dates(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for moment in moments(article.text, article.boilerplate()):
        found.setdefault(moment.value, article.text[slice(*moment.span)])
    return found


def _has_date(dates: Collection[str]) -> Has[str]:
    """Tell whether a date is among others, or only leaves out the year: `03-20` of `2026-03-20`."""
    without_year = {date[5:] for date in dates}
    return lambda one: one in dates or one in without_year or one[5:] in dates


def _names(article: Article) -> dict[_Known, str]:
    """Give each name once, in the order of the text, without those that are part of a longer."""
    found: dict[tuple[str, ...], tuple[_Known, str]] = {}
    for name in names(article.text, article.language, article.boilerplate()):
        known = _known(name.words)
        found.setdefault(known.words, (known, article.text[slice(*name.span)]))
    every = _Names([known for known, _ in found.values()])
    return {name: shown for name, shown in found.values() if not every.hold_whole_of(name)}


class _Names:
    """Some names, by what the names have that they are part of, or that are part of them."""

    def __init__(self, names: Collection[_Known]) -> None:
        self._words = {name.words for name in names}
        self._frequency = Counter(word for name in names for word in name.distinct)
        self._wholes, self._parts = _by_key(names, _whole_keys), _by_key(names, self._part_keys)

    def hold_whole_of(self, one: _Known) -> bool:
        """Tell whether a name is part of one of them."""
        keys = self._part_keys(one)
        return any(_is_part(one, whole) for key in keys for whole in self._wholes.get(key, ()))

    def hold(self, one: _Known) -> bool:
        """Tell whether a name is one of them, part of one, or has one as a part."""
        return (
            one.words in self._words
            or self.hold_whole_of(one)
            or any(
                _is_part(part, one) for key in _whole_keys(one) for part in self._parts.get(key, ())
            )
        )

    def _part_keys(self, part: _Known) -> Iterator[_Key]:
        """Yield what a whole is found by: its last word is one of these, and it has the rarest."""
        rarest = min(part.distinct, key=self._frequency.__getitem__)
        yield from ((word, rarest) for word in part.distinct)
        if part.acronym:
            yield part.acronym


def _whole_keys(whole: _Known) -> Iterator[_Key]:
    yield from ((whole.words[-1], word) for word in whole.distinct)
    yield whole.initials


def _by_key(
    names: Iterable[_Known], keys: Callable[[_Known], Iterator[_Key]]
) -> dict[_Key, list[_Known]]:
    found: dict[_Key, list[_Known]] = {}
    for name in names:
        for key in keys(name):
            found.setdefault(key, []).append(name)
    return found


def _known(name: Sequence[str]) -> _Known:
    written = [word.replace(".", "") for word in name]
    words = tuple(map(str.casefold, written))
    return _Known(
        words,
        frozenset(words),
        written[0].casefold() if len(written) == 1 and written[0].isupper() else "",
        "".join(word[0] for word in written if word[0].isupper()).casefold(),
    )


def _is_part(name: _Known, whole: _Known) -> bool:
    """Tell whether a name is the surname or the acronym of another: `Brook` of `Ada Brook`.

    It is not what the other is called after: `Halvern` is no `Bank of Halvern` and no `New
    Halvern`. An acronym of two letters, like that of a country, stands for too much.
    """
    if len(name.words) >= len(whole.words) or len(name.acronym) == 2:
        return False
    if name.acronym and name.acronym == whole.initials:
        return True
    if whole.words[-1] not in name.distinct:
        return False
    before = whole.words[-len(name.words) - 1]
    return name.distinct <= whole.distinct and not (
        before in ("of", "for", "the", "new") and whole.words[-len(name.words) :] == name.words
    )
