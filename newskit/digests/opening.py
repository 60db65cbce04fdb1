"""The sentence that opens an entry: the news of the story."""

from collections import Counter
from collections.abc import Iterable, Sequence

from newskit.digests.told import Told
from newskit.text.standing import is_whole, opens_well
from newskit.text.terms import terms

HEAD = 3
"""Sentences of a report, beside the titles, that say what the news is."""

LATER = 0.25
"""How fast a sentence counts less as an opening, the later it stands in its report."""

LEAST = 1.0
"""The least agreement that puts a sentence before an earlier one."""

CLEARLY = 1.25
"""How many times the agreement of the earliest sentence that must be."""


def news_first(
    picked: Sequence[Told], opened: Sequence[Sequence[Told]], titles: Iterable[str]
) -> list[Told]:
    """Put the sentence first that says what most reports open with; the others keep their order.

    What needs the sentence before it stays with that.

    Args:
        picked: the sentences of an entry, in order of time, then of their place.
        opened: the sentences of each kept article; the first ones are looked at.
        titles: the titles of all articles of the story.
    """
    heads = {
        article[0].article.id: frozenset().union(*(x.wording.terms for x in article[:HEAD]))
        for article in opened
        if article
    }
    said = Counter(term for head in heads.values() for term in head)
    said.update(term for title in titles for term in set(terms(title)))

    def agreement(told: Told) -> float:
        own = heads.get(told.article.id, frozenset())
        found = told.wording.terms
        others = sum(said[term] - (term in own) for term in found)
        share: float = others / max(1, len(found)) ** 0.5
        return share / (1 + LATER * told.place)

    runs: list[list[Told]] = []
    for told in picked:
        if runs and not is_whole(told.text) and runs[-1][-1].article is told.article:
            runs[-1].append(told)
        else:
            runs.append([told])
    well = [run for run in runs if opens_well(run[0].text)] or runs
    shared = [round(agreement(run[0]), 4) for run in well]
    first = well[shared.index(max(shared))] if well else []
    if well and max(shared) < max(LEAST, CLEARLY * shared[0]):
        first = well[0]
    return [told for run in [first, *(run for run in runs if run is not first)] for told in run]
