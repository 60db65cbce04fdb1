"""Facts that sources dispute: figures for one thing that differ between independent sources.

Two figures are for one thing when they have one unit and either stand in sentences that say
nearly the same, with the same words near, or count the same outcome of an event (the dead, the
injured, the damage) in sentences that have something else in common. Rules instead of a trained
model: each flag can be traced to the words that made it. They would rather miss a dispute than
claim one: an article that gives several figures for a thing makes no claim, and figures that
rounding may explain do not differ.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from newskit.article import Article
from newskit.digests.members import Story
from newskit.document import Citation, Claim, Disputed
from newskit.text.numbers import Number, moments, numbers
from newskit.text.prose import prose
from newskit.text.spans import Span
from newskit.text.terms import terms
from newskit.text.times import parse_time
from newskit.text.words import located_words

ALIKE = 0.35
"""The least likeness of two figures: the mean of the share of weight (Dice) that their sentences
have in common, and that the terms around them have."""

ALIKE_SHARES = 0.5
"""The same for percentages, which may be shares of anything, and for figures without a unit."""

SHARED = 4
"""The fewest terms, figures left out, that two sentences have in common."""

SHARED_BESIDE = 2
"""The same beside the outcome that two sentences count."""

ROUNDING = 0.05
"""Figures this close do not differ when one is round or hedged."""

FACTOR = 3
"""Figures further apart than this are for different things, however alike the sentences."""

REACH = 6
"""Words on either side of a figure in which the outcome that it counts is named."""

TELLING = 1000
"""Least figure, if it has two digits that are not zero, that is the same wherever it stands."""

_OUTCOMES = {
    "dead": "dead died dies killed kills killing deaths",
    "injured": "injured injures injuring injuries hurt wounded wounding hospital hospitals",
    "missing": "missing",
    "arrested": "arrested arrests detained",
    "displaced": "displaced evacuated homeless",
    "damage": "damage damages repair repairs losses",
}
_OUTCOME = {word: outcome for outcome, forms in _OUTCOMES.items() for word in forms.split()}
_OUTCOME_TERMS = frozenset(terms(" ".join((*_OUTCOME, "people"))))

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
_CLAUSE = re.compile(r"[,;:()–—]")
_RANGE_BEFORE = re.compile(
    r"\d\S*(?:\s\w+)?\s?(?:[-–—]|to|or)\s?\Z|\b[Bb]etween\s+(?:\S+(?:\s\S+)?\s+and\s+)?\Z"
)
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|or)\s?[$£€]?\d|(?:\s\S+)?\s(?:to|or)\s[$£€]?\d")


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A sentence with figures: where it stands, its terms, its figures, dates and times."""

    article: Article
    span: Span
    terms: frozenset[str]
    values: tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure, the sentence that gives it, the terms near, and the outcome it counts, if any."""

    said: _Said
    number: Number
    near: frozenset[str]
    outcome: str

    @property
    def article(self) -> str:
        return self.said.article.id

    @property
    def value(self) -> float:
        return self.number.value

    @property
    def known_by(self) -> tuple[str, float]:
        return self.number.unit, self.number.value


_Pair = tuple[int, int]
_Stated = dict[int, set[tuple[str, float]]]


def disputes(story: Story, source_of: Mapping[str, int]) -> tuple[Disputed, ...]:
    """Find the facts for which independent sources of a story give different figures.

    Args:
        story: the articles; of those that were dropped nothing is known.
        source_of: the independent source of each article.

    Returns:
        The facts in the order in which the first article tells them.
    """
    present = [member.article for member in story.members if member.article is not None]
    if len({source_of[article.id] for article in present}) < 2:
        return ()
    figures = [each for article in sorted(present, key=_by_time) for each in _figures(article)]
    pairs = _same_things(figures)
    stated: _Stated = {}
    for figure in figures:
        stated.setdefault(source_of[figure.article], set()).add(figure.known_by)
    found: dict[tuple[str, frozenset[float]], Disputed] = {}
    for thing in _things(len(figures), pairs):
        claimed = _claimed(figures, thing)
        if any(
            i in claimed and j in claimed and _differ(figures[i], figures[j], source_of, stated)
            for i, j in pairs
        ):
            fact = _disputed([figures[i] for i in sorted(claimed)], figures, source_of)
            found.setdefault((fact.unit, frozenset(c.value for c in fact.claims)), fact)
    return tuple(found.values())


def _figures(article: Article) -> Iterator[_Figure]:
    """Give the figures in the sentences of an article, without ages."""
    text, skip = article.text, article.boilerplate()
    found = [
        number for number in numbers(text, article.language, skip) if number.unit != "year-old"
    ]
    for span in prose(text, article.language, skip) if found else ():
        here = [n for n in found if span.start <= n.span.start and n.span.end <= span.end]
        if here:
            said = _said(article, span, [number.value for number in here])
            for number in here:
                yield _Figure(said, number, _without_figures(number.around), _outcome(said, number))


def _said(article: Article, span: Span, values: Sequence[float]) -> _Said:
    text = article.text[span.start : span.end]
    times = [moment.value for moment in moments(text)]
    return _Said(article, span, _without_figures(terms(text)), (*values, *times))


def _without_figures(found: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in found if not term[0].isdigit())


def _in_range(text: str, span: Span) -> bool:
    """Tell whether a figure is one end of a range (`10 to 20`) or part of a score (`2-1`)."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def _outcome(said: _Said, number: Number) -> str:
    """Give the outcome of the event that a figure counts: the nearest that is named, or none.

    People are counted, or what is not named next to the outcome (`30 injured`); damage is counted
    in anything but people. A sentence with a year may tell of another event.
    """
    people = number.unit in ("people", "")
    if not people and number.value < TELLING:
        return ""
    away, _, outcome = min(_named(said, number.span), default=(REACH, 0, ""))
    if people == (outcome == "damage") or (not number.unit and away > 1):
        return ""
    return "" if any(isinstance(v, str) and _YEAR.match(v) for v in said.values) else outcome


