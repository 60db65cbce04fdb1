"""`newskit summarize`: the sentences that carry an article."""

from typing import TYPE_CHECKING, Annotated, Any, TextIO, cast

import typer

from newskit import settings
from newskit.cli import options
from newskit.cli.choices import check_budget, check_query, look_up
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners
from newskit.cli.writing import article_form, write_articles
from newskit.text.line import count

if TYPE_CHECKING:
    from newskit.article import Article


@options.reads_articles
def summarize(
    given: options.Given,
    sentences: options.Sentences = None,
    words: options.Words = None,
    chars: options.Chars = None,
    ratio: options.Ratio = None,
    method: options.Method = settings.SUMMARIZER,
    query: Annotated[
        str | None,
        typer.Option("--query", metavar="TEXT", help="What it says about TEXT comes first."),
    ] = None,
    scores: Annotated[
        bool, typer.Option("--scores", help="Give each sentence its score; see docs/summaries.md.")
    ] = False,
    form: options.TextOrLines = "auto",
) -> None:
    """Print the sentences that carry each article.

    Sentences are verbatim and within a budget: three of them, when nothing is said.
    Plain texts are answered with plain text, a sentence a line; articles that come as JSONL
    go on as JSONL with a key 'summary' that holds the sentences and where they stand.

    \b
    Examples:
      newskit summarize story.txt
      newskit summarize --words 60 --method lead story.txt
      newskit summarize --query 'ferry prices' -n 2 story.txt
      newskit dedupe feed.jsonl | newskit summarize -n 2 | newskit digest
    """
    with Run("summarize", given.quiet, given.verbose, given.on_error, given.asked) as run:
        chosen = article_form(None if form == "auto" else form, given.to, ("text", "jsonl"))
        check_budget(sentences, words, chars, ratio)
        check_query(query)
        look_up("summarizer", method)
        look_up("cleaner", *cleaners(given))
        with output(given.to) as stream:
            articles = run.read(given)
            from newskit import pipeline

            with run.working("summarizing", len(articles)):
                marked = pipeline.summarize(
                    articles,
                    method=method,
                    sentences=sentences,
                    words=words,
                    chars=chars,
                    ratio=ratio,
                    query=query,
                    scores=scores,
                    cleaners=cleaners(given),
                )
            sentences_ = sum(len(_summary(article)["sentences"]) for article in marked)
            run.gives(articles=len(marked), sentences=sentences_)
            with run.writing(given.to):
                if chosen == "text" or (chosen is None and run.plain):
                    _write_texts(marked, stream)
                else:
                    write_articles(marked, stream, chosen)
        empty = [_summary(article) for article in marked if not _summary(article)["sentences"]]
        silent = sum(1 for summary in empty if summary.get("matches") == 0)
        if silent:
            run.note(f"{count(silent, 'article')}: nothing about {query!r}")
        if len(empty) > silent:
            run.note(
                f"{count(len(empty) - silent, 'article')}: no sentence of the story fits the budget"
            )
        run.done(count(len(marked), "article"))


def _write_texts(articles: "list[Article]", stream: TextIO) -> None:
    """Write a sentence a line; of several articles each under a heading, as `head` does."""
    from newskit.text.line import one_line

    for number, article in enumerate(articles):
        if len(articles) > 1:
            name = article.path or article.title or article.id
            stream.write(f"{chr(10) if number else ''}==> {one_line(name)} <==\n")
        for sentence in _summary(article)["sentences"]:
            score = f"{sentence['score']:.4f}\t" if "score" in sentence else ""
            stream.write(f"{score}{one_line(sentence['text'])}\n")


def _summary(article: "Article") -> dict[str, Any]:
    return cast("dict[str, Any]", article.extra["summary"])
