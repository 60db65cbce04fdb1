"""The figures and dates of an article: what each measures, its sentence, the words around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newskit.digests.ages import ages_in
from newskit.digests.quantities import OF_PEOPLE, quantity_of
from newskit.digests.told import READ, Told
from newskit.text.numbers import AROUND, Moment, Number, moments_in, numbers_in
from newskit.text.spans import Span
from newskit.text.terms import terms
from newskit.text.words import words

MOST = 20
"""Figures in a sentence; what holds more is a table."""

NEIGHBOURS = 3
"""Words on either side of a figure that are compared word by word."""

DATES = ("@weekday", "@day", "@time")
"""Units of what is no number: `Monday`, `3 March 2026`, `16:30`."""

NAMED = "@number"
"""The unit of numbers that are names: of a house, a flight, a page."""

AGE = "@age"
"""The unit of ages of people whose name is given; their quantity is the name."""

_OF_PLAYERS_LISTED = """
    point yard touchdown goal run homer game match set win loss season assist rebound catch pass
    reception carry shot save wicket inning
"""
OF_PLAYERS = frozenset(_OF_PLAYERS_LISTED.split())
"""Units of what every player of a match has some of."""

IN_ONE_WORDING = ("@time", NAMED, "year-old", AGE)
"""Units of what may be that of anything, or anybody, where sentences are not in one wording."""

_PARTS_LISTED = """
    other others another more first last additional remaining next previous further extra every each
    per half final
