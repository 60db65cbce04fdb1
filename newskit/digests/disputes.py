"""Facts that sources dispute: figures for one thing that differ between independent sources.

Two figures are for one thing when they have one unit and either stand in sentences that say
nearly the same, with the same words near, or measure the same quantity of the event (the dead, the
injured, the damage, the magnitude). Rules instead of a trained model: each flag can be traced to
the words that made it. They would rather miss a dispute than claim one: an article that gives
several figures for a thing makes no claim, and figures that rounding may explain do not differ.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log

from newskit.digests.figures import (
    QUANTITY_OF,
    REACH,
    TELLING,
    Figure,
    Told,
    close,
    digits,
    figures_of,
    in_range,
)
from newskit.digests.members import Story
from newskit.document import Citation, Claim, Disputed
from newskit.text.terms import terms
from newskit.text.times import seconds
from newskit.text.words import located_words

ALIKE = 0.35
"""The least likeness of two figures: the mean of the share of weight (Dice) that their sentences
have in common, and that the terms around them have."""

ALIKE_SHARES = 0.5
"""The same for percentages, which may be shares of anything, and for figures without a unit."""

SHARED = 4
"""The fewest terms, figures left out, that two sentences have in common."""

FIRST = 20
"""Sentences with a term, the earliest, that others with it are compared to: the work is linear."""

FACTOR = 3
"""Figures further apart than this are for different things, however alike the sentences."""

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
    figures = [
        each
        for article in sorted(present, key=lambda a: (seconds(a.published), a.id))
        for each in figures_of(article)
    ]
    pairs = sorted({*_in_like_sentences(figures), *_same_quantities(figures)})
    stated: _Stated = {}
    for figure in figures:
        stated.setdefault(source_of[figure.article], set()).add((figure.unit, figure.value))
    found: dict[tuple[str, frozenset[float]], Disputed] = {}
    for thing, within in _things(len(figures), pairs):
        claimed = _claimed(figures, thing)
        if any(
            i in claimed and j in claimed and _differ(figures[i], figures[j], source_of, stated)
            for i, j in within
        ):
            fact = _disputed([figures[i] for i in sorted(claimed)], figures, source_of)
            found.setdefault((fact.unit, frozenset(c.value for c in fact.claims)), fact)
    return tuple(found.values())


def _in_like_sentences(figures: Sequence[Figure]) -> Iterator[_Pair]:
    """Give the pairs in sentences that say nearly the same, with the same words near."""
    likeness = _likeness(figures)
    units: dict[str, dict[Told, list[int]]] = {}
    for i, figure in enumerate(figures):
        units.setdefault(figure.unit, {}).setdefault(figure.said, []).append(i)
    for unit, sentences in units.items():
        least = ALIKE_SHARES if unit in ("percent", "") else ALIKE
        told = list(sentences)
        for a, b in _sharing([said.terms for said in told], SHARED):
            if told[a].article is told[b].article:
                continue
            for i, j in _paired(figures, sentences[told[a]], sentences[told[b]]):
                alike = likeness(told[a].terms, told[b].terms)
                near = likeness(figures[i].near, figures[j].near)
                if alike + near >= 2 * least and _compatible(figures[i], figures[j]):
                    yield i, j


def _same_quantities(figures: Sequence[Figure]) -> Iterator[_Pair]:
    """Give the pairs that measure one quantity: all of an article, and one of it with others."""
    quantities: dict[tuple[str, str], dict[str, int]] = {}
    for i, figure in enumerate(figures):
        if figure.quantity:
            first_of = quantities.setdefault((figure.quantity, figure.unit), {})
            first = first_of.setdefault(figure.article, i)
            if first < i:
                yield first, i
    for first_of in quantities.values():
        for i, j in combinations(first_of.values(), 2):
            if _same_size(figures[i], figures[j]):
                yield i, j


def _sharing(found: Sequence[frozenset[str]], least: int) -> Iterator[_Pair]:
    """Give the pairs of sets of terms with so many in common, found by way of those terms."""
    holding: dict[str, list[int]] = {}
    for b, here in enumerate(found):
        for a in {a for term in here for a in holding.get(term, ())}:
            if len(found[a] & here) >= least:
                yield a, b
        for term in here:
            if len(holding.setdefault(term, [])) < FIRST:
                holding[term].append(b)


def _compatible(a: Figure, b: Figure) -> bool:
    """Tell whether any other figure or date of two sentences agrees, if both have others."""
    one, other = _others(a), _others(b)
    return not one or not other or not one.isdisjoint(other)


def _others(figure: Figure) -> set[float | str]:
    values = list(figure.said.values)
    values.remove(figure.value)
    return set(values)


def _paired(figures: Sequence[Figure], in_a: list[int], in_b: list[int]) -> Iterator[_Pair]:
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


def _likeness(
    figures: Sequence[Figure],
) -> Callable[[frozenset[str], frozenset[str]], float]:
    """Give a measure of sets of terms: the share (Dice) of weight that they have in common.

    Terms weigh by their rarity in the sentences; whole numbers sum the same in any order.
    """
    sentences = {figure.said for figure in figures}
    frequency = Counter(term for said in sentences for term in said.terms)
    weights = {term: round(100 * log(1 + len(sentences) / n)) for term, n in frequency.items()}

    @cache
    def weight(found: frozenset[str]) -> int:
        return sum(weights.get(term, 0) for term in found)

    def likeness(a: frozenset[str], b: frozenset[str]) -> float:
        each = weight(a) + weight(b)
        return round(2 * sum(weights.get(term, 0) for term in a & b) / each, 4) if each else 0.0

    return likeness


def _things(count: int, pairs: Sequence[_Pair]) -> list[tuple[list[int], list[_Pair]]]:
    """Join the pairs that have a figure in common: figures and pairs of each, the first first."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in pairs:
        low, high = sorted((find(i), find(j)))
        root[high] = low
    things: dict[int, tuple[list[int], list[_Pair]]] = {}
    for i in range(count):
        things.setdefault(find(i), ([], []))[0].append(i)
    for pair in pairs:
        things[find(pair[0])][1].append(pair)
    return [thing for thing in things.values() if thing[1]]


