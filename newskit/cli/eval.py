"""`newskit eval`: how good is it on my labelled data, and where is it wrong."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import check_budget, look_up, one_of
from newskit.cli.completion import among
from newskit.cli.output import outputs, refuse_overwriting
from newskit.cli.run import Run, cleaners
from newskit.errors import UsageError

if TYPE_CHECKING:
    from newskit.evaluation import Report


def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            help="Labels: pairs, clusters or reference summaries.",
            show_default=False,
        ),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="The articles that are labelled; by default those in GOLD.",
            show_default=False,
        ),
    ] = None,
    answer: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Judge FILE, the answer of a tool, not newskit."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            autocompletion=among(("pairs", "clusters", "summaries")),
            help="What GOLD has: pairs, clusters or summaries; else columns tell.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=NAME",
            help="Take KEY (a, b, label, score, id, cluster, summary) from NAME. Repeatable.",
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            autocompletion=among(settings.LEVELS),
            help="Weakest level that counts as the same: exact, near, rewritten or story; else as "
            "GOLD has it.",
        ),
    ] = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="Pairs that GOLD does not list are different.")
    ] = False,
    worst: Annotated[
        int, typer.Option(metavar="N", min=0, help="Show the N worst mistakes of each kind.")
    ] = 5,
    sweep: Annotated[
        bool, typer.Option("--sweep", help="Score other thresholds, or granularities, too.")
    ] = False,
    plot: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw the sweep to FILE: .svg or .png.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    sentences: options.Sentences = None,
    words: options.Words = None,
    chars: options.Chars = None,
    ratio: options.Ratio = None,
    method: options.Method = settings.SUMMARIZER,
    files_from: options.FilesFrom = None,
    null: options.Null = False,
    reader: options.Reader = None,
    field: options.Field = None,
    cleaner: options.Cleaner = None,
    no_clean: options.NoClean = False,
    on_error: options.OnError = "report",
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Measure newskit, or another tool, on labelled data.

    GOLD is CSV, TSV or JSON Lines: pairs (a, b, label), clusters (id, cluster) or reference
    summaries (id, summary). Only what it labels is judged. newskit answers as 'dedupe',
    'stories' or 'summarize' would; marks that every article has are judged as they are.

    \b
    Examples:
      newskit eval labelled.jsonl               articles with a key 'cluster'
      newskit eval pairs.csv inbox/ --worst 20
      newskit eval clusters.csv feed.jsonl --sweep --plot sweep.svg
      newskit eval pairs.csv feed.jsonl --answer other-tool.tsv
      newskit stories --granularity saga a.jsonl | newskit eval clusters.csv -
    """
    with Run("eval", quiet, verbose, on_error) as run:
        given = options.Given(
            inputs, files_from, null, reader, field, cleaner, no_clean, on_error, to
        )
        weakest = None if level is None else settings.parse_level(level)
        columns = _columns(column)
        _check(kind, plot, to, [gold, answer, files_from, *(inputs or ())])
        check_budget(sentences, words, chars, ratio)
        look_up("summarizer", method)
        look_up("cleaner", *cleaners(given))
        with outputs(to, plot) as (stream, (plot_to,)):
            from newskit.cli.answering import Summing, check, own_answer, swept
            from newskit.cli.labelled import Asked, read_labelled
            from newskit.evaluation import evaluate as judge

            asked = Asked(gold, answer, kind, columns, weakest)
            labelled = read_labelled(run, asked, given)
            summing = Summing(
                method=method, sentences=sentences, words=words, chars=chars, ratio=ratio
            )
            sweep = sweep or plot is not None
            check(labelled, sweep, complete, summing)
            with run.working("answering"):
                said = labelled.answer or own_answer(labelled, cleaners(given), summing)
            report = judge(labelled.gold, said, labelled.known, complete=complete, worst=worst)
            if sweep:
                with run.working("sweeping"):
                    report = swept(report, labelled, cleaners(given), complete)
            if plot_to:
                title = f"{Path(answer or 'newskit').name} on {Path(gold).name}"
                _draw(report, title, str(plot), plot_to)
            _write(report, as_json, stream)
        run.done(_closing(report))


def _columns(given: list[str] | None) -> dict[str, str]:
    """Read `--column` options: from what a column holds to its name."""
    from newskit.evaluation.columns import check_columns

    columns = {}
    for each in given or ():
        key, equals, name = each.partition("=")
        if not (key and equals and name):
            raise UsageError(f"--column {each}: write KEY=NAME, as in label=verdict")
        columns[key] = name
    check_columns(columns)
    return columns


def _check(kind: str | None, plot: str | None, to: str | None, inputs: "list[str | None]") -> None:
    """Check what can be checked before anything is read."""
    from newskit.evaluation.gold import KINDS
    from newskit.pictures.draw import check_form

    if kind is not None:
        one_of("--kind", kind, KINDS)
    if plot is not None:
        check_form("--plot", plot)
    if inputs.count("-") > 1:
        raise UsageError("standard input can be GOLD, INPUT, --answer or --files-from: one of them")
    refuse_overwriting(inputs, to, plot)


def _draw(report: "Report", title: str, path: str, stream: TextIO) -> None:
    from newskit.evaluation.chart import chart
    from newskit.pictures.draw import check_form, draw

    stream.flush()
    form = check_form("--plot", path)
    stream.buffer.write(draw(chart(report.sweep, title, report.varied), form))


def _write(report: "Report", as_json: bool, stream: TextIO) -> None:
    import json

    from newskit.evaluation.table import write

    if as_json:
        stream.write(json.dumps(report.record(), ensure_ascii=False, indent=2) + "\n")
    else:
        write(report, stream)


def _closing(report: "Report") -> str:
    """Say the one figure that says most."""
    judged = f"{report.basis.judged:,} judged"
    if report.b_cubed:
        return f"{judged}, B-cubed F1 {report.b_cubed.f1:.4f}"
    if report.pairs:
        f1 = report.pairs.f1
        return f"{judged}, F1 {'unknown' if f1 is None else f'{f1:.4f}'}"
    return f"{judged}, ROUGE-1 F1 {report.rouge['ROUGE-1'].f1:.4f}"
