"""From rows to gold: every row that cannot be right is named, and costs only itself."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeAlias, TypeVar

from newskit.errors import InputError, InputNote, NewskitError
from newskit.evaluation.columns import Columns
from newskit.evaluation.counts import Pair, pair_of
from newskit.evaluation.gold import (
    LEVELS,
    UNSURE,
    ClusterGold,
    Gold,
    PairGold,
    ReferenceGold,
    pair_label,
)
from newskit.evaluation.rows import article_of
from newskit.levels import Level
from newskit.protocols import Record
from newskit.text.line import one_line

Problem: TypeAlias = Callable[[Exception], None]
Key = TypeVar("Key", bound=Hashable)


def gold_of(
    rows: Iterable[Record | Exception],
    source: str,
    problem: Problem,
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    level: Level | None = None,
) -> Gold:
    """Make gold of rows.

    Args:
        rows: as `read_rows` gives them, or records of articles.
        source: the name of the file.
        problem: told each `InputError`, which costs a row, and each `InputNote`.
        kind: `pairs`, `clusters` or `summaries`; by default the columns tell.
        columns: names of columns that are not those of `newskit.evaluation.columns.NAMES`.
        level: the weakest level that counts as the same; by default the weakest that a pair is
            labelled with, `rewritten` where labels say yes or no, `story` for clusters.

    Raises:
        NewskitError: there are no labels in it.
        UsageError: `columns` has a key that is none of `NAMES`.
    """
    good = readable(rows, problem)
    if not good:
        raise NewskitError(f"{source}: no labels in it")
    found = Columns(good, columns or {})
    kind = kind or _kind(found)
    gold: Gold
    if kind == "pairs" and found.has("a", "b"):
        gold = _pairs(good, found, problem, level)
    elif kind == "clusters" and found.has("cluster"):
        labels = _clusters(good, found, problem)
        clusters = labels.given()
        places = {id_: labels.place(id_) for id_ in clusters}
        gold = ClusterGold(clusters, level or Level.STORY, places)
    elif kind == "summaries" and found.has("summary"):
        gold = _references(good, found, problem)
    else:
        raise _nothing(source, found)
    if not gold.places:
        raise NewskitError(f"{source}: no labels in it")
    return gold


def readable(rows: Iterable[Record | Exception], problem: Problem) -> list[Record]:
    """Give the rows that could be read; tell of the others."""
    good = []
    for row in rows:
        if isinstance(row, Record):
            good.append(row)
        else:
            problem(row)
    return good


def with_members(
    gold: ReferenceGold, rows: Sequence[Record], columns: Mapping[str, str] | None = None
) -> ReferenceGold:
    """Give references of clusters their members, as records of articles name their cluster."""
    found = Columns(rows, columns or {})
    members: dict[str, set[str]] = {}
    for row in rows:
        members.setdefault(found.text(row, "cluster"), set()).add(id_of(row, found))
    known = {of: frozenset(ids) for of, ids in members.items() if of in gold.references}
    return replace(gold, members=known)


def id_of(row: Record, columns: Columns) -> str:
    """Give the id of the article of a row; one with a text and no id has that of its content."""
    if id_ := columns.text(row, "id"):
        return id_
    article = article_of(row)
    return article.id if article else ""


class _Labels(Generic[Key]):
    """Labels as they come in: a repeated one counts once, of two that differ none counts."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._said: dict[Key, tuple[str, str]] = {}
        self._disputed: set[Key] = set()
        self._repeats: list[str] = []

    def add(self, key: Key, label: str, place: str, name: str) -> None:
        """Take a label; `name` is what people call the thing it is on."""
        before, where = self._said.setdefault(key, (label, place))
        if before != label:
            self._disputed.add(key)
            cause = f"{name} is labelled {label!r}, and {before!r} at {where}"
            self._problem(InputError(place, cause, "neither counts: keep one"))
        elif where != place:
            self._repeats.append(place)

    def given(self) -> dict[Key, str]:
        """Give the labels that count, and tell which were repeated."""
        if count := len(self._repeats):
            what = "1 label was" if count == 1 else f"{count} labels were"
            self._problem(InputNote(f"{self._repeats[0]}: {what} given before, counted once"))
        return {k: label for k, (label, _) in self._said.items() if k not in self._disputed}

    def place(self, key: Key) -> str:
        """Give where a label was given first."""
        return self._said[key][1]


def _kind(columns: Columns) -> str:
    if columns.has("a", "b"):
        return "pairs"
    of_articles = columns.has("id") or "text" in columns.all
    if columns.has("summary") and not (columns.has("cluster") and of_articles):
        return "summaries"
    return "clusters"


def _nothing(source: str, columns: Columns) -> NewskitError:
    wanted = "a, b and label; id and cluster; or id and summary"
    has = one_line(", ".join(columns.all[:8])) or "nothing"
    remedy = "'--column cluster=NAME' names one; a table needs a header line"
    return NewskitError(f"{source}: no columns {wanted} (it has {has}; {remedy})")


def _pairs(
    rows: Sequence[Record], columns: Columns, problem: Problem, level: Level | None
) -> PairGold:
    labels: _Labels[Pair] = _Labels(problem)
    for row in rows:
        a, b = columns.text(row, "a"), columns.text(row, "b")
        said = columns.text(row, "label") if columns.has("label") else "same"
        try:
            label = pair_label(said)
        except ValueError as error:
            problem(InputError(row.place, f"no label of a pair: {said!r}", f"there are {error}"))
            continue
        if a and b and a != b:
            labels.add(pair_of(a, b), label, row.place, f"the pair {a}, {b}")
        else:
            cause = f"a pair of {a!r} with itself" if a and b else "a pair with one id"
            problem(InputError(row.place, cause, "it takes two"))
    given = labels.given()
    named = {LEVELS[label] for label in given.values() if label in LEVELS} - {Level.RELATED}
    judged = [pair for pair, label in given.items() if label not in UNSURE]
    places = {id_: labels.place(pair) for pair in reversed(judged) for id_ in pair}
    return PairGold(given, level or min(named, default=Level.REWRITTEN), places)


def _clusters(rows: Sequence[Record], columns: Columns, problem: Problem) -> "_Labels[str]":
    """Take the cluster of each row that has one; the others are articles that nobody labelled."""
    labels: _Labels[str] = _Labels(problem)
    for row in rows:
        id_, cluster = id_of(row, columns), columns.text(row, "cluster")
        if id_ and cluster:
            labels.add(id_, cluster, row.place, id_)
        elif cluster:
            problem(InputError(row.place, "a cluster without the id of an article"))
    return labels


def _references(rows: Sequence[Record], columns: Columns, problem: Problem) -> ReferenceGold:
    of_clusters = columns.has("cluster") and not columns.has("id")
    references: dict[str, list[str]] = {}
    members: dict[str, frozenset[str]] = {}
    places: dict[str, str] = {}
    for row in rows:
        id_ = columns.text(row, "cluster") if of_clusters else id_of(row, columns)
        given = columns.get(row, "summary")
        texts = [str(text) for text in (given if isinstance(given, list) else [given]) if text]
        if not texts:
            continue
        if not id_:
            problem(InputError(row.place, "a summary without the id of what it sums up"))
            continue
        references.setdefault(id_, []).extend(texts)
        places.setdefault(id_, row.place)
        listed = columns.get(row, "articles")
        if isinstance(listed, list):
            members[id_] = members.get(id_, frozenset()) | frozenset(map(str, listed))
    return ReferenceGold(references, members if of_clusters or members else None, places)
