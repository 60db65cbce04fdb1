"""Whether a sentence says again, in nearly the same words, what was said before."""

from itertools import pairwise

from newskit.text.words import words

_SAME = 0.7
"""Least share of word pairs (of the sentence with more of them) that two tellings share."""


class SaidBefore:
    """The sentences said so far, indexed by their words."""

    def __init__(self) -> None:
        self._said: list[frozenset[tuple[str, str]]] = []
        self._with_pair: dict[tuple[str, str], list[int]] = {}

    def add(self, sentence: str) -> None:
        """Remember a sentence."""
        pairs = _pairs(sentence)
        for pair in pairs:
            self._with_pair.setdefault(pair, []).append(len(self._said))
        self._said.append(pairs)

    def repeats(self, sentence: str) -> bool:
        """Tell whether one of the remembered sentences says the same."""
        pairs = _pairs(sentence)
        shared: dict[int, int] = {}
        for pair in pairs:
            for place in self._with_pair.get(pair, ()):
                shared[place] = shared.get(place, 0) + 1
        return any(
            round(count / max(len(pairs), len(self._said[place])), 4) >= _SAME
            for place, count in shared.items()
        )


def _pairs(sentence: str) -> frozenset[tuple[str, str]]:
    told = ["", *words(sentence), ""]
    return frozenset(pairwise(told))
