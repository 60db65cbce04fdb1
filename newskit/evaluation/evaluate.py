"""The stage as a whole: gold and answer to a report."""

from collections import Counter
from dataclasses import replace
from math import comb

from newskit.evaluation import clusters
from newskit.evaluation.answers import Answer, Groups, Links, Summaries
from newskit.evaluation.counts import PairCounts, Scores
from newskit.evaluation.gold import UNSURE, ClusterGold, Gold, PairGold, ReferenceGold
from newskit.evaluation.known import Known
from newskit.evaluation.mistakes import mistakes
from newskit.evaluation.report import Basis, Point, Report, Weak
from newskit.evaluation.rouge import Scorer, means

WORST = 5


def evaluate(
    gold: Gold,
    answer: Answer,
    known: Known | None = None,
    *,
    complete: bool = False,
    worst: int = WORST,
) -> Report:
    """Judge an answer. Only what the gold labels counts.

    Args:
        gold: what is right.
        answer: groups or pairs, for gold of pairs or clusters; summaries, for references.
        known: names, titles and texts of the articles; gold of other articles does not count.
        complete: with gold of pairs: those that are not listed are different.
        worst: so many mistakes of each kind are given.

    Raises:
        TypeError: the answer is none that this gold can judge.
    """
    known = known or Known()
    labelled = len(gold)
    if known.names:
        gold, answer = gold.renamed(known.names), answer.renamed(known.names)
    match gold, answer:
        case ReferenceGold(), Summaries():
            report = _summaries(gold, answer, known, worst)
        case PairGold(), Groups() | Links():
            report = _pairs(gold, answer, known, complete, worst)
        case ClusterGold(), Groups() | Links():
            report = _clusters(gold, answer, known, worst)
        case _:
            raise TypeError(f"{type(gold).__name__} cannot judge {type(answer).__name__}")
    return replace(report, basis=replace(report.basis, unknown=labelled - len(gold)))


def point(
    setting: str, gold: PairGold | ClusterGold, answer: Groups | Links, complete: bool = False
) -> Point:
    """Give the scores of an answer at one setting; names are those of the gold."""
    if isinstance(gold, PairGold):
        return Point(setting, count_pairs(gold, answer, complete))
    return Point(setting, *_scores(gold, answer))


def count_pairs(
    gold: PairGold, answer: Groups | Links, complete: bool = False, articles: int = 0
) -> PairCounts:
    """Count the labelled pairs by what is said of them.

    Args:
        gold: what is right.
        answer: what is said.
        complete: whether pairs that are not listed are different, and count.
        articles: how many there are, if there are more than gold and answer name.
    """
    same = gold.same()
    cells = Counter((is_same, answer.says(pair)) for pair, is_same in same.items())
    found, missed = cells[True, True], cells[True, False]
    wrong, apart = cells[False, True], cells[False, False]
    if not complete:
        return PairCounts(found, wrong, missed, apart, one_sided=not wrong + apart)
    unlisted = answer.count() - sum(map(answer.says, gold.labels))
    named = answer.ids().union(*gold.labels)
    every = comb(max(articles, len(named)), 2)
    rest = every - len(gold.labels) - unlisted
    return PairCounts(found, wrong + unlisted, missed, apart + rest)


def _scores(gold: ClusterGold, answer: Groups | Links) -> tuple[PairCounts, Scores]:
    if isinstance(answer, Groups):
        of = answer.group, gold.clusters
        return clusters.pair_counts(*of), clusters.b_cubed(*of)
    links = answer.links.keys(), gold.clusters
    return clusters.pair_counts_of_links(*links), clusters.b_cubed_of_links(*links)


def _pairs(
    gold: PairGold, answer: Groups | Links, known: Known, complete: bool, worst: int
) -> Report:
    said = Counter(label for pair, label in gold.labels.items() if answer.says(pair))
    labels = Counter(gold.labels.values())
    unsure = sum(labels[label] for label in UNSURE)
    pairs = count_pairs(gold, answer, complete, len(known.titles))
    unlabelled = 0 if complete else answer.count() - said.total()
    joined, missed = mistakes(gold, answer, known, worst, complete)
    return Report(
        "pairs",
        str(gold.level),
        Basis(judged=pairs.judged, unlabelled=unlabelled, unsure=unsure),
        pairs=pairs,
        labels={label: (labels[label], said[label]) for label in sorted(labels)},
        joined=joined,
        missed=missed,
        known=known,
    )


def _clusters(gold: ClusterGold, answer: Groups | Links, known: Known, worst: int) -> Report:
    pairs, b_cubed = _scores(gold, answer)
    joined, missed = mistakes(gold, answer, known, worst)
    labelled, said = gold.clusters.keys(), answer.ids()
    groups = None
    if isinstance(answer, Groups):
        found = {answer.group.get(id_, (id_,)) for id_ in labelled}
        groups = len(set(gold.clusters.values())), len(found)
    return Report(
        "clusters",
        str(gold.level),
        Basis(
            judged=len(labelled),
            unanswered=len(labelled - said),
            unlabelled=len(said - labelled),
        ),
        pairs=pairs,
        b_cubed=b_cubed,
        groups=groups,
        joined=joined,
        missed=missed,
        known=known,
    )


def _summaries(gold: ReferenceGold, answer: Summaries, known: Known, worst: int) -> Report:
    scorer = Scorer()
    scored = [
        Weak(id_, scorer.score(answer.summaries.get(id_, ""), gold.references[id_]))
        for id_ in sorted(gold.references)
    ]
    weakest = sorted(scored, key=lambda weak: (sum(s.f1 for s in weak.rouge.values()), weak.id))
    labelled, said = gold.references.keys(), answer.summaries.keys()
    return Report(
        "summaries",
        None,
        Basis(
            judged=len(labelled),
            unanswered=len(labelled - said),
            unlabelled=len(said - labelled),
        ),
        rouge=means(weak.rouge for weak in scored),
        weak=tuple(weakest[:worst]),
        known=known,
    )
