"""The level `rewritten`, second way: one report retold, in words that leave no passage.

Measured by aligned sentences. Independent reports of one event share sentences too: its lead, the
official's quotation, the background paragraph. So the two pairs of sentences that share most do not
count; what the texts share beyond them, reports written independently hardly ever do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection, collection_of
from newskit.duplicates.match import Match
from newskit.duplicates.minhash import term_candidates
from newskit.duplicates.overlap import jaccard, share, shared_counts
from newskit.duplicates.pairs import as_answer, unpacked
from newskit.duplicates.passages import agreement
from newskit.duplicates.shingling import shingle_hashes
from newskit.progress import stage
from newskit.text.align import AlignableText, Alignment, align, alignable
from newskit.text.distinct import distinct
from newskit.text.hashing import hashed_words

RETOLD = 0.2
"""Least share of two texts, on average of both, that each retells of the other."""

CONTAINED = 0.35
"""Least share of one text that the other retells, for that one to be a copy of the other."""

COVERED = 0.5
"""Least coverage of a text, in sentences, for it to be a copy of a text that retells it."""

AGREEING = 0.5
"""Least share of the names and numbers of the text with fewer of them that the other has, too."""

ENOUGH_FACTS = 3
"""Fewest names and numbers that can contradict."""

AT_ONCE, LATER = 0, 14
"""Most days between a report and its retelling, by the source itself and by another: a source says
the same of a firm, or of what went before, under each of its news."""

ROUGHLY = 0.45
"""Least share of names and numbers by a quicker count, first words of sentences among them."""

EXPECTED = 2
"""Pairs of sentences that independent reports of one event share."""

_PAIRS = 1_024

ALIKE = 0.2
HELD, LEAST = 0.5, 0.1
"""Least Jaccard of the terms of two texts that are worth aligning; where one text holds so many of
the other's, less is enough. Of 171 retellings in three labelled sets it loses none."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Two texts one of which retells the other.

    Args:
        similarity: weighted Jaccard of the terms of the two texts.
        containment: coverage, the share of the weight of one text's sentences that have a
            counterpart in the other; the higher of both directions.
        a_may_go, b_may_go: whether the text may be removed as a copy of the other: most of it
            is there, too. At least one holds.
    """

    similarity: float
    containment: float
    a_may_go: bool
    b_may_go: bool


def candidates(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Give pairs of articles that may share many of their terms, in whatever order."""
    collection = collection_of(articles)
    return as_answer(alike_in_terms(collection, term_candidates(collection)))


def alike_in_terms(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the pairs of texts that share so many terms that aligning them may be worth it."""
    both, sizes = shared_counts(collection.terms, pairs, collection.workspace)
    alike, held = jaccard(both, sizes), share(both, sizes.min(axis=0))
    return pairs[(alike >= ALIKE) | (held >= HELD) & (alike >= LEAST)]


def retellings(collection: Collection, pairs: NDArray[np.int64]) -> list[Match]:
    """Match texts one of which retells the other.

    Args:
        collection: the texts.
        pairs: pairs of them, as `smaller << 32 | larger`.
    """
    pairs = timely(collection, pairs)
    pairs = pairs[agreement(collection, pairs) >= ROUGHLY]
    matches = []
    with stage("aligning", len(pairs), "pairs") as advance:
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            ready = _ready(collection, distinct(np.concatenate(unpacked(some))).tolist())
            for a, b in as_answer(some).tolist():
                if found := rewritten(ready[a], ready[b]):
                    scores = found.similarity, found.containment
                    may_go = found.a_may_go, found.b_may_go
                    matches.append(Match(a, b, Level.REWRITTEN, *scores, *may_go))
                advance()
    return matches


def timely(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave the pairs of texts that are printed near each other, and share terms."""
    one, other = unpacked(pairs)
    apart = collection.prints.days_apart(one, other)
    most = np.where(collection.prints.one_source(one, other), AT_ONCE, LATER)
    return alike_in_terms(collection, pairs[apart <= most])


def _ready(collection: Collection, texts: Sequence[int]) -> dict[int, AlignableText]:
    """Prepare texts to be aligned, without the sentences that are template."""
    ready, said = {}, {}
    for text in texts:
        article = collection.articles[text]
        ready[text] = alignable(article.text, article.language, article.boilerplate())
        if collection.own[text] < collection.sizes[text]:
            said[text] = [article.text[start:end] for start, end in ready[text].sentences]
    shingles, offsets = shingle_hashes(
        hashed_words([one for each in said.values() for one in each])
    )
    template = np.concatenate([[0], np.cumsum(collection.is_template(shingles))])[offsets]
    own = 2 * np.diff(template) <= np.diff(offsets)
    first = 0
    for text, sentences in said.items():
        kept = np.flatnonzero(own[first : first + len(sentences)])
        ready[text] = ready[text].only(kept.tolist())
        first += len(sentences)
    return ready


def rewritten(a: AlignableText, b: AlignableText) -> Rewrite | None:
    """Tell whether one of two texts retells the other, in four-decimal scores, or give None."""
    if not _of_one_event(a, b):
        return None
    alignment = align(a, b)
    retold_a, retold_b = retold(alignment)
    mutual = round((retold_a + retold_b) / 2, 4) >= RETOLD
    if not mutual and max(retold_a, retold_b) < CONTAINED:
        return None
    containment = max(alignment.coverage_a, alignment.coverage_b)
    if containment < COVERED:
        return None
    return Rewrite(
        similarity=alignment.jaccard,
        containment=containment,
        a_may_go=alignment.coverage_a >= COVERED,
        b_may_go=alignment.coverage_b >= COVERED,
    )


def _of_one_event(a: AlignableText, b: AlignableText) -> bool:
    """Tell whether two texts agree in names and numbers, as far as they have any.

    Two fires in two towns can be told in the same sentences.
    """
    fewer = min(len(a.all_facts), len(b.all_facts))
    return fewer < ENOUGH_FACTS or len(a.all_facts & b.all_facts) >= AGREEING * fewer


def retold(alignment: Alignment) -> tuple[float, float]:
    """Give the share of each text's information that stands in the other, beyond the expected.

    Information is the weight of terms; the `EXPECTED` pairs of sentences that share most of it do
    not count.
    """
    shared = sorted(pair.shared for pair in alignment.pairs)[:-EXPECTED]
    return (
        round(sum(shared) / max(alignment.weight_a, 1), 4),
        round(sum(shared) / max(alignment.weight_b, 1), 4),
    )
