"""Work on several threads, a few steps ahead, with the results in order."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from newskit.heap import share_heap

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def each(work: Callable[[_Given], _Made], given: Iterable[_Given], threads: int) -> Iterator[_Made]:
    """Do something with each of many things, and give what it makes, in order.

    Args:
        work: what is done; with one thread in the thread that asks.
        given: the things; taken in the thread that asks, a few ahead.
        threads: how many work.
    """
    if threads == 1:
        yield from map(work, given)
        return
    share_heap()
    rest = iter(given)
    with ThreadPoolExecutor(threads) as pool:
        # A few at a time: a pool takes all it is given, and would keep every result.
        ahead = [pool.submit(work, one) for one in islice(rest, threads + 1)]
        while ahead:
            made = ahead.pop(0).result()
            ahead += [pool.submit(work, one) for one in islice(rest, 1)]
            yield made
