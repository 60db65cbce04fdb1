"""From an order of preference to a summary: no repeats, within the budget, in reading order."""

from collections.abc import Iterable, Sequence, Set
from math import isfinite, nan
from operator import index
from typing import Any

from newskit.errors import PluginError, reason_of, shown
from newskit.protocols import Scored, Sentence
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
    texts = [sentence.text for sentence in sentences]
    candidates = Size() if budget.ratio is None else total_size(texts)
    size = Size()
    picked: list[int] = []
    said: list[Wording] = []
    seen: set[str] = set()
    full = False
    for i in checked(preference, len(sentences)):
        if budget.sentences is not None and size.sentences >= budget.sentences:
            break
        if texts[i] in seen:  # what was picked repeats itself, what did not fit never will
            continue
        seen.add(texts[i])
        own = size_of(texts[i])
        if not budget.fits(size, own, candidates):
            full = True
            continue
        if full and picked and own.words < FILLER:
            continue
        wording = wording_of(texts[i])
        if any(repeats(wording, other) for other in said):
            continue
        size = size.plus(own)
        picked.append(i)
        said.append(wording)

    return sorted(picked, key=lambda i: (sentences[i].article, sentences[i].position))


def checked(preference: Iterable[int], count: int) -> list[int]:
    """Give the positions a summarizer answered, with its scores, or say what is wrong with them."""
    if isinstance(preference, Set) or not isinstance(preference, Iterable):
        kind = type(preference).__name__
        raise PluginError(f"gave {kind!r} instead of positions in order of preference")
    positions: dict[int, None] = {}
    for given in preference:
        try:
            i = index(given)
        except Exception:
            raise PluginError(f"gave {shown(given)}, which is no position of a sentence") from None
        if isinstance(given, bool) or not 0 <= i < count:
            said = f"gave position {shown(given)}, but there are {count} sentences, from 0"
            raise PluginError(said)
        if i in positions:
            raise PluginError(f"gave position {i} twice")
        positions[i] = None
    return _scored(positions, preference) if isinstance(preference, Scored) else list(positions)


def _scored(positions: Iterable[int], preference: Scored) -> Scored:
    for i in positions:
        score: Any = preference.scores.get(i)
        try:  # to ask whether it is SupportsFloat takes longer than all else here
            number = nan if score is None or isinstance(score, str | bytes) else float(score)
        except Exception as error:
            raise PluginError(f"gave a score that ends in {reason_of(error)}") from error
        if not isfinite(number):
            raise PluginError(f"gave sentence {i} the score {shown(score)}")
        preference.scores[i] = number
    return preference
