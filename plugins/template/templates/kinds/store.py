"""A store for each desk: `--store mine:sports` is `sports-desk.db`."""

from collections.abc import Callable
from pathlib import Path

from newskit.hooks import Catalogue, Store, StoreError, hookimpl


def desk(place: str) -> Store:
    """Open the store of a desk; the file is made when it is first written to."""
    from newskit.stores.sqlite import SqliteStore

    path = Path(place)
    if not path.name.isalnum():
        raise StoreError(f"mine:{place}: no name of a desk (use letters and digits)")
    return SqliteStore(str(path.with_name(f"{path.name}-desk.db")))


@hookimpl
def newskit_stores() -> Catalogue[Callable[[str], Store]]:
    """Add the kind of store to `newskit dedupe --store mine:PLACE`."""
    return {"mine:": desk}
