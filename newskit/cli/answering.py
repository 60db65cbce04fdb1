"""What newskit itself answers to gold: the marks that are there, or else the pipeline run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from newskit import pipeline, settings
from newskit.article import Article
from newskit.cli.labelled import Labelled
from newskit.errors import UsageError
from newskit.evaluation.answers import (
    Answer,
    Groups,
    Links,
    Summaries,
    groups_of,
    stories_of_digest,
)
from newskit.evaluation.evaluate import point
from newskit.evaluation.gold import ClusterGold, PairGold, ReferenceGold
from newskit.evaluation.report import Report
from newskit.evaluation.responses import answer_of, is_answered
from newskit.evaluation.sweep import by_score
from newskit.finding import mark_boilerplate
from newskit.levels import Level
from newskit.marks import is_cleaned, is_deduplicated

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class Summing(TypedDict):
    """How to sum up, as for `newskit.summarize`."""

    method: str
    sentences: int | None
    words: int | None
    chars: int | None
    ratio: float | None


def own_answer(labelled: Labelled, cleaners: Sequence[str], summing: Summing) -> Answer:
    """Give what newskit answers; a stage whose mark is on every article is not run again.

    Args:
        labelled: the articles, and the gold, whose kind and level say which stage answers.
        cleaners: used where articles are not marked by them already.
        summing: how to sum up.
    """
    gold, articles = labelled.named(), labelled.articles
    if isinstance(gold, ReferenceGold) and gold.members is not None:
        return Summaries(dict(_merged(articles, gold.members, cleaners, summing)))
    if is_answered(articles, gold):
        return answer_of(articles, gold)
    if isinstance(gold, ReferenceGold):
        return answer_of(pipeline.summarize(articles, cleaners=cleaners, **summing), gold)
    if gold.level <= Level.STORY:
        return answer_of(pipeline.stories(articles, cleaners=cleaners), gold)
    return answer_of(pipeline.dedupe(articles, level=gold.level, cleaners=cleaners).all, gold)


def check(labelled: Labelled, sweep: bool, complete: bool, summing: Summing) -> None:
    """Check what is asked of the gold that there is, before anything is run.

    Raises:
        UsageError: there is nothing to vary in a sweep, nothing that could be complete, or nothing
            to sum up.
    """
    gold, answer = labelled.gold, labelled.answer
    if complete and not isinstance(gold, PairGold):
        raise UsageError("--complete: it is about pairs, and GOLD has none")
    limits = [
        name for name in ("sentences", "words", "chars", "ratio") if summing[name] is not None
    ]
    if limits and not isinstance(gold, ReferenceGold):
        raise UsageError(f"--{limits[0]}: it is about summaries, and GOLD has none")
    if not sweep:
        return
    if isinstance(gold, ReferenceGold):
        raise UsageError("--sweep: summaries have no threshold")
    if answer is not None:
        if not isinstance(answer, Links) or not any(s is not None for s in answer.links.values()):
            raise UsageError("--sweep: the answer has no pairs with scores (columns a, b, score)")
    elif is_answered(labelled.articles, gold):
        raise UsageError("--sweep: the articles are marked already; give them without the marks")
    elif gold.level is Level.EXACT:
        raise UsageError("--sweep: at level exact there is nothing to vary")


def swept(report: Report, labelled: Labelled, cleaners: Sequence[str], complete: bool) -> Report:
    """Add to a report the scores at other settings; `check` says whether there are any.

    Of newskit, `--granularity` of `stories` is varied, or `--threshold` of `dedupe`; of another
    tool the least score of a pair.
    """
    gold = labelled.named()
    if isinstance(gold, ReferenceGold):
        return report
    answers: Iterable[tuple[str, Groups | Links]]
    if isinstance(labelled.answer, Links):
        varied, answers = "score", by_score(labelled.answer)
    else:
        cleaned = _cleaned(labelled.articles, cleaners)
        by_story = gold.level <= Level.STORY
        varied = "granularity" if by_story else "threshold"
        answers = (_granularities if by_story else _thresholds)(cleaned, gold)
    points = [point(setting, gold, answer, complete) for setting, answer in answers]
    return replace(report, sweep=tuple(points), varied=varied)


def _cleaned(articles: Sequence[Article], cleaners: Sequence[str]) -> Sequence[Article]:
    if all(map(is_cleaned, articles)):
        return articles
    return mark_boilerplate(articles, cleaners=cleaners)


def _granularities(
    articles: Sequence[Article], gold: PairGold | ClusterGold
) -> Iterator[tuple[str, Groups | Links]]:
    is_done = all(map(is_deduplicated, articles))
    deduped = articles if is_done else pipeline.dedupe(articles).all
    for granularity in settings.GRANULARITIES:
        marked = pipeline.stories(deduped, granularity=granularity)
        yield granularity, groups_of(marked, gold.level)


def _thresholds(
    articles: Sequence[Article], gold: PairGold | ClusterGold
) -> Iterator[tuple[str, Groups | Links]]:
    for threshold in THRESHOLDS:
        marked = pipeline.dedupe(articles, level=gold.level, threshold=threshold).all
        yield f"{threshold:g}", groups_of(marked, gold.level)


def _merged(
    articles: Sequence[Article],
    members: Mapping[str, frozenset[str]],
    cleaners: Sequence[str],
    summing: Summing,
) -> Iterator[tuple[str, str]]:
    """Give the text of the digest of each gold cluster: its articles are one story."""
    cleaned = {article.id: article for article in _cleaned(articles, cleaners)}
    for cluster in sorted(members):
        of_cluster = [cleaned[id_] for id_ in sorted(members[cluster]) if id_ in cleaned]
        story = {"id": cluster, "size": len(of_cluster)}
        deduped = pipeline.dedupe(of_cluster).all
        digest = pipeline.digest([a.marked(story=story) for a in deduped], **summing)
        yield from stories_of_digest(digest)[1].summaries.items()
