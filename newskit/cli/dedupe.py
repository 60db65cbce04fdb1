"""`newskit dedupe`: which articles are copies; the rest flows on."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import look_up
from newskit.cli.completion import among, named
from newskit.cli.engine import elsewhere, refuse_with_engine
from newskit.cli.output import outputs, refuse_overwriting
from newskit.cli.run import Run, cleaners
from newskit.cli.stored import opened, seen_before
from newskit.cli.writing import article_form, write_articles, write_pairs, write_paths
from newskit.engines import LOCAL, Job
from newskit.errors import UsageError
from newskit.levels import Level
from newskit.text.line import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newskit.deduplicated import Deduplicated
    from newskit.storing import Store

FORMS = ("jsonl", "text")
_LOCAL_ONLY = (
    *("against", "detector", "dropped", "format", "jobs", "kernel"),
    *("memory", "pairs", "paths", "store", "window", "work-dir"),
)
"""Options that an engine elsewhere does not know."""


class Asked(NamedTuple):
    """The options that are those of `dedupe` alone."""

    level: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            autocompletion=among(settings.LEVELS),
            help="Weakest level of a copy: exact, near, rewritten or story.",
        ),
    ] = str(settings.LEVEL)
    threshold: Annotated[
        float,
        typer.Option(
            metavar="J",
            help="Least Jaccard of near copies that do not hold one another (word 5-grams).",
        ),
    ] = settings.THRESHOLD
    keep: Annotated[
        str,
        typer.Option(
            metavar="POLICY",
            autocompletion=named("keeper"),
            help="Which copy stays: longest, earliest, latest, first or source:a,b.",
        ),
    ] = settings.KEEPER
    detector: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=named("detector"),
            help="Find candidates this way; default: as the level needs. Repeatable.",
        ),
    ] = None
    all: Annotated[
        bool, typer.Option("--all", "-a", help="Print the copies too, marked with copy_of.")
    ] = False
    paths: Annotated[
        bool, typer.Option("--paths", "-l", help="Print only the paths of the kept articles.")
    ] = False
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            autocompletion=named("writer", others=("text",)),
            help="jsonl, or text: a report; default: by the suffix of -o.",
            show_default=False,
        ),
    ] = None
    dropped: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the removed articles to FILE.")
    ] = None
    pairs: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write all verified pairs to FILE (TSV)."),
    ] = None
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Remove only what is a copy of an article in FILE. Repeatable."
        ),
    ] = None
    store: options.Store = None
    window: options.Window = None
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=named("engine"),
            help="Where the work is done: local, or a plugin's, such as spark.",
        ),
    ] = LOCAL
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="Threads to work with; default: one a processor, four at most.",
            show_default=False,
        ),
    ] = None
    kernel: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What does the inner loops; none changes a result. Default: by size.",
            show_default=False,
        ),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Get along with so much, such as 2GB; the rest goes into files.",
            show_default=False,
        ),
    ] = None
    work_dir: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Folder for these files; a run that was killed goes on when given it again.",
            show_default=False,
        ),
    ] = None


@options.reads_articles
def dedupe(given: options.Given, asked: Asked) -> None:
    """Drop the copies and print the articles that stay.

    Each article comes with the copies it stands for, verified on the full texts. The kept
    article of each group matches every copy itself, never through a third one, and no text
    is removed for a shorter one it contains.

    \b
    Examples:
      newskit dedupe *.txt -f text              a report for people
      newskit dedupe feed.jsonl > kept.jsonl    one of each group of copies
      newskit dedupe --level exact -l -0 *.txt | xargs -0 ls -l
      newskit dedupe --all --pairs pairs.tsv feed.jsonl
      newskit dedupe --keep source:agency.example,paper.example feed.jsonl
      newskit dedupe --against seen.jsonl today.jsonl > new.jsonl
      newskit dedupe --store news.db today.jsonl > new.jsonl
      newskit dedupe --memory 2GB --work-dir work archive.jsonl -o kept.jsonl
      newskit dedupe --engine spark --no-clean s3a://news/in -o s3a://news/out
    """
    with Run("dedupe", given.quiet, given.verbose, given.on_error, given.asked) as run:
        if asked.engine == LOCAL:
            _here(run, given, asked)
        else:
            _elsewhere(run, given, asked)


def _elsewhere(run: Run, given: options.Given, asked: Asked) -> None:
    """Let an engine do it; what the options of this machine alone mean, it does not know."""
    refuse_with_engine(asked.engine, {f"--{name}": given.asked[name] for name in _LOCAL_ONLY})
    least = settings.parse_threshold(asked.threshold)
    level = settings.parse_level(asked.level)
    job = Job((), "", level=level, threshold=least, keep=asked.keep, all=asked.all)
    elsewhere(run, given, asked.engine, job)


def _here(run: Run, given: options.Given, asked: Asked) -> None:
    form, dropped_form = _checked(given, asked)
    errors = "surrogateescape" if asked.paths else "backslashreplace"
    written = (given.to, asked.dropped, asked.pairs)
    with (
        opened(asked.store, *written) as store,
        outputs(*written, errors=errors) as (stream, (dropped, pairs)),
    ):
        found, read = _found(run, given, asked, store)
        from newskit.marks import copy_of

        copies = Counter(str(match.level) for match in found.evidence.removed.values())
        levels = {str(each): copies[str(each)] for each in sorted(Level)[:0:-1]}
        run.gives(articles=len(found.all), kept=len(found), copies=levels)
        with run.writing(given.to):
            if dropped:
                write_articles(filter(copy_of, found.all), dropped, dropped_form)
            if pairs:
                write_pairs(found.pairs(), pairs)
            _write(found, given, asked, form, stream)
    run.done(_closing(found, copies) + seen_before(read, len(found.all)))


def _checked(given: options.Given, asked: Asked) -> tuple[str | None, str | None]:
    """Check all that can be before anything is read; give the forms of what is written."""
    forms = article_form(asked.form, given.to, FORMS), article_form(None, asked.dropped, ())
    if asked.paths and forms[0] not in (None, "jsonl"):
        raise UsageError("--paths and --format: one of them")
    settings.parse_level(asked.level)
    settings.parse_threshold(asked.threshold)
    settings.parse_jobs(asked.jobs)
    _refuse_clashes(given, asked)
    settings.parse_window(asked.window)
    settings.parse_memory(asked.memory)
    look_up("keeper", asked.keep)
    look_up("kernel", *([asked.kernel] if asked.kernel else ()))
    look_up("detector", *(asked.detector or ()))
    look_up("cleaner", *cleaners(given))
    return forms


def _refuse_clashes(given: options.Given, asked: Asked) -> None:
    """Refuse to read standard input twice, and to write a side file over an input."""
    inputs = given.inputs or ([] if given.files_from else ["-"])
    against = asked.against or []
    if "-" in against and ("-" in inputs or given.files_from == "-"):
        raise UsageError("standard input cannot be both the input and --against")
    refuse_overwriting([*inputs, *against], asked.dropped, asked.pairs)


def _found(
    run: Run, given: options.Given, asked: Asked, store: "Store | None"
) -> "tuple[Deduplicated, int]":
    """Read and compare; give what was found, and how many articles came in."""
    jobs, memory = settings.parse_jobs(asked.jobs), settings.parse_memory(asked.memory)
    budget = settings.MEMORY if memory is None else min(memory // 32, settings.MEMORY)
    articles = run.pile(given, budget, asked.kernel, jobs)
    old = given._replace(inputs=asked.against, files_from=None)
    against = run.pile(old, budget, asked.kernel, jobs) if asked.against else None
    from newskit import pipeline

    with run.working("comparing", len(articles)):
        found = pipeline.dedupe(
            articles,
            level=asked.level,
            threshold=asked.threshold,
            keep=asked.keep,
            detectors=asked.detector or (),
            against=against,
            store=store,
            window=asked.window,
            jobs=jobs,
            kernel=asked.kernel,
            memory=memory,
            work_dir=asked.work_dir,
            cleaners=cleaners(given),
        )
    return found, len(articles)


def _write(
    found: "Deduplicated", given: options.Given, asked: Asked, form: str | None, stream: TextIO
) -> None:
    printed = found.all if asked.all else found
    if asked.paths:
        write_paths(printed, "\0" if given.null else "\n", stream)
    elif form == "text":
        from newskit.renderers import report

        report.copies(found, stream)
    else:
        write_articles(printed, stream, form)


def _closing(found: "Deduplicated", levels: "Mapping[str, int]") -> str:
    removed = sum(levels.values())
    said = ", ".join(f"{number} {level}" for level, number in sorted(levels.items()))
    copies = count(removed, "copy", "copies") + (f" ({said})" if said else "")
    return f"{count(len(found.all), 'article')}, {len(found)} kept, {copies}"
