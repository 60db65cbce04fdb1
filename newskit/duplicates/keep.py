"""Which article of a group of copies stays: keepers, and the order they give."""

from collections.abc import Callable, Iterable, Sequence
from math import isinf, isnan
from typing import TYPE_CHECKING, Any

from newskit.article import Article
from newskit.errors import PluginError, UsageError, reason_of, shown
from newskit.protocols import Keeper
from newskit.text.times import seconds
from newskit.text.words import words
from newskit.views import values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def longest(article: Article) -> tuple[int, float]:
    """Prefer the text with the most words, then the earliest."""
    return -len(words(article.story_text())), earliest(article)


def earliest(article: Article) -> float:
    """Prefer the earliest published; articles without a time come last."""
    return seconds(article.published)


def latest(article: Article) -> float:
    """Prefer the latest published; articles without a time come last."""
    time = seconds(article.published)
    return time if isinf(time) else -time


def first(article: Article) -> int:
    """Prefer what comes first in the input: the one keeper that depends on the order."""
    return 0


def source(names: str) -> Callable[[Article], tuple[int, int, float]]:
    """Make a keeper that prefers these sources, in this order, then the longest.

    Args:
        names: names of sources with commas between them.

    Raises:
        UsageError: there is no name.
    """
    order = [name.strip().casefold() for name in names.split(",") if name.strip()]
    if not order:
        raise UsageError("--keep source: needs names of sources, as in source:agency.example")

    def key(article: Article) -> tuple[int, int, float]:
        name = (article.source or "").casefold()
        return order.index(name) if name in order else len(order), *longest(article)

    return key


def in_keep_order(
    articles: Sequence[Article],
    members: Iterable[int],
    keeper: Keeper,
    lengths: "NDArray[np.int64] | None" = None,
    groups: "NDArray[np.int64] | None" = None,
) -> list[int]:
    """Sort positions of articles, the one to keep before all others first; ties go by id.

    Args:
        articles: the articles.
        members: positions of the articles that are sorted.
        keeper: gives the sort key.
        lengths: the words of every article, as far as they have been counted already.
        groups: the group of each of the positions, if only in these the order matters.
    """
    position = list(members)
    if keeper is first:
        return sorted(position)
    if lengths is not None and _quick(keeper):
        return _by_numbers(articles, position, keeper, lengths, groups)
    keys: dict[int, tuple[Any, str]] = {}
    for i in position:
        article = articles[i]
        keys[i] = _comparable(keeper(article), article), article.id
    try:
        return sorted(position, key=keys.__getitem__)
    except Exception as error:
        raise PluginError(f"gave keys that cannot be compared: {reason_of(error)}") from error


def _quick(keeper: Keeper) -> bool:
    """Tell whether a keeper needs no more than the words of a text, and the time."""
    return keeper is longest or keeper is earliest or keeper is latest


def _by_numbers(
    articles: Sequence[Article],
    position: list[int],
    keeper: Keeper,
    lengths: "NDArray[np.int64]",
    groups: "NDArray[np.int64] | None",
) -> list[int]:
    """Sort positions by words and times; where these are equal, and there alone, ids are read."""
    import numpy as np

    at = np.array(position, np.int64)
    times = (time for (time,) in values(articles, ("time",), position))
    time = np.fromiter(times, np.float64, len(position))
    if keeper is latest:
        time = np.where(np.isinf(time), time, -time)
    group = np.zeros_like(at) if groups is None else groups
    keys = [time, -lengths[at] if keeper is longest else np.zeros_like(at), group]
    order = np.lexsort(keys)
    at = at[order]
    new = np.ones(len(at), np.bool_)
    new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    tied = ~new
    tied[:-1] |= ~new[1:]
    run, equal = np.cumsum(new)[tied].tolist(), at[tied].tolist()
    by_id = sorted(zip(run, values(articles, ("id",), equal), equal, strict=True))
    at[tied] = [place for _, _, place in by_id]
    found: list[int] = at.tolist()
    return found


def _comparable(key: Any, article: Article) -> Any:
    """Refuse what is neither smaller nor larger than anything: the order would be any order."""
    try:
        parts = key if isinstance(key, tuple) else (key,)
        if not any(isinstance(part, float) and isnan(part) for part in parts):
            return key
        cause = f"gave the key {shown(key)}"
    except Exception as error:
        cause = f"gave a key that ends in {reason_of(error)}"
    raise PluginError(cause, where=f"article {article.id}")
