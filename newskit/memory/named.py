"""A stranger's store, so that what it raises names it."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from newskit.errors import StoreError
from newskit.guard import blaming, who_is
from newskit.host import BUILTIN, Host
from newskit.storing import Store


def named(store: Store, host: Host, name: str) -> Store:
    """Give a store whose errors name it; one that ships with newskit says itself where it is."""
    if host.owner("store", name).startswith(f"{BUILTIN} "):
        return store
    return cast(Store, _Named(store, host, name))


class _Named:
    """The methods of a store, each guarded on its own: what calls them is not to blame."""

    def __init__(self, store: Store, host: Host, name: str) -> None:
        self._store, self._host, self._name = store, host, name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(*given: object) -> object:
            answer = self._called(lambda: getattr(self._store, method)(*given))
            return self._each(answer) if isinstance(answer, Iterator) else answer

        return call

    def _each(self, answers: Iterator[object]) -> Iterator[object]:
        end = object()
        while (answer := self._called(lambda: next(answers, end))) is not end:
            yield answer

    def _called(self, do: Callable[[], object]) -> object:
        try:
            with blaming(self._host, "store", self._name):
                return do()
        except StoreError as error:
            who = who_is(self._host, "store", self._name)
            raise StoreError(f"{who}: {error}") from error
