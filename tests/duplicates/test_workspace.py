"""Where work is done: in memory and in files the same is held, and a step is made once."""

import threading
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates import workspace as module
from newskit.duplicates.workspace import (
    Buckets,
    Scratch,
    Workspace,
    parts_for,
    pieces_of,
    texts_at_once,
)

NUMBER = 4
numbers = st.lists(st.integers(0, (1 << 64) - 1), max_size=5)
rooms = st.sampled_from([0, 8, 100, 1 << 30])


def array(some: list[int]) -> np.ndarray:
    return np.array(some, np.uint64)


@pytest.fixture
def in_files(tmp_path: Path) -> Workspace:
    return Workspace(folder=tmp_path, memory=0)


# Buckets

additions = st.lists(
    st.lists(numbers, min_size=NUMBER, max_size=NUMBER) | st.tuples(st.integers(0, 3), numbers)
)
"""Some for each bucket, or some for one."""


def fill(buckets: Buckets, added: object) -> None:
    if isinstance(added, tuple):
        buckets.put(added[0], array(added[1]))
    else:
        buckets.add([array(some) for some in added])


def of_each(added: object) -> list[list[int]]:
    if isinstance(added, tuple):
        return [added[1] if bucket == added[0] else [] for bucket in range(NUMBER)]
    return list(added)


@given(additions, rooms, st.sets(st.integers(0, 9)))
def test_a_bucket_gives_what_was_added_to_it_in_memory_and_in_files(
    added: list[object], room: int, spills: set[int]
) -> None:
    """Whenever what is in memory is written to files."""
    expected = [[n for some in added for n in of_each(some)[b]] for b in range(NUMBER)]
    with TemporaryDirectory() as place:
        in_memory = Buckets(NUMBER, None, room).emptied()
        in_files = Buckets(NUMBER, Path(place, "buckets"), room).emptied()
        for buckets in (in_memory, in_files):
            assert len(buckets) == NUMBER
            for number, some in enumerate(added):
                fill(buckets, some)
                if number in spills:
                    buckets.spill()
            assert [buckets.take(bucket).tolist() for bucket in range(NUMBER)] == expected
            assert buckets.take(0).dtype == np.uint64


@given(additions, rooms, st.integers(0, 3))
def test_a_bucket_gives_the_same_in_pieces(added: list[object], room: int, piece: int) -> None:
    """Whether they are large enough to stay pieces, or not."""
    expected = [[n for some in added for n in of_each(some)[b]] for b in range(NUMBER)]
    scratch = Scratch()
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PIECE", piece)
        for folder in (None, Path(place, "buckets")):
            buckets = Buckets(NUMBER, folder, room).emptied()
            for some in added:
                fill(buckets, some)
            for bucket, wanted in enumerate(expected):
                pieces = buckets.pieces(bucket, scratch)
                assert [number for piece in pieces for number in piece.tolist()] == wanted


def test_what_was_taken_is_gone_from_memory_and_may_be_changed(in_files: Workspace) -> None:
    """Files stay until they are removed: who is interrupted reads them again."""
    for workspace, left in ((Workspace(), []), (in_files, [1, 2])):
        buckets = workspace.buckets("b", 1).emptied()
        buckets.add([array([1, 2])])
        taken = buckets.take(0)
        taken[:] = 0
        assert buckets.take(0).tolist() == left


def test_pieces_are_copied() -> None:
    """The memory of each can be given back, and the kernel may use its own again."""
    numbers = array([1, 2, 3])
    pieces = pieces_of(numbers, np.array([0, 1, 3]))
    numbers[:] = 0
    assert [piece.tolist() for piece in pieces] == [[1], [2, 3]]


def test_no_more_than_there_is_room_for_is_in_memory(tmp_path: Path) -> None:
    buckets = Buckets(2, tmp_path / "b", room=100).emptied()
    for _ in range(50):
        buckets.add([array([1]), array([2, 3])])
        in_files = sum(file.stat().st_size for file in (tmp_path / "b").iterdir())
        assert 0 <= sum(part.nbytes for held in buckets._held for part in held) <= 100
    assert in_files >= 50 * 24 - 100


def test_what_is_written_is_there_for_another_run(in_files: Workspace) -> None:
    buckets = in_files.buckets("b", 2).emptied()
    buckets.put(1, array([7]))
    buckets.spill()
    again = in_files.buckets("b", 2)
    assert [again.take(0).tolist(), again.take(1).tolist()] == [[], [7]]
    assert in_files.buckets("b", 2).emptied().take(1).tolist() == []


# Columns


@given(
    st.lists(st.lists(st.integers(-(1 << 31), (1 << 31) - 1), max_size=5), max_size=5),
    st.integers(0, 30),
)
def test_a_column_is_what_was_appended_in_memory_and_in_a_file(
    pieces: list[list[int]], room: int
) -> None:
    """Whether there was room for it or not."""
    with TemporaryDirectory() as place:
        for workspace in (Workspace(), Workspace(folder=Path(place))):
            column = workspace.column("c", np.int32).emptied(room)
            assert column.is_file == (workspace.folder is not None)
            for piece in pieces:
                column.append(np.array(piece, np.int32))
            found = column.finished()
            assert found.dtype == np.int32
            assert found.tolist() == [number for piece in pieces for number in piece]
            column.release()
            assert found.tolist() == [number for piece in pieces for number in piece]
            found[:] = 7  # it may be changed, and what was changed is not given back
            column.release()
            assert found.tolist() == [7] * len(found)


