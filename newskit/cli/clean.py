"""`newskit clean`: the texts without their boilerplate, or a report of it."""

from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from newskit.cli import options
from newskit.cli.choices import look_up
from newskit.cli.output import output
from newskit.cli.run import Run, cleaners
from newskit.cli.writing import article_form, write_articles
from newskit.errors import UsageError
from newskit.text.line import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newskit.article import Article

_SHOWN = 72
"""Characters of a cut that a report for people shows."""


@options.reads_articles
def clean(
    given: options.Given,
    report: Annotated[
        bool, typer.Option("--report", help="Print what would be cut and by which rule, instead.")
    ] = False,
    form: options.TextOrLines = "auto",
) -> None:
    """Cut the boilerplate out of the texts.

    The other commands only mark it and pass over it; this one rewrites. What it cuts out of
    JSONL is kept under the key 'cut', with the rule that says so. Several plain texts are
    separated by a form feed, as newskit reads them.

    \b
    Examples:
      newskit clean page.txt > story.txt
      newskit clean --report inbox/             every cut and its rule
      newskit clean --report -f jsonl feed.jsonl | jq -r .rule | sort | uniq -c
      newskit clean feed.jsonl | newskit digest
    """
    with Run("clean", given.quiet, given.verbose, given.on_error, given.asked) as run:
        chosen = article_form(None if form == "auto" else form, given.to, ("text", "jsonl"))
        if report and chosen not in (None, "text", "jsonl"):
            raise UsageError(f"--report and --format {chosen}: a report is text or jsonl")
        look_up("cleaner", *cleaners(given))
        with output(given.to) as stream:
            articles = run.read(given)
            from newskit import pipeline

            with run.working("cleaning", len(articles)):
                cleaned = pipeline.clean(articles, cleaners=cleaners(given))
            cut = _Cut.of(articles, cleaned)
            run.gives(articles=len(cleaned), **cut._asdict())
            with run.writing(given.to):
                if report and chosen == "jsonl":
                    _write_cuts(cleaned, stream)
                elif report:
                    _write_report(cleaned, stream)
                elif chosen == "text" or (chosen is None and run.plain):
                    stream.write("\f".join(map(_plain, cleaned)))
                else:
                    write_articles(cleaned, stream, chosen)
        run.done(f"{count(len(cleaned), 'article')}, {cut}")


def _plain(article: "Article") -> str:
    """Give a text as it was read, its title the first line; what a terminal would obey is shown."""
    from newskit.text.line import harmless, one_line

    title = f"{one_line(article.title)}\n\n" if article.title else ""
    lines = [line.split("\t") for line in article.text.strip().splitlines()]
    text = "\n".join("\t".join(map(harmless, parts)) for parts in lines)
    return f"{title}{text}\n"


def _cuts(article: "Article") -> "Iterator[Mapping[str, object]]":
    mark = article.extra.get("cut")
    for cut in mark if isinstance(mark, list) else ():
        if isinstance(cut, dict) and {"rule", "text"} <= cut.keys():  # else it is something else
            yield cut


def _write_report(articles: "Sequence[Article]", stream: TextIO) -> None:
    """Write under the name of each article that has any its cuts: rule, text, what it notes."""
    from newskit.text.line import one_line

    for article in articles:
        name = article.path or article.title or article.id
        for number, cut in enumerate(_cuts(article)):
            if not number:
                stream.write(f"{one_line(name)}\n")
            text = one_line(str(cut["text"]))
            shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2].rstrip()} …"
            stream.write(f"  {one_line(str(cut['rule'])):<16}  {shown}\n")


def _write_cuts(articles: "Sequence[Article]", stream: TextIO) -> None:
    from newskit.article import to_json

    for article in articles:
        for cut in _cuts(article):
            place = {"path": article.path} if article.path else {}
            stream.write(to_json({"id": article.id, **place, **cut}) + "\n")


class _Cut(NamedTuple):
    """What was cut: how often, and the characters of all texts before and after."""

    cuts: int
    characters_in: int
    characters_out: int

    @classmethod
    def of(cls, articles: "Sequence[Article]", cleaned: "Sequence[Article]") -> "_Cut":
        """Compare articles as they came in with the cleaned ones."""
        before, after = (sum(len(each.text) for each in side) for side in (articles, cleaned))
        return cls(sum(1 for article in cleaned for _ in _cuts(article)), before, after)

    def __str__(self) -> str:
        share = 1 - self.characters_out / self.characters_in if self.cuts else 0
        return count(self.cuts, "cut") + (f" ({share:.1%} of the text)" if self.cuts else "")
