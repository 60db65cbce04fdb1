"""Which stored articles new ones are compared with: those of the days around them."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newskit import settings
from newskit.article import Article
from newskit.storing import Days, Store, Stored
from newskit.text.times import day


def days_of(store: Store, articles: Iterable[Article]) -> dict[str, int]:
    """Give the day that each article counts for; without a time, the newest day that is known."""
    own = {article.id: day(article.published) for article in articles}
    known = {each for each in (*own.values(), newest_day(store)) if each is not None}
    newest = _newest(iter(sorted(known, reverse=True))) or 0
    return {id_: newest if each is None else each for id_, each in own.items()}


def newest_day(store: Store) -> int | None:
    """Give the newest day of a store, see `_newest`."""
    return _newest(_days(store))


def _days(store: Store) -> Iterator[int]:
    found = store.newest()
    while found is not None:
        yield found
        found = store.newest(before=found)


def _newest(days: Iterator[int]) -> int | None:
    """Give the newest of descending days that does not stand apart, as 2099-12-31 does.

    A wrong date would be today from then on, and all news old. Of days that all stand apart it is
    the newest.
    """
    newest = last = next(days, None)
    for each in days:
        if last is not None and last - each <= settings.STORE_WINDOW:
            return last
        last = each
    return newest


def ranges(placed: Mapping[str, int], window: str | float | None) -> Days:
    """Give the days around those of articles, as ranges that do not touch."""
    around = math.ceil(settings.parse_window(window) or settings.STORE_WINDOW)
    ranges: list[tuple[int, int]] = []
    for each in sorted(set(placed.values())):
        if ranges and each - around <= ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], each + around
        else:
            ranges.append((each - around, each + around))
    return ranges


def around(store: Store, articles: Sequence[Article], days: Days) -> list[Stored]:
    """Give the stored articles to compare new ones with: those of some days.

    Where these are many more than the new ones, only those that share something with one of them,
    and the articles these are copies of.
    """
    if not len(articles):
        return []
    most = max(settings.STORE_WHOLE, 2 * len(articles))
    if store.count(days) <= most:
        return list(store.on_days(days))
    found = {each.article.id: each for each in store.with_ids(_alike(store, articles, days, most))}
    kept = {str(each.copy_of["id"]) for each in found.values() if each.copy_of is not None}
    for each in store.with_ids(kept - found.keys()):
        if any(first <= each.day <= last for first, last in days):
            found[each.article.id] = each
    return [found[id_] for id_ in sorted(found)]


def _alike(store: Store, articles: Sequence[Article], days: Days, most: int) -> list[str]:
    """Find at most so many stored articles that share keys with new ones, the most alike first."""
    from newskit.duplicates.sketch import enough_shared, sketches

    keys = list(sketches(article.text for article in articles))
    shared = store.sharing(keys, days, enough_shared(keys), settings.STORE_ALIKE)
    found: dict[str, None] = {}
    for nth in range(max(map(len, shared), default=0)):
        found.update(dict.fromkeys(sorted({ids[nth] for ids in shared if nth < len(ids)})))
        if len(found) >= most:
            break
    return list(found)[:most]


def first_day(wanted: int | float | None, today: str | None, newest: int | None) -> float:
    """Give the first day that counts: a day, or so many days before today's end."""
    if wanted is None:
        return -math.inf
    if isinstance(wanted, int):
        return wanted
    end = day(today) if today else newest
    return -math.inf if end is None else end - math.ceil(wanted)
