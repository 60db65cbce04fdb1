"""Focus: the sentences that speak of what a reader asks for come first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from newskit.errors import UsageError
from newskit.protocols import Scored, Sentence
from newskit.summaries.pick import checked
from newskit.text.terms import terms
from newskit.text.words import words


def parse_query(query: str | None) -> frozenset[str]:
    """Read a query as the terms it consists of; nothing where there is no query.

    Where all of its words are function words, they are the query.

    Raises:
        UsageError: there is no word in it.
    """
    if query is None:
        return frozenset()
    if not any(map(str.isalnum, query)):
        raise UsageError(f"--query {query!r}: there is no word in it")
    return frozenset(terms(query) or words(query))


def focused(
    sentences: Sequence[Sentence], preference: Iterable[int], query: frozenset[str]
) -> Scored:
    """Put the sentences that speak of the query before the others; among equals the order stays.

    Args:
        sentences: the candidates.
        preference: positions in `sentences`, the best first.
        query: what `parse_query` gave.

    Returns:
        The same positions. A score is the share of the query that a sentence speaks of, where a
        rare word is a greater part than a frequent one; empty if no sentence speaks of it.

    Raises:
        PluginError: `preference` is not what a summarizer may answer.
    """
    found = [query.intersection([*terms(each.text), *words(each.text)]) for each in sentences]
    frequency = Counter(term for terms_found in found for term in terms_found)
    weights = {term: log(1 + len(sentences) / (1 + frequency[term])) for term in sorted(query)}
    whole = sum(weights.values())
    scores = [
        round(sum(weights[term] for term in sorted(said)) / whole, 4) if said else 0.0
        for said in found
    ]
    if not any(scores):
        return Scored()
    ordered = sorted(checked(preference, len(sentences)), key=lambda i: -scores[i])
    return Scored((i, scores[i]) for i in ordered)
