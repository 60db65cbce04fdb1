"""A cleaner that marks lines in capitals, such as shouted advertisements."""

import re
from collections.abc import Iterator, Sequence

from newskit.hooks import Article, BoilerplateSpan, Catalogue, Cleaner, hookimpl


def shouting(articles: Sequence[Article]) -> Iterator[list[BoilerplateSpan]]:
    """Give for each article the lines of 20 characters or more without a small letter."""
    for article in articles:
        lines = re.finditer(r"^[^a-z\n]{20,}$", article.text, re.MULTILINE)
        yield [BoilerplateSpan(line.start(), line.end(), "shouting") for line in lines]


@hookimpl
def newskit_cleaners() -> Catalogue[Cleaner]:
    """Add the cleaner to `newskit clean --cleaner mine`."""
    return {"mine": shouting}
