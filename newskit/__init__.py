"""De-duplicate, group and summarize news: what the command line does, as a library.

The names are imported when they are first used, so that `import newskit` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
"""The version of newskit, which `newskit --version` prints."""

if TYPE_CHECKING:
    from newskit.article import Article, Level
    from newskit.deduplicated import Deduplicated
    from newskit.document import Digest
    from newskit.errors import InputError, NewskitError
    from newskit.finding import mark_boilerplate
    from newskit.incoming import read
    from newskit.memory import new, open_store
    from newskit.outgoing import render, story_map, write
    from newskit.pipeline import (
        clean,
        compare,
        dedupe,
        digest,
        stories,
        summarize,
    )

_HOMES = {
    "Article": "newskit.article",
    "Level": "newskit.article",
    "Digest": "newskit.document",
    "InputError": "newskit.errors",
    "NewskitError": "newskit.errors",
    "Deduplicated": "newskit.deduplicated",
    "clean": "newskit.pipeline",
    "compare": "newskit.pipeline",
    "dedupe": "newskit.pipeline",
    "digest": "newskit.pipeline",
    "mark_boilerplate": "newskit.finding",
    "new": "newskit.memory",
    "open_store": "newskit.memory",
    "read": "newskit.incoming",
    "render": "newskit.outgoing",
    "stories": "newskit.pipeline",
    "story_map": "newskit.outgoing",
    "summarize": "newskit.pipeline",
    "write": "newskit.outgoing",
}

__all__ = [
    "Article",
    "Deduplicated",
    "Digest",
    "InputError",
    "Level",
    "NewskitError",
    "__version__",
    "clean",
    "compare",
    "dedupe",
    "digest",
    "mark_boilerplate",
    "new",
    "open_store",
    "read",
    "render",
    "stories",
    "story_map",
    "summarize",
    "write",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
