"""With what, and where, copies are looked for: kernel, threads, and arrays in memory or in files.

What is too large for memory is held in buckets, which are filled side by side and emptied one after
the other, and in columns, which are written once from the beginning to the end. In a folder both
are files: a bucket is read when its turn comes, a column is mapped into memory.
"""

import mmap
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.kernel import KERNEL
from newskit.heap import give_back
from newskit.kernels import Kernel
from newskit.threads import each

PART = 1 << 18
"""Items that are sorted at once, about: memory that is used again is much cheaper than new memory,
and the cache holds more of it."""

MOST_PARTS = 512

_PIECE = 1 << 13
"""Items of a piece that is worth a call of its own."""

_LARGE = 1 << 26
"""Bytes of memory that is not used again."""

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_Number = TypeVar("_Number", bound=np.generic)
Numbers: TypeAlias = NDArray[np.uint64]
Arrays: TypeAlias = dict[str, NDArray[Any]]


class Buckets:
    """Numbers in buckets that are filled side by side, and emptied one after the other.

    Args:
        number: how many there are.
        folder: where those go that are too many for memory; None to hold all of them there.
        room: bytes that may be in memory.
    """

    def __init__(self, number: int, folder: Path | None, room: int) -> None:
        self._held: list[list[Numbers]] = [[] for _ in range(number)]
        self._folder, self._room = folder, room
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def emptied(self) -> "Buckets":
        """Give the buckets without what interrupted work left in them."""
        if self._folder is not None:
            _remove(self._folder)
            self._folder.mkdir()
        return self

    def add(self, pieces: Sequence[Numbers]) -> None:
        """Add to each bucket its piece of some numbers, see `pieces_of`."""
        for held, piece in zip(self._held, pieces, strict=True):
            if len(piece):
                held.append(piece)
        self._grown(sum(piece.nbytes for piece in pieces))

    def put(self, bucket: int, numbers: Numbers) -> None:
        """Add numbers to one bucket."""
        self._held[bucket].append(numbers)
        self._grown(numbers.nbytes)

    def take(self, bucket: int, scratch: "Scratch | None" = None) -> Numbers:
        """Give what is in a bucket. In memory it is empty then; files stay until they are removed.

        What was taken may be changed. If it is in scratch memory, it stays until more is put there.
        """
        held, self._held[bucket] = self._held[bucket], []
        file = None if self._folder is None else self._folder / str(bucket)
        written = file.stat().st_size // 8 if file is not None and file.exists() else 0
        if len(held) == 1 and not written:
            return held[0]
        size = written + sum(map(len, held))
        room = np.empty(size, np.uint64) if scratch is None else scratch.room(size)
        if file is not None and written:
            with file.open("rb") as stream:
                stream.readinto(room[:written].data)
        np.concatenate([room[:0], *held], out=room[written:])
        return room

    def pieces(self, bucket: int, scratch: "Scratch") -> list[Numbers]:
        """Give what is in a bucket as `take` does, in pieces: large ones in memory as they are."""
        held = self._held[bucket]
        if self._folder is not None or sum(map(len, held)) < _PIECE * len(held):
            return [self.take(bucket, scratch)]
        self._held[bucket] = []
        return held

    def spill(self) -> None:
        """Write what is in memory to files, if there is a folder."""
        if self._folder is None:
            return
        for bucket, held in enumerate(self._held):
            if held:
                with (self._folder / str(bucket)).open("ab") as file:
                    for numbers in held:
                        numbers.tofile(file)
                held.clear()
        self._bytes = 0

    def _grown(self, size: int) -> None:
        self._bytes += size
        if self._bytes > self._room:
            self.spill()


def pieces_of(numbers: Numbers, bounds: NDArray[np.int64]) -> list[Numbers]:
    """Cut numbers into pieces for buckets.

    Args:
        numbers: those of one bucket behind those of the bucket before.
        bounds: where those of each begin, one more than there are buckets.

    Returns:
        Copies, so that the memory of each bucket can be given back when it was emptied.
    """
    return [numbers[start:end].copy() for start, end in pairwise(bounds.tolist())]


