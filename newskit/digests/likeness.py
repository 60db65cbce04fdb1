"""Which figures of a story are for one thing: by wording, words around, or what is measured.

Rules instead of a trained model: each pair can be traced to the words that made it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from math import log
from typing import NamedTuple

from newskit.digests.ages import same_person
from newskit.digests.figures import AGE, DATES, IN_ONE_WORDING, OF_PLAYERS, Figure, Said
from newskit.digests.wording import Place, corresponding, places
from newskit.text.terms import STOP_WORDS

ALIKE = 0.4
"""The least likeness of two figures, see `_Likeness`."""

ALIKE_LOOSE = 0.53
"""The same for percentages, which may be shares of anything, lengths of time, and no unit."""

ALIKE_DATES = 0.6
"""The same for days, and for what every player has some of."""

BESIDE = 0.08
"""How much each word of content beside two figures that is the same adds to their likeness."""

SEVERAL = 0.04
"""How much more likeness is asked for each further value that an article has for the unit."""

SHARED = 3
"""The fewest terms, figures left out, that two sentences have in common, if both have so many."""

AGREEING = 0.5
"""Share of the other figures of two sentences that agree."""

ONE_WORDING = 0.5
"""Share of weight (Dice) two sentences have in common, from which on their words are compared."""

FIRST = 20
"""Sentences with a term and ages with a surname, the earliest, that others are compared to: so the
work is linear."""

FACTOR = 3
"""Figures further apart than this are for different things, unless they stand in one wording."""

STRONGER = 1.0
"""The same of magnitudes of earthquakes: how far apart."""

_LOOSE = frozenset(("", "percent", "year", "month", "week", "day", "hour", "minute", "second"))
Pair = tuple[int, int]


class Pairs(NamedTuple):
    """Pairs of positions of figures for one thing, the lower first: in one wording, and all."""

    sure: set[Pair]
    every: set[Pair]


def pairs_of(figures: Sequence[Figure]) -> Pairs:
    """Give the pairs of figures of a story that are for one thing.

    Args:
        figures: the figures of all articles; those of a sentence stand together.
    """
    sentences: dict[Said, list[int]] = {}
    for i, figure in enumerate(figures):
        sentences.setdefault(figure.said, []).append(i)
    told = list(sentences)
    like = _Likeness(figures, told)
    laid: dict[Said, list[Place]] = {}
    found = Pairs(set(), {*_same_quantities(figures), *_same_people(figures)})
    for a, b in _sharing([said.terms for said in told]):
        one, other = told[a], told[b]
        if one.told.article is other.told.article:
            continue
        alike = like.share(one.terms, other.terms)
        if alike >= ONE_WORDING and (one.names <= other.names or other.names <= one.names):
            for said in (one, other):
                if said not in laid:
                    laid[said] = places(figures, sentences[said])
            in_one_wording = corresponding(laid[one], laid[other])
            found.sure.update(_compatible(figures, in_one_wording, least=0))
        if _same_names(one, other):
            alike_pairs = like.paired(sentences[one], sentences[other], alike)
            near = _compatible(figures, alike_pairs)
            found.every.update((i, j) for i, j in near if same_size(figures[i], figures[j]))
    found.every.update(found.sure)
    return found


class _Likeness:
    """How alike two figures of one unit are.

    The mean of the share of weight (Dice) that their sentences have in common, twice, and that the
    terms around them have, once; more for each word beside them that is the same. An article with
    several figures of the unit may mean any of them, so more is asked. Terms weigh by their rarity
    in the sentences.
    """

    def __init__(self, figures: Sequence[Figure], sentences: Sequence[Said]) -> None:
        self._figures = figures
        frequency = Counter(term for said in sentences for term in said.terms)
        told = {(said.told.article.id, term) for said in sentences for term in said.terms}
        articles = Counter(term for _, term in told)
        length = len(sentences) / max(1, len({said.told.article.id for said in sentences}))
        # Whole numbers sum the same in any order.
        self._weights = {
            t: round(100 * log(1 + 2 * length * articles[t] / (n * min(2, articles[t]))))
            for t, n in frequency.items()
        }
        values: dict[tuple[str, str], set[float | str]] = {}
        for figure in figures:
            values.setdefault((figure.article, figure.unit), set()).add(figure.value)
        self._values = {key: len(found) for key, found in values.items()}
        self._weight = cache(self._sum)

    def _sum(self, found: frozenset[str]) -> int:
        return sum(self._weights.get(term, 0) for term in found)

    def share(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Give the share of weight (Dice) that two sets of terms have in common."""
        each = self._weight(a) + self._weight(b)
        return round(2 * self._sum(a & b) / each, 4) if each else 0.0

    def paired(self, in_a: Sequence[int], in_b: Sequence[int], alike: float) -> Iterator[Pair]:
        """Pair figures of two sentences one to one: equal ones first, then the most alike.

        Args:
            in_a: the figures of a sentence.
            in_b: those of another.
            alike: what the sentences have in common.
        """
        found = []
        for i in in_a:
            for j in in_b:
                a, b = self._figures[i], self._figures[j]
                if a.unit == b.unit and a.unit not in IN_ONE_WORDING:
                    over = self._score(a, b, alike) - self._least(a, b)
                    found.append((a.value != b.value, -round(over, 4), i, j))
        taken: set[int] = set()
        for _, under, i, j in sorted(found):
            if i not in taken and j not in taken:
                taken.update((i, j))
                if under <= 0:
                    yield i, j

    def _score(self, a: Figure, b: Figure, alike: float) -> float:
        beside = _run(a.before, b.before) + _run(a.after, b.after)
        return (2 * alike + self.share(a.near, b.near)) / 3 + BESIDE * beside

    def _least(self, a: Figure, b: Figure) -> float:
        several = self._values[a.article, a.unit] + self._values[b.article, b.unit] - 2
        least = ALIKE_LOOSE if a.unit in _LOOSE else ALIKE
        if a.unit in DATES or a.unit in OF_PLAYERS:
            least = ALIKE_DATES
        return least + SEVERAL * min(several, 5)


