"""`newskit digest`: one cited entry for each story."""

from typing import Annotated

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import check_budget, form_of, look_up
from newskit.cli.completion import among, named
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners
from newskit.cli.stored import opened, seen_before
from newskit.errors import UsageError


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
            metavar="ORDER",
            autocompletion=among(settings.ORDERS),
            help="First the stories of most sources, or size, newest, oldest.",
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
    store: options.Store = None,
    window: options.Window = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            autocompletion=named("renderer"),
            help="md, html, text, json, jsonfeed; default: by the suffix of -o.",
        ),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Fill a Jinja template of yours; see docs/page.md."),
    ] = None,
) -> None:
    """Merge articles into one cited digest.

    Each story becomes an entry, and every sentence is cited to the articles that say it.
    The steps before are run unless their marks are there: 'digest' alone is the same as
    'dedupe --all | stories | digest'. Options of those steps are given to those commands.

    \b
    Examples:
      newskit digest inbox/ -o today.html
      newskit digest -n 2 -f text feed.jsonl | less
      newskit digest --store news.db today.jsonl -o today.md    what is new today
      newskit digest --top 10 --since 2d --order newest feed.jsonl
      newskit dedupe -a --keep earliest in/ | newskit stories | newskit digest
    """
    with Run("digest", given.quiet, given.verbose, given.on_error, given.asked) as run:
        chosen = _chosen(form, template, given.to)
        check_budget(sentences, words, chars, ratio)
        settings.parse_date(date)
        settings.parse_order(order)
        settings.parse_top(top)
        settings.parse_since(since)
        look_up("summarizer", method)
        look_up("cleaner", *cleaners(given))
        look_up("renderer", chosen)
        settings.parse_window(window)
        with opened(store, given.to) as memory, output(given.to) as stream:
            articles = run.read(given)
            from newskit import outgoing, pipeline
            from newskit.renderers.plain import overview

            with run.working("digesting", len(articles)):
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
                    store=memory,
                    window=window,
                    cleaners=cleaners(given),
                )
            told = sum(len(entry.articles) for entry in made.entries)
            said = sum(len(entry.sentences) for entry in made.entries)
            run.gives(stories=len(made.entries), articles=told, sentences=said)
            with run.writing(given.to):
                outgoing.render(made, stream, chosen)
        is_all = store is not None and top is None and since is None
        run.done(overview(made) + (seen_before(len(articles), told) if is_all else ""))


def _chosen(form: str | None, template: str | None, to: str | None) -> object:
    """Give the renderer, or its name: what was asked for, else what the suffix of the file says."""
    if template is None:
        return form or _form(to)
    if form is not None:
        raise UsageError("--format and --template: one of them")
    from newskit.renderers.template import Template

    return Template(template)


def _form(to: str | None) -> str:
    """Give the form that the suffix of a file asks for, of plugins where it is no built-in one."""
    from newskit.host import default_host

    host = default_host()
    try:
        return form_of(to, host.builtins("renderer"), settings.RENDERER)
    except UsageError:
        return form_of(to, host.names("renderer"), settings.RENDERER)