def _claimed(figures: Sequence[Figure], thing: Sequence[int]) -> set[int]:
    """Leave out the figures of articles that give several for one thing."""
    of: dict[str, list[int]] = {}
    for i in thing:
        of.setdefault(figures[i].article, []).append(i)
    return {i for here in of.values() if _agree(figures, here) for i in here}


def _agree(figures: Sequence[Figure], here: Sequence[int]) -> bool:
    return all(close(figures[here[0]], figures[i]) for i in here)


def _same_size(a: Figure, b: Figure) -> bool:
    low, high = sorted((a.value, b.value))
    return 0 < high <= FACTOR * low


def _differ(a: Figure, b: Figure, source_of: Mapping[str, int], stated: _Stated) -> bool:
    """Tell whether two figures for one thing are two claims of two sources.

    They are not when the source of one states the figure of the other, too: then it knows both.
    """
    one, other = source_of[a.article], source_of[b.article]
    if one == other or close(a, b) or not _same_size(a, b):
        return False
    if any(in_range(each.said.article.text, each.number.span) for each in (a, b)):
        return False
    return (b.unit, b.value) not in stated[one] and (a.unit, a.value) not in stated[other]


def _disputed(
    claimed: Sequence[Figure], figures: Sequence[Figure], source_of: Mapping[str, int]
) -> Disputed:
    """Put together who says what; a telling figure counts wherever another article gives it."""
    unit = claimed[0].unit
    claimants = {figure.article for figure in claimed}
    given: dict[float, dict[str, Figure]] = {}
    for figure in claimed:
        given.setdefault(figure.value, {}).setdefault(figure.article, figure)
    for figure in figures:
        value = figure.value
        telling = value in given and value >= TELLING and digits(value) > 1
        if telling and figure.unit == unit and figure.article not in claimants:
            given[value].setdefault(figure.article, figure)
    order = {figure.article: place for place, figure in enumerate(figures)}
    claims = [
        _claim(value, sorted(by.values(), key=lambda figure: order[figure.article]))
        for value, by in given.items()
    ]
    claims.sort(key=lambda c: (-len({source_of[x.article] for x in c.citations}), c.value))
    return Disputed(_about(claimed), unit, tuple(claims))


def _claim(value: float, given: Sequence[Figure]) -> Claim:
    written = given[0].said.article.text[slice(*given[0].number.span)]
    return Claim(value, written, tuple(Citation(each.article, *each.said.span) for each in given))


def _about(claimed: Sequence[Figure]) -> str:
    """Give the words around the first figure that the other claims share, without the figure.

    For a quantity these are the words up to where it is named.
    """
    first = claimed[0]
    text, span, sentence = first.said.article.text, first.number.span, first.said.span
    shared = {term for other in claimed if other.value != first.value for term in other.near}

    def tells(word: str) -> bool:
        if first.quantity:
            return QUANTITY_OF.get(word) == first.quantity
        return not shared.isdisjoint(terms(word))

    before = located_words(text[sentence.start : span.start])[-REACH:]
    after = located_words(text[span.end : sentence.end])[:REACH]
    starts = [sentence.start + word.start for word in before if tells(word.text)]
    ends = [span.end + word.end for word in after if tells(word.text)]
    start, end = min(starts, default=span.start), max(ends, default=span.end)
    return " ".join(f"{text[start : span.start]}…{text[span.end : end]}".split())
