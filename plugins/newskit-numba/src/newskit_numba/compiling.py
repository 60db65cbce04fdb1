"""Compiling functions, and keeping the machine code for the next run.

Numba keeps it where `NUMBA_CACHE_DIR` says, else beside the source, else in the user's cache. That
no place can be used is no error here: then the functions are compiled in each run.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

import numba
from numba.core import caching

_Function = TypeVar("_Function", bound=Callable[..., Any])

_FunctionCache: Any = caching.FunctionCache  # so that types are not asked for

COMPILED: list[Any] = []
"""What `compiled` made, in the order of the modules."""


class _Cache(_FunctionCache):  # type: ignore[misc]
    """Numba's cache, of which a full disk or a damaged file costs the time to compile, no more."""

    def load_overload(self, *given: Any) -> Any:
        with suppress(Exception):
            return super().load_overload(*given)
        with suppress(OSError):
            self.flush()  # or nothing could be kept any more
        return None

    def save_overload(self, *given: Any) -> None:
        with suppress(Exception):
            super().save_overload(*given)


def compiled(function: _Function) -> _Function:
    """Compile a function when it is first called; it works without the interpreter's lock."""
    made: Any = numba.njit(nogil=True, boundscheck=False)(function)
    with suppress(RuntimeError, OSError):  # no place to keep it
        made._cache = _Cache(function)
    COMPILED.append(made)
    return cast(_Function, made)


def inner(function: _Function) -> _Function:
    """Compile a function into those of the same file that call it; what is kept of them has it."""
    return cast(_Function, numba.njit(nogil=True, boundscheck=False)(function))


def within(function: _Function) -> _Function:
    """Compile a function into the midst of those that call it, where a call would cost most."""
    return cast(_Function, numba.njit(nogil=True, boundscheck=False, forceinline=True)(function))


def state() -> tuple[int, int, str]:
    """Tell how many functions were compiled, how many were there already, and where they are."""
    stats = [made.stats for made in COMPILED]
    compiled = sum(sum(one.cache_misses.values()) for one in stats)
    loaded = sum(sum(one.cache_hits.values()) for one in stats)
    return compiled, loaded, next((one.cache_path for one in stats if one.cache_path), "")
