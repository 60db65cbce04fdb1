"""Which articles are the same text: candidates, verification, groups, the kept one."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newskit.duplicates.shingling import hashfunc

__all__ = ["hashfunc"]


def __getattr__(name: str) -> Any:
    if name == "hashfunc":  # its module imports NumPy, which most commands do without
        from newskit.duplicates.shingling import hashfunc

        return hashfunc
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