class Scratch(threading.local):
    """Memory of each thread that is used again: pages of new memory cost more than what is done."""

    def __init__(self) -> None:
        self._room = np.empty(0, np.uint64)

    def room(self, size: int) -> Numbers:
        """Give room for so many numbers; what was there before is lost."""
        if len(self._room) < size:
            self._room = np.empty(size + size // 4, np.uint64)
        return self._room[:size]


class Column(Generic[_Number]):
    """Numbers that are written from the beginning to the end, and then stay.

    Args:
        kind: what numbers they are.
        file: where they are; None for memory.
    """

    def __init__(self, kind: type[_Number], file: Path | None) -> None:
        self._kind, self._file = kind, file
        self._pieces: list[NDArray[_Number]] = []
        self._room, self._filled = np.empty(0, kind), 0
        self._map: mmap.mmap | None = None

    def emptied(self, room: int = 0) -> "Column[_Number]":
        """Give the column without what interrupted work left in it, with room for some numbers."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
        elif (size := room * np.dtype(self._kind).itemsize) < _LARGE:
            self._room = np.empty(room, self._kind)
        else:
            # NumPy would ask for huge pages, which take long to get where memory is in pieces.
            self._room = np.frombuffer(mmap.mmap(-1, size), self._kind)
        return self

    @property
    def is_file(self) -> bool:
        """Whether the numbers are in a file."""
        return self._file is not None

    def append(self, numbers: NDArray[_Number]) -> None:
        """Add numbers behind all others."""
        end = self._filled + len(numbers)
        if self._file is None and end <= len(self._room) and not self._pieces:
            self._room[self._filled : end] = numbers
            self._filled = end
        elif self._file is None:
            self._pieces.append(numbers)
        elif len(numbers):
            with self._file.open("ab") as file:
                numbers.tofile(file)

    def finished(self) -> NDArray[_Number]:
        """Give all numbers; they may be changed, but not become more."""
        if self._file is None:
            pieces, self._pieces = self._pieces, []
            filled, self._room = self._room[: self._filled], np.empty(0, self._kind)
            return np.concatenate([filled, *pieces]) if pieces else filled
        if not self._file.exists():
            return np.empty(0, self._kind)
        with self._file.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        return np.frombuffer(self._map, self._kind)

    def release(self) -> None:
        """Give the memory back that parts of a file were read into."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True, slots=True)
class Workspace:
    """With what copies are looked for, and where.

    Args:
        kernel: the inner loops.
        jobs: threads that work.
        folder: for what does not fit into memory, and for what is done already when work goes on
            that was interrupted; None to hold everything in memory.
        memory: bytes to get along with, about, where there is a folder.
        scratch: memory to work in.
    """

    kernel: Kernel = KERNEL
    jobs: int = 1
    folder: Path | None = None
    memory: int = 1 << 30
    scratch: Scratch = field(default_factory=Scratch, compare=False)

    def buckets(self, name: str, number: int) -> Buckets:
        """Make buckets."""
        return Buckets(number, self._place(name), self.memory // 16)

    def column(self, name: str, kind: type[_Number]) -> Column[_Number]:
        """Make a column of numbers of a kind."""
        return Column(kind, self._place(name))

    def once(self, step: str, make: Callable[[], Arrays], *uses_up: str) -> Arrays:
        """Give what a step makes; it is not made again by who goes on with interrupted work.

        Args:
            step: what it is called.
            make: makes it. What it puts into buckets and columns is there again, too.
            uses_up: names of buckets and columns that nobody needs once it is made.
        """
        if self.folder is None:
            return make()
        file = self.folder / f"{step}.npz"
        if file.exists():
            with np.load(file) as held:
                return dict(held)
        made = make()
        give_back()
        unfinished = file.with_suffix(".unfinished")
        with unfinished.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **made)
        unfinished.replace(file)
        for name in uses_up:
            _remove(self.folder / name)
        return made

    def each(self, work: Callable[[_Given], _Made], given: Iterable[_Given]) -> Iterator[_Made]:
        """Do something with each of many things, as `newskit.threads.each` does."""
        return each(work, given, self.jobs)

    def _place(self, name: str) -> Path | None:
        return None if self.folder is None else self.folder / name


def parts_for(items: int) -> int:
    """Give in how many parts so many items are worked on: a power of two."""
    return min(1 << max(items // PART, 1).bit_length() - 1, MOST_PARTS)


def texts_at_once(offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Give ranges of texts that hold so many items together, or one text of more."""
    texts = len(offsets) - 1
    first = 0
    while first < texts:
        last = int(np.searchsorted(offsets, offsets[first] + PART, "right")) - 1
        last = min(max(last, first + 1), texts)
        yield first, last
        first = last


def _remove(place: Path) -> None:
    if place.is_dir():
        rmtree(place)
    else:
        place.unlink(missing_ok=True)