"""
_PARTS = frozenset(_PARTS_LISTED.split())
_PART_OF = re.compile(r"\d\s+(?:out )?of\s+(?:[\w’']+\s+){0,2}\Z")
_OF_YEAR = re.compile(r"(?:[^\w,;]+[a-z]+){0,3}[^\w,;]+in ((?:19|20)\d\d)\b")
_MAY_COUNT = re.compile(
    r"\d|day\b|\b(?:[Zz]ero|[Oo]ne|[Tt](?:wo|hree|en|wel|hir|wen|housand|rillion)|"
    r"[Ff](?:our|ive|ort|ift)|[Ss](?:ix|even)|[Ee](?:ight|leven)|[Nn]ine|[Dd]ozen|[Hh]undred|"
    r"[MmBb]illion)"
)
_CAPITAL = re.compile(
    r"(?:(?<=[\w,;] )|(?<=Mr\. )|(?<=Mrs\. )|(?<=Ms\. )|(?<=Dr\. ))"
    r"(?!Mr|Mrs|Ms|Dr)[^\W\d_a-z][^\W\d_][\w-]*(?<!\d)"
)
_NO_NAMES_LISTED = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December
"""
_NUMBERED_LISTED = """
    no number page chapter section article route highway flight channel
"""
_NUMBERED = frozenset(_NUMBERED_LISTED.split())
_NO_NAMES = frozenset(_NO_NAMES_LISTED.split())
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAY = re.compile(r"(?:\d{4}-)?\d\d-\d\d")
# What is no figure of its own: half of one that was torn apart (`1, 500`, `6. 1`, `16: 30`),
# a group of a telephone number, one of many (`one of the`), the same in another unit
# (`8 km (5 miles)`).
_HALF = re.compile(
    r"\d(?:\s?/\s?|[.:][^\S\n])\0\d|\d,\s\0\d{3}\b|\d{3}[\s-]\0\d{3}"
    r"|\d[^()]{0,25}\((?:about\s|around\s|some\s)?\0"
)
_HALF_BEFORE = re.compile(
    r"(?i:(?<=\bone) (?:of|is|was|has|had|who|that|which|to|in|on|at|for|and|or)\b)"
    r"|,\s\d{3}\b|[.:][^\S\n]\d|\s?/\s?\d|(?<=\d\d\d)[\s-]\d{3}"
)
_NAMED = re.compile(r"\w,?\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^\W\d_a-zß-ÿ]\w+\s\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence with figures, its terms, names and years, and its figures, dates and times.

    `kinds` are the figures, the weekdays, the days and years, and the times, each apart.
    """

    told: Told
    terms: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    values: tuple[float | str, ...]
    kinds: tuple[frozenset[float | str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a date, and the sentence that gives it.

    Args:
        said: the sentence.
        span: where it stands in the article.
        value: what it amounts to; of a date its ISO form or the name of the weekday.
        unit: what is counted, or one of `DATES`.
        near: the terms around it.
        before: the words right before it in its sentence, the nearest first.
        after: the words right after it.
        parts: words that make it a part (`two other victims`); `of` if it is the whole of a part.
        quantity: the quantity that it measures, if it is known.
    """

    said: Said
    span: Span
    value: float | str
    unit: str
    near: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    parts: frozenset[str]
    quantity: str = ""

    @property
    def article(self) -> str:
        """The id of the article that gives it."""
        return self.said.told.article.id

    @property
    def text(self) -> str:
        """The text of that article."""
        return self.said.told.article.text

    @property
    def amount(self) -> float:
        """What it amounts to; nothing, if it is a date."""
        return self.value if isinstance(self.value, float) else 0.0


def figures_of(told: Told) -> Iterator[Figure]:
    """Give the figures and dates of a sentence, in order; none where it is a table."""
    text, span = told.article.text, told.span
    if span.end > READ or not _MAY_COUNT.search(text, *span):
        return
    found = list(moments_in(text, span))
    here = list(numbers_in(text, span, found))
    dates = sorted(_dates(text, span, found))
    if not 0 < len(here) + len(dates) <= MOST:
        return
    values: list[float | str] = [number.value for number in here]
    values += [value for _, value, _ in dates]
    years = frozenset(moment.value for moment in found if len(moment.value) in (4, 7))
    names = frozenset(_CAPITAL.findall(text, *span)) - _NO_NAMES
    values += sorted(years)
    known = _without_figures(told.wording.terms)
    said = Said(told, known, names, years, tuple(values), _kinds(values))
    persons = dict(ages_in(text, span))
    counted = [
        replace(figure, unit=AGE, quantity=persons[figure.span])
        if figure.span in persons
        else figure
        for figure in (_counted(said, number) for number in here)
    ]
    dated = [_figure(said, *date, frozenset(_around(told, date[0]))) for date in dates]
    whole = (figure for figure in (*counted, *dated) if _is_whole(text, figure.span))
    yield from sorted(whole, key=lambda figure: figure.span)


def _kinds(values: Iterable[float | str]) -> tuple[frozenset[float | str], ...]:
    """Part figures, weekdays, days and years, and times."""
    kinds: tuple[set[float | str], ...] = (set(), set(), set(), set())
    for value in values:
        if not isinstance(value, str):
            kinds[0].add(value)
        else:
            kinds[3 if ":" in value else 2 if value[0].isdigit() else 1].add(value)
    return tuple(map(frozenset, kinds))


def _is_whole(text: str, span: Span) -> bool:
    """Tell whether a figure is one of its own, and all of it."""
    before = text[max(0, span.start - 40) : span.start]
    return not _HALF.search(f"{before}\0{text[slice(*span)]}") and not _HALF_BEFORE.match(
        text, span.end
    )


def _dates(text: str, span: Span, found: Sequence[Moment]) -> Iterator[tuple[Span, str, str]]:
    """Give the days and times of a sentence: where, value, unit; a year alone is neither."""
    for match in _WEEKDAY.finditer(text, *span):
        yield Span(*match.span()), match[0], "@weekday"
    for moment in found:
        if ":" in moment.value:
            yield moment.span, moment.value, "@time"
        elif _DAY.fullmatch(moment.value):
            yield moment.span, moment.value, "@day"


def _counted(said: Said, number: Number) -> Figure:
    """Make a figure of a number; a toll counts people without saying so."""
    told = said.told
    quantity = quantity_of(told, said.years, number)
    unit = "people" if quantity in OF_PEOPLE else number.unit
    unit = "magnitude" if quantity == "magnitude" else unit
    near = _without_figures(number.around)
    figure = _figure(said, number.span, number.value, unit, near, quantity)
    text = told.article.text
    before = text[max(told.span.start, number.span.start - 40) : number.span.start]
    if not text[number.span.start].isdigit():
        before = ""
    named = (
        _NAMED.search(before) is not None
        or not _NUMBERED.isdisjoint(figure.before[:1])
        or figure.after[:1] == ("block",)
    )
    return replace(figure, unit=NAMED) if named and unit != "people" and not quantity else figure


def _figure(
    said: Said,
    span: Span,
    value: float | str,
    unit: str,
    near: frozenset[str],
    quantity: str = "",
) -> Figure:
    before, after = _beside(said.told, span)
    words_before = tuple(words(before or " ")[: -NEIGHBOURS - 1 : -1])
    words_after = tuple(words(after or " ")[:NEIGHBOURS])
    parts = _PARTS & {*words_before[:1], *words_after[:1]} | {"ago"} & {*words_after[:2]}
    if unit == "percent":
        parts -= {"per"}  # cent
    if _PART_OF.search(before):
        parts |= {"of"}
    if of_year := _OF_YEAR.match(after):
        parts |= {of_year[1]}
    return Figure(said, span, value, unit, near, words_before, words_after, parts, quantity)


def _around(told: Told, span: Span) -> Iterator[str]:
    before, after = _beside(told, span)
    yield from terms(before.partition(" ")[2])
    yield from terms(after.rpartition(" ")[0])


def _beside(told: Told, span: Span) -> tuple[str, str]:
    """Give what stands before and after a figure in its sentence, as far as it is looked at."""
    text = told.article.text
    before = text[max(told.span.start, span.start - AROUND) : span.start]
    return before, text[span.end : min(told.span.end, span.end + AROUND)]


def _without_figures(found: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in found if not term[0].isdigit())