def _named(said: _Said, figure: Span) -> Iterator[tuple[int, int, str]]:
    """Give the outcomes named in the clause of a figure: words away, side, name."""
    text = said.article.text
    before = _CLAUSE.split(_HEDGE.sub("", text[said.span.start : figure.start]))[-1]
    after = _CLAUSE.split(text[figure.end : said.span.end])[0]
    for side, near in enumerate((_WORD.findall(after), _WORD.findall(before)[::-1])):
        for away, word in enumerate(near[:REACH]):
            if word.lower() in _OUTCOME:
                yield away, side, _OUTCOME[word.lower()]


def _same_things(figures: Sequence[_Figure]) -> list[_Pair]:
    """Give the pairs of figures, of two articles each, that are for one thing."""
    found = set(_same_outcomes(figures))
    weight = _weights(figures)
    for unit, sentences in _by_unit(figures).items():
        least = ALIKE_SHARES if unit in ("percent", "") else ALIKE
        for (a, in_a), (b, in_b) in combinations(sentences.items(), 2):
            if a.article is b.article or len(a.terms & b.terms) < SHARED:
                continue
            alike = _dice(a.terms, b.terms, weight)
            for i, j in _paired(figures, in_a, in_b):
                near = _dice(figures[i].near, figures[j].near, weight)
                if alike + near >= 2 * least and _compatible(figures[i], figures[j]):
                    found.add((i, j))
    return sorted(found)


def _by_unit(figures: Sequence[_Figure]) -> dict[str, dict[_Said, list[int]]]:
    units: dict[str, dict[_Said, list[int]]] = {}
    for i, figure in enumerate(figures):
        units.setdefault(figure.number.unit, {}).setdefault(figure.said, []).append(i)
    return units


def _compatible(a: _Figure, b: _Figure) -> bool:
    """Tell whether any other figure or date of two sentences agrees, if both have others."""
    one, other = _others(a), _others(b)
    return not one or not other or not one.isdisjoint(other)


def _others(figure: _Figure) -> set[float | str]:
    values = list(figure.said.values)
    values.remove(figure.value)
    return set(values)


def _same_outcomes(figures: Sequence[_Figure]) -> Iterator[_Pair]:
    """Give the pairs that count one outcome, in sentences that share terms beside it."""
    outcomes: dict[tuple[str, str], list[int]] = {}
    for i, figure in enumerate(figures):
        if figure.outcome:
            unit = figure.number.unit or "people"
            outcomes.setdefault((figure.outcome, unit), []).append(i)
    for same in outcomes.values():
        for i, j in combinations(same, 2):
            a, b = figures[i].said, figures[j].said
            beside = (a.terms & b.terms) - _OUTCOME_TERMS
            if a.article is not b.article and len(beside) >= SHARED_BESIDE:
                yield i, j


def _paired(figures: Sequence[_Figure], in_a: list[int], in_b: list[int]) -> Iterator[_Pair]:
    """Pair the figures of one unit in two sentences: equal ones, then the only one left in each."""
    left_a, left_b = list(in_a), list(in_b)
    for i in in_a:
        same = next((j for j in left_b if figures[j].value == figures[i].value), None)
        if same is not None:
            yield i, same
            left_a.remove(i)
            left_b.remove(same)
    if len(left_a) == len(left_b) == 1:
        yield left_a[0], left_b[0]


def _weights(figures: Sequence[_Figure]) -> Mapping[str, int]:
    """Weigh terms by their rarity in the sentences; whole numbers sum the same in any order."""
    sentences = {figure.said for figure in figures}
    frequency = Counter(term for said in sentences for term in said.terms)
    return {term: round(100 * log(1 + len(sentences) / n)) for term, n in frequency.items()}


