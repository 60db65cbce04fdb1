"""`newskit stories`: group the reports of one event."""

from typing import TYPE_CHECKING, Annotated

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import look_up, one_of
from newskit.cli.dedupe import write_articles
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners

if TYPE_CHECKING:
    from newskit.article import Article


def stories(
    inputs: options.Inputs = None,
    granularity: Annotated[
        str, typer.Option(metavar="WIDTH", help="How wide a story is: event, story or saga.")
    ] = settings.GRANULARITY,
    window: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Longest time between reports of one event: 3d, 36h."),
    ] = None,
    linker: Annotated[
        str, typer.Option(metavar="NAME", help="How reports are linked; see 'newskit plugins'.")
    ] = settings.LINKER,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORM", help="jsonl, or text: a report.")
    ] = "jsonl",
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
    """Group the reports of one event.

    Every article is marked with the story it belongs to. Copies are found first, as
    'dedupe --all' does, unless every article is marked by it already.

    \b
    Examples:
      newskit stories inbox/ -f text            which reports belong together
      newskit stories --window 2d feed.jsonl    reports at most two days apart
      newskit dedupe -a --level near in/ | newskit stories | newskit digest
    """
    with Run("stories", quiet, verbose, on_error) as run:
        one_of("--format", form, ("jsonl", "text"))
        settings.parse_granularity(granularity)
        settings.parse_window(window)
        look_up("linker", linker)
        look_up("cleaner", *(cleaner or ()))
        with output(to) as stream:
            articles = run.read(inputs, files_from, null, reader, field)
            from newskit import pipeline
            from newskit.renderers import report

            with run.working(f"grouping {len(articles):,} articles"):
                marked = pipeline.stories(
                    articles,
                    linker=linker,
                    granularity=granularity,
                    window=window,
                    cleaners=cleaners(cleaner, no_clean),
                )
            if form == "text":
                report.stories(marked, stream)
            else:
                write_articles(marked, stream)
        run.done(_closing(marked))


def _closing(articles: "list[Article]") -> str:
    from newskit.renderers.plain import count

    found = {str(article.extra["story"]) for article in articles}
    return f"{count(len(articles), 'article')}, {count(len(found), 'story', 'stories')}"
