"""The index of a store: which articles have a key, in lists of postings.

The lists go by time and by key: one for each month, about, and each 65,536th of the keys. So a key
is looked for in the months that are asked for, and what is old is dropped list by list. A set for
each key costs five times the memory: most keys lead to one article.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from newskit_redis.cells import Cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newskit.stores.postings import Postings

DAYS = 32
"""Days of which the postings stand together."""

PARTS = 1 << 16
"""Lists of such days."""

_SHIFT = 31 - 16
"""Keys have 31 bits."""


def period(day: int) -> int:
    """Give the number of the days that stand together with one."""
    return day // DAYS


def add(
    cells: Cells, days: Sequence[int], keys: Sequence[Sequence[int]], numbers: Sequence[int]
) -> None:
    """Add the keys of articles, each of a day and with a number."""
    import numpy as np

    from newskit.stores.postings import packed

    of_period: dict[int, list[int]] = {}
    for place, day in enumerate(days):
        of_period.setdefault(period(day), []).append(place)
    for days_together, places in of_period.items():
        postings = packed([keys[p] for p in places], [numbers[p] for p in places])
        parts = (postings >> np.uint64(32 + _SHIFT)).astype(np.int64)
        starts = np.flatnonzero(np.diff(parts, prepend=-1)).tolist()
        data = postings.astype("<u8").tobytes()
        for start, end in pairwise([*starts, len(postings)]):
            cells.written.append(_name(days_together, int(parts[start])), data[8 * start : 8 * end])


def sharing(
    cells: Cells, keys: Sequence[Sequence[int]], periods: Iterable[int], least: Sequence[int]
) -> "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]":
    """Find the articles of some periods that have keys of others, see `counted`."""
    import numpy as np

    from newskit.stores.postings import COMMON, counted, latest, packed

    asked = packed(keys, range(len(keys)))
    wanted = np.unique(asked >> np.uint64(32))
    parts = np.unique(wanted >> np.uint64(_SHIFT)).tolist()
    names = [_name(period, part) for period in periods for part in parts]
    found = _postings(cells, names)
    found.sort()
    return counted(asked, latest(found, wanted, COMMON), least)


def drop(cells: Cells, periods: Iterable[int]) -> None:
    """Forget the postings of some periods."""
    for period in periods:
        cells.written.drop(_name(period, part) for part in range(PARTS))


def times(cells: Cells, periods: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give the numbers of articles in the index, and how many keys lead to each."""
    import numpy as np

    for period in sorted(periods):
        postings = _postings(cells, [_name(period, part) for part in range(PARTS)])
        numbers, count = np.unique(postings & np.uint64(0xFFFFFFFF), return_counts=True)
        yield from zip(numbers.tolist(), count.tolist(), strict=True)


def _postings(cells: Cells, names: Sequence[bytes]) -> "Postings":
    import numpy as np

    postings = np.frombuffer(b"".join(cells.passing(names)), "<u8")
    seen = (postings & np.uint64(0xFFFFFFFF)) <= np.uint64(cells.last())
    return postings[seen].astype(np.uint64)


def _name(period: int, part: int) -> bytes:
    return b"index:%d:%d" % (period, part)
