"""`newskit new`: what a store has that was not told yet."""

from typing import TYPE_CHECKING, Annotated

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import one_of
from newskit.cli.output import output
from newskit.cli.run import Run
from newskit.cli.stored import opened
from newskit.cli.writing import write_articles

if TYPE_CHECKING:
    from newskit.article import Article


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
        str, typer.Option("--format", "-f", metavar="FORM", help="jsonl, or text: a report.")
    ] = "jsonl",
    to: options.Output = None,
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
    with Run("new", quiet, verbose) as run:
        one_of("--format", form, ("jsonl", "text"))
        settings.parse_since_day(since)
        settings.parse_date(date)
        with opened(store, to) as memory, output(to) as stream:
            from newskit import memory as remembering
            from newskit.renderers import report

            assert memory is not None
            with run.working("looking for what is new"):
                found = remembering.new(memory, since=since, date=date)
            if form == "text":
                for title, kind in (("New stories", "story"), ("New in stories", "report")):
                    some = [each for each in found if each.extra["new"] == kind]
                    stream.write(f"{title}\n\n" if some else "")
                    report.stories(some, stream)
                    stream.write("\n" if some and kind == "story" else "")
            else:
                write_articles(found, stream)
        run.done(_closing(found))


def _closing(found: "list[Article]") -> str:
    from newskit.marks import story_of
    from newskit.renderers.plain import count

    stories = {kind: set[object]() for kind in ("story", "report")}
    for article in found:
        stories[str(article.extra["new"])].add(story_of(article))
    fresh = count(len(stories["story"]), "new story", "new stories")
    more = count(len(stories["report"]), "story", "stories")
    return f"{count(len(found), 'article')}: {fresh}, more on {more}"
