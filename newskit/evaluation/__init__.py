"""How good an answer is: labels people gave against what newskit, or another tool, says.

`read_gold` gives labels; `answer_of` gives what marks of articles say, `read_answer` what a file
says; `evaluate` judges one by the other.
"""

from newskit.evaluation.answers import (
    Answer,
    Groups,
    Links,
    Summaries,
    groups_of,
    stories_of_digest,
    summaries_of,
)
from newskit.evaluation.clusters import b_cubed, pair_counts
from newskit.evaluation.counts import PairCounts, Scores
from newskit.evaluation.evaluate import count_pairs, evaluate
from newskit.evaluation.files import read_answer, read_gold
from newskit.evaluation.gold import ClusterGold, Gold, PairGold, ReferenceGold
from newskit.evaluation.known import Known, known_articles
from newskit.evaluation.mistakes import Mistake
from newskit.evaluation.report import Basis, Point, Report
from newskit.evaluation.responses import answer_of

__all__ = [
    "Answer",
    "Basis",
    "ClusterGold",
    "Gold",
    "Groups",
    "Known",
    "Links",
    "Mistake",
    "PairCounts",
    "PairGold",
    "Point",
    "ReferenceGold",
    "Report",
    "Scores",
    "Summaries",
    "answer_of",
    "b_cubed",
    "count_pairs",
    "evaluate",
    "groups_of",
    "known_articles",
    "pair_counts",
    "read_answer",
    "read_gold",
    "stories_of_digest",
    "summaries_of",
]
