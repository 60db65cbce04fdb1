"""A summary that reads: no sentence that needs one that is not there, or says nothing by itself."""

from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter

from newskit.protocols import Sentence
from newskit.summaries.budget import Budget, size_of
from newskit.summaries.pick import checked, pick
from newskit.text.standing import is_whole, opens_well, tells

BRIEF = 5
"""Words below which a sentence does not open a summary (`Two million illnesses.`)."""

ROUNDS = 3
"""Times that sentences are chosen again because one of them could not be understood."""


def pick_whole(
    sentences: Sequence[Sentence], preference: Iterable[int], budget: Budget
) -> list[int]:
    """Choose the sentences of the summary of one article, as `pick` does, and so that it reads.

    Questions to the reader go where there is anything else. A sentence that begins with a pronoun
    goes unless it follows the sentence before it, and so does a first sentence that is brief or
    goes on from something (`But`): as long as others take their place.

    Returns and raises what `pick` does.
    """
    order = checked(preference, len(sentences))
    telling = cache(tells)
    order = [i for i in order if telling(sentences[i].text)] or order
    picked = pick(sentences, order, budget)
    tries: list[tuple[int, list[int]]] = []
    while len(tries) <= ROUNDS:
        lost = _lost(sentences, picked)
        tries.append((len(lost), picked))
        order = [i for i in order if i not in lost]
        again = pick(sentences, order, budget) if lost else []
        if set(again) <= set(picked):
            break
        picked = again
    return min(tries, key=itemgetter(0))[1]


def _lost(sentences: Sequence[Sentence], picked: Sequence[int]) -> set[int]:
    """Give the picked sentences that cannot be understood where they stand."""
    places = {(sentences[i].article, sentences[i].position) for i in picked}
    alone = [i for i in picked if (sentences[i].article, sentences[i].position - 1) not in places]
    lost = {i for i in alone if not is_whole(sentences[i].text)}
    return lost | {i for i in picked[:1] if not _opens(sentences[i].text)}


def _opens(sentence: str) -> bool:
    return opens_well(sentence) and size_of(sentence).words >= BRIEF
