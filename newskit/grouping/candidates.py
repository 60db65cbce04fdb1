"""Which pairs of articles are compared: all of a few, those that share heavy terms of many.

An inverted index over the heaviest terms finds them. Under a term that many articles have, each
meets those that were published nearest to it: a term in too many articles of a year is what the
event of one week is known by.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newskit.progress import stage

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from newskit.grouping.pairs import Ints, Similarities
    from newskit.grouping.vectors import Reports

ALL_PAIRS = 200
"""Up to this many articles each is compared with each."""

TERMS = 48
"""How many of its heaviest terms an article is found by."""

NEAREST = 250
"""How many articles one meets under a term that more have; twice as many at most."""

SHARED = 0.4
"""How much of what a merge needs those terms must make up between reports of the same days."""

NEAR = 14.0
"""Days after which they must make up all of it: such reports are of one saga at most."""

REACH = 30.0
"""Of many, articles further apart are not compared: what lies between may join them."""

WHOLE_TOPIC = 6_000
"""Topics up to this size are compared pair by pair, beyond what candidates were found."""

BATCH = 1_000
"""Articles whose partners are looked up at once."""


def candidates(reports: "Reports", floor: float) -> "Iterator[tuple[Ints, Ints]]":
    """Yield pairs of positions to compare, each once in some order, a batch at a time.

    Args:
        reports: the articles.
        floor: what groups must score to be merged, as a cosine.
    """
    import numpy as np

    from newskit.grouping.vectors import ONE

    count = len(reports)
    if count <= ALL_PAIRS:
        first, second = np.triu_indices(count, 1)
        yield first, second
        return
    by_time = np.argsort(reports.days, kind="stable").astype(np.int32)
    days = reports.days[by_time]
    looked_up, found_under = _index(reports.matrix(TERMS)[by_time])
    with stage("comparing reports", count) as advance:
        for begin in range(0, count, BATCH):
            end = min(begin + BATCH, count)
            # Those without a time come last, and are compared with all.
            oldest = 0 if np.isnan(days[end - 1]) else np.searchsorted(days, days[begin] - REACH)
            shared = (looked_up[begin:end] @ found_under[oldest:end].T).tocoo()
            later, earlier = shared.coords[0] + begin, shared.coords[1] + oldest
            weight = shared.data / ONE**2
            kept = (earlier < later) & (weight >= SHARED * floor)
            later, earlier, weight = later[kept], earlier[kept], weight[kept]
            apart = np.nan_to_num(days[later] - days[earlier])
            kept = (apart <= NEAR) | (weight >= floor) & (apart <= REACH)
            yield by_time[later[kept]], by_time[earlier[kept]]
            advance(end - begin)


def pieces(
    topics: Sequence[tuple[int, ...]], reports: "Reports", floor: float
) -> list[tuple[int, ...]]:
    """Put together large topics that may be pieces of one, for all their pairs to be compared.

    Of an event with thousands of reports each meets those of its hours only. The mean over all
    pairs of two topics is known without comparing them: it is the product of their sums.

    Args:
        topics: disjoint groups of positions.
        reports: the articles.
        floor: what groups must score to be merged, as a cosine.

    Returns:
        the topics, those put together as one.
    """
    large = [topic for topic in topics if len(topic) > NEAREST]
    if len(large) < 2:
        return list(topics)
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    from newskit.grouping.vectors import ONE

    sizes = np.array([len(topic) for topic in large], np.int64)
    members = np.array([member for topic in large for member in topic], np.int64)
    rows = np.repeat(np.arange(len(large)), sizes)
    chosen = csr_array((np.ones(len(rows), np.int64), (rows, members)), (len(large), len(reports)))
    sums = chosen @ reports.matrix().astype(np.int64)
    mean = (sums @ sums.T).toarray() / np.outer(sizes, sizes) / ONE**2
    middle = np.array([np.sort(reports.days[list(topic)])[len(topic) // 2] for topic in large])
    near = ~(np.abs(middle[:, None] - middle) > NEAR)
    count, whole = connected_components(near & (mean >= floor), directed=False)
    together: list[list[int]] = [[] for _ in range(count)]
    for topic, number in zip(large, whole, strict=True):
        together[number] += topic
    small = [topic for topic in topics if len(topic) <= NEAREST]
    return small + [tuple(sorted(topic)) for topic in together]


def missing(
    topics: Sequence[tuple[int, ...]], known: "Similarities"
) -> "Iterator[tuple[Ints, Ints]]":
    """Yield the pairs inside of topics that were not compared, if the topic is not too large."""
    import numpy as np

    from newskit.grouping.pairs import homes

    count = sum(map(len, topics))
    home = homes(topics, count)
    inside = known.having(home[known.first] == home[known.second])
    compared = np.bincount(home[inside.first], minlength=len(topics))
    keys = inside.first.astype(np.int64) * count + inside.second
    for topic, number in zip(topics, compared, strict=True):
        if 2 * number < len(topic) * (len(topic) - 1) and len(topic) <= WHOLE_TOPIC:
            members = np.array(topic, np.int32)
            first, second = (members[side] for side in np.triu_indices(len(topic), 1))
            wanted = first.astype(np.int64) * count + second
            new = np.append(keys, -1)[np.searchsorted(keys, wanted)] != wanted
            yield first[new], second[new]


def _index(heaviest: "csr_array") -> "tuple[csr_array, csr_array]":
    """Give the terms by which articles look others up, and those by which they are found.

    The postings of a term are cut into runs of `NEAREST`: an article looks up the run it stands
    in, and is found in it and in the next.

    Args:
        heaviest: the heaviest terms of each article, in order of time.
    """
    import numpy as np
    from scipy.sparse import csr_array

    postings = heaviest.tocsc()
    sizes = np.diff(postings.indptr)
    place = np.arange(postings.nnz) - np.repeat(postings.indptr[:-1], sizes)
    runs = -(-sizes // NEAREST)
    run = np.repeat(np.cumsum(runs) - runs, sizes) + place // NEAREST
    shape = (heaviest.shape[0], int(runs.sum()))
    again = place // NEAREST + 1 < np.repeat(runs, sizes)
    rows = np.concatenate((postings.indices, postings.indices[again]))
    found = (rows, np.concatenate((run, run[again] + 1)))
    weights = np.concatenate((postings.data, postings.data[again]))
    looked_up = csr_array((postings.data, (postings.indices, run)), shape)
    return looked_up, csr_array((weights, found), shape)
