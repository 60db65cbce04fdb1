"""`newskit store`: what is in a store, whether it is whole, what it may forget."""

from typing import Annotated

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.output import output
from newskit.cli.run import Run
from newskit.cli.stored import opened
from newskit.cli.writing import write_articles
from newskit.errors import StoreError
from newskit.text.line import count, one_line

APP = typer.Typer(
    help="Tell what a store holds, check it, make it smaller, print it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Place = Annotated[str, typer.Argument(metavar="STORE", help="The store, as --store names it.")]


@APP.command()
def info(
    store: Place,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Tell what a store holds and what it was built with.

    \b
    Examples:
      newskit store info news.db
      newskit store info --json news.db | jq .articles
    """
    with Run("store info", quiet, verbose), opened(store, to) as memory, output(to) as stream:
        import json

        assert memory is not None
        built = {"parameters": dict(memory.parameters())}
        figures = {**memory.figures(), **built}
        for name in ("first", "last"):
            figures[name] = _day(figures.get(name))
        if as_json:
            stream.write(json.dumps(figures, indent=2) + "\n")
            return
        for name, value in {**figures, **built["parameters"]}.items():
            if not isinstance(value, dict) and value is not None:
                shown = f"{value:,}" if isinstance(value, int) else value or "-"
                stream.write(f"{name:<12} {shown}\n")


@APP.command()
def verify(
    store: Place,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check that everything in a store fits together.

    What does not is printed, a line each, and the command ends with exit code 3.

    \b
    Examples:
      newskit store verify -q news.db || echo look into news.db
    """
    with Run("store verify", quiet, verbose) as run, opened(store) as memory:
        assert memory is not None
        with run.working("checking"):
            wrong = list(memory.check())
        with output(None) as stream:
            stream.writelines(f"{one_line(line)}\n" for line in wrong)
        if wrong:
            from newskit.memory.named import shown

            raise StoreError(
                f"{shown(store)}: {len(wrong)} things are wrong "
                "(make a new one of what 'newskit store export' prints)"
            )
        run.done(f"{memory.figures()['articles']:,} articles, all is well")


@APP.command()
def prune(
    store: Place,
    before: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="A day, or how much of the time before the newest article stays."
        ),
    ],
    date: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="What today is; default: the newest article's day."),
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Forget old articles. A kept article stays as long as one of its copies does.

    \b
    Examples:
      newskit store prune news.db --before 90d
      newskit store prune news.db --before 2026-01-01
    """
    with Run("store prune", quiet, verbose) as run:
        settings.parse_since_day(before, "--before")
        settings.parse_date(date)
        with opened(store) as memory:
            from newskit import memory as remembering

            assert memory is not None
            with run.working("forgetting"):
                gone = remembering.prune(memory, before, date=date)
        run.done(f"{count(gone, 'article')} forgotten")


@APP.command()
def export(
    store: Place,
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print every article of a store with its marks, in order of ids.

    \b
    Examples:
      newskit store export news.db | newskit digest --top 10
    """
    with (
        Run("store export", quiet, verbose) as run,
        opened(store, to) as memory,
        output(to) as stream,
        run.writing(to),
    ):
        from newskit import memory as remembering

        assert memory is not None
        write_articles(remembering.export(memory), stream)


def _day(number: object) -> str | None:
    from datetime import date

    return date.fromordinal(number).isoformat() if isinstance(number, int) else None
