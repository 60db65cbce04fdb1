"""Groups of one text or of two: which articles go, of many groups at once.

Most groups are no larger, and what `removals` does is simple then: of two texts the one to keep
first stays, unless it alone may go.
"""

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.match import Matches, Removed
from newskit.duplicates.piled import Piled
from newskit.text.ranges import ranges


def removed_of_couples(
    piled: Piled, texts: NDArray[np.int64], found: Matches, order: list[int]
) -> Removed:
    """Choose the articles that are removed.

    Args:
        piled: articles by their texts.
        texts: the texts of the groups, ascending.
        found: the matches between them; no text has two.
        order: the articles with these texts in keep order.
    """
    counts = np.diff(piled.members.offsets)[texts]
    starts = piled.members.offsets[texts]
    article = piled.members.order[ranges(starts, counts)]
    text = np.repeat(np.arange(len(texts)), counts)
    in_order = np.array(order, np.int64)
    rank = np.empty(len(piled.of), np.int32)
    rank[in_order] = np.arange(len(in_order))
    first = np.minimum.reduceat(rank[article], np.cumsum(counts) - counts)
    best = in_order[first]

    one, other = np.searchsorted(texts, found.ends)
    a_goes = found.rows["a_may_go"] & (~found.rows["b_may_go"] | (first[other] < first[one]))
    going, staying = np.where(a_goes, one, other), np.where(a_goes, other, one)
    match = np.full(len(texts), -1)
    match[going] = np.arange(len(found))
    kept = best.copy()
    kept[going] = best[staying]

    removed = (match[text] >= 0) | (article != best[text])
    article, text = article[removed], text[removed]
    return Removed(article, _brought(found, match[text], texts[text], article, kept[text]))


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
