"""The stages composed with a store: what each command does when it remembers what it saw."""

from newskit.memory.arriving import dedupe
from newskit.memory.built import Comparing
from newskit.memory.forgetting import prune
from newskit.memory.giving import export
from newskit.memory.grouping import stories, without_repeats
from newskit.memory.opening import Place, open_store, using
from newskit.memory.telling import new

__all__ = [
    "Comparing",
    "Place",
    "dedupe",
    "export",
    "new",
    "open_store",
    "prune",
    "stories",
    "using",
    "without_repeats",
]
