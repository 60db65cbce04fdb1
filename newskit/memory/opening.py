"""A store while it is used: opened, written to by one at a time, and kept or forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath

from newskit import settings
from newskit.errors import UsageError
from newskit.host import Host, default_host
from newskit.memory.named import named, shown
from newskit.storing import Store

Place = str | PathLike[str]
"""Where a store is: a path, or a URL whose scheme names the kind of store."""

_PACKAGES = dict.fromkeys(("redis", "rediss", "unix"), "newskit-redis")
"""What has kinds of stores that do not come with newskit."""

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
    _refuse_unknown(host, name)
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


def _refuse_unknown(host: Host, name: str) -> None:
    """Name the package of a kind of store that is not installed; never a password."""
    if host.owner("store", name) != name:
        return
    scheme = name.partition(":")[0]
    package = _PACKAGES.get(scheme)
    remedy = f"pip install {package}" if package else f"there are {', '.join(host.names('store'))}"
    raise UsageError(f"--store {shown(name)}: no kind of store is called {scheme!r} ({remedy})")
