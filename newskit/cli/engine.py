"""`newskit dedupe --engine`: the work is done elsewhere, and what came of it is said here."""

import gc
from collections.abc import Mapping
from dataclasses import replace
from operator import index
from typing import TYPE_CHECKING

import typer

from newskit import settings
from newskit.cli.choices import field_names, look_up
from newskit.engines import Done, Engine, Job
from newskit.errors import ExitCode, InputError, PluginError, UsageError, shown
from newskit.text.line import count

if TYPE_CHECKING:
    from newskit.cli.options import Given
    from newskit.cli.run import Run


class _Local:
    """The engine of this machine, for whoever speaks to engines; the command has more to offer."""

    def dedupe(self, job: Job, /) -> Done:
        """Find the copies, and write a file."""
        from collections import Counter

        from newskit import incoming, pipeline
        from newskit.cli.output import output
        from newskit.cli.writing import article_form, write_articles

        said: list[Exception] = []
        read = incoming.reading(
            job.inputs, job.reader, job.fields, said.append, budget=settings.MEMORY
        )
        bad = [problem for problem in said if isinstance(problem, InputError)]
        if bad and not read.articles:
            raise bad[0]
        found = pipeline.dedupe(
            read.articles,
            level=job.level,
            threshold=job.threshold,
            keep=job.keep,
            cleaners=job.cleaners,
        )
        with output(job.to) as stream:
            printed = found.all if job.all else found
            write_articles(printed, stream, article_form(None, job.to, ()))
        copies = Counter(str(match.level) for match in found.evidence.removed.values())
        return Done(len(found.all), copies, len(bad), bad)


LOCAL: Engine = _Local()


def refuse_with_engine(engine: str, options: Mapping[str, object]) -> None:
    """Refuse options that only this machine knows.

    Raises:
        UsageError: one of them was given.
    """
    given = [name for name, value in options.items() if value]
    if given:
        raise UsageError(f"{given[0]}: not with --engine {engine}")


def _done(answer: object) -> Done:
    """Give what an engine answered as plain numbers and lists; it may be a stranger's."""
    if not isinstance(answer, Done):
        raise PluginError(f"gave {shown(answer)}, which does not say what was done")
    copies = {str(level): index(number) for level, number in answer.copies.items()}
    return Done(index(answer.articles), copies, index(answer.skipped), list(answer.problems))


def elsewhere(run: "Run", given: "Given", engine: str, job: Job) -> None:
    """Let an engine do what is asked of `dedupe`, and say what came of it."""
    from newskit.cli.run import cleaners
    from newskit.guard import blaming
    from newskit.host import default_host

    host = default_host()
    chosen = host.get("engine", engine)
    if given.to is None or given.files_from is not None or not given.inputs:
        raise UsageError(f"--engine {engine}: name the inputs, and what to write with -o")
    look_up("reader", *([given.reader] if given.reader else []))
    look_up("keeper", job.keep)
    look_up("cleaner", *cleaners(given))
    job = replace(
        job,
        inputs=given.inputs,
        to=given.to,
        reader=given.reader,
        fields=field_names(given.field),
        cleaners=cleaners(given),
    )
    gc.enable()  # a stranger's may make cycles
    try:
        with run.working("comparing"), blaming(host, "engine", engine, patient=True):
            done = _done(chosen.dedupe(job))
    except InputError as error:
        done = Done(0, {}, 1, [error])
    for problem in done.problems:
        run.problem(problem)
    run.came_in(done.articles, done.skipped - len(done.problems))
    if done.skipped and not done.articles:
        raise typer.Exit(ExitCode.FAILED)
    copies = sum(done.copies.values())
    run.gives(articles=done.articles, kept=done.articles - copies, copies=dict(done.copies))
    levels = ", ".join(f"{number} {level}" for level, number in sorted(done.copies.items()))
    said = f" ({levels})" if levels else ""
    kept = f"{done.articles - copies} kept, {count(copies, 'copy', 'copies')}{said}"
    run.done(f"{count(done.articles, 'article')}, {kept}")
