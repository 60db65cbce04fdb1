"""A store while it is used: opened, written to by one at a time, and kept or forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath

from newskit import settings
from newskit.host import Host, default_host
from newskit.memory.named import named
from newskit.storing import Store

Place = str | PathLike[str]
"""Where a store is: a path, or a URL whose scheme names the kind of store."""

BATCH = 20_000
"""Articles that are stored, or read, at once."""


@contextmanager
def open_store(place: Place, *, host: Host | None = None) -> Iterator[Store]:
    """Open a store; what is done with it holds when the block ends, and not after an error.

    Args:
        place: a path (an SQLite file, made when it is first written to), or a URL of which the
            scheme names the kind of store: `sqlite:news.db`.
        host: the plugins to choose from.

    Raises:
        UsageError: there is no such kind of store.
        StoreError: it cannot be opened, read or written.
    """
    host, name = host or default_host(), settings.parse_store(fspath(place))
    store: Store = named(host.get("store", name), host, name)
    try:
        yield store
        store.commit()
    except BaseException:
        store.rollback()
        raise
    finally:
        store.close()


@contextmanager
def using(store: Store | Place, host: Host, is_there: bool = False) -> Iterator[Store]:
    """Begin to write to a store: one that is open already, or one that is open for this call.

    Raises:
        StoreError: there is none, and `is_there` says that there must be.
    """
    if isinstance(store, str | PathLike):
        with open_store(store, host=host) as opened, using(opened, host, is_there):
            yield opened
        return
    if is_there:
        store.parameters()
    store.begin()
    yield store
