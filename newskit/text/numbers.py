"""Numbers as a report gives them: value, unit and the words around; dates and times apart.

What makes numbers of two reports comparable: `17`, `seventeen` and `17.0` are one value, `$3.1bn`
is 3.1 thousand million dollars, `40%` and `40 per cent` have one unit. Words are English; figures
and signs are read in any language that writes them as English does (a comma before one or two
last digits is a decimal comma).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newskit.text.sentences import sentences
from newskit.text.spans import Span, overlaps
from newskit.text.terms import STOP_WORDS, terms

AROUND = 60
"""Characters on each side of a number that count as around it, within its sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Args:
        span: where it stands, with its currency sign or multiplier, without its unit word.
        value: what it amounts to.
        unit: what is counted, in the singular: `people`, `percent`, `dollar`, `km`, `container`;
            empty when that is not clear.
        around: the terms around it.
    """

    span: Span
    value: float
    unit: str
    around: frozenset[str]


class Moment(NamedTuple):
    """A date (`2026-03-20`, `03-20`, `2026-03`, `2026`) or a time of day (`16:30`) in a text."""

    span: Span
    value: str


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "₽": "rouble"}

_KNOWN_UNITS = {
    "people": "person persons people",
    "percent": "percent pct",
    "km": "km kilometer kilometers kilometre kilometres",
    "m": "m meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "kg": "kg kilogram kilograms kilo kilos",
    "tonne": "ton tons tonne tonnes",
    "mile": "mile miles",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "hectare": "ha hectare hectares",
    "degree": "degree degrees",
    "man": "man men",
    "woman": "woman women",
    "child": "child children",
    "dollar": "dollar dollars usd",
    "euro": "euro euros eur",
    "pound": "pound pounds gbp",
    "second": "second seconds",
    "minute": "minute minutes",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
}
_UNITS = {word: unit for unit, forms in _KNOWN_UNITS.items() for word in forms.split()}
_OF_PEOPLE_LISTED = """
    dead killed died injured wounded hurt missing arrested detained hospitalized hospitalised
    evacuated displaced homeless infected
