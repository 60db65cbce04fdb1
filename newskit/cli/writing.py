"""What commands write beside digests: articles, the paths of articles, pairs of them."""

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newskit.article import Article
    from newskit.deduplicated import Pair


def write_articles(articles: "Iterable[Article]", stream: TextIO) -> None:
    """Write articles as JSON Lines."""
    from newskit.article import to_lines

    stream.flush()
    stream.buffer.writelines(to_lines(articles))


def write_paths(articles: "Iterable[Article]", end: str, stream: TextIO) -> None:
    """Write the path of each article, or its id where it has none, and `end`."""
    stream.writelines(f"{article.path or article.id}{end}" for article in articles)


def write_pairs(pairs: "Iterable[Pair]", stream: TextIO) -> None:
    """Write verified pairs as TSV with a header."""
    stream.write("a\tb\tlevel\tsimilarity\tcontainment\n")
    for pair in pairs:
        scores = f"{pair.similarity:.4f}\t{pair.containment:.4f}"
        stream.write(f"{pair.a}\t{pair.b}\t{pair.level}\t{scores}\n")
