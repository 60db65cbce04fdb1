"""Gold, the articles it is about and another tool's answer, as a command line names them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newskit.article import Article
from newskit.cli.options import Given
from newskit.cli.run import Run
from newskit.errors import InputError, NewskitError, UsageError
from newskit.evaluation.answers import Answer
from newskit.evaluation.columns import Columns
from newskit.evaluation.gold import Gold, ReferenceGold
from newskit.evaluation.known import Known, known_articles, known_rows
from newskit.evaluation.labels import gold_of, readable, with_members
from newskit.evaluation.responses import answer_of_rows
from newskit.evaluation.rows import article_of, read_rows
from newskit.levels import Level
from newskit.protocols import STDIN, Record


class Asked(NamedTuple):
    """What is to be judged, and by what.

    Args:
        gold: the file of labels.
        answer: the file of an answer; None for that of newskit.
        kind: what the labels are, if it is said.
        columns: the columns that have other names.
        level: what counts as the same, if it is said.
    """

    gold: str
    answer: str | None
    kind: str | None
    columns: Mapping[str, str]
    level: Level | None


class Labelled(NamedTuple):
    """What was read.

    Args:
        gold: the labels, by the names that the file uses.
        articles: the articles; none if only an answer is judged.
        known: what articles go by.
        answer: that of the file, by the same names; None if there is none.
    """

    gold: Gold
    articles: list[Article]
    known: Known
    answer: Answer | None

    def named(self) -> Gold:
        """Give the labels by the ids of the articles, of those that are there."""
        return self.gold.renamed(self.known.names) if self.known.names else self.gold


def read_labelled(run: Run, asked: Asked, given: Given) -> Labelled:
    """Read gold, the articles named beside it or else those it holds, and an answer.

    Raises:
        NewskitError: there is nothing to judge, or nothing to judge it by.
        UsageError: no articles are named, and none are in the gold.
    """
    source = _name(asked.gold)
    articles: list[Article] | None = None
    if given.inputs or given.files_from:
        rows = readable(read_rows(asked.gold), run.problem)
        articles = run.read(given)
    elif asked.answer:
        rows = readable(read_rows(asked.gold), run.problem)
    else:
        articles = run.read(given._replace(inputs=[_with_articles(asked.gold)]))
        rows = _records(articles, source)
    answered = readable(read_rows(asked.answer), run.problem) if asked.answer else []
    _check_columns(asked, [*rows, *answered])
    gold = gold_of(
        rows, source, run.problem, kind=asked.kind, columns=asked.columns, level=asked.level
    )
    if articles is None:
        known = known_rows([*rows, *answered], Columns(rows, asked.columns))
    else:
        if isinstance(gold, ReferenceGold) and gold.members == {}:
            gold = with_members(gold, _records(articles, source), asked.columns)
        known = known_articles(articles).called_as(gold.ids())
        _tell_unknown(run, gold, known, source)
    answer = _answer(run, asked, answered, gold, known) if asked.answer else None
    return Labelled(gold, articles or [], known, answer)


def _with_articles(gold: str) -> str:
    """Check that a file of labels holds articles; what comes through a pipe is read only once."""
    if gold != "-" and Path(gold).is_file():
        rows = [row for row in read_rows(gold) if isinstance(row, Record)]
        if rows and not any(map(article_of, rows)):
            remedy = "name them after it, or an answer with --answer"
            raise UsageError(f"{gold}: has labels, and no articles ({remedy})")
    return gold


def _records(articles: Sequence[Article], source: str) -> list[Record]:
    return [Record(article.record(), article.path or source) for article in articles]


def _check_columns(asked: Asked, rows: Sequence[Record]) -> None:
    there = Columns(rows, asked.columns).all
    for key, name in asked.columns.items():
        if name not in there:
            has = ", ".join(there[:8])
            raise UsageError(f"--column {key}={name}: there is no such column (there are {has})")


def _tell_unknown(run: Run, gold: Gold, known: Known, source: str) -> None:
    """Say which articles of the gold are not there."""
    named = sorted(gold.ids())
    unknown = [id_ for id_ in named if id_ not in known.names]
    remedy = "names are ids, paths, URLs, file names"
    if not named:
        remedy = "give the articles a key 'cluster', or the references a list 'articles'"
        raise NewskitError(f"{source}: nothing says which articles are summed up ({remedy})")
    if len(unknown) == len(named):
        cause = f"none of the articles it names is there, such as {named[0]!r}"
        raise NewskitError(f"{source}: {cause} ({remedy})")
    if unknown:
        more = f", nor by {len(unknown) - 1:,} more of the names" if len(unknown) > 1 else ""
        cause = f"no article goes by {unknown[0]!r}{more}: not judged"
        run.problem(InputError(gold.places.get(unknown[0], source), cause, remedy))


def _answer(
    run: Run, asked: Asked, rows: Sequence[Record], gold: Gold, known: Known
) -> Answer | None:
    source = _name(asked.answer or "")
    answer = answer_of_rows(rows, source, gold, run.problem, asked.columns)
    if known.names:
        gold, answer = gold.renamed(known.names), answer.renamed(known.names)
    judged = set(gold.references) if isinstance(gold, ReferenceGold) else gold.ids()
    if rows and judged.isdisjoint(answer.ids()):
        raise NewskitError(f"{source}: names no article that is labelled in {_name(asked.gold)}")
    return answer


def _name(path: str) -> str:
    return STDIN if path == "-" else path
