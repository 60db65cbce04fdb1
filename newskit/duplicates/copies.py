"""The stage as a whole: equal texts, candidates, verified matches, groups, marks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from operator import index

from newskit.article import Article, Level
from newskit.duplicates.groups import removals
from newskit.duplicates.rewritten import template_sentences
from newskit.duplicates.verify import ComparedText, Match, equal_texts, near, overlap, retold
from newskit.errors import PluginError
from newskit.marks import story_of

_ALL_PAIRS_OF_EQUALS = 10_000
"""Up to so many pairs, all pairs of two sets of equal texts are listed; beyond, one of each."""

InOrder = Callable[[Iterable[int]], list[int]]
"""Takes positions of articles; sorts them, the one to keep before others first."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Which articles are copies.

    Args:
        removed: position of each copy, with its match to a kept article.
        equals: sets of two or more articles with equal texts.
        matches: verified pairs; of each set of equal texts one article stands for all.
        reports: pairs that only share a story.
    """

    removed: Mapping[int, Match]
    equals: Sequence[Sequence[int]]
    matches: Sequence[Match]
    reports: Sequence[Match] = ()

    def pairs(self) -> Iterator[Match]:
        """Give every verified pair, equal texts written out as far as that stays affordable."""
        alike = {group[0]: group for group in self.equals}
        for group in self.equals:
            for a, b in _spread(combinations(group, 2), len(group) ** 2, group[:1], group[1:]):
                yield _exact(a, b)
        for match in self.matches:
            left, right = alike.get(match.a, [match.a]), alike.get(match.b, [match.b])
            size = len(left) * len(right)
            for a, b in _spread(product(left, right), size, left[:1], right[:1]):
                yield moved(match, a, b)
        yield from self.reports


def find_copies(
    articles: Sequence[Article],
    detect: Callable[[Sequence[Article]], Iterable[tuple[int, int]]],
    level: Level,
    threshold: float,
    in_order: InOrder,
) -> Copies:
    """Find the copies among articles.

    Args:
        articles: in the order of the input.
        detect: gives candidate pairs; not asked at the level `exact`.
        level: the weakest level that counts, `rewritten` or stronger.
        threshold: least Jaccard of near copies.
        in_order: sorts articles by the keep policy.
    """
    texts = [ComparedText(article) for article in articles]
    # One article stands for all with the same words: 6,000 prints of one text are one to compare.
    # It is the one with most punctuation: where a print has lost its full stops, its sentences
    # are lost too, and a retelling is recognized by sentences.
    sets = [
        sorted(members, key=lambda i: (-len(articles[i].text), articles[i].id))
        for members in equal_texts(texts)
    ]
    firsts = [members[0] for members in sets]
    matches: list[Match] = []
    if level < Level.EXACT:
        distinct = [articles[position] for position in firsts]
        candidates = ((firsts[a], firsts[b]) for a, b in _checked(detect(distinct), len(distinct)))
        matches = list(_verified(texts, firsts, candidates, level, threshold))
    equals = [members for members in sets if len(members) > 1]
    return Copies(_remove(equals, matches, in_order), equals, matches)


def _checked(candidates: Iterable[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """Give each candidate pair once; a detector may be a stranger's, so look before use."""
    seen: set[tuple[int, int]] = set()
    for answer in candidates:
        try:
            a, b = sorted(map(index, answer))
        except (TypeError, ValueError):
            raise PluginError(f"gave {answer!r}, which is no pair of positions") from None
        if a < 0 or b >= count:
            raise PluginError(f"gave the pair ({a}, {b}), but there are {count} articles")
        if a != b and (a, b) not in seen:
            seen.add((a, b))
            yield a, b


def _verified(
    texts: Sequence[ComparedText],
    firsts: Sequence[int],
    candidates: Iterable[tuple[int, int]],
    level: Level,
    threshold: float,
) -> Iterator[Match]:
    """Give the matches among candidates: near ones, then retold ones among the rest."""
    rest = []
    for a, b in candidates:
        if match := near(texts[a], texts[b], threshold):
            yield moved(match, a, b)
        elif level <= Level.REWRITTEN:
            rest.append((a, b))
    # Of all texts, so that a pair is judged the same whoever proposed it, and whatever else.
    template = template_sentences([texts[i].sentences for i in firsts]) if rest else frozenset()
    for a, b in rest:
        if match := retold(texts[a], texts[b], template):
            yield moved(match, a, b)


