"""What the stages do when nothing is said: one place for every default."""

import re

from newskit.errors import UsageError
from newskit.levels import Level

CLEANERS = ("rules", "repeats")
DETECTORS = {
    Level.NEAR: ("minhash",),
    Level.REWRITTEN: ("minhash", "rewritten"),
}
LEVELS = {str(level): level for level in reversed(Level) if level >= Level.STORY}
"""Levels at which articles can be copies, by name, the strongest first."""
LEVEL = Level.REWRITTEN
THRESHOLD = 0.5
KEEPER = "longest"
LINKER = "events"
GRANULARITIES = ("event", "story", "saga")
GRANULARITY = "story"
SUMMARIZER = "coverage"
RENDERER = "md"
WRITER = "jsonl"
ORDERS = ("sources", "size", "newest", "oldest")
ORDER = "sources"
MEMORY = 32 << 20
"""Bytes of JSON Lines whose articles `dedupe` keeps in memory; beyond, they are read again."""

WORK_MEMORY = 2_000_000_000
"""Bytes to get along with where a folder for the rest is named, and no number."""

KERNEL = "numpy"
QUICK_KERNEL = "numba"
WORTH_A_KERNEL = 25_000
"""From so many articles on the quicker kernel, which takes a second to load, is taken if it is
installed."""

WORTH_SCANNING = 60_000_000
"""From so many bytes of input on, too."""

LEAST_MEMORY = 200_000_000
"""Bytes without which nothing large is worked on."""

STORE_WINDOW = 30.0
"""Days before and after new articles whose stored articles they are compared with."""
STORE_WHOLE = 10_000
"""So many stored articles of these days, or twice the new ones, are all compared with."""
STORE_ALIKE = 32
"""Of more of them, so many that share most with a new one."""


def parse_threshold(given: float) -> float:
    """Check a least Jaccard.

    Raises:
        UsageError: it is no share.
    """
    if not 0 < given <= 1:
        raise UsageError(f"--threshold {given}: must be over 0 and at most 1")
    return given


def parse_memory(given: str | int | None) -> int | None:
    """Check an amount of memory, such as `2GB`, and give it in bytes.

    Raises:
        UsageError: it is none, or too little to work with.
    """
    if given is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?", str(given).strip().lower())
    if match is None:
        raise UsageError(f"--memory {given}: is no amount of memory (2GB or 500MB would be)")
    number, unit = match.groups()
    found = int(float(number) * 1000 ** ("kmgt".index(unit) + 1 if unit else 0))
    if found < LEAST_MEMORY:
        raise UsageError(f"--memory {given}: too little, it takes {LEAST_MEMORY // 10**6}MB")
    return found


def parse_jobs(given: int | None) -> int:
    """Check a number of threads; by default one for each processor, four at most.

    Raises:
        UsageError: it is no number of threads.
    """
    import os

    if given is None:
        return min(os.cpu_count() or 1, 4)
    if given < 1:
        raise UsageError(f"--jobs {given}: must be 1 or more")
    return given


def parse_level(name: Level | str) -> Level:
    """Read the name of a level at which articles can be copies.

    Raises:
        UsageError: there is no such level.
    """
    if str(name) not in LEVELS:
        raise UsageError(f"--level {name}: there are {', '.join(LEVELS)}")
    return LEVELS[str(name)]


def parse_granularity(name: str) -> str:
    """Check the name of a granularity.

    Raises:
        UsageError: there is no such granularity.
    """
    if name not in GRANULARITIES:
        raise UsageError(f"--granularity {name}: there are {', '.join(GRANULARITIES)}")
    return name


def parse_window(given: str | float | None) -> float | None:
    """Read a length of time (`3d`, `36h`, `2w`) as days; a number is days, None no limit.

    Raises:
        UsageError: it is no length of time.
    """
    if given is None:
        return None
    units = {"h": 1 / 24, "d": 1.0, "w": 7.0}
    said = str(given)
    number, unit = (said[:-1], said[-1]) if said[-1:] in units else (said, "d")
    try:
        days = float(number) * units[unit]
    except ValueError:
        days = -1.0
    if not 0 < days < float("inf"):
        raise UsageError(f"--window {given}: give a length of time such as 3d, 36h or 2w")
    return days


def parse_date(given: str | None) -> str | None:
    """Check the date of a digest.

    Raises:
        UsageError: it is no day.
    """
    from datetime import date

    try:
        return given if given is None else date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(f"--date {given}: give a day as 2026-05-01") from error


def parse_order(name: str) -> str:
    """Check the name of an order of stories.

    Raises:
        UsageError: there is no such order.
    """
    if name not in ORDERS:
        raise UsageError(f"--order {name}: there are {', '.join(ORDERS)}")
    return name


def parse_top(given: int | None) -> int | None:
    """Check a number of stories.

    Raises:
        UsageError: it is no number of stories.
    """
    if given is not None and (type(given) is not int or given < 1):
        raise UsageError(f"--top {given}: give a whole number above 0")
    return given


def parse_since(given: str | float | None) -> str | float | None:
    """Read a day (`2026-05-01`), or a length of time (`2d`, `36h`, `1w`) as days.

    Raises:
        UsageError: it is neither.
    """
    if given is None:
        return None
    try:
        return parse_date(str(given))
    except UsageError:
        pass
    try:
        return parse_window(given)
    except UsageError as error:
        raise UsageError(f"--since {given}: give a day as 2026-05-01 or a time as 2d") from error


def parse_since_day(given: str | float | None, option: str = "--since") -> int | float | None:
    """Read a day as a number of days (`date.toordinal`), or a time before today as a float.

    Raises:
        UsageError: it is neither.
    """
    from datetime import date

    if given in ("today", "yesterday"):
        return 0.0 if given == "today" else 1.0
    try:
        since = parse_since(given)
    except UsageError as error:
        raise UsageError(
            f"{option} {given}: give a day as 2026-05-01, 'yesterday', or a time as 2d"
        ) from error
    return date.fromisoformat(since).toordinal() if isinstance(since, str) else since


def parse_store(given: str) -> str:
    """Give the name of a store: a URL whose scheme says what it is, a path as `sqlite:path`.

    Raises:
        UsageError: nothing is named.
    """
    import re

    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", given)
    if not given[scheme.end() if scheme else 0 :]:
        raise UsageError(f"--store {given}: name a file, as in --store news.db")
    return given if scheme else f"sqlite:{given}"
