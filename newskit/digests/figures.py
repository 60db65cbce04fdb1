"""The figures and dates of an article: what each measures, its sentence, the words around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newskit.digests.ages import ages_in
from newskit.digests.told import READ, Told
from newskit.text.numbers import AROUND, Moment, Number, moments_in, numbers_in
from newskit.text.spans import Span
from newskit.text.terms import terms
from newskit.text.words import words

MOST = 20
"""Figures in a sentence; what holds more is a table."""

ROUNDING = 0.05
"""Figures this close do not differ when one is round."""

HEDGED = 0.1
"""The same when one is hedged (`more than 300`)."""

REACH = 6
"""Words on either side of a figure in which the quantity that it measures is named."""

WIDE = 200
"""Characters on either side of a figure that are looked at for that."""

NEXT = 2
"""Words up to which a quantity is next to a figure: `magnitude of 6.1`, `20 km deep`."""

TELLING = 1000
"""Least figure, if it has two digits that are not zero, that is the same wherever it stands."""

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

_OF_PEOPLE = {
    "dead": "dead died dies killed kills killing deaths",
    "injured": "injured injures injuring injuries hurt wounded wounding hospital hospitals",
    "missing": "missing",
    "arrested": "arrested arrests detained",
    "displaced": "displaced evacuated homeless",
}
_OF_THINGS = {
    "damage": "damage damages repair repairs losses",
    "magnitude": "magnitude richter",
    "depth": "depth deep",
}
QUANTITY_OF = {
    word: quantity
    for quantity, forms in (_OF_PEOPLE | _OF_THINGS).items()
    for word in forms.split()
}
_TOLL = re.compile(r"\btoll\b[^;:]*\b(?:to|at|of|is|was|past|passed|above|reached|hit)\s*\Z")

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
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
_WORD = re.compile(r"\w+")
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
_OTHER = re.compile(
    r"\b(?:aftershocks?|ago|prior|previous(?:ly)?|"
    r"last (?:week|month|year|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()–—]")
_RANGE_BEFORE = re.compile(
    r"\d\S*(?:\s\w+)?\s?(?:[-–—]|to|or)\s?\Z|\b[Bb]etween\s+(?:\S+(?:\s\S+)?\s+and\s+)?\Z"
)
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|or)\s?[$£€]?\d|(?:\s\S+)?\s(?:to|or)\s[$£€]?\d")


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
    quantity = _quantity(said, number)
    unit = "people" if quantity in _OF_PEOPLE else number.unit
    unit = "magnitude" if quantity == "magnitude" else unit
    near = _without_figures(number.around)
    figure = _figure(said, number.span, number.value, unit, near, quantity)
    text = said.told.article.text
    before = text[max(said.told.span.start, number.span.start - 40) : number.span.start]
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


def in_range(text: str, span: Span) -> bool:
    """Tell whether a figure is one end of a range (`10 to 20`) or part of a score (`2-1`)."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def _quantity(said: Said, number: Number) -> str:
    """Give the quantity that a figure measures: the nearest that is named, or none.

    A sentence of aftershocks, of another year or of last winter tells of another event.
    """
    sentence = said.told.article.text[slice(*said.told.span)]
    if said.years or _OTHER.search(sentence):
        return ""
    away, _, quantity = min(_named(said, number.span), default=(REACH, 0, ""))
    return quantity if _may_measure(quantity, number, away) else ""


def _may_measure(quantity: str, number: Number, away: int) -> bool:
    unit, value = number.unit, number.value
    if quantity == "damage":
        return unit != "people" and value >= TELLING and (unit != "" or away <= NEXT)
    if quantity == "magnitude":
        return unit in ("", "magnitude", "people") and value < 10 and away <= NEXT
    if quantity == "depth":
        return unit in ("km", "m", "mile") and away <= NEXT
    return value.is_integer() and (unit == "people" or (not unit and away <= NEXT))


def _named(said: Said, figure: Span) -> Iterator[tuple[int, int, str]]:
    """Give the quantities named in the clause of a figure: words away, side, name.

    A toll of the dead may stand further away (`The toll of the quake in Tarn rose to 31`).
    """
    text = said.told.article.text
    sentence = _HEDGE.sub("", text[max(said.told.span.start, figure.start - WIDE) : figure.start])
    before = _CLAUSE.split(sentence)[-1]
    after = _CLAUSE.split(text[figure.end : min(said.told.span.end, figure.end + WIDE)])[0]
    for side, near in enumerate((_WORD.findall(after), _WORD.findall(before)[::-1])):
        for away, word in enumerate(near[:REACH]):
            if word.lower() in QUANTITY_OF:
                yield away, side, QUANTITY_OF[word.lower()]
    if _TOLL.search(sentence):
        yield NEXT, 2, "dead"


def close(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another, or dates the same."""
    if isinstance(a.value, str) or isinstance(b.value, str):
        one, other = str(a.value), str(b.value)
        return one.endswith(other) or other.endswith(one)  # one may leave out the year
    apart = abs(a.value - b.value)
    if apart == 0:
        return True
    if any(x.amount == round(y.amount) and _may_be_rounded(x, y) for x, y in ((a, b), (b, a))):
        return True
    return apart <= max(_slack(a), _slack(b)) * max(a.value, b.value)


def _may_be_rounded(whole: Figure, other: Figure) -> bool:
    return is_hedged(whole) or (whole.amount >= 10 and not other.amount.is_integer())


def _slack(figure: Figure) -> float:
    if is_hedged(figure):
        return HEDGED
    value = figure.amount
    if figure.unit == AGE:
        return 0.0
    is_round = value % 10 == 0 or (value >= 100 and digits(value) <= 2)
    return ROUNDING if is_round else 0.0


def is_hedged(figure: Figure) -> bool:
    """Tell whether a figure is given as `about` so much."""
    start = figure.span.start
    return _HEDGE.search(figure.text[max(0, start - 20) : start]) is not None


def digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))
