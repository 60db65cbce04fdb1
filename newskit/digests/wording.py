"""Sentences in one wording: which figure of the one stands where which figure of the other stands.

Copies, and reports that draw on one text, keep its sentences. Where two such sentences differ in
little but a figure or a date, the two are given for one thing, whatever it is.
"""

from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from newskit.digests.figures import Figure
from newskit.text.words import located_words

SAME = 0.75
"""Share of the words of two sentences (Dice), in one order, that makes them one wording."""

FLANK = 2
"""Fewest of the same words that stand right beside a figure."""


class Place(NamedTuple):
    """A word of a sentence, or a figure of it, which is known by its unit alone."""

    known_by: str
    is_name: bool
    figure: int | None


def places(figures: Sequence[Figure], own: Sequence[int]) -> list[Place]:
    """Lay out a sentence as its words and its figures.

    Args:
        figures: all figures.
        own: the positions in it of those of the sentence, in order.
    """
    told = figures[own[0]].said.told
    laid: list[Place] = []
    at = told.span.start
    for i in own:
        laid.extend(_plain(told.article.text[at : figures[i].span.start]))
        laid.append(Place(f"#{figures[i].unit}", False, i))
        at = figures[i].span.end
    return laid + _plain(told.article.text[at : told.span.end])


def _plain(text: str) -> list[Place]:
    if not text.strip():
        return []
    return [Place(word.text, text[word.start].isupper(), None) for word in located_words(text)]


def corresponding(a: Sequence[Place], b: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Give the pairs of figures that stand at one place of two sentences in one wording.

    There are none where a name stands at the place of another.
    """
    blocks = _blocks(tuple(x.known_by for x in a), tuple(x.known_by for x in b))
    if 2 * sum(block.size for block in blocks) < SAME * (len(a) + len(b)):
        return
    i = j = 0
    for block in blocks:
        if any(x.is_name for x in a[i : block.a]) and any(x.is_name for x in b[j : block.b]):
            return
        i, j = block.a + block.size, block.b + block.size
    for block in blocks:
        if block.size > FLANK:
            for place in range(block.size):
                one, other = a[block.a + place].figure, b[block.b + place].figure
                if one is not None and other is not None:
                    yield one, other


@lru_cache(1 << 10)
def _blocks(a: tuple[str, ...], b: tuple[str, ...]) -> Sequence[Match]:
    """Give the runs that two sentences have in common; those of a table have the same ones."""
    return SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
