"""Quotations, names, numbers and dates of two articles: what both have, what only one has."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from newskit.article import Article
from newskit.text.names import names
from newskit.text.numbers import moments, numbers
from newskit.text.quotes import quotes
from newskit.text.words import words

T = TypeVar("T")

TELLING = 20
"""Least number that tells something without a unit; every text has a `two` and a `five`."""

QUOTED = 3
"""Fewest words of a quotation that is compared; shorter ones are a manner of speaking."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What both articles have of one sort, and what only one has; each as it is written there."""

    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def shared_quotations(a: Article, b: Article) -> Facts:
    """Compare quotations of `QUOTED` words or more; a part of a quotation is the same one."""
    return _facts(_quotations(a), _quotations(b), _same_words)


def shared_names(a: Article, b: Article) -> Facts:
    """Compare names; a part of a name is the same name."""
    return _facts(_names(a), _names(b), _same_name)


def shared_numbers(a: Article, b: Article) -> Facts:
    """Compare numbers by value and unit; without a unit, only those from `TELLING` on."""
    return _facts(_numbers(a), _numbers(b), _same_number)


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
        if len(said) >= QUOTED:
            found.setdefault(f" {' '.join(said)} ", written)
    return found


def _same_words(a: str, b: str) -> bool:
    """Tell whether one quotation is the other or a part of it."""
    return a in b or b in a


def _numbers(article: Article) -> dict[tuple[float, str], str]:
    found: dict[tuple[float, str], str] = {}
    for number in numbers(article.text, article.language, article.boilerplate()):
        if not number.unit and number.value < TELLING:
            continue
        written = article.text[slice(*number.span)]
        has_sign = not written[0].isalnum()
        shown = written if has_sign or not number.unit else f"{written} ({number.unit})"
        found.setdefault((number.value, number.unit), shown)
    return found


def _same_number(a: tuple[float, str], b: tuple[float, str]) -> bool:
    """Tell whether values are equal, and units, too, where both are known."""
    (value, unit), (other_value, other_unit) = a, b
    unknown = not (unit and other_unit) and value >= TELLING
    return value == other_value and (unit == other_unit or unknown)


def _dates(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for moment in moments(article.text, article.boilerplate()):
        found.setdefault(moment.value, article.text[slice(*moment.span)])
    return found


def _same_date(a: str, b: str) -> bool:
    """Tell whether dates are equal, or one only leaves out the year: `2026-03-20` and `03-20`."""
    return a == b or a == b[5:] or b == a[5:]


def _names(article: Article) -> dict[frozenset[str], str]:
    """Give each name once, in the order of the text, without those that are part of a longer."""
    mentions = names(article.text, article.language, article.boilerplate())
    found: dict[frozenset[str], str] = {}
    for name in mentions:
        found.setdefault(frozenset(map(str.casefold, name.words)), " ".join(name.words))
    return {
        name: shown for name, shown in found.items() if not any(name < longer for longer in found)
    }


def _same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether one name is the other or a part of it: `Brook` and `Ada Brook`."""
    return a <= b or b <= a
