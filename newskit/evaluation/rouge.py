"""ROUGE (Lin 2004): how much of a reference summary is in a summary, by the library rouge-score."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, sqrt
from typing import Any, NamedTuple, TypeAlias

from newskit.evaluation.counts import Scores
from newskit.text.words import words

MEASURES = {"ROUGE-1": "rouge1", "ROUGE-2": "rouge2", "ROUGE-L": "rougeL"}
"""Shared words, word pairs, and the longest common subsequence over the whole summary."""

Rouge: TypeAlias = Mapping[str, Scores]
"""Scores by the names of `MEASURES`."""


class Mean(NamedTuple):
    """The means over a number of summaries, and the standard error of the mean F1."""

    precision: float
    recall: float
    f1: float
    error: float


class Scorer:
    """Scores summaries as `rouge_score` does with `use_stemmer=True`: F1, no word left out.

    That library knows only the letters a to z. A reference of which most letters are others is
    split into words as the rest of newskit does, and nothing is stemmed.
    """

    def __init__(self) -> None:
        from rouge_score.rouge_scorer import RougeScorer

        kinds = list(MEASURES.values())
        self._latin = RougeScorer(kinds, use_stemmer=True)
        self._other = RougeScorer(kinds, tokenizer=_Words())

    def score(self, summary: str, references: Sequence[str]) -> Rouge:
        """Score a summary by the reference that it is nearest to, for each measure."""
        scorer = self._latin if is_latin(" ".join(references)) else self._other
        found: Any = scorer.score_multi(references, summary)
        return {
            name: Scores(found[kind].precision, found[kind].recall)
            for name, kind in MEASURES.items()
        }


class _Words:
    def tokenize(self, text: str) -> list[str]:
        return words(text)


def is_latin(text: str) -> bool:
    """Tell whether half of the letters of a text, or more, are a to z."""
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isascii, letters)) * 2 >= len(letters)


def means(scores: Iterable[Rouge]) -> dict[str, Mean]:
    """Give the mean of each measure over summaries."""
    every = list(scores)
    return {name: _mean([each[name] for each in every]) for name in MEASURES} if every else {}


def _mean(scores: Sequence[Scores]) -> Mean:
    count = len(scores)
    precision, recall, f1 = (
        fsum(values) / count
        for values in zip(*((s.precision, s.recall, s.f1) for s in scores), strict=True)
    )
    spread = fsum((s.f1 - f1) ** 2 for s in scores)
    return Mean(precision, recall, f1, sqrt(spread / (count - 1) / count) if count > 1 else 0.0)
