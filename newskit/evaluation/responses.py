"""From rows to the answer of a tool: pairs, groups, summaries, or what newskit itself wrote."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isfinite, nan

from newskit.article import Article
from newskit.errors import InputError, NewskitError
from newskit.evaluation.answers import (
    Answer,
    Groups,
    Links,
    Summaries,
    groups_of,
    stories_of_digest,
    summaries_of,
)
from newskit.evaluation.columns import Columns
from newskit.evaluation.counts import Pair, pair_of
from newskit.evaluation.gold import Gold, ReferenceGold, is_same, pair_label
from newskit.evaluation.labels import Problem, id_of
from newskit.evaluation.rows import article_of
from newskit.levels import Level
from newskit.marks import is_deduplicated, is_grouped
from newskit.protocols import Record
from newskit.text.line import one_line


def answer_of_rows(
    rows: Sequence[Record],
    source: str,
    gold: Gold,
    problem: Problem,
    columns: Mapping[str, str] | None = None,
) -> Answer:
    """Make of rows the answer that is to be judged by `gold`.

    Args:
        rows: pairs (`a`, `b`, perhaps `label` and `score`), clusters (`id`, `cluster`), summaries
            (`id`, `summary`), articles with the marks of newskit, or a digest as JSON.
        source: the name of the file.
        gold: what it will be judged by.
        problem: told each `InputError`, which costs a row.
        columns: as for `gold_of`.

    Raises:
        NewskitError: there is nothing in it that `gold` could judge.
    """
    if not rows:
        return Summaries({}) if isinstance(gold, ReferenceGold) else Links({})
    found = Columns(rows, columns or {})
    level = Level.STORY if isinstance(gold, ReferenceGold) else gold.level
    if len(rows) == 1 and isinstance(rows[0].data.get("stories"), list):
        groups, summaries = stories_of_digest(rows[0].data)
        return of_clusters(groups, summaries, gold) if isinstance(gold, ReferenceGold) else groups
    if not found.has("a", "b"):
        articles = [article for row in rows if (article := article_of(row))]
        if articles and len(articles) == len(rows) and is_answered(articles, gold):
            return answer_of(articles, gold)
    if isinstance(gold, ReferenceGold):
        if found.has("summary"):
            return _summaries(rows, found, gold)
    elif found.has("a", "b"):
        return _links(rows, found, level, problem)
    elif found.has("cluster"):
        return _groups(rows, found, problem)
    wanted = "id and summary" if isinstance(gold, ReferenceGold) else "a and b, or id and cluster"
    has = ", ".join(found.all[:8]) or "nothing"
    remedy = "or give articles with the marks of newskit, or a digest as JSON"
    raise NewskitError(f"{source}: no columns {wanted} (it has {has}; {remedy})")


def is_answered(articles: Sequence[Article], gold: Gold) -> bool:
    """Tell whether articles have the mark that `gold` judges."""
    if isinstance(gold, ReferenceGold):
        return all(isinstance(article.extra.get("summary"), Mapping) for article in articles)
    return all(map(is_grouped if gold.level <= Level.STORY else is_deduplicated, articles))


def answer_of(articles: Sequence[Article], gold: Gold) -> Answer:
    """Give the answer that stands in the marks of articles."""
    if isinstance(gold, ReferenceGold):
        return summaries_of(articles)
    return groups_of(articles, gold.level)


def of_clusters(groups: Groups, summaries: Summaries, gold: ReferenceGold) -> Summaries:
    """Give each gold cluster the summary of the story that shares most articles with it.

    Without known members of the clusters, that of the story of the same id.
    """
    if not gold.members:
        return summaries
    size = {name: len(members) for name, members in groups.members.items()}
    found = {}
    for cluster, members in gold.members.items():
        shared = Counter(groups.group[id_] for id_ in members if id_ in groups.group)
        if shared:
            best = min(shared, key=lambda s: (-shared[s] / (size[s] + len(members) - shared[s]), s))
            found[cluster] = summaries.summaries[best]
    return Summaries(found)


def _links(rows: Sequence[Record], columns: Columns, level: Level, problem: Problem) -> Links:
    links: dict[Pair, float | None] = {}
    for row in rows:
        a, b = columns.text(row, "a"), columns.text(row, "b")
        try:
            label = pair_label(columns.text(row, "label")) if columns.has("label") else "same"
            score = _score(columns.text(row, "score"))
        except ValueError as error:
            problem(InputError(row.place, str(error)))
            continue
        if not a or not b or a == b:
            problem(InputError(row.place, "no pair of two ids"))
        elif is_same(label, level):
            pair = pair_of(a, b)
            links[pair] = max((s for s in (score, links.get(pair)) if s is not None), default=None)
    return Links(links)


def _score(text: str) -> float | None:
    """Read a score, four decimals.

    Raises:
        ValueError: it is no number.
    """
    if not text:
        return None
    try:
        score = float(text)
    except ValueError:
        score = nan
    if not isfinite(score):
        raise ValueError(f"no score: {text!r}")
    return round(score, 4)


def _groups(rows: Sequence[Record], columns: Columns, problem: Problem) -> Groups:
    group: dict[str, str] = {}
    for row in rows:
        id_, cluster = id_of(row, columns), columns.text(row, "cluster")
        if not id_ or group.setdefault(id_, cluster) != cluster:
            cause = one_line(f"{id_} is in {group[id_]} too") if id_ else "no id"
            problem(InputError(row.place, cause, "an article is in one group"))
    return Groups({id_: cluster for id_, cluster in group.items() if cluster})


def _summaries(rows: Sequence[Record], columns: Columns, gold: ReferenceGold) -> Summaries:
    key = "cluster" if gold.members is not None and columns.has("cluster") else "id"
    found = {}
    for row in rows:
        given = columns.get(row, "summary")
        text = " ".join(map(str, given)) if isinstance(given, list) else str(given or "")
        found[columns.text(row, key) or id_of(row, columns)] = text
    return Summaries(found)
