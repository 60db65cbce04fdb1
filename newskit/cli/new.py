"""`newskit new`: what a store has that was not told yet."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import one_of
from newskit.cli.completion import among
from newskit.cli.output import output
from newskit.cli.run import Run
from newskit.cli.stored import opened
from newskit.cli.writing import write_articles
from newskit.text.line import count

if TYPE_CHECKING:
    from newskit.article import Article

FORMS = ("jsonl", "text")


def new(
    store: options.NamedStore,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Only articles since a day, 'yesterday', or in the last days: 2d."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="What today is; default: the newest article's day."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            autocompletion=among(FORMS),
            help="jsonl, or text: a report.",
        ),
    ] = "jsonl",
    to: options.Output = None,
    stats: options.Stats = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print what is new in a store, and never the same twice.

    New stories come first, then what is new in others. It counts as told when all of it was
    written. Copies are no news: they are listed with the article that they are copies of.

    \b
    Examples:
      newskit new --store news.db -f text
      newskit new --store news.db --since yesterday | newskit digest -o today.md
    """
    asked = {"store": store, "since": since, "date": date, "format": form, "output": to}
    with Run("new", quiet, verbose, asked={**asked, "stats": stats}) as run:
        one_of("--format", form, FORMS)
        settings.parse_since_day(since)
        settings.parse_date(date)
        with opened(store, to) as memory, output(to) as stream:
            from newskit import memory as remembering

            assert memory is not None
            with run.working("looking"):
                found = remembering.new(memory, since=since, date=date)
            stories, others = _stories(found)
            run.gives(articles=len(found), new_stories=stories, other_stories=others)
            with run.writing(to):
                if form == "text":
                    _write_report(found, stream)
                else:
                    write_articles(found, stream)
        fresh = count(stories, "new story", "new stories")
        run.done(
            f"{count(len(found), 'article')}: {fresh}, more on {count(others, 'story', 'stories')}"
        )


def _stories(found: "list[Article]") -> tuple[int, int]:
    """Count the stories that are new, and the others."""
    from newskit.marks import story_of

    kinds = ("story", "report")
    fresh, more = ({story_of(a) for a in found if a.extra["new"] == kind} for kind in kinds)
    return len(fresh), len(more)


def _write_report(found: "list[Article]", stream: TextIO) -> None:
    from newskit.renderers import report

    for title, kind in (("New stories", "story"), ("New in stories", "report")):
        some = [each for each in found if each.extra["new"] == kind]
        stream.write(f"{title}\n\n" if some else "")
        report.stories(some, stream)
        stream.write("\n" if some and kind == "story" else "")
