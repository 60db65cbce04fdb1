"""Where an answer is wrong: the pairs it should not have joined, and those it missed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import TypeAlias

from newskit.evaluation.answers import Groups, Links
from newskit.evaluation.counts import Pair, pair_of
from newskit.evaluation.gold import ClusterGold, PairGold
from newskit.evaluation.known import Known

LOOKED_AT = 1_000
"""So many mistakes are compared, to find the worst; of more, those that cost most pairs."""

SAMPLE = 4
"""So many articles of each of two sets are compared, to show the two that are most alike."""

Between: TypeAlias = tuple[list[str], list[str]]
"""Two sets of articles, all pairs between which are wrong."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Two articles that are wrongly joined, or wrongly apart.

    Args:
        a: id of one article.
        b: id of the other.
        pairs: how many wrong pairs it stands for: those between two parts of a group or cluster.
        score: what the tool gave the pair, if it gave anything.
        likeness: how many content words the texts share (Jaccard), if they are known.
        gold: what the gold says: the label of the pair, or the clusters of both.
    """

    a: str
    b: str
    pairs: int
    score: float | None
    likeness: float | None
    gold: str


def mistakes(
    gold: PairGold | ClusterGold,
    answer: Groups | Links,
    known: Known,
    count: int,
    complete: bool = False,
) -> tuple[tuple[Mistake, ...], tuple[Mistake, ...]]:
    """Give the worst false joins, and the worst misses.

    First what costs most pairs, then by score, highest first, then by how alike the texts are, most
    alike first: such a miss is the hardest to excuse, and behind such a join may be a wrong label.

    Args:
        gold: what is right.
        answer: what is judged.
        known: titles and texts.
        count: how many of each.
        complete: whether pairs that `gold` does not list are different.
    """
    if not count:
        return (), ()
    if isinstance(gold, PairGold):
        wrong, missed = _of_pairs(gold, answer, complete)
    elif isinstance(answer, Groups):
        wrong, missed = _of_groups(gold, answer)
    else:
        wrong, missed = _of_links(gold, answer)
    shown = [tuple(_worst(found, gold, answer, known, count)) for found in (wrong, missed)]
    return shown[0], shown[1]


def _of_pairs(
    gold: PairGold, answer: Groups | Links, complete: bool
) -> tuple[list[Between], list[Between]]:
    same = gold.same()
    wrong = [([a], [b]) for (a, b), is_same in same.items() if not is_same and answer.says((a, b))]
    missed = [([a], [b]) for (a, b), is_same in same.items() if is_same and not answer.says((a, b))]
    if complete:
        unlisted = (([a], [b]) for a, b in answer.pairs() if (a, b) not in gold.labels)
        wrong += islice(unlisted, LOOKED_AT)
    return wrong, missed


def _of_groups(gold: ClusterGold, answer: Groups) -> tuple[list[Between], list[Between]]:
    placed = [
        (answer.group.get(id_, (id_,)), cluster, id_)
        for id_, cluster in sorted(gold.clusters.items())
    ]
    wrong = _between_parts((group, cluster, id_) for group, cluster, id_ in placed)
    missed = _between_parts((cluster, group, id_) for group, cluster, id_ in placed)
    return list(wrong), list(missed)


def _between_parts(placed: Iterable[tuple[object, object, str]]) -> Iterator[Between]:
    """Give the largest part of each whole beside each other part of it.

    Args:
        placed: the whole and the part that an article is in, and its id; in order of ids.
    """
    wholes: dict[object, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for whole, part, id_ in placed:
        wholes[whole][part].append(id_)
    for parts in wholes.values():
        largest, *others = sorted(parts.values(), key=lambda ids: (-len(ids), ids[0]))
        yield from ((largest, other) for other in others)


def _of_links(gold: ClusterGold, answer: Links) -> tuple[list[Between], list[Between]]:
    of = gold.clusters
    wrong = [([a], [b]) for a, b in answer.pairs() if a in of and b in of and of[a] != of[b]]
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(of):
        members[of[id_]].append(id_)
    same = (pair for name in sorted(members) for pair in combinations(members[name], 2))
    missed = (([a], [b]) for a, b in same if not answer.says((a, b)))
    return wrong, list(islice(missed, LOOKED_AT))


def _worst(
    found: list[Between],
    gold: PairGold | ClusterGold,
    answer: Groups | Links,
    known: Known,
    count: int,
) -> list[Mistake]:
    def score(between: Between) -> float:
        return answer.score(pair_of(between[0][0], between[1][0])) or 0.0

    found.sort(key=lambda each: (-len(each[0]) * len(each[1]), -score(each), *each))
    shown = [_shown(between, gold, answer, known) for between in found[:LOOKED_AT]]
    shown.sort(key=lambda m: (-m.pairs, -(m.score or 0.0), -(m.likeness or 0.0), m.a, m.b))
    return shown[:count]


def _shown(
    between: Between, gold: PairGold | ClusterGold, answer: Groups | Links, known: Known
) -> Mistake:
    """Show two sets of articles by the two that are most alike."""
    pairs = [pair_of(a, b) for a, b in product(*(ids[:SAMPLE] for ids in between))]
    alike = {pair: known.likeness(*pair) for pair in pairs}
    a, b = min(pairs, key=lambda pair: (-(alike[pair] or 0.0), pair))
    size = len(between[0]) * len(between[1])
    return Mistake(a, b, size, answer.score((a, b)), alike[a, b], _said(gold, (a, b)))


def _said(gold: PairGold | ClusterGold, pair: Pair) -> str:
    if isinstance(gold, PairGold):
        return gold.labels.get(pair, "not listed")
    a, b = (gold.clusters[id_] for id_ in pair)
    return a if a == b else f"{a} | {b}"
