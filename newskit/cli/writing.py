"""What commands write beside digests: articles, the paths of articles, pairs of them."""

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from newskit import settings
from newskit.text.line import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newskit.article import Article
    from newskit.deduplicated import Pair

_PACKAGES = {".parquet": "newskit-archive"}
"""Suffixes of forms that no built-in writer writes, and the first-party packages that do."""
_PLAIN = {"", ".jsonl", ".ndjson", ".json", ".txt", ".text"}
"""Suffixes for which no plugin is asked."""
_MISLEADING = {".csv", ".tsv", ".xlsx", ".html", ".xml", ".gz", ".bz2", ".xz", ".zst"}
"""Suffixes that promise what is not written, if no plugin does."""


def article_form(form: str | None, to: str | None, own: "Sequence[str]") -> str | None:
    """Give the form in which a command writes articles.

    Args:
        form: what the user said, or None.
        to: the file to write, whose suffix is asked when nothing was said.
        own: the forms of the command; the others are names of writers.

    Returns:
        The form; None when nothing was said, the suffix included.

    Raises:
        UsageError: there is no such form, or what writes it is not installed.
    """
    from newskit.cli.choices import one_of
    from newskit.host import default_host

    if form is None:
        suffix = Path(to or "").suffix.lower()
        return None if suffix in _PLAIN or suffix[1:] in own else _writer_of(suffix, to)
    if form not in own:
        one_of("--format", form, list(dict.fromkeys([*own, *default_host().names("writer")])))
    return form


def _writer_of(suffix: str, to: str | None) -> str | None:
    from newskit.errors import PluginError, UsageError
    from newskit.host import default_host

    host = default_host()
    for name in host.strangers("writer"):
        try:
            if suffix in host.get("writer", name).suffixes:
                return name
        except PluginError:  # nobody chose it: it must not stop the others
            continue
    if suffix in _PACKAGES:
        raise UsageError(f"{to}: no writer for {suffix} files (pip install {_PACKAGES[suffix]})")
    if suffix in _MISLEADING:
        raise UsageError(f"{to}: articles are not written as {suffix[1:]} (name it .jsonl)")
    return None


def write_articles(articles: "Iterable[Article]", stream: TextIO, form: str | None = None) -> None:
    """Write articles as JSON Lines, or in the form of a writer."""
    from newskit import outgoing
    from newskit.article import to_lines
    from newskit.progress import counted

    stream.flush()
    if form in (None, settings.WRITER):  # which needs to go through them only once
        stream.buffer.writelines(to_lines(counted(articles, "writing")))
    else:
        outgoing.write(articles, stream.buffer, form)


def write_paths(articles: "Iterable[Article]", end: str, stream: TextIO) -> None:
    """Write the path of each article, or its id where it has none, and `end`.

    Behind NUL stand paths for programs, as they are; in lines, which people read, harmless ones.
    """
    shown = str if end == "\0" else harmless
    stream.writelines(f"{shown(article.path or article.id)}{end}" for article in articles)


def write_pairs(pairs: "Iterable[Pair]", stream: TextIO) -> None:
    """Write verified pairs as TSV with a header."""
    stream.write("a\tb\tlevel\tsimilarity\tcontainment\n")
    for pair in pairs:
        scores = f"{pair.similarity:.4f}\t{pair.containment:.4f}"
        stream.write(f"{harmless(pair.a)}\t{harmless(pair.b)}\t{pair.level}\t{scores}\n")
