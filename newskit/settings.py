"""What the stages do when nothing is said: one place for every default."""

from newskit.errors import UsageError
from newskit.levels import Level

CLEANERS = ("rules", "repeats")
DETECTORS = {
    Level.NEAR: ("minhash",),
    Level.REWRITTEN: ("minhash", "rewritten"),
}
LEVEL = Level.REWRITTEN
THRESHOLD = 0.5
KEEPER = "longest"
LINKER = "events"
GRANULARITIES = ("event", "story", "saga")
GRANULARITY = "story"
SUMMARIZER = "position"
RENDERER = "md"
SENTENCES = 3
"""Sentences of a summary when no budget is given."""


def parse_threshold(given: float) -> float:
    """Check a least Jaccard.

    Raises:
        UsageError: it is no share.
    """
    if not 0 < given <= 1:
        raise UsageError(f"--threshold {given}: must be over 0 and at most 1")
    return given


def parse_level(name: Level | str) -> Level:
    """Read the name of a level at which articles can be copies.

    Raises:
        UsageError: there is no such level.
    """
    names = {str(level): level for level in reversed(Level) if level >= Level.STORY}
    if str(name) not in names:
        raise UsageError(f"--level {name}: there are {', '.join(names)}")
    return names[str(name)]


def parse_granularity(name: str) -> str:
    """Check the name of a granularity.

    Raises:
        UsageError: there is no such granularity.
    """
    if name not in GRANULARITIES:
        raise UsageError(f"--granularity {name}: there are {', '.join(GRANULARITIES)}")
    return name


def parse_window(given: str | float | None) -> float | None:
    """Read a length of time (`3d`, `36h`, `2w`) as days; a number is days.

    Raises:
        UsageError: it is no length of time.
    """
    if given is None or isinstance(given, int | float):
        return given
    units = {"h": 1 / 24, "d": 1.0, "w": 7.0}
    number, unit = (given[:-1], given[-1]) if given[-1:] in units else (given, "d")
    try:
        days = float(number) * units[unit]
    except ValueError:
        days = -1.0
    if not 0 < days < float("inf"):
        raise UsageError(f"--window {given}: give a length of time such as 3d, 36h or 2w")
    return days
