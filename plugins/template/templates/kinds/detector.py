"""A detector that suggests articles which begin with the same eight words."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from newskit.hooks import Article, Catalogue, Detector, hookimpl, words


def same_opening(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give pairs of positions; newskit finds out which of them are copies."""
    openings: dict[tuple[str, ...], list[int]] = {}
    for position, article in enumerate(articles):
        opening = tuple(words(article.story_text())[:8])
        openings.setdefault(opening, []).append(position)
    for positions in openings.values():
        yield from combinations(positions, 2)


@hookimpl
def newskit_detectors() -> Catalogue[Detector]:
    """Add the detector to `newskit dedupe --detector mine`."""
    return {"mine": same_opening}
