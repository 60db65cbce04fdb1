"""`newskit summarize`: the sentences that carry an article."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import check_budget, look_up, one_of
from newskit.cli.dedupe import write_articles
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners

if TYPE_CHECKING:
    from newskit.article import Article

_FORMS = ("auto", "text", "jsonl")


@options.reads_articles
def summarize(
    given: options.Given,
    sentences: options.Sentences = None,
    words: options.Words = None,
    chars: options.Chars = None,
    ratio: options.Ratio = None,
    method: options.Method = settings.SUMMARIZER,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORM", help="auto (text for texts, else jsonl), text, jsonl."
        ),
    ] = "auto",
) -> None:
    """Print the sentences that carry each article.

    Sentences are verbatim and within a budget: three of them, when nothing is said.
    Plain texts are answered with plain text, a sentence a line; articles that come as JSONL
    go on as JSONL with a key 'summary' that holds the sentences and where they stand.

    \b
    Examples:
      newskit summarize story.txt
      newskit summarize --words 60 --method lead story.txt
      newskit dedupe feed.jsonl | newskit summarize -n 2 | newskit digest
    """
    with Run("summarize", given.quiet, given.verbose, given.on_error) as run:
        one_of("--format", form, _FORMS)
        check_budget(sentences, words, chars, ratio)
        look_up("summarizer", method)
        look_up("cleaner", *cleaners(given))
        with output(given.to) as stream:
            articles = run.read(given)
            from newskit import pipeline
            from newskit.renderers.plain import count

            with run.working(f"summarizing {len(articles):,} articles"):
                marked = pipeline.summarize(
                    articles,
                    method=method,
                    sentences=sentences,
                    words=words,
                    chars=chars,
                    ratio=ratio,
                    cleaners=cleaners(given),
                )
            if form == "text" or (form == "auto" and run.plain):
                _write_texts(marked, stream)
            else:
                write_articles(marked, stream)
        empty = sum(1 for article in marked if not _sentences(article))
        if empty:
            run.note(f"{count(empty, 'article')}: no sentence fits the budget")
        run.done(count(len(marked), "article"))


def _write_texts(articles: "list[Article]", stream: TextIO) -> None:
    """Write a sentence a line; of several articles each under a heading, as `head` does."""
    from newskit.text.line import one_line

    for number, article in enumerate(articles):
        if len(articles) > 1:
            name = article.path or article.title or article.id
            stream.write(f"{chr(10) if number else ''}==> {one_line(name)} <==\n")
        stream.writelines(f"{one_line(sentence)}\n" for sentence in _sentences(article))


def _sentences(article: "Article") -> list[str]:
    summary = article.extra["summary"]
    return [s["text"] for s in summary["sentences"]] if isinstance(summary, dict) else []
