"""`newskit digest`: one cited entry for each story."""

from pathlib import Path
from typing import Annotated

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import check_budget, look_up
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners

_BY_SUFFIX = {".txt": "text", ".markdown": "md", ".htm": "html"}


@options.reads_articles
def digest(
    given: options.Given,
    sentences: options.Sentences = None,
    words: options.Words = None,
    chars: options.Chars = None,
    ratio: options.Ratio = None,
    method: options.Method = settings.SUMMARIZER,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the digest is called.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Its date, as 2026-05-01; default: its newest article's."),
    ] = None,
    order: Annotated[
        str,
        typer.Option(
            metavar="ORDER", help="First the stories of most sources, or size, newest, oldest."
        ),
    ] = settings.ORDER,
    top: Annotated[int | None, typer.Option(metavar="N", help="At most N stories.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Only stories with news since a day, or in so long before the digest's date: 2d.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="md, text, json, jsonfeed; default: by the suffix of -o.",
        ),
    ] = None,
) -> None:
    """Merge articles into one cited digest.

    Each story becomes an entry, and every sentence is cited to the articles that say it.
    The steps before are run unless their marks are there: 'digest' alone is the same as
    'dedupe --all | stories | digest'. Options of those steps are given to those commands.

    \b
    Examples:
      newskit digest inbox/ -o today.md
      newskit digest -n 2 -f text feed.jsonl | less
      newskit digest --top 10 --since 2d --order newest feed.jsonl
      newskit dedupe -a --keep earliest in/ | newskit stories | newskit digest
    """
    with Run("digest", given.quiet, given.verbose, given.on_error) as run:
        chosen = form or _form(given.to)
        check_budget(sentences, words, chars, ratio)
        settings.parse_date(date)
        settings.parse_order(order)
        settings.parse_top(top)
        settings.parse_since(since)
        look_up("summarizer", method)
        look_up("cleaner", *cleaners(given))
        look_up("renderer", chosen)
        with output(given.to) as stream:
            articles = run.read(given)
            from newskit import pipeline
            from newskit.renderers.plain import overview

            with run.working(f"merging {len(articles):,} articles"):
                made = pipeline.digest(
                    articles,
                    method=method,
                    sentences=sentences,
                    words=words,
                    chars=chars,
                    ratio=ratio,
                    title=title,
                    date=date,
                    order=order,
                    top=top,
                    since=since,
                    cleaners=cleaners(given),
                )
            pipeline.render(made, stream, chosen)
        run.done(overview(made))


def _form(to: str | None) -> str:
    """Give the form that the suffix of a file asks for; Markdown when it asks for none."""
    from newskit.host import default_host

    suffix = Path(to or "").suffix.lower()
    named = _BY_SUFFIX.get(suffix, suffix.removeprefix("."))
    known = named == "html" or named in default_host().builtins("renderer")
    return named if known or named in default_host().names("renderer") else settings.RENDERER
