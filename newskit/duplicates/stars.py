"""Stars: groups in which one text stays and all others go for it, many groups at once.

Most groups are of this kind, those of two texts among them, and what `removals` does is simple
then: the text to keep first stays, unless it alone may go of two.
"""

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.groups import connected
from newskit.duplicates.match import Matches, Removed
from newskit.duplicates.piled import Piled
from newskit.text.ranges import ranges


def removed_of_stars(
    piled: Piled, texts: NDArray[np.int64], found: Matches, order: list[int]
) -> tuple[Removed, NDArray[np.bool_]]:
    """Choose the articles that are removed, in groups that are stars.

    Args:
        piled: articles by their texts.
        texts: the texts of whole groups, ascending; with no match a text is a group.
        found: the matches between them.
        order: the articles with these texts in keep order.

    Returns:
        The articles, and which of the texts are in a star.
    """
    counts = piled.members.counts[texts]
    article = piled.members.order[ranges(piled.members.offsets[texts], counts)]
    text = np.repeat(np.arange(len(texts)), counts)
    in_order = np.array(order, np.int64)
    rank = np.empty(len(piled.of), np.int32)
    rank[in_order] = np.arange(len(in_order))
    first = np.minimum.reduceat(rank[article], np.cumsum(counts) - counts)
    best = in_order[first]

    match, hub = _going(np.searchsorted(texts, found.ends), found, first)
    goes = match >= 0
    group_size = np.bincount(hub, minlength=len(texts))
    in_star = (1 + np.bincount(hub[goes], minlength=len(texts)) == group_size)[hub]
    kept = np.where(goes, best[hub], best)
    removed = in_star[text] & (goes[text] | (article != best[text]))
    article, text = article[removed], text[removed]
    brought = _brought(found, match[text], texts[text], article, kept[text])
    return Removed(article, brought), in_star


def _going(
    ends: NDArray[np.int64], found: Matches, first: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give for each text the match by which it may go for the hub of its group, or -1, and the hub.

    Args:
        ends: the texts of each match, two rows.
        found: the matches.
        first: the rank of each text in keep order.
    """
    count = len(first)
    one, other = ends
    group = connected(one, other, count)
    by_rank = np.argsort(first)
    hub = np.empty(count, np.int64)
    hub[group[by_rank[::-1]]] = by_rank[::-1]  # the first of each group is written last
    of_match = group[one]
    from_one = hub[of_match] == one
    may_go = np.stack([found.rows["a_may_go"], found.rows["b_may_go"]])
    hub_may, leaf_may = np.where(from_one, may_go, may_go[::-1])
    alone = np.bincount(of_match, minlength=count)[of_match] == 1
    turned = alone & hub_may & ~leaf_may  # of these two the hub alone may go
    hub[of_match[turned]] = np.where(from_one, other, one)[turned]
    hub = hub[group]
    from_one ^= turned
    leaf = np.where(from_one, other, one)
    goes = (hub[leaf] == np.where(from_one, one, other)) & (leaf_may | turned)
    match = np.full(count, -1)
    match[leaf[goes]] = np.flatnonzero(goes)
    return match, hub


def _brought(
    found: Matches,
    which: NDArray[np.int64],
    text: NDArray[np.int64],
    article: NDArray[np.int64],
    kept: NDArray[np.int64],
) -> Matches:
    """Bring matches of texts to articles; where there is none, the texts are equal."""
    equal = np.ones(len(which), np.float64)
    none = Matches.from_columns(
        Level.EXACT,
        a=article,
        b=kept,
        similarity=equal,
        containment=equal,
        a_may_go=equal.astype(np.bool_),
        b_may_go=equal.astype(np.bool_),
    ).rows
    rows = np.where(which < 0, none, found.rows[which]) if len(found) else none
    # As `article` and `kept` first, whichever text of the match is the article's.
    turned = (which >= 0) & (rows["a"] != text)
    may_go = np.stack([rows["a_may_go"], rows["b_may_go"]])
    may_go[:, turned] = may_go[::-1, turned]
    later = article > kept
    may_go[:, later] = may_go[::-1, later]
    rows["a"], rows["b"] = np.minimum(article, kept), np.maximum(article, kept)
    rows["a_may_go"], rows["b_may_go"] = may_go
    return Matches(rows)
