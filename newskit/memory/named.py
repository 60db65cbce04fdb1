"""A stranger's store, so that what it raises names it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, cast

from newskit.errors import NewskitError, StoreError
from newskit.guard import blaming, who_is
from newskit.host import Host
from newskit.storing import Store

_MANY = 1_000
"""Articles that are asked for at once: looking after a stranger costs something each time."""


def named(store: Store, host: Host, name: str) -> Store:
    """Give a store whose errors name it; one that ships with newskit says itself where it is."""
    return store if host.is_builtin("store", name) else cast(Store, _Named(store, host, name))


def shown(name: str) -> str:
    """Give the name of a store as it may be told: a URL without its password."""
    return re.sub(r"(//[^/?#@]*:)[^/?#]*@", r"\1***@", name)


class _Named:
    """The methods of a store, each guarded on its own: what calls them is not to blame."""

    def __init__(self, store: Store, host: Host, name: str) -> None:
        self._store, self._host, self._name = store, host, shown(name)

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(*given: object, **by_name: object) -> object:
            answer = self._called(lambda: getattr(self._store, method)(*given, **by_name))
            return self._each(answer) if isinstance(answer, Iterator) else answer

        return call

    def _each(self, answers: Iterator[object]) -> Iterator[object]:
        while True:
            some: list[object] = []
            failed = None
            try:
                self._called(partial(some.extend, islice(answers, _MANY)))
            except NewskitError as error:
                failed = error
            yield from some
            if failed is not None:
                raise failed
            if len(some) < _MANY:
                return

    def _called(self, do: Callable[[], object]) -> object:
        try:
            with blaming(self._host, "store", self._name):
                return do()
        except StoreError as error:
            who = who_is(self._host, "store", self._name)
            raise StoreError(f"{who}: {error}") from error
