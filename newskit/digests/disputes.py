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
from newskit.text.words import located_words, words

ALIKE = 0.35
"""The least share of their weight (Dice) that two sentences have in common, figures left out."""

NEAR = 0.4
"""The same of the terms around the two figures."""

ALIKE_UNCOUNTED = 0.6
"""The least share of both for figures without a unit."""

SHARED = 3
"""The fewest terms that two sentences have in common."""

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

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|an estimated|close to|more than|"
    r"over|at least|as many as|as much as|up to|fewer than|less than|under)\s+\Z",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"\d\S*\s?(?:[-–—]|to|or)\s?\Z|\bbetween\s+\S+(?:\s\S+)?\s+and\s+\Z")
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|or)\s?[$£€]?\d|(?:\s\S+)?\s(?:to|or)\s[$£€]?\d")


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A sentence with figures: where it stands, and its terms."""

    article: Article
    span: Span
    terms: frozenset[str]

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


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


Pair = tuple[int, int]


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
    stated: dict[tuple[int, str], set[float]] = {}
    for figure in figures:
        stated.setdefault((source_of[figure.article], figure.number.unit), set()).add(figure.value)
    found: dict[tuple[str, tuple[float, ...]], Disputed] = {}
    for thing in _things(len(figures), pairs):
        claimed = _claimed(figures, thing)
        if any(
            _differ(figures[i], figures[j], source_of, stated)
            for i, j in pairs
            if i in claimed and j in claimed
        ):
            fact = _disputed([figures[i] for i in sorted(claimed)], figures, source_of)
            key = (fact.unit, tuple(sorted(claim.value for claim in fact.claims)))
            found.setdefault(key, fact)
    return tuple(found.values())


def _figures(article: Article) -> Iterator[_Figure]:
    skip = article.boilerplate()
    found = [
        number
        for number in numbers(article.text, article.language, skip)
        if number.unit != "year-old" and not _in_range(article.text, number.span)
    ]
    for span in prose(article.text, article.language, skip) if found else ():
        here = [n for n in found if span.start <= n.span.start and n.span.end <= span.end]
        if here:
            said = _Said(article, span, _without_figures(terms(article.text[slice(*span)])))
            for number in here:
                near = _without_figures(number.around)
                yield _Figure(said, number, near, _outcome(article.text, span, number))


def _without_figures(found: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in found if not term[0].isdigit())


def _in_range(text: str, span: Span) -> bool:
    """Tell whether a figure is one end of a range (`10 to 20`) or part of a score (`2-1`)."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def _outcome(text: str, sentence: Span, number: Number) -> str:
    """Give the outcome of the event that a figure counts: the nearest that is named, or none.

    People are counted, or nothing that is named; damage is counted in anything. A sentence with
    a year may tell of another event.
    """
    people = number.unit in ("people", "")
    if not people and number.value < TELLING:
        return ""
    before = words(text[sentence.start : number.span.start])[: -REACH - 1 : -1] if number.span.start > sentence.start else []
    after = words(text[number.span.end : sentence.end])[:REACH]
    reach = REACH if number.unit else 3
    places = [(i, side, _OUTCOME[w]) for side, ws in enumerate((after, before)) for i, w in enumerate(ws[:reach]) if w in _OUTCOME]
    if not places:
        return ""
    outcome = min(places)[2]
    if people == (outcome == "damage"):
        return ""
    piece = text[slice(*sentence)]
    if any(re.match(r"\d{4}", moment.value) for moment in moments(piece)):
        return ""
    return outcome


def _same_things(figures: Sequence[_Figure]) -> list[Pair]:
    """Give the pairs of figures, of two articles, that are for one thing."""
    found = set(_same_outcomes(figures))
    weight = _weights(figures)
    sentences: dict[tuple[str, _Said], list[int]] = {}
    for i, figure in enumerate(figures):
        sentences.setdefault((figure.number.unit, figure.said), []).append(i)
    units: dict[str, list[tuple[_Said, list[int]]]] = {}
    for (unit, said), here in sentences.items():
        units.setdefault(unit, []).append((said, here))
    for unit, saids in units.items():
        alike, near = (ALIKE, NEAR) if unit else (ALIKE_UNCOUNTED, ALIKE_UNCOUNTED)
        for (a, in_a), (b, in_b) in combinations(saids, 2):
            if a.article is b.article or len(a.terms & b.terms) < SHARED:
                continue
            if _dice(a.terms, b.terms, weight) >= alike:
                for i, j in _paired(figures, in_a, in_b):
                    if _dice(figures[i].near, figures[j].near, weight) >= near:
                        found.add((i, j))
    return sorted(found)


