"""Articles as JSON Lines: the wire format."""

from collections.abc import Iterable
from typing import BinaryIO

from newskit.article import Article, to_lines
from newskit.protocols import Writer


def write(articles: Iterable[Article], stream: BinaryIO) -> None:
    """Write an article a line."""
    stream.writelines(to_lines(articles))


WRITER = Writer(write, suffixes=(".jsonl", ".ndjson"))
