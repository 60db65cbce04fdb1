"""`newskit dedupe`: which articles are copies; the rest flows on."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TextIO

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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newskit.deduplicated import Deduplicated


@options.reads_articles
def dedupe(
    given: options.Given,
    level: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            autocompletion=among(settings.LEVELS),
            help="Weakest level of a copy: exact, near, rewritten or story.",
        ),
    ] = str(settings.LEVEL),
    threshold: Annotated[
        float,
        typer.Option(
            metavar="J",
            help="Least Jaccard of near copies that do not hold one another (word 5-grams).",
        ),
    ] = settings.THRESHOLD,
    keep: Annotated[
        str,
        typer.Option(
            metavar="POLICY",
            autocompletion=named("keeper"),
            help="Which copy stays: longest, earliest, latest, first or source:a,b.",
        ),
    ] = settings.KEEPER,
    detector: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=named("detector"),
            help="Find candidates this way; default: as the level needs. Repeatable.",
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Print the copies too, marked with copy_of.")
    ] = False,
    paths: Annotated[
        bool, typer.Option("--paths", "-l", help="Print only the paths of the kept articles.")
    ] = False,
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
    ] = None,
    dropped: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the removed articles to FILE.")
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write all verified pairs to FILE (TSV)."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Remove only what is a copy of an article in FILE. Repeatable."
        ),
    ] = None,
    store: options.Store = None,
    window: options.Window = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=named("engine"),
            help="Where the work is done: local, or a plugin's, such as spark.",
        ),
    ] = LOCAL,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="Threads to work with; default: one a processor, four at most.",
            show_default=False,
        ),
    ] = None,
    kernel: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What does the inner loops; none changes a result. Default: by size.",
            show_default=False,
        ),
    ] = None,
    memory_: Annotated[
        str | None,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help="Get along with so much, such as 2GB; the rest goes into files.",
            show_default=False,
        ),
    ] = None,
    work_dir: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Folder for these files; a run that was killed goes on when given it again.",
            show_default=False,
        ),
    ] = None,
) -> None:
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
        if engine != LOCAL:
            own: dict[str, object] = {"--against": against, "--detector": detector}
            own |= {"--dropped": dropped, "--format": form, "--jobs": jobs, "--kernel": kernel}
            own |= {"--memory": memory_, "--pairs": pairs, "--paths": paths, "--store": store}
            own |= {"--window": window, "--work-dir": work_dir}
            refuse_with_engine(engine, own)
            least = settings.parse_threshold(threshold)
            asked = Job((), "", level=settings.parse_level(level), threshold=least, keep=keep)
            elsewhere(run, given, engine, replace(asked, all=all_))
            return
        chosen = article_form(form, given.to, ("jsonl", "text"))
        dropped_form = article_form(None, dropped, ())
        if paths and chosen not in (None, "jsonl"):
            raise UsageError("--paths and --format: one of them")
        settings.parse_level(level)
        settings.parse_threshold(threshold)
        workers = settings.parse_jobs(jobs)
        _refuse_clashes(given, against or [], [dropped, pairs])
        settings.parse_window(window)
        most = settings.parse_memory(memory_)
        look_up("keeper", keep)
        look_up("kernel", *([kernel] if kernel else ()))
        look_up("detector", *(detector or ()))
        look_up("cleaner", *cleaners(given))
        errors = "surrogateescape" if paths else "backslashreplace"
        with (
            opened(store, given.to, dropped, pairs) as memory,
            outputs(given.to, dropped, pairs, errors=errors) as (stream, (dropped_to, pairs_to)),
        ):
            budget = settings.MEMORY if most is None else min(most // 32, settings.MEMORY)
            articles = run.pile(given, budget, kernel, workers)
            seen = given._replace(inputs=against, files_from=None)
            old = run.pile(seen, budget, kernel, workers) if against else None
            from newskit import pipeline
            from newskit.renderers import report

            with run.working("comparing", len(articles)):
                found = pipeline.dedupe(
                    articles,
                    level=level,
                    threshold=threshold,
                    keep=keep,
                    detectors=detector or (),
                    against=old,
                    store=memory,
                    window=window,
                    jobs=workers,
                    kernel=kernel,
                    memory=most,
                    work_dir=work_dir,
                    cleaners=cleaners(given),
                )
            copies = Counter(str(match.level) for match in found.evidence.removed.values())
            levels = {str(each): copies[str(each)] for each in sorted(Level)[:0:-1]}
            run.gives(articles=len(found.all), kept=len(found), copies=levels)
            with run.writing(given.to):
                _write_sides(found, dropped_to, dropped_form, pairs_to)
                printed = found.all if all_ else found
                if paths:
                    write_paths(printed, "\0" if given.null else "\n", stream)
                elif chosen == "text":
                    report.copies(found, stream)
                else:
                    write_articles(printed, stream, chosen)
        run.done(_closing(found, copies) + seen_before(len(articles), len(found.all)))


def _refuse_clashes(given: options.Given, against: list[str], sides: "list[str | None]") -> None:
    """Refuse to read standard input twice, and to write a side file over an input."""
    inputs = given.inputs or ([] if given.files_from else ["-"])
    if "-" in against and ("-" in inputs or given.files_from == "-"):
        raise UsageError("standard input cannot be both the input and --against")
    refuse_overwriting([*inputs, *against], *sides)


def _write_sides(
    found: "Deduplicated", dropped: TextIO | None, form: str | None, pairs: TextIO | None
) -> None:
    from newskit.marks import copy_of

    if dropped:
        write_articles(filter(copy_of, found.all), dropped, form)
    if pairs:
        write_pairs(found.pairs(), pairs)


def _closing(found: "Deduplicated", levels: "Mapping[str, int]") -> str:
    from newskit.renderers.plain import count

    removed = sum(levels.values())
    said = ", ".join(f"{number} {level}" for level, number in sorted(levels.items()))
    copies = count(removed, "copy", "copies") + (f" ({said})" if said else "")
    return f"{count(len(found.all), 'article')}, {len(found)} kept, {copies}"
