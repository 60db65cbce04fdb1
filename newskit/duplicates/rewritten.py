"""The level `rewritten`: one report retold or edited so heavily that few word runs are left.

Measured by aligned sentences. Independent reports of one event share sentences too: its lead, the
official's quotation, the background paragraph. So the two pairs of sentences that share most do not
count; what the texts share beyond them, reports written independently hardly ever do.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newskit.article import Article
from newskit.duplicates.minhash import FEW, all_pairs, similar_sets
from newskit.text.align import AlignableText, Alignment, align, alignable

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

EXPECTED = 2
"""Pairs of sentences that independent reports of one event share."""

BEGINNINGS = 10
"""Different first sentences over a sentence from which on it is a template, no part of a report."""

_EVERYDAY, _OFTEN = 0.1, 50
"""A term in a larger share of the articles, and in more of them than this, suggests nothing; it
still counts in what is verified.

It costs one in a hundred of the true pairs and spares 97 of 100 candidates. The number lets a pile
on one topic, whose terms are in most of its articles, keep its candidates.
"""


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


def candidates(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give pairs of articles that may share much of their terms, in whatever order."""
    if len(articles) <= FEW:
        return all_pairs(articles)
    texts = [alignable(article.story_text(), article.language) for article in articles]
    template = template_sentences(texts)
    sets = [
        frozenset().union(*(one for one in text.terms if one not in template)) for text in texts
    ]
    del texts
    frequency = Counter(term for one in sets for term in one)
    often = max(_OFTEN, _EVERYDAY * len(sets))
    everyday = {term for term, count in frequency.items() if count > often}
    return similar_sets(one - everyday for one in sets)


def rewritten(a: AlignableText, b: AlignableText) -> Rewrite | None:
    """Tell whether one of two texts retells the other, in four-decimal scores, or give None."""
    alignment = align(a, b)
    retold_a, retold_b = retold(alignment)
    mutual = round((retold_a + retold_b) / 2, 4) >= RETOLD
    if not mutual and max(retold_a, retold_b) < CONTAINED:
        return None
    containment = max(alignment.coverage_a, alignment.coverage_b)
    if containment < COVERED or not _of_one_event(a, b):
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
    facts_a, facts_b = frozenset().union(*a.facts), frozenset().union(*b.facts)
    fewer = min(len(facts_a), len(facts_b))
    return fewer < ENOUGH_FACTS or len(facts_a & facts_b) >= AGREEING * fewer


def template_sentences(texts: Sequence[AlignableText]) -> frozenset[frozenset[str]]:
    """Give the sentences, as sets of terms, that different reports have in common.

    Who the agency is, a disclaimer, how to subscribe. Copies of one report hold the same sentences
    too, but they begin alike; a template stands under more than `BEGINNINGS` different beginnings.
    """
    beginnings: dict[frozenset[str], set[frozenset[str]]] = {}
    for text in texts:
        for sentence in text.terms:
            beginnings.setdefault(sentence, set()).add(text.terms[0])
    return frozenset(sentence for sentence, under in beginnings.items() if len(under) > BEGINNINGS)


def without(template: frozenset[frozenset[str]], text: AlignableText) -> AlignableText:
    """Give a text without the sentences that are template."""
    own = [place for place, sentence in enumerate(text.terms) if sentence not in template]
    if len(own) == len(text.terms):
        return text
    kept = tuple(text.terms[place] for place in own)
    return AlignableText(
        sentences=tuple(text.sentences[place] for place in own),
        terms=kept,
        facts=tuple(text.facts[place] for place in own),
        frequency=Counter(term for one in kept for term in one),
    )


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
