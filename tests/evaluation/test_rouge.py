"""ROUGE is that of rouge-score; other scripts are not scored as empty."""

from math import sqrt

import pytest

from newskit.evaluation.counts import Scores
from newskit.evaluation.rouge import Scorer, is_latin, means


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def test_scores_counted_by_hand(scorer: Scorer) -> None:
    """Of `the ferry leaves late`, `the` and `ferry` stand in the reference of five words."""
    scores = scorer.score("The ferry leaves late.", ["Fog stopped the ferry today."])
    assert scores == {
        "ROUGE-1": Scores(2 / 4, 2 / 5),
        "ROUGE-2": Scores(1 / 3, 1 / 4),
        "ROUGE-L": Scores(2 / 4, 2 / 5),
    }


def test_words_are_stemmed(scorer: Scorer) -> None:
    assert scorer.score("closing harbours", ["closed harbour"])["ROUGE-2"] == Scores(1, 1)


def test_the_nearest_reference_counts(scorer: Scorer) -> None:
    both = scorer.score("Fog at sea.", ["Sun on land.", "Fog at sea."])
    assert all(scores.f1 == 1 for scores in both.values())


def test_scores_are_those_of_the_library(scorer: Scorer) -> None:
    from rouge_score.rouge_scorer import RougeScorer

    summary, reference = "Ferries stayed in Hallbjörn’s harbour.", "The ferry’s harbour: Hallbjörn"
    theirs = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True).score(reference, summary)
    ours = scorer.score(summary, [reference])
    assert [(s.precision, s.recall) for s in ours.values()] == [s[:2] for s in theirs.values()]


@pytest.mark.parametrize("text", ["Паром стоит в порту", "渡轮停在港口"])
def test_other_scripts_have_scores(scorer: Scorer, text: str) -> None:
    assert not is_latin(text)
    assert scorer.score(text, [text])["ROUGE-L"] == Scores(1, 1)


def test_no_summary_scores_nothing(scorer: Scorer) -> None:
    assert scorer.score("", ["Fog."])["ROUGE-1"] == Scores(0, 0)


def test_means_and_their_error() -> None:
    def rouge(share: float) -> dict[str, Scores]:
        return dict.fromkeys(("ROUGE-1", "ROUGE-2", "ROUGE-L"), Scores(share, share))

    mean = means([rouge(0.2), rouge(0.4), rouge(0.6)])["ROUGE-1"]
    # The deviation of .2, .4, .6 is .2; the error of their mean that over the root of 3.
    assert mean == pytest.approx((0.4, 0.4, 0.4, 0.2 / sqrt(3)))
    assert means([rouge(0.2)])["ROUGE-L"].error == 0
    assert means([]) == {}