def _run(a: Sequence[str], b: Sequence[str]) -> int:
    """Count the words of content that are the same, up to the first word that is not."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += x not in STOP_WORDS
    return count


def _same_quantities(figures: Sequence[Figure]) -> Iterator[Pair]:
    """Give the pairs that measure one quantity: all of an article, and one of it with others."""
    quantities: dict[tuple[str, str], dict[str, int]] = {}
    for i, figure in enumerate(figures):
        if figure.quantity and figure.unit != AGE:
            first_of = quantities.setdefault((figure.quantity, figure.unit), {})
            first = first_of.setdefault(figure.article, i)
            if first < i:
                yield first, i
    for first_of in quantities.values():
        for i, j in combinations(first_of.values(), 2):
            if same_size(figures[i], figures[j]):
                yield i, j


def _same_people(figures: Sequence[Figure]) -> Iterator[Pair]:
    """Give the pairs of ages of one person."""
    ages: dict[str, list[int]] = {}
    for j, figure in enumerate(figures):
        if figure.unit == AGE:
            others = ages.setdefault(figure.quantity.rpartition(" ")[2], [])
            yield from ((i, j) for i in others if same_person(figures[i].quantity, figure.quantity))
            if len(others) < FIRST:
                others.append(j)


def same_size(a: Figure, b: Figure) -> bool:
    """Tell whether two figures may be for one thing; any two dates may."""
    low, high = sorted((a.amount, b.amount))
    if a.quantity == b.quantity == "magnitude":
        return high - low <= STRONGER
    return a.unit in DATES or 0 < high <= FACTOR * low


def _sharing(found: Sequence[frozenset[str]]) -> Iterator[Pair]:
    """Give the pairs of sets with enough terms in common, found by way of those terms."""
    holding: dict[str, list[int]] = {}
    for b, here in enumerate(found):
        for a in sorted({a for term in here for a in holding.get(term, ())}):
            if len(found[a] & here) >= min(SHARED, len(found[a]), len(here)):
                yield a, b
        for term in here:
            if len(holding.setdefault(term, [])) < FIRST:
                holding[term].append(b)


def _compatible(
    figures: Sequence[Figure], pairs: Iterator[Pair], least: float = AGREEING
) -> Iterator[Pair]:
    """Leave out pairs whose sentences both have other figures or dates, and too few agree.

    Also pairs of which one is a part of something that the other is not.

    Args:
        figures: the figures that pairs are positions in.
        pairs: the pairs.
        least: share of the fewer other figures that agree; at least one.
    """
    for i, j in pairs:
        a, b = figures[i], figures[j]
        if _of_one_kind(a, b):
            few = agreeing = 0
            for one, other in zip(_others(a), _others(b), strict=True):
                few += min(len(one), len(other))
                agreeing += len(one & other)
            if not few or agreeing >= max(1, least * few):
                yield i, j


def _of_one_kind(a: Figure, b: Figure) -> bool:
    """Tell whether two figures measure one quantity, of one year, and both parts or neither."""
    if a.quantity != b.quantity and a.quantity and b.quantity:
        return False
    return a.parts == b.parts and (a.unit != "people" or a.said.years == b.said.years)


def _others(figure: Figure) -> Sequence[frozenset[float | str]]:
    """Give the other figures of a sentence, its weekdays, its days and years, and its times.

    Without the figure itself, unless the sentence gives that twice.
    """
    once = figure.said.values.count(figure.value) == 1
    return [kind - {figure.value} if once else kind for kind in figure.said.kinds]


def _same_names(a: Said, b: Said) -> bool:
    """Tell whether half of the names of a sentence are in the other, if both have names."""
    few = min(len(a.names), len(b.names))
    return 2 * len(a.names & b.names) >= few
