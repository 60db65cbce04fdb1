"""How far a long run is: stages count what they have done, and who listens may look at it.

A stage does not know who listens, nor whether anybody does; then counting costs nothing. Nothing
is sent on each count: a listener looks at the numbers when it wants to.
"""

from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol, TypeVar

Item = TypeVar("Item")

ARTICLES, BYTES = "articles", "bytes"


@dataclass(slots=True, eq=False)
class Stage:
    """A part of the work.

    Args:
        name: what is being done, as `cleaning`.
        total: how much there is to do, None if that is not known.
        unit: what is counted, in the plural.
        done: how much was done up to now.
        articles: of a stage that counts something else, how many articles came with it.
    """

    name: str
    total: int | None = None
    unit: str = ARTICLES
    done: int = 0
    articles: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def advance(self, done: int = 1, articles: int = 0) -> None:
        """Count what was done since the last time; any thread may."""
        with self._lock:
            self.done += done
            self.articles += articles


class Advance(Protocol):
    """What counts for a stage."""

    def __call__(self, done: int = 1, articles: int = 0) -> None:
        """Count what was done, and the articles in it where they are not what is counted."""


class Listener(Protocol):
    """Hears of every stage that begins or ends in the context in which it is `listening`."""

    def begin(self, stage: Stage) -> None:
        """Take note of a stage; one that began before and did not end contains it."""

    def end(self, stage: Stage) -> None:
        """Take note that a stage is over, done or not."""

    def learn(self, name: str, value: str) -> None:
        """Take note of a choice that was made on the way, such as the kernel."""


_LISTENER: ContextVar[Listener | None] = ContextVar("newskit_progress", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell a listener of what is done in this block, in this thread."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


@contextmanager
def stage(name: str, total: int | None = None, unit: str = ARTICLES) -> Iterator[Advance]:
    """Do a part of the work, and count it.

        with stage("hashing", total=len(texts)) as advance:
            for some in batches:
                ...
                advance(len(some))

    Stages may stand inside of each other; one that ends without having counted anything has done
    it all. Threads may count for one that was begun where they
    were started; one that they begin themselves is not heard of.

    Args:
        name: what is being done, for people: `hashing`.
        total: how much there is to do; None if that is not known.
        unit: what is counted, in the plural.
    """
    listener = _LISTENER.get()
    if listener is None:
        yield _unheard
        return
    begun = Stage(name, total, unit)
    listener.begin(begun)
    try:
        yield begun.advance
        if not begun.done:
            begun.done = total or 0
    finally:
        listener.end(begun)


def counted(
    items: Iterable[Item], name: str, total: int | None = None, unit: str = ARTICLES
) -> Iterable[Item]:
    """Give items one by one, in a stage that ends with them; as they are if nobody listens."""
    listener = _LISTENER.get()
    if listener is None:
        return items
    if total is None and isinstance(items, Sized):
        total = len(items)
    return _counted(items, Stage(name, total, unit), listener)


def learn(name: str, value: str) -> None:
    """Tell of a choice that was made on the way, such as `learn("kernel", "numpy")`."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.learn(name, value)


def _counted(items: Iterable[Item], begun: Stage, listener: Listener) -> Iterator[Item]:
    listener.begin(begun)
    try:
        for item in items:
            yield item
            begun.done += 1
    finally:
        listener.end(begun)


def _unheard(done: int = 1, articles: int = 0) -> None:
    """Count for nobody."""
