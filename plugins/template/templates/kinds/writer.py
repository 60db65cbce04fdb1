"""A writer of articles as JSON Lines with short lines: the texts are left out."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from newskit.hooks import Article, Catalogue, Writer, hookimpl


def headlines(articles: Iterable[Article], stream: BinaryIO) -> None:
    """Write a line for each article."""
    for article in articles:
        record = {key: value for key, value in article.record().items() if key != "text"}
        stream.write(json.dumps(record).encode() + b"\n")


@hookimpl
def newskit_writers() -> Catalogue[Writer]:
    """Add the form to `newskit dedupe -o kept.mine`, and to `--format mine`."""
    return {"mine": Writer(headlines, suffixes=(".mine",))}
