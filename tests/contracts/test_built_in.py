"""What ships with newskit passes the suites that are there for plugins."""

import pytest

from newskit import testing
from newskit.host import Host
from newskit.testing.contract import Contract, PileContract, elsewhere

KINDS = ("cleaner", "detector", "keeper", "linker", "summarizer", "renderer", "writer", "kernel")
WITH_ARGUMENT = {"source:": "source:courier.example,post.example"}


def suite(kind: str, name: str, **given: object) -> type[Contract]:
    """Give the suite of a built-in thing as an author of a plugin would write it."""
    contract: type[Contract] = getattr(testing, f"{kind.capitalize()}Contract")
    return type(f"{kind.title()}-{name}", (contract,), {"plugin": name, **given})


SUITES = [
    suite(kind, WITH_ARGUMENT.get(name, name), reader="jsonl")
    for kind in KINDS
    for name in Host(frozenset()).builtins(kind)
]
SEED = "test_the_hash_seed_changes_nothing"
PROMISES = [
    pytest.param(suite, name, id=f"{suite.__name__}-{name[5:]}")
    for suite in SUITES
    for name in dir(suite)
    if name.startswith("test_") and name != SEED
]


@pytest.mark.parametrize(("suite", "promise"), PROMISES)
def test_it_keeps_the_promise(suite: type[Contract], promise: str) -> None:
    getattr(suite(), promise)()


def test_the_hash_seed_changes_nothing() -> None:
    """All in one other process: to start one takes longer than to ask."""
    suites = [suite for suite in SUITES if issubclass(suite, PileContract)]
    things = [part for suite in suites for part in (suite.kind, str(suite.plugin))]
    for made, answer in zip(suites, elsewhere(*things), strict=True):
        assert answer == repr(made().ask(testing.corpus())), made.__name__