def _same_outcomes(figures: Sequence[_Figure]) -> Iterator[Pair]:
    outcomes: dict[tuple[str, str], list[int]] = {}
    for i, figure in enumerate(figures):
        if figure.outcome:
            unit = figure.number.unit or "people"
            outcomes.setdefault((figure.outcome, unit), []).append(i)
    for same in outcomes.values():
        for i, j in combinations(same, 2):
            a, b = figures[i].said, figures[j].said
            if a.article is not b.article and _beside(a.terms & b.terms):
                yield i, j


_OUTCOME_TERMS = frozenset(terms(" ".join((*_OUTCOME, "people"))))


def _beside(shared: frozenset[str]) -> bool:
    return bool(shared - _OUTCOME_TERMS)


def _paired(figures: Sequence[_Figure], in_a: list[int], in_b: list[int]) -> Iterator[Pair]:
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
    """Weigh terms by their rarity among the sentences, in whole numbers: no sum depends on order."""
    sentences = {figure.said for figure in figures}
    frequency = Counter(term for said in sentences for term in said.terms)
    return {term: round(100 * log(1 + len(sentences) / n)) for term, n in frequency.items()}


def _dice(a: frozenset[str], b: frozenset[str], weight: Mapping[str, int]) -> float:
    both = sum(weight.get(term, 0) for term in a & b)
    each = sum(weight.get(term, 0) for term in a) + sum(weight.get(term, 0) for term in b)
    return round(2 * both / each, 4) if each else 0.0


def _things(count: int, pairs: Sequence[Pair]) -> list[list[int]]:
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


def _differ(
    a: _Figure,
    b: _Figure,
    source_of: Mapping[str, int],
    stated: Mapping[tuple[int, str], set[float]],
) -> bool:
    """Tell whether two figures for one thing are two claims of two sources.

    They are not when the source of one states the figure of the other, too: then it knows both.
    """
    one, other = source_of[a.article], source_of[b.article]
    if one == other or _close(a, b):
        return False
    low, high = sorted((a.value, b.value))
    if low <= 0 or high > FACTOR * low:
        return False
    return b.value not in stated.get((one, b.number.unit), ()) and a.value not in stated.get((other, a.number.unit), ())


def _close(a: _Figure, b: _Figure) -> bool:
    """Tell whether two figures are equal or may be roundings of one another."""
    apart = abs(a.value - b.value)
    if apart == 0:
        return True
    return (_loose(a) or _loose(b)) and apart <= ROUNDING * max(a.value, b.value)


def _loose(figure: _Figure) -> bool:
    start = figure.number.span.start
    hedged = _HEDGE.search(figure.said.article.text, max(0, start - 20), start)
    return bool(hedged) or _digits(figure.value) <= 2 and figure.value >= 100 or figure.value % 10 == 0


def _digits(value: float) -> int:
    """Count the digits of a figure from its first to its last that is not zero."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _disputed(
    claimed: Sequence[_Figure], figures: Sequence[_Figure], source_of: Mapping[str, int]
) -> Disputed:
    unit = next((f.number.unit for f in claimed if f.number.unit), "")
    values = {figure.value for figure in claimed}
    telling = [f for f in figures if f.value in values and f.number.unit == unit and f.value >= TELLING and _digits(f.value) > 1]
    by_value: dict[float, dict[str, _Figure]] = {}
    claimants = {f.article for f in claimed}
    for figure in [*claimed, *(f for f in telling if f.article not in claimants)]:
        by_value.setdefault(figure.value, {}).setdefault(figure.article, figure)
    claims = [_claim(value, list(given.values())) for value, given in by_value.items()]
    claims.sort(key=lambda c: (-len({source_of[x.article] for x in c.citations}), c.value))
    return Disputed(_about(claimed), unit, tuple(claims))


def _claim(value: float, given: Sequence[_Figure]) -> Claim:
    first = given[0]
    written = first.said.article.text[slice(*first.number.span)]
    return Claim(value, written, tuple(Citation(f.article, *f.said.span) for f in given))


def _about(claimed: Sequence[_Figure]) -> str:
    """Give the words around the first figure that others have near theirs, without the figure."""
    first = claimed[0]
    wanted = {t for f in claimed[1:] if f.value != first.value for t in f.near} & first.near
    text = first.said.article.text
    span = first.number.span

    def telling(word: str) -> bool:
        if first.outcome:
            return _OUTCOME.get(word) == first.outcome
        return not wanted.isdisjoint(terms(word))

    before = located_words(text[first.said.span.start : span.start])[-REACH:]
    after = located_words(text[span.end : first.said.span.end])[:REACH]
    if first.said.span.start == span.start:
        before = []
    start = next((first.said.span.start + w.start for w in before if telling(w.text)), span.start)
    ends = [w.end for w in after if telling(w.text)]
    end = span.end + (ends[-1] if ends else 0)
    return " ".join(f"{text[start : span.start]}…{text[span.end : end]}".split())


def _by_time(article: Article) -> tuple[bool, float, str]:
    time = parse_time(article.published)
    return time is None, time.timestamp() if time else 0.0, article.id
