"""Facts that sources dispute: figures and dates for one thing that differ between sources.

They would rather miss a dispute than claim one: outside sentences in one wording, an article that
gives several figures for a thing makes no claim, and figures that rounding may explain do not
differ.
"""

from collections.abc import Iterable, Mapping, Sequence

from newskit.article import Article
from newskit.digests.closeness import close, digits, in_range, is_hedged
from newskit.digests.figures import AGE, DATES, Figure, figures_of
from newskit.digests.likeness import Pair, pairs_of, same_size
from newskit.digests.quantities import QUANTITY_OF, REACH, TELLING
from newskit.digests.told import Telling
from newskit.document import Claim, Disputed
from newskit.text.terms import terms
from newskit.text.times import seconds
from newskit.text.words import located_words

WEEK = 4 * 86_400
"""Seconds between two reports from which on their `Monday` is not the same."""


def disputes(telling: Telling, source_of: Mapping[str, int]) -> tuple[Disputed, ...]:
    """Find the facts for which sources of a story give different figures or dates.

    Args:
        telling: the sentences of each article; of those that were dropped nothing is known.
        source_of: the independent source of each article.

    Returns:
        The facts in the order in which the first article tells them.
    """
    if len(telling) < 2:
        return ()
    figures = [figure for article in telling for told in article for figure in figures_of(told)]
    pairs = pairs_of(figures)
    differ = _Differ(figures, source_of, pairs.sure)
    clear = _Clear(figures, pairs.every)
    found: dict[tuple[str, frozenset[float | str]], Disputed] = {}
    for thing, within in _things(len(figures), sorted(pairs.every)):
        claimed = _claimed(figures, thing)
        claims = {
            i
            for pair in within
            if (pair in pairs.sure or clear(*pair)) and differ(*pair)
            for i in pair
        }
        if claims:
            values = {figures[i].value for i in claims}
            stated = [figures[i] for i in sorted(claims | claimed) if figures[i].value in values]
            fact = _disputed(stated, figures, source_of)
            found.setdefault((fact.unit, frozenset(c.value for c in fact.claims)), fact)
    return tuple(found.values())


def _things(count: int, pairs: Sequence[Pair]) -> list[tuple[list[int], list[Pair]]]:
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
    things: dict[int, tuple[list[int], list[Pair]]] = {}
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


class _Clear:
    """Whether an article gives one figure for the thing that a figure of another is for."""

    def __init__(self, figures: Sequence[Figure], pairs: Iterable[Pair]) -> None:
        self._figures = figures
        self._partners: dict[tuple[int, str], dict[float | str, int]] = {}
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                figure = figures[other]
                self._partners.setdefault((one, figure.article), {})[figure.value] = other

    def __call__(self, i: int, j: int) -> bool:
        """Tell whether neither article gives another figure that is paired with one of the two."""
        return all(
            value == self._figures[own].value or close(self._figures[own], self._figures[other])
            for own in (i, j)
            for each in (i, j)
            for value, other in self._partners.get((each, self._figures[own].article), {}).items()
        )


