"""From an order of preference to a summary: no repeats, within the budget, in reading order."""

from collections.abc import Iterable, Sequence, Set
from operator import index

from newskit.errors import PluginError
from newskit.protocols import Sentence
from newskit.summaries.budget import Budget, Size, size_of, total_size
from newskit.text.repeats import Wording, repeats, wording_of

FILLER = 8
"""Words below which a sentence does not fill what a budget has left behind one that did not fit."""


def pick(sentences: Sequence[Sentence], preference: Iterable[int], budget: Budget) -> list[int]:
    """Choose the sentences of a summary.

    Goes down `preference`, leaves out what nearly repeats a picked sentence, and passes over what
    does not fit the budget. Once a sentence did not fit, what is left is filled with sentences that
    say something, or not at all: else any short one would get in.

    Args:
        sentences: the candidates; articles are numbered in the order they shall be read in.
        preference: positions in `sentences`, the best first: the answer of a summarizer.
        budget: the most the summary may have.

    Returns:
        Positions in `sentences` in reading order: by article, then by position. Empty only when
        no preferred sentence fits the budget.

    Raises:
        PluginError: `preference` is not what a summarizer may answer; the line says what is wrong
            and leaves it to the caller to say whose answer it was.
    """
    candidates = total_size([sentence.text for sentence in sentences])
    size = Size()
    picked: list[int] = []
    said: list[Wording] = []
    full = False
    for i in checked(preference, len(sentences)):
        own = size_of(sentences[i].text)
        if not budget.fits(size, own, candidates):
            full = True
            continue
        if full and picked and own.words < FILLER:
            continue
        wording = wording_of(sentences[i].text)
        if any(repeats(wording, other) for other in said):
            continue
        size = size.plus(own)
        picked.append(i)
        said.append(wording)

    return sorted(picked, key=lambda i: (sentences[i].article, sentences[i].position))


def checked(preference: Iterable[int], count: int) -> list[int]:
    """Give the positions a summarizer answered, or say what is wrong with them."""
    if isinstance(preference, Set) or not isinstance(preference, Iterable):
        kind = type(preference).__name__
        raise PluginError(f"gave {kind!r} instead of positions in order of preference")
    positions: dict[int, None] = {}
    for given in preference:
        try:
            i = index(given)
        except TypeError:
            raise PluginError(f"gave {given!r}, which is no position of a sentence") from None
        if isinstance(given, bool) or not 0 <= i < count:
            raise PluginError(f"gave position {given!r}, but there are {count} sentences, from 0")
        if i in positions:
            raise PluginError(f"gave position {i} twice")
        positions[i] = None
    return list(positions)