def test_a_column_is_there_for_another_run_until_it_is_emptied(in_files: Workspace) -> None:
    in_files.column("c", np.uint64).append(array([1, 2]))
    assert in_files.column("c", np.uint64).finished().tolist() == [1, 2]
    assert in_files.column("c", np.uint64).emptied().finished().tolist() == []


# Once


def made(times: Iterator[int]) -> module.Arrays:
    matches = np.array([(1, 0.5, True)], [("a", "i4"), ("b", "f8"), ("c", "?")])
    return {"number": np.array([next(times)]), "rows": matches, "none": np.empty((0, 2), np.int8)}


def test_a_step_is_made_once_in_a_folder(in_files: Workspace) -> None:
    times = count()
    first = in_files.once("step", lambda: made(times))
    again = in_files.once("step", lambda: made(times))
    other = in_files.once("other", lambda: made(times))
    assert [step["number"].tolist() for step in (first, again, other)] == [[0], [0], [1]]
    assert list(again) == list(first)
    for name, values in first.items():
        assert again[name].dtype == values.dtype
        assert again[name].tolist() == values.tolist()


def test_in_memory_a_step_is_made_each_time() -> None:
    times = count()
    for expected in (0, 1):
        assert Workspace().once("step", lambda: made(times))["number"].tolist() == [expected]


def test_what_a_step_uses_up_is_gone_when_it_is_made(in_files: Workspace, tmp_path: Path) -> None:
    in_files.buckets("b", 2).emptied().put(1, array([7]))
    in_files.column("c", np.uint64).append(array([1]))
    in_files.column("d", np.uint64).append(array([2]))
    in_files.once("step", lambda: made(count()), "b", "c", "never there")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["d", "step.npz"]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_step_that_ends_in_the_middle_is_made_again(
    in_files: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    in_files.column("c", np.uint64).append(array([1]))

    def ends() -> module.Arrays:
        raise error

    with pytest.raises(error):
        in_files.once("step", ends, "c")

    def half(stream, **arrays: object) -> None:
        stream.write(b"half of it")
        raise error

    with monkeypatch.context() as patch, pytest.raises(error):
        patch.setattr(np, "savez", half)
        in_files.once("step", lambda: made(count(1)), "c")
    assert (tmp_path / "c").exists()
    found = in_files.once("step", lambda: made(count(2)), "c")
    assert found["number"].tolist() == [2]
    assert [file.name for file in tmp_path.iterdir()] == ["step.npz"]


# Each

jobs = st.sampled_from([1, 2, 3])


@given(st.integers(0, 30), jobs)
def test_what_is_done_with_each_comes_in_order(number: int, jobs: int) -> None:
    assert [*Workspace(jobs=jobs).each(str, range(number))] == [*map(str, range(number))]


def test_several_are_worked_on_at_once_and_the_first_comes_first() -> None:
    """The first waits for the second."""
    second = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert second.wait(30)
        if number == 1:
            second.set()
        return number

    assert [*Workspace(jobs=2).each(work, range(5))] == [*range(5)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_more_than_a_few_are_ahead(jobs: int) -> None:
    taken: list[int] = []

    def given() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    found = Workspace(jobs=jobs).each(lambda number: number, given())
    for expected in range(5):
        assert next(found) == expected
        assert len(taken) <= expected + 1 + 2 * jobs


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_fails_is_raised_in_its_place(jobs: int) -> None:
    found = Workspace(jobs=jobs).each(lambda number: 1 // (3 - number), range(100))
    assert [next(found) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert [*found] == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_who_gives_may_fail_too_and_who_takes_may_stop(jobs: int) -> None:
    def given() -> Iterator[int]:
        yield from range(9)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        list(Workspace(jobs=jobs).each(str, given()))
    found = Workspace(jobs=jobs).each(str, count())
    assert next(found) == "0"
    before = threading.active_count()
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() <= before


def test_the_thread_that_asks_is_the_one_that_is_given_from() -> None:
    """Articles are read by one thread alone."""
    threads = set()

    def given() -> Iterator[int]:
        for number in range(20):
            threads.add(threading.get_ident())
            yield number

    list(Workspace(jobs=3).each(str, given()))
    assert threads == {threading.get_ident()}


# Parts


@given(st.integers(0, 1 << 45))
def test_parts_are_a_power_of_two_of_about_a_size(items: int) -> None:
    parts = parts_for(items)
    assert parts & (parts - 1) == 0
    assert 1 <= parts <= module.MOST_PARTS
    if 1 < parts < module.MOST_PARTS:
        assert module.PART <= items / parts < 2 * module.PART
    elif parts == 1:
        assert items < 2 * module.PART


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 15))
def test_texts_are_taken_as_many_at_once_as_hold_so_much(sizes: list[int], most: int) -> None:
    offsets = np.cumsum([0, *sizes])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART", most)
        ranges = [*texts_at_once(offsets)]
    edges = [0, *(last for _, last in ranges)]
    assert ranges == [*pairwise(edges)]
    assert edges[-1] == len(sizes)
    for first, last in ranges:
        held = sum(sizes[first:last])
        assert held <= most or last == first + 1
        assert last == len(sizes) or held + sizes[last] > most
