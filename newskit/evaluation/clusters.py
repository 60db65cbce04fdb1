"""Groups of articles against gold clusters: pairs and B-cubed from one table of counts.

The table says how many articles a group and a cluster share. Pairs are counted from its cells,
never one by one: a group of 100,000 articles has five billion of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import comb, fsum

from newskit.evaluation.counts import Pair, PairCounts, Scores


def pair_counts(found: Mapping[str, str], gold: Mapping[str, str]) -> PairCounts:
    """Count pairs of articles by whether they share a group and a cluster.

    Args:
        found: the group of each article, by id; one that is missing is alone.
        gold: the cluster of each labelled article; no other article counts.
    """
    cells, groups, clusters = _table(found, gold)
    both, said, same = (_pairs(sizes.values()) for sizes in (cells, groups, clusters))
    return _counts(both, said, same, len(gold))


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> Scores:
    """Give B-cubed precision and recall (Bagga and Baldwin 1998).

    Precision is the mean over articles of the share of its group that is of its cluster, recall
    that of the share of its cluster that is in its group.

    Args:
        found: the group of each article, by id; one that is missing is alone.
        gold: the cluster of each labelled article; no other article counts.
    """
    cells, groups, clusters = _table(found, gold)
    count = len(gold) or 1
    precision = fsum(n * n / groups[group] for (group, _), n in cells.items()) / count
    recall = fsum(n * n / clusters[cluster] for (_, cluster), n in cells.items()) / count
    return Scores(precision, recall)


def pair_counts_of_links(links: Collection[Pair], gold: Mapping[str, str]) -> PairCounts:
    """Count as `pair_counts` does for an answer of pairs, which need not be transitive."""
    said = [(a, b) for a, b in links if a in gold and b in gold]
    both = sum(gold[a] == gold[b] for a, b in said)
    return _counts(both, len(said), _pairs(Counter(gold.values()).values()), len(gold))


def b_cubed_of_links(links: Collection[Pair], gold: Mapping[str, str]) -> Scores:
    """Give B-cubed for an answer of pairs: the group of an article is what it is paired with.

    Of pairs that form groups it is `b_cubed` of the groups. No chain is closed: a pair that the
    answer does not have does not count as said.
    """
    size: Counter[str] = Counter(gold.keys())
    right: Counter[str] = Counter(gold.keys())
    for a, b in links:
        if a in gold and b in gold:
            size.update((a, b))
            if gold[a] == gold[b]:
                right.update((a, b))
    clusters = Counter(gold.values())
    count = len(gold) or 1
    precision = fsum(right[id_] / size[id_] for id_ in gold) / count
    recall = fsum(right[id_] / clusters[gold[id_]] for id_ in gold) / count
    return Scores(precision, recall)


def _table(
    found: Mapping[str, str], gold: Mapping[str, str]
) -> tuple[Counter[tuple[object, str]], Counter[object], Counter[str]]:
    """Count articles by group and cluster, by group, by cluster."""
    cells = Counter((_group(found, id_), cluster) for id_, cluster in gold.items())
    groups = Counter(_group(found, id_) for id_ in gold)
    return cells, groups, Counter(gold.values())


def _group(found: Mapping[str, str], id_: str) -> object:
    # A tuple, so that an article alone is in no group that happens to be named as it is.
    return found.get(id_, (id_,))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)


def _counts(both: int, said: int, same: int, articles: int) -> PairCounts:
    apart = comb(articles, 2) - said - same + both
    return PairCounts(both, said - both, same - both, apart)
