"""Whether one sentence says again, in nearly the same words, what another says."""

from dataclasses import dataclass

from newskit.text.terms import terms_of
from newskit.text.words import words

CONTAINMENT = 0.75
"""Share of the terms of the sentence with fewer of them that makes two sentences say the same."""

ENOUGH_TERMS = 6
"""Terms that sentence needs for the share to mean something; with fewer, all must be shared."""

FEWEST_TERMS = 4
"""Terms below which sharing even all of them means nothing."""

JACCARD = 0.7
"""Share of all words, of both sentences, that makes sentences of any length say the same."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What two sentences are compared by: the words in order, the set of them, the terms."""

    line: str
    words: frozenset[str]
    terms: frozenset[str]


def wording_of(text: str) -> Wording:
    """Prepare a sentence to be compared."""
    found = words(text)
    return Wording(f" {' '.join(found)} ", frozenset(found), frozenset(terms_of(found)))


def repeats(candidate: Wording, said: Wording) -> bool:
    """Tell whether `candidate` and `said` overlap so much that a reader needs only one of them."""
    if candidate.line in said.line:
        return True
    fewer = min(len(candidate.terms), len(said.terms))
    return _shares(candidate, said, fewer)


def supports(other: Wording, sentence: Wording) -> bool:
    """Tell whether `other` says all that `sentence` says: nearly its terms, and every number."""
    if sentence.line in other.line:
        return True
    numbers = {word for word in sentence.words if any(map(str.isdigit, word))}
    return numbers <= other.words and _shares(other, sentence, len(sentence.terms))


def _shares(a: Wording, b: Wording, of: int) -> bool:
    """Tell whether two sentences share most of `of` terms, or most of all their words."""
    share = CONTAINMENT if of >= ENOUGH_TERMS else 1
    if of >= FEWEST_TERMS and len(a.terms & b.terms) >= share * of:
        return True
    common = len(a.words & b.words)
    return common >= JACCARD * (len(a.words) + len(b.words) - common)