def every_match(articles: Sequence[Article]) -> Iterator[Match]:
    """Give every pair with its scores; a pair that is no copy has the level `related` at most."""
    texts = [ComparedText(article) for article in articles]
    sets = equal_texts(texts)
    template = template_sentences([texts[group[0]].sentences for group in sets])
    equal = {place: group[0] for group in sets for place in group}
    for a, b in combinations(range(len(articles)), 2):
        if equal[a] == equal[b]:
            yield _exact(a, b)
        elif match := near(texts[a], texts[b]) or retold(texts[a], texts[b], template):
            yield moved(match, a, b)
        else:
            yield Match(a, b, Level.RELATED, *overlap(texts[a].shingles, texts[b].shingles))


def one_a_story(articles: Sequence[Article], copies: Copies, in_order: InOrder) -> Copies:
    """Remove all but one article of each story.

    Args:
        articles: with the marks of `stories`.
        copies: found at a stronger level.
        in_order: sorts articles by the keep policy; of the kept ones of a story the first stays.
    """
    members: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        members.setdefault(story_of(article) or article.id, []).append(position)
    stand_in = {position: group[0] for group in copies.equals for position in group}
    verified = {(match.a, match.b): match for match in copies.matches}
    removed, reports = {}, []
    for group in members.values():
        kept = in_order(position for position in group if position not in copies.removed)[0]
        centre = ComparedText(articles[kept])
        for position in group:
            if position == kept:
                continue
            a, b = stand_in.get(kept, kept), stand_in.get(position, position)
            match = verified.get((min(a, b), max(a, b)))
            if a == b:
                removed[position] = _exact(kept, position)
            elif match is not None:
                removed[position] = moved(match, *((kept, position) if a < b else (position, kept)))
            else:
                scores = overlap(ComparedText(articles[position]).shingles, centre.shingles)
                removed[position] = moved(Match(0, 1, Level.STORY, *scores), kept, position)
                reports.append(removed[position])
    return Copies(removed, copies.equals, copies.matches, reports)


def moved(match: Match, a: int, b: int) -> Match:
    """Give the match between the articles at `a` and `b` instead of those at `match.a, match.b`."""
    if a < b:
        return Match(
            a, b, match.level, match.similarity, match.containment, match.a_may_go, match.b_may_go
        )
    return Match(
        b, a, match.level, match.similarity, match.containment, match.b_may_go, match.a_may_go
    )


def _remove(
    equals: Sequence[Sequence[int]], matches: Sequence[Match], in_order: InOrder
) -> dict[int, Match]:
    involved = {position for match in matches for position in (match.a, match.b)}
    involved.update(position for group in equals for position in group)
    order = in_order(involved)
    rank = {position: place for place, position in enumerate(order)}
    best = {group[0]: min(group, key=rank.__getitem__) for group in equals}
    between = [
        moved(match, best.get(match.a, match.a), best.get(match.b, match.b)) for match in matches
    ]
    stand_ins = {position for match in between for position in (match.a, match.b)}
    removed = removals([position for position in order if position in stand_ins], between)
    for group in equals:
        centre = best[group[0]]
        to_kept = removed.get(centre)
        kept = to_kept.other(centre) if to_kept else centre
        for position in group:
            if position != centre:
                removed[position] = (
                    moved(to_kept, *_as_in(to_kept, centre, position))
                    if to_kept
                    else _exact(*sorted((kept, position)))
                )
    return removed


def _as_in(match: Match, centre: int, position: int) -> tuple[int, int]:
    return (position, match.b) if match.a == centre else (match.a, position)


def _exact(a: int, b: int) -> Match:
    return Match(min(a, b), max(a, b), Level.EXACT, 1.0, 1.0)


def _spread(
    every: Iterable[tuple[int, int]], size: int, left: Sequence[int], right: Sequence[int]
) -> Iterable[tuple[int, int]]:
    return every if size <= _ALL_PAIRS_OF_EQUALS else product(left, right)
