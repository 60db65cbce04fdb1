"""The engine `spark`: copies in piles that one machine does not hold, by Apache Spark.

Registered here; the modules are imported when they are needed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from newskit.hooks import Catalogue, Engine, hookimpl

if TYPE_CHECKING:
    from newskit_spark.frames import dedupe

__all__ = ["dedupe"]


@hookimpl
def newskit_engines() -> Catalogue[Engine | Callable[[str], Engine]]:
    """Add the engines of `--engine spark` and `--engine spark:MASTER`."""
    return {"spark": "newskit_spark.engine:SPARK", "spark:": "newskit_spark.engine:Spark"}


def __getattr__(name: str) -> Any:
    if name == "dedupe":  # its module imports PySpark, which takes a second
        from newskit_spark.frames import dedupe

        return dedupe
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
