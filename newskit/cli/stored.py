"""The store of a command: opened before its outputs, and written to when these are whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newskit.cli.output import refuse_overwriting, settle

if TYPE_CHECKING:
    from newskit.storing import Store


@contextmanager
def opened(place: str | None, *written: str | None) -> Iterator["Store | None"]:
    """Open a store; what the command does with it holds when the block ends, not after an error.

    So the outputs of a command belong inside of the block: what could not be written was not seen.

    Args:
        place: as `--store` names it, or None.
        written: outputs that are written before it, None for standard output.

    Raises:
        UsageError: one of them is the store.
    """
    if place is None:
        yield None
        return
    from newskit.memory import open_store

    refuse_overwriting(file_of(place), *written)
    with open_store(place) as store:
        yield store
        # What is remembered is not printed again: it must not be lost with the power.
        for file in written:
            settle(file)


def seen_before(given: int, new: int) -> str:
    """Say how many of the articles given to a command a store knew."""
    return f", {given - new:,} seen before" if given > new else ""


def file_of(place: str | None) -> list[str]:
    """Give the file that a store is, if it is one."""
    from newskit import settings

    if place is None:
        return []
    scheme, _, path = settings.parse_store(place).partition(":")
    return [path] if scheme == "sqlite" else []