"""
_OF_PEOPLE = frozenset(_OF_PEOPLE_LISTED.split())

_WORD = "|".join((*_SMALL, *_SCALES))
_NUMBER = re.compile(
    rf"""
    (?P<currency>(?:\b[A-Z]{{1,2}})?[$£€¥₹₽])?\s?
    (?<![\w.,:/])(?<![A-Za-z]-)
    (?P<digits>\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)
    (?!\d|(?:st|nd|rd|th)\b|[:/]\d)
    (?:[\s-]?(?P<scale>thousand|million|billion|trillion|dozen|mn|bn|tn|[km])\b)?
    (?P<sign>\s?[%€£]|\s?per\s?cent\b)?
    | \b(?P<words>(?:an?\s+(?=dozen|hundred|thousand|million|billion|trillion))?
        (?:{_WORD})(?:(?:[\s-]+|\s+and\s+)(?:{_WORD}))*)\b
    (?P<word_sign>\s?per\s?cent\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHARE = re.compile(rf"\s(?:out )?(?:of|in) (?:the |every )?(?:\d|(?:{_WORD})\b)", re.IGNORECASE)
_OLD = re.compile(r"(?:\s|\s?-\s?)old\b")
_FOLLOWING = re.compile(r"([\s-]*)([^\W\d_]+)")

_MONTHS = "January February March April May June July August September October November December"
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split(), 1)}
_MONTH = "|".join((*_MONTHS.split(), r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"))
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_MOMENT = re.compile(
    rf"""
    (?<![\w.,$£€])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?P<day>\d{{1,2}}){_NTH}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?\b
    | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}}){_NTH}\b(?![:.,]\d)(?:,?\s+(?P<year2>{_YEAR})\b)?
    | (?P<month3>{_MONTH}),?\s+(?P<year3>{_YEAR})\b
    | (?P<numeric>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\b
    | (?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?
    | (?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\d:])
    | (?P<alone>{_YEAR})(?![\w%]|[.,]\d|-\w)
    )
    """,
    re.VERBOSE,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|during|before|after|between|late|early|mid|end|and|"
    r"spring|summer|autumn|fall|winter|year|the)[\s-]+\Z",
    re.IGNORECASE,
)


def numbers(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Number]:
    """Give the numbers of a text in order, without dates, times, ordinals and parts of names.

    Args:
        text: any text.
        language: as for `newskit.text.sentences.sentences`.
        skip: spans that are not read.
    """
    return [
        number
        for sentence in sentences(text, language, skip)
        for number in numbers_in(text, sentence)
    ]


def moments(text: str, skip: Sequence[Span] = ()) -> list[Moment]:
    """Give the dates and times of day of a text in order; weekdays alone are none."""
    found = moments_in(text, Span(0, len(text)))
    return [moment for moment in found if not overlaps(moment.span, skip)]


def moments_in(text: str, piece: Span) -> Iterator[Moment]:
    """Give the dates and times of day of a piece of a text, in order."""
    for match in _MOMENT.finditer(text, *piece):
        if match["alone"] and not _is_year(text, match):
            continue
        yield Moment(Span(*match.span()), _moment(match))


def numbers_in(
    text: str, sentence: Span, dates: Sequence[Moment] | None = None
) -> Iterator[Number]:
    """Give the numbers of one sentence of a text, in order.

    Args:
        text: the text.
        sentence: where the sentence stands.
        dates: what `moments_in` gives for it, if that is known.
    """
    taken = [moment.span for moment in (moments_in(text, sentence) if dates is None else dates)]
    for match in _NUMBER.finditer(text, *sentence):
        name = "digits" if match["digits"] else "words"
        start = match.start("currency") if match["currency"] else match.start(name)
        end = match.end("scale") if match["scale"] else match.end(name)
        if overlaps(Span(start, end), taken):
            continue
        unit = _unit(text, match, sentence.end)
        is_one = match[0].lower() == "one" and not _SHARE.match(text, end, sentence.end)
        if is_one and unit not in _KNOWN_UNITS:
            continue
        yield Number(Span(start, end), _value(match), unit, _around(text, start, end, sentence))


def _value(match: re.Match[str]) -> float:
    if not match["digits"]:
        return _spelled(match["words"])
    digits = re.sub(r"[\u00a0\u202f]", "", match["digits"])
    digits = re.sub(r",(\d{1,2})$", r".\1", digits).replace(",", "")
    scale = (match["scale"] or "").lower()
    if scale == "m" and not match["currency"]:
        scale = ""  # metres
    factor = _SCALES.get(scale) or _SHORT_SCALES.get(scale) or 1.0
    return round(float(digits) * factor, 6)


def _spelled(words: str) -> float:
    """Read a number in words: `three hundred and five`, `two million`, `a dozen`."""
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            part += _SMALL[word]
        elif word in ("dozen", "hundred"):
            part = max(part, 1.0) * _SCALES[word]
        elif word in _SCALES:
            total += max(part, 1.0) * _SCALES[word]
            part = 0.0
    return total + part


def _unit(text: str, match: re.Match[str], end: int) -> str:
    sign = (match["sign"] or match["word_sign"] or "").strip()
    if sign in _CURRENCIES or match["currency"]:
        return _CURRENCIES[sign if sign in _CURRENCIES else match["currency"][-1]]
    if sign:
        return "percent"
    if (match["scale"] or "").lower() == "m":
        return "m"
    return _counted(text, match.end(), end)


def _counted(text: str, at: int, end: int) -> str:
    """Give what is counted by the number that ends at `at`: the first plural or unit after it."""
    people = ""
    for place in range(4):
        following = _FOLLOWING.match(text, at, end)
        if not following:
            break
        joint, word = following[1], following[2].lower()
        at = following.end()
        if not joint:
            return _UNITS.get(word, "")
        if place == 0 and "-" in joint:
            is_age = word.startswith("year") and _OLD.match(text, at)
            return "year-old" if is_age else _UNITS.get(word, word)
        if word in _UNITS:
            is_age = word.startswith("year") and _OLD.match(text, at)
            return "year-old" if is_age else _UNITS[word]
        if word in _OF_PEOPLE:
            people = "people"
        elif word not in STOP_WORDS and not people and _is_plural(following[2]):
            return _singular(word)
        elif word in STOP_WORDS and word not in _MAY_INTERVENE:
            break
    return people


_MAY_INTERVENE_LISTED = """
    more other others were was are have has had been be is
"""
_MAY_INTERVENE = frozenset(_MAY_INTERVENE_LISTED.split())


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.islower() and word[-1] == "s" and word[-2] not in "sui"


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]


def _around(text: str, start: int, end: int, sentence: Span) -> frozenset[str]:
    first = max(sentence.start, start - AROUND)
    last = min(sentence.end, end + AROUND)
    before, after = text[first:start], text[end:last]
    if first > sentence.start:
        before = before.partition(" ")[2]
    if last < sentence.end:
        after = after.rpartition(" ")[0]
    return frozenset(terms(before) + terms(after))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Tell a year from a count: it follows `in` or the like, or counts nothing."""
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(_BEFORE_YEAR.search(before)) or not _counted(text, match.end(), len(text))


def _moment(match: re.Match[str]) -> str:
    if match["iso"] or match["alone"]:
        return match["iso"] or match["alone"]
    if match["numeric"]:
        day, month, year = re.split(r"[./]", match["numeric"])
        return f"{year}-{int(month):02}-{int(day):02}"
    hour, minute = match["hour"] or match["hour2"], match["minute"] or match["minute2"] or "00"
    if hour:
        late = 0 if not match["half"] else 12 * (match["half"] == "p") - 12 * (hour == "12")
        return f"{int(hour) + late:02}:{minute}"
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"]
    year = match["year"] or match["year2"] or match["year3"]
    parts = (year, f"{_MONTH_NUMBERS[month[:3].lower()]:02}", day and f"{int(day):02}")
    return "-".join(part for part in parts if part)
