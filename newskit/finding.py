"""Boilerplate and copies, found by the plugins that are named; what fails does so in its name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newskit import settings
from newskit.article import Article
from newskit.guard import guarded, naming
from newskit.host import Host, default_host
from newskit.levels import Level
from newskit.working import workspace

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from newskit.cleaning.mark import Once
    from newskit.duplicates.copies import Copies, InOrder
    from newskit.duplicates.workspace import Workspace


def mark_boilerplate(
    articles: Iterable[Article],
    *,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
    once: "Once | None" = None,
) -> Sequence[Article]:
    """Mark boilerplate in every article; the texts stay as they are.

    Args:
        articles: the articles.
        cleaners: names of cleaners; without any, every article is marked as clean.
        host: the plugins to choose from.
        once: keeps what was found for who goes on with interrupted work.
    """
    from newskit.cleaning.mark import mark

    host = host or default_host()
    given = articles if isinstance(articles, Sequence) else list(articles)
    # Articles that are not in memory are parsed once for all cleaners that go through them.
    chosen = [guarded(host, "cleaner", name, one_by_one=True) for name in cleaners]
    with naming(host, "cleaner", *cleaners):
        return mark(given, chosen, once)


def find_copies_in(
    articles: Sequence[Article],
    level: Level,
    threshold: float,
    detectors: Sequence[object],
    keep: object,
    host: Host,
    *,
    old: int | None = None,
    gone: "Collection[int] | None" = None,
    jobs: int | None = 1,
) -> "Copies":
    """Find copies in memory.

    Args:
        articles: the articles.
        level: the weakest level at which an article is a copy.
        threshold: least Jaccard of `near` copies.
        detectors: names of detectors, or detectors; by default those of the level.
        keep: name of a keeper, or a keeper.
        host: the plugins to choose from.
        old: how many of the articles, the first ones, are old: copies are sought of these and
            among the new ones.
        gone: those of the old ones that are copies themselves.
        jobs: threads that work.
    """
    in_order = keep_order(articles, keep, host)
    with workspace(
        [articles], {}, jobs=jobs, kernel=None, memory=None, work_dir=None, host=host
    ) as space:
        return find_copies(articles, level, threshold, detectors, in_order, old, space, host, gone)


def keep_order(articles: Sequence[Article], keep: object, host: Host) -> "InOrder":
    """Give what sorts articles by a keep policy."""
    from newskit.duplicates.keep import in_keep_order

    keeper = guarded(host, "keeper", keep)

    def in_order(
        positions: Iterable[int],
        lengths: "NDArray[np.int64]",
        groups: "NDArray[np.int64] | None" = None,
    ) -> list[int]:
        with naming(host, "keeper", keep):
            return in_keep_order(articles, positions, keeper, lengths, groups)

    return in_order


def find_copies(
    articles: Sequence[Article],
    level: Level,
    threshold: float,
    detectors: Sequence[object],
    in_order: "InOrder",
    old: int | None,
    space: "Workspace",
    host: Host,
    gone: "Collection[int] | None" = None,
) -> "Copies":
    """Find copies by their texts; the level `story` adds nothing to what texts tell.

    The arguments are those of `find_copies_in`, but that `in_order` sorts articles by the keep
    policy, and `space` has the threads, the kernel and the memory, and the folder for files.
    """
    from newskit.duplicates import copies, remembered

    level = max(level, Level.REWRITTEN)
    names = tuple(detectors) or settings.DETECTORS.get(level, ())
    found = [guarded(host, "detector", name) for name in names]

    def detect(distinct: Sequence[Article]) -> Iterator[object]:
        for detector in found:
            yield detector(distinct)

    with naming(host, "detector", *names):
        if old is not None and gone is not None:
            return remembered.find_new_copies(
                articles, detect, level, threshold, in_order, old, gone, space
            )
        return copies.find_copies(articles, detect, level, threshold, in_order, old, space)
