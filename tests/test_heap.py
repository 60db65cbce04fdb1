"""What the C library is told about memory, where there is one that listens."""

import ctypes

import pytest

from newskit import heap


class Library:
    def __init__(self, told: list[tuple[object, ...]]) -> None:
        self.malloc_trim = lambda *given: told.append(("malloc_trim", *given))
        self.mallopt = lambda *given: told.append(("mallopt", *given))


def test_threads_share_a_heap_and_what_is_free_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library(told))
    heap.share_heap.cache_clear()
    heap.share_heap()
    heap.share_heap()
    heap.give_back()
    assert told == [("mallopt", -8, 1), ("malloc_trim", 0)]


@pytest.mark.parametrize("library", [object, OSError, TypeError])
def test_another_library_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, library: type[object]
) -> None:
    def load(name: object) -> object:
        made = library()
        if isinstance(made, Exception):
            raise made
        return made

    monkeypatch.setattr(ctypes, "CDLL", load)
    heap.share_heap.cache_clear()
    heap.share_heap()
    heap.give_back()
