"""Gold and answers from files, for those who call newskit as a library."""

import warnings
from collections.abc import Mapping
from os import PathLike, fspath

from newskit.errors import InputNote
from newskit.evaluation.answers import Answer
from newskit.evaluation.gold import Gold
from newskit.evaluation.labels import Problem, gold_of, readable
from newskit.evaluation.responses import answer_of_rows
from newskit.evaluation.rows import read_rows
from newskit.levels import Level


def read_gold(
    path: "str | PathLike[str]",
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    level: Level | None = None,
    on_problem: Problem | None = None,
) -> Gold:
    """Read labels from a file; see `gold_of`.

    Args:
        path: CSV, TSV, JSON Lines or JSON.
        kind: `pairs`, `clusters` or `summaries`; by default the columns tell.
        columns: the columns that have other names, such as `{"label": "verdict"}`.
        level: the weakest level that counts as the same.
        on_problem: told what is wrong with a row; by default that is a warning.

    Raises:
        NewskitError: the file cannot be read, or has no labels.
    """
    source = fspath(path)
    problem = on_problem or _warn
    return gold_of(read_rows(source), source, problem, kind=kind, columns=columns, level=level)


def read_answer(
    path: "str | PathLike[str]",
    gold: Gold,
    *,
    columns: Mapping[str, str] | None = None,
    on_problem: Problem | None = None,
) -> Answer:
    """Read from a file what a tool answered; see `answer_of_rows`.

    Args:
        path: pairs, clusters, summaries, articles with marks, or a digest as JSON.
        gold: what will judge it.
        columns: as for `read_gold`.
        on_problem: as for `read_gold`.

    Raises:
        NewskitError: the file cannot be read, or has nothing in it that `gold` could judge.
    """
    source = fspath(path)
    problem = on_problem or _warn
    return answer_of_rows(readable(read_rows(source), problem), source, gold, problem, columns)


def _warn(problem: Exception) -> None:
    warnings.warn(InputNote(str(problem)), stacklevel=3)
