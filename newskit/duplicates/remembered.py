"""Copies among new articles, and of articles that were decided on before.

What was kept stays, and what was removed is only counted with, so that what texts share is what a
run over all would see. A new article may be a copy of one kept before, or of a new one; where both
are, what was there before comes first in the order of the keep policy.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.completing import completed
from newskit.duplicates.copies import Copies, Detect, InOrder, removed_among
from newskit.duplicates.match import Match, Matches, Removed
from newskit.duplicates.pairs import checked, unpacked
from newskit.duplicates.piled import ends, piled
from newskit.duplicates.verify import verified
from newskit.duplicates.workspace import Workspace
from newskit.text.distinct import distinct


def find_new_copies(
    articles: Sequence[Article],
    detect: Detect,
    level: Level,
    threshold: float,
    in_order: InOrder,
    old: int,
    gone: Collection[int] = (),
    workspace: Workspace | None = None,
) -> Copies:
    """Find the copies among new articles, of new ones and of old ones.

    Args:
        articles: old ones, then new ones.
        detect: gives candidate pairs; not asked at the level `exact`.
        level: the weakest level that counts, `rewritten` or stronger.
        threshold: least Jaccard of near copies.
        in_order: sorts articles by the keep policy.
        old: so many articles at the beginning are old.
        gone: those of them that are copies.
        workspace: what works.
    """
    by_text = piled(articles, workspace, old)
    texts = by_text.collection
    stay = [[i for i in same if i < old and i not in gone] for same in by_text.members]
    new = [[i for i in same if i >= old] for same in by_text.members]
    stays, is_open = (np.array([*map(bool, of)], np.bool_) for of in (stay, new))
    is_open &= ~stays

    def matches_of(pairs: NDArray[np.int64]) -> Sequence[Match]:
        a, b = unpacked(pairs)
        asked = (is_open[a] | is_open[b]) & (is_open[a] | stays[a]) & (is_open[b] | stays[b])
        return verified(texts, pairs[asked], level, threshold)

    found: list[Match] = []
    if level < Level.EXACT and len(texts) > 1:
        answers = [checked(answer, len(texts)) for answer in detect(texts)]
        found = [*matches_of(distinct(np.concatenate([*answers, np.empty(0, np.int64)])))]
    matched = ends(found)
    asked = [
        i
        for text in range(len(texts))
        if text in matched or len(by_text.members[text]) > 1
        for i in stay[text] or new[text]
    ]
    order = in_order(asked, texts.lengths[by_text.of])
    order.sort(key=lambda position: position >= old)
    rank = {position: place for place, position in enumerate(order)}
    best: dict[int, int] = {}
    for position in order:
        best.setdefault(int(by_text.of[position]), position)

    def settled(some: Iterable[Match]) -> list[Match]:
        return [match for each in some if (match := _settled(each, stays)) is not None]

    further, going = completed(found, best, rank, matches_of, settled)
    found += further
    removed = removed_among(by_text, going, best, old)
    matches = Matches.of(found).between(by_text.members.firsts)
    equals = [same for same in by_text.equals if same[-1] >= old]
    return Copies(Removed.of(removed), equals, matches, old=old, among=True)


def _settled(match: Match, stays: NDArray[np.bool_]) -> Match | None:
    """Give a match as far as it lets a new text go."""
    settled = replace(
        match,
        a_may_go=match.a_may_go and not stays[match.a],
        b_may_go=match.b_may_go and not stays[match.b],
    )
    return settled if settled.a_may_go or settled.b_may_go else None
