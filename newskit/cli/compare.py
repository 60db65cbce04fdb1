"""`newskit compare`: why are these articles the same, or not."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newskit.cli import options
from newskit.cli.choices import form_of, look_up, one_of
from newskit.cli.completion import among
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners
from newskit.errors import UsageError
from newskit.text.line import count

if TYPE_CHECKING:
    from newskit.comparing.compare import Comparison


FORMS = ("text", "json", "html")


@options.reads_articles
def compare(
    given: options.Given,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            autocompletion=among(FORMS),
            help="text, json, or html; default: by the suffix of -o.",
        ),
    ] = None,
) -> None:
    """Show how two articles are the same, passage by passage.

    Every article is laid beside every other one: the level, the scores, the passages that
    correspond with [-removed-]{+added+} words, what only one of them has, and which names,
    numbers, dates and quotations they share. The exit code is 0 whatever the verdict.

    \b
    Examples:
      newskit compare a.txt b.txt
      newskit compare a.txt b.txt -o pair.html
      newskit compare -f json a.txt b.txt | jq '.[0].level'
    """
    with Run("compare", given.quiet, given.verbose, given.on_error, given.asked) as run:
        form = form or form_of(given.to, FORMS, "text")
        one_of("--format", form, FORMS)
        look_up("cleaner", *cleaners(given))
        with output(given.to) as stream:
            articles = run.read(given)
            if len(articles) < 2:
                raise UsageError(f"two articles or more are needed, {len(articles)} came in")
            from newskit import pipeline

            with run.working("comparing", len(articles)):
                compared = pipeline.compare(articles, cleaners=cleaners(given))
            run.gives(pairs=len(compared))
            with run.writing(given.to):
                _write(compared, form, stream)
        run.done(f"{count(len(articles), 'article')}, {count(len(compared), 'pair')}")


def _write(compared: "list[Comparison]", form: str, stream: TextIO) -> None:
    if form == "text":
        from newskit.comparing.terminal import render

        render(compared, stream)
    elif form == "html":
        from newskit.comparing.page import render as render_page

        render_page(compared, stream)
    else:
        import json

        records = [comparison.record() for comparison in compared]
        stream.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