class _Differ:
    """Whether two figures for one thing are two claims.

    They are not when the source of one states the figure of the other, too: then it knows both.
    Nor, unless wording or quantity make sure, when any source states both: those are two things.
    Copies of different publishers share what they state, so of them that says nothing.
    """

    def __init__(
        self, figures: Sequence[Figure], source_of: Mapping[str, int], sure: set[Pair]
    ) -> None:
        self._figures, self._source_of, self._sure = figures, source_of, sure
        self._stated: dict[int, set[tuple[str, float | str]]] = {}
        self._roughly: dict[tuple[str, float | str], set[int]] = {}
        for figure in figures:
            source = source_of[figure.article]
            self._stated.setdefault(source, set()).add((figure.unit, figure.value))
            for rough in {_rounded(figure), f"{figure.amount:.0f}"}:
                self._roughly.setdefault((figure.unit, rough), set()).add(source)

    def __call__(self, i: int, j: int) -> bool:
        """Tell whether the figures at two positions are two claims."""
        a, b = self._figures[i], self._figures[j]
        is_sure = (i, j) in self._sure
        if a.value == b.value:
            return False
        if not (is_sure and is_hedged(a) == is_hedged(b) and a.unit not in DATES) and close(a, b):
            return False
        ranged = [in_range(each.text, each.span) for each in (a, b)]
        if ranged[0] != ranged[1] or (not is_sure and (any(ranged) or not same_size(a, b))):
            return False
        if a.unit == "@weekday" and not _same_week(a.said.told.article, b.said.told.article):
            return False
        one, other = self._source_of[a.article], self._source_of[b.article]
        if one == other:
            published = a.said.told.article.source
            return is_sure and (published is None or published != b.said.told.article.source)
        if a.unit == AGE:
            return True
        both = {(a.unit, a.value), (b.unit, b.value)}
        if is_sure or a.quantity == b.quantity != "":
            return not any(both <= self._stated[source] for source in (one, other))
        knows = [self._roughly.get((x.unit, _rounded(x)), set()) for x in (a, b)]
        return knows[0].isdisjoint(knows[1])


def _rounded(figure: Figure) -> float | str:
    """Give three digits of a figure: 4.404 and 4.40 are one."""
    return figure.value if isinstance(figure.value, str) else f"{figure.value:.3g}"


def _same_week(a: Article, b: Article) -> bool:
    apart = seconds(a.published) - seconds(b.published)
    return not abs(apart) > WEEK


def _disputed(
    claimed: Sequence[Figure], figures: Sequence[Figure], source_of: Mapping[str, int]
) -> Disputed:
    """Put together who says what; a telling figure counts wherever another article gives it."""
    unit = claimed[0].unit
    claimants = {figure.article for figure in claimed}
    given: dict[float | str, dict[str, Figure]] = {}
    for figure in claimed:
        given.setdefault(figure.value, {}).setdefault(figure.article, figure)
    for figure in figures:
        value = figure.value
        telling = value in given and figure.amount >= TELLING and digits(figure.amount) > 1
        if telling and figure.unit == unit and figure.article not in claimants:
            given[value].setdefault(figure.article, figure)
    order = {figure.article: place for place, figure in enumerate(figures)}
    claims = [
        _claim(value, sorted(by.values(), key=lambda figure: order[figure.article]))
        for value, by in given.items()
    ]
    claims.sort(key=lambda claim: (*_backing(claim, source_of), str(claim.value)))
    return Disputed(_about(claimed), "" if unit[:1] == "@" else unit, tuple(claims), _kind(unit))


def _backing(claim: Claim, source_of: Mapping[str, int]) -> tuple[int, int]:
    """Give the sources and the articles that back a claim, so that the most sort first."""
    return -len({source_of[x.article] for x in claim.citations}), -len(claim.citations)


def _kind(unit: str) -> str:
    return {"@weekday": "date", "@day": "date", "@time": "time"}.get(unit, "number")


def _claim(value: float | str, given: Sequence[Figure]) -> Claim:
    written = given[0].text[slice(*given[0].span)]
    return Claim(value, written, tuple(each.said.told.citation() for each in given))


def _about(claimed: Sequence[Figure]) -> str:
    """Give the words around the first figure that the other claims share, without the figure.

    For a quantity these are the words up to where it is named.
    """
    first = claimed[0]
    text, span, sentence = first.text, first.span, first.said.told.span
    shared = {term for other in claimed if other.value != first.value for term in other.near}

    def tells(word: str) -> bool:
        if first.quantity:
            return QUANTITY_OF.get(word, word) in first.quantity.split()
        return not shared.isdisjoint(terms(word))

    before = located_words(text[sentence.start : span.start])[-REACH:]
    after = located_words(text[span.end : sentence.end])[:REACH]
    starts = [sentence.start + word.start for word in before if tells(word.text)]
    ends = [span.end + word.end for word in after if tells(word.text)]
    start, end = min(starts, default=span.start), max(ends, default=span.end)
    return " ".join(f"{text[start : span.start]}…{text[span.end : end]}".split())
