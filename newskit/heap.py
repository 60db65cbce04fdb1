"""What the C library of GNU is told about memory; other ones do as they do."""

from contextlib import suppress
from functools import cache

_ARENA_MAX = -8
"""`M_ARENA_MAX` of its `malloc.h`."""


def give_back() -> None:
    """Give memory that is free back to the system.

    It keeps what was allocated in small pieces, and large arrays never fit there.
    """
    _told("malloc_trim", 0)


@cache
def share_heap() -> None:
    """Let threads that are started from now on allocate from one heap.

    With a heap each, what one of them has freed the others cannot use: a sixth more memory, and
    half as many pages again that the system must find.
    """
    _told("mallopt", _ARENA_MAX, 1)


def _told(function: str, *arguments: int) -> None:
    from ctypes import CDLL

    with suppress(AttributeError, OSError, TypeError):  # another C library, another system
        getattr(CDLL(None), function)(*arguments)
