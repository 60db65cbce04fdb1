"""Stores on a Redis server: `--store redis://host:6379/0?namespace=desk`.

Registered here; the modules are imported when they are needed.
"""

from collections.abc import Callable

from newskit.hooks import Catalogue, Store, hookimpl


@hookimpl
def newskit_stores() -> Catalogue[Callable[[str], Store]]:
    """Add the stores of `--store redis://…`, `rediss://…` and `unix://…`."""
    schemes = ("redis", "rediss", "unix")
    return {f"{scheme}:": f"newskit_redis.store:{scheme}" for scheme in schemes}
