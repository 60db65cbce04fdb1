"""The levels at which two articles are the same; in a file of its own, since options name them."""

from enum import IntEnum


class Level(IntEnum):
    """How two articles are the same; the higher, the stronger."""

    RELATED = 1
    STORY = 2
    REWRITTEN = 3
    NEAR = 4
    EXACT = 5

    def __str__(self) -> str:
        return self.name.lower()