def _dice(a: frozenset[str], b: frozenset[str], weight: Mapping[str, int]) -> float:
    both = sum(weight.get(term, 0) for term in a & b)
    each = sum(weight.get(term, 0) for term in a) + sum(weight.get(term, 0) for term in b)
    return round(2 * both / each, 4) if each else 0.0


def _things(count: int, pairs: Sequence[_Pair]) -> list[list[int]]:
    """Join the pairs that have a figure in common, in order of the first figure."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for i, j in pairs:
        low, high = sorted((find(i), find(j)))
        root[high] = low
    things: dict[int, list[int]] = {}
    for i in range(count):
        things.setdefault(find(i), []).append(i)
    return [thing for thing in things.values() if len(thing) > 1]


def _claimed(figures: Sequence[_Figure], thing: Sequence[int]) -> set[int]:
    """Leave out the figures of articles that give several for one thing."""
    of: dict[str, list[int]] = {}
    for i in thing:
        of.setdefault(figures[i].article, []).append(i)
    return {
        i
        for here in of.values()
        if all(_close(figures[i], figures[j]) for i, j in combinations(here, 2))
        for i in here
    }


def _differ(a: _Figure, b: _Figure, source_of: Mapping[str, int], stated: _Stated) -> bool:
    """Tell whether two figures for one thing are two claims of two sources.

    They are not when the source of one states the figure of the other, too: then it knows both.
    """
    one, other = source_of[a.article], source_of[b.article]
    low, high = sorted((a.value, b.value))
    if one == other or _close(a, b) or not 0 < high <= FACTOR * low:
        return False
    if any(_in_range(each.said.article.text, each.number.span) for each in (a, b)):
        return False
    return b.known_by not in stated[one] and a.known_by not in stated[other]


def _close(a: _Figure, b: _Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another."""
    apart = abs(a.value - b.value)
    loose = _is_loose(a) or _is_loose(b)
    return apart == 0 or (loose and apart <= ROUNDING * max(a.value, b.value))


def _is_loose(figure: _Figure) -> bool:
    """Tell whether a figure is hedged (`nearly 300`) or round."""
    start = figure.number.span.start
    if _HEDGE.search(figure.said.article.text[max(0, start - 20) : start]):
        return True
    return figure.value % 10 == 0 or (figure.value >= 100 and _digits(figure.value) <= 2)


def _digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _disputed(
    claimed: Sequence[_Figure], figures: Sequence[_Figure], source_of: Mapping[str, int]
) -> Disputed:
    """Put together who says what; a telling figure counts wherever another article gives it."""
    unit = next((figure.number.unit for figure in claimed if figure.number.unit), "")
    claimants = {figure.article for figure in claimed}
    given: dict[float, dict[str, _Figure]] = {}
    for figure in claimed:
        given.setdefault(figure.value, {}).setdefault(figure.article, figure)
    for figure in figures:
        value = figure.value
        telling = value in given and value >= TELLING and _digits(value) > 1
        if telling and figure.number.unit == unit and figure.article not in claimants:
            given[value].setdefault(figure.article, figure)
    claims = [_claim(value, list(by.values())) for value, by in given.items()]
    claims.sort(key=lambda c: (-len({source_of[x.article] for x in c.citations}), c.value))
    return Disputed(_about(claimed), unit, tuple(claims))


def _claim(value: float, given: Sequence[_Figure]) -> Claim:
    written = given[0].said.article.text[slice(*given[0].number.span)]
    return Claim(value, written, tuple(Citation(each.article, *each.said.span) for each in given))


def _about(claimed: Sequence[_Figure]) -> str:
    """Give the words around the first figure that the other claims share, without the figure.

    For an outcome these are the words up to where it is named.
    """
    first = claimed[0]
    text, span, sentence = first.said.article.text, first.number.span, first.said.span
    shared = {term for other in claimed if other.value != first.value for term in other.near}

    def tells(word: str) -> bool:
        if first.outcome:
            return _OUTCOME.get(word) == first.outcome
        return not shared.isdisjoint(terms(word))

    before = located_words(text[sentence.start : span.start])[-REACH:]
    after = located_words(text[span.end : sentence.end])[:REACH]
    starts = [sentence.start + word.start for word in before if tells(word.text)]
    ends = [span.end + word.end for word in after if tells(word.text)]
    start, end = min(starts, default=span.start), max(ends, default=span.end)
    return " ".join(f"{text[start : span.start]}…{text[span.end : end]}".split())


def _by_time(article: Article) -> tuple[bool, float, str]:
    time = parse_time(article.published)
    return time is None, time.timestamp() if time else 0.0, article.id
