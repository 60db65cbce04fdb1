"""`newskit stories`: group the reports of one event."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import form_of, look_up
from newskit.cli.completion import among, named
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners
from newskit.cli.stored import opened, seen_before
from newskit.cli.writing import article_form, write_articles
from newskit.text.line import count

if TYPE_CHECKING:
    from newskit.article import Article

FORMS = ("jsonl", "text", "svg", "png")
SUFFIXES = {"ndjson": "jsonl", "json": "jsonl", "txt": "text"}


@options.reads_articles
def stories(
    given: options.Given,
    granularity: Annotated[
        str,
        typer.Option(
            metavar="WIDTH",
            autocompletion=among(settings.GRANULARITIES),
            help="How wide a story is: event, story or saga.",
        ),
    ] = settings.GRANULARITY,
    window: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Longest time between reports of one event: 3d, 36h."),
    ] = None,
    store: options.Store = None,
    linker: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=named("linker"),
            help="How reports are linked; see 'newskit plugins'.",
        ),
    ] = settings.LINKER,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            autocompletion=named("writer", others=FORMS),
            help="jsonl, text (a report), svg or png (a map); default: by the suffix of -o.",
        ),
    ] = None,
) -> None:
    """Group the reports of one event.

    Every article is marked with the story it belongs to. Copies are found first, as
    'dedupe --all' does, unless every article is marked by it already.

    \b
    Examples:
      newskit stories inbox/ -f text            which reports belong together
      newskit stories inbox/ -o map.svg         a map: what is alike is near
      newskit stories --window 2d feed.jsonl    reports at most two days apart
      newskit stories --store news.db today.jsonl    stories go on from day to day
      newskit dedupe -a --level near in/ | newskit stories | newskit digest
    """
    with Run("stories", given.quiet, given.verbose, given.on_error, given.asked) as run:
        chosen = article_form(form, given.to, FORMS)
        chosen = chosen or form_of(given.to, FORMS, "jsonl", SUFFIXES)
        if chosen in ("svg", "png"):
            _check_map(chosen)
        settings.parse_granularity(granularity)
        settings.parse_window(window)
        look_up("linker", linker)
        look_up("cleaner", *cleaners(given))
        with opened(store, given.to) as memory, output(given.to) as stream:
            articles = run.read(given)
            from newskit import pipeline
            from newskit.marks import story_of

            with run.working("grouping", len(articles)):
                marked = pipeline.stories(
                    articles,
                    linker=linker,
                    granularity=granularity,
                    window=window,
                    store=memory,
                    cleaners=cleaners(given),
                )
            found = len({story_of(article) for article in marked})
            run.gives(articles=len(marked), stories=found)
            with run.writing(given.to):
                _write(marked, chosen, stream)
        said = f"{count(len(marked), 'article')}, {count(found, 'story', 'stories')}"
        run.done(said + seen_before(len(articles), len(marked)))


def _check_map(form: str) -> None:
    from newskit.pictures.draw import check_form

    check_form("--format", f".{form}")


def _write(marked: "list[Article]", form: str, stream: TextIO) -> None:
    from newskit import outgoing
    from newskit.renderers import report

    if form == "text":
        report.stories(marked, stream)
    elif form in ("svg", "png"):
        stream.flush()
        stream.buffer.write(outgoing.story_map(marked, form))
    else:
        write_articles(marked, stream, form)
