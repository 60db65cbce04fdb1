"""Quotations, names, numbers and dates of two articles: what both have, what only one has."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from newskit.article import Article
from newskit.text.names import names
from newskit.text.numbers import moments, numbers
from newskit.text.quotes import quotes
from newskit.text.words import words

T = TypeVar("T")

TELLING = 20
"""Least number that is the same with any unit and without; every text has a `two`."""

QUOTED = 3
"""Fewest words of a quotation that tells something when only one text has it, or a part of it."""

QUOTED_LETTERS = 6
"""Fewest letters of a single quoted word that tells something when both texts have it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What both articles have of one sort, and what only one has; each as it is written there."""

    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


class _Known(NamedTuple):
    """A name as it is compared: its words, its letters if it is an acronym, its initials."""

    words: tuple[str, ...]
    acronym: str
    initials: str


def shared_quotations(a: Article, b: Article) -> Facts:
    """Compare quotations; of `QUOTED` words or more, a part of a quotation is the same one.

    Shorter ones are a manner of speaking, unless both texts quote them.
    """
    facts = _facts(_quotations(a), _quotations(b), _same_words)
    alone = [
        tuple(quote for quote in quotes if len(words(quote)) >= QUOTED)
        for quotes in (facts.only_a, facts.only_b)
    ]
    return Facts(facts.shared, *alone)


def shared_names(a: Article, b: Article) -> Facts:
    """Compare names; a surname or an acronym is the same name as the whole."""
    return _facts(_names(a), _names(b), _same_name)


def shared_numbers(a: Article, b: Article) -> Facts:
    """Compare numbers by value and unit.

    A number without a unit is the same as one with a unit; if it is less than `TELLING`, only when
    neither has its like in the other text.
    """
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    alike = numbers_a.keys() & numbers_b.keys()

    def same(one: tuple[float, str], other: tuple[float, str]) -> bool:
        if one == other or one[0] != other[0]:
            return one == other
        unknown = not (one[1] and other[1])
        return unknown and (one[0] >= TELLING or alike.isdisjoint((one, other)))

    return _facts(numbers_a, numbers_b, same)


def shared_dates(a: Article, b: Article) -> Facts:
    """Compare dates and times of day; a date without its year is the same date."""
    return _facts(_dates(a), _dates(b), _same_date)


def _facts(
    a: Mapping[T, str], b: Mapping[T, str], same: Callable[[T, T], bool] = operator.eq
) -> Facts:
    """Compare what two texts have, as values shown by how they are first written."""
    return Facts(
        tuple(shown for one, shown in a.items() if any(same(one, other) for other in b)),
        tuple(shown for one, shown in a.items() if not any(same(one, other) for other in b)),
        tuple(shown for other, shown in b.items() if not any(same(one, other) for one in a)),
    )


def _quotations(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for quote in quotes(article.text, article.boilerplate()):
        written = article.text[slice(*quote.span)].rstrip(",.;")
        said = words(written)
        if len(said) > 1 or len("".join(said)) >= QUOTED_LETTERS:
            found.setdefault(f" {' '.join(said)} ", written)
    return found


def _same_words(a: str, b: str) -> bool:
    """Tell whether two quotations are the same, or the longer has the other as a part."""
    shorter, longer = sorted((a, b), key=len)
    return a == b or (len(shorter.split()) >= QUOTED and shorter in longer)


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


def _same_date(a: str, b: str) -> bool:
    """Tell whether dates are equal, or one only leaves out the year: `2026-03-20` and `03-20`."""
    return a == b or a == b[5:] or b == a[5:]


def _names(article: Article) -> dict[_Known, str]:
    """Give each name once, in the order of the text, without those that are part of a longer."""
    found: dict[tuple[str, ...], tuple[_Known, str]] = {}
    for name in names(article.text, article.language, article.boilerplate()):
        known = _known(name.words)
        found.setdefault(known.words, (known, article.text[slice(*name.span)]))
    longer: dict[str, list[_Known]] = {}
    for known, _ in found.values():
        for key in {*known.words, known.initials}:
            longer.setdefault(key, []).append(known)
    return {
        name: shown
        for name, shown in found.values()
        if not any(_is_part(name, other) for other in longer[name.words[-1]])
    }


def _known(name: Sequence[str]) -> _Known:
    written = [word.replace(".", "") for word in name]
    return _Known(
        tuple(map(str.casefold, written)),
        written[0].casefold() if len(written) == 1 and written[0].isupper() else "",
        "".join(word[0] for word in written if word[0].isupper()).casefold(),
    )


def _same_name(a: _Known, b: _Known) -> bool:
    if len(a.words) == len(b.words):
        return a.words == b.words
    return _is_part(a, b) if len(a.words) < len(b.words) else _is_part(b, a)


def _is_part(name: _Known, whole: _Known) -> bool:
    """Tell whether a name is the surname or the acronym of another: `Brook` of `Ada Brook`.

    It is not what the other is called after: `Halvern` is no `Bank of Halvern` and no `New
    Halvern`. An acronym of two letters, like that of a country, stands for too much.
    """
    if len(name.words) >= len(whole.words) or len(name.acronym) == 2:
        return False
    if name.acronym and name.acronym == whole.initials:
        return True
    if whole.words[-1] not in name.words:
        return False
    before = whole.words[-len(name.words) - 1]
    return set(name.words) <= set(whole.words) and not (
        before in ("of", "for", "the", "new") and whole.words[-len(name.words) :] == name.words
    )
