"""What an engine is: it finds copies where the articles are, and writes what stays there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from newskit import settings
from newskit.errors import InputError
from newskit.levels import Level

LOCAL = "local"
"""The engine of this machine: what newskit does when no other is named."""


@dataclass(frozen=True, slots=True)
class Job:
    """What `newskit dedupe` asks an engine for.

    Args:
        inputs: places as the user named them; what they mean the engine knows.
        to: where the articles go, in the form that its suffix says.
        reader: name of the reader, or None.
        fields: keys of an article, and the names of the keys that hold them.
        level, threshold, keep, cleaners: as for `newskit.dedupe`.
        all: whether the copies are written, too, marked with `copy_of`.
    """

    inputs: Sequence[str]
    to: str
    reader: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    level: Level = settings.LEVEL
    threshold: float = settings.THRESHOLD
    keep: object = settings.KEEPER
    cleaners: Sequence[object] = settings.CLEANERS
    all: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What an engine did.

    Args:
        articles: the articles that came in.
        copies: how many of them are copies, by the name of the level.
        skipped: records that could not be read.
        problems: what was wrong with some of these.
    """

    articles: int
    copies: Mapping[str, int]
    skipped: int = 0
    problems: Sequence[InputError] = ()


class Engine(Protocol):
    """Finds the copies in piles that need not be on this machine.

    Its articles and marks are those of `newskit.dedupe`, as far as it can do what is asked; it
    raises `newskit.errors.UsageError` for what it cannot. The output is whole or not there.

    An engine whose name ends in a colon is made of what follows: of `spark:local[4]` the thing
    named `spark:` gets `"local[4]"`, and returns an engine.
    """

    def dedupe(self, job: Job, /) -> Done:
        """Find the copies, and write the articles."""
