"""A pile of articles that does not live in memory: what does not fit is parsed again when taken.

Kept of each such article is where its line stands in its file, and its id if it came without one:
40 bytes. A file must therefore stay as it is until the work is done; one that does not is an
error, never a wrong article.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from newskit.article import Article, numbered
from newskit.errors import ExitCode, InputError
from newskit.readers.jsonlines import Line, fast_parser
from newskit.readers.records import known_keys
from newskit.views import View

BUDGET = 64 << 20
"""Bytes of input whose articles stay in memory."""

_BLOCK = 1 << 20
_TOGETHER, _NEAR = 64, 4
_OPEN_AT_ONCE = 64


class ChangedInput(InputError):
    """A file is no longer what it was when it was read first: the work cannot be finished."""

    exit_code = ExitCode.FAILED


class File:
    """The bytes of an input that are read again: those of a file, or a copy of what a pipe gave.

    Args:
        name: what the input is called in messages.
        stream: the open file, at the time it is read first.
        path: where it is opened again; None for a temporary file, which stays open.
    """

    def __init__(self, name: str, stream: BinaryIO, path: str | None) -> None:
        self.name = name
        self._path = None if path is None else Path(path).absolute()
        self._status = _status(stream.fileno())
        self._stream = stream if path is None else None

    def open(self) -> int:
        """Give a descriptor to read from; the caller closes it.

        Raises:
            ChangedInput: the file is gone.
        """
        try:
            if self._stream is not None:
                return os.dup(self._stream.fileno())
            return os.open(str(self._path), os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError as error:
            raise ChangedInput(
                self.name, "cannot be read a second time", error.strerror or ""
            ) from error

    def read(self, descriptor: int, start: int, size: int) -> bytes:
        """Read bytes from a place on, as many as there are.

        Raises:
            ChangedInput: the file is not as it was.
        """
        try:
            data = os.pread(descriptor, size, start)
        except OSError as error:
            raise ChangedInput(self.name, error.strerror or "cannot be read") from error
        if self._stream is None and _status(descriptor) != self._status:
            raise self.changed()
        return data

    def changed(self) -> ChangedInput:
        """Give the error that says so."""
        return ChangedInput(self.name, "changed while it was worked on", "work on a copy of it")


class OpenFiles:
    """The files that are open for reading again; of many, those that were opened last."""

    def __init__(self) -> None:
        self._descriptors: dict[File, int] = {}
        finalize(self, _close_all, self._descriptors)

    def read(self, file: File, start: int, size: int) -> bytes:
        """Read bytes of a file, as `File.read` does."""
        if file not in self._descriptors:
            if len(self._descriptors) >= _OPEN_AT_ONCE:
                os.close(self._descriptors.pop(next(iter(self._descriptors))))
            self._descriptors[file] = file.open()
        return file.read(self._descriptors[file], start, size)


class StoredLines(View):
    """Articles that are lines of one file, in its order.

    Args:
        file: where the lines are.
        files: what opens it.
        fields: keys of an article and the paths of the keys they are read from.
        named: whether its name and the number of the line are the path of an article.
    """

    def __init__(
        self, file: File, files: OpenFiles, fields: Mapping[str, tuple[str, ...]], named: bool
    ) -> None:
        self.file = file
        self._files, self._fields, self._named = files, fields, named
        self._numbers, self._starts, self._lengths = array("Q"), array("Q"), array("Q")
        self._ids = array("Q")
        self._parse = fast_parser()
        self._latest: tuple[int, list[Article]] = -1, []
        self._before = -1

    def append(self, article: Article, line: Line) -> None:
        """Remember where an article stands."""
        self._numbers.append(line.number)
        self._starts.append(line.start)
        self._lengths.append(line.length)
        self._ids.append(_from_hex(article.id))

    def __len__(self) -> int:
        return len(self._starts)

    def _at(self, position: int) -> Article:
        first = position - position % _TOGETHER
        apart, self._before = position - self._before, position
        if first == self._latest[0] or 0 < apart < _NEAR:  # one after the other, as it seems
            return self._several(first)[position - first]
        return self._alone(position)

    def __iter__(self) -> Iterator[Article]:
        for first in range(0, len(self), _TOGETHER):
            yield from self._several(first)

    def _alone(self, position: int) -> Article:
        line = self._files.read(self.file, self._starts[position], self._lengths[position])
        return self._article(position, line)

    def _several(self, first: int) -> list[Article]:
        """Give some articles; two that go through all of them side by side parse them once."""
        if self._latest[0] != first:
            some = range(first, min(first + _TOGETHER, len(self)))
            start, last = self._starts[first], some[-1]
            size = self._starts[last] + self._lengths[last] - start
            if size > _BLOCK:
                articles = [self._alone(position) for position in some]
            else:
                block = self._files.read(self.file, start, size)
                places = [self._starts[position] - start for position in some]
                articles = [
                    self._article(position, block[at : at + self._lengths[position]])
                    for position, at in zip(some, places, strict=True)
                ]
            self._latest = first, articles
        return self._latest[1]

    def _article(self, index: int, line: bytes) -> Article:
        if len(line) != self._lengths[index]:
            raise self.file.changed()
        try:
            known, extra, _ = known_keys(self._parse(line), self._fields)
            if "id" not in known:
                known["id"] = f"{self._ids[index]:016x}"
            if self._named and "path" not in known:
                known["path"] = f"{self.file.name}:{self._numbers[index]}"
            return Article(extra=extra, **known)
        except (ValueError, TypeError, AttributeError) as error:
            raise self.file.changed() from error


class Pile(View):
    """Articles in the order of the input, of which those read first are in memory.

    Args:
        fields: keys of an article and the paths of the keys they are read from.
        budget: bytes of input whose articles stay in memory.
    """

    def __init__(self, fields: Mapping[str, tuple[str, ...]], budget: int = BUDGET) -> None:
        self._fields, self._left = fields, budget
        self._files = OpenFiles()
        self._parts: list[list[Article] | StoredLines] = []
        self._firsts: list[int] = []
        self._length = 0
        self._hashes = array("q")
        self._new_ids: dict[int, str] = {}

    def append(self, article: Article) -> None:
        """Add an article that stays in memory."""
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, list):
            last = []
            self._add_part(last)
        last.append(article)
        self._count(article)

    def append_line(self, article: Article, line: Line, file: File, named: bool) -> None:
        """Add an article that can be read again; it stays in memory while there is room."""
        self._left -= line.length
        if self._left >= 0:
            self.append(article)
            return
        self._left = 0
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, StoredLines) or last.file is not file:
            last = StoredLines(file, self._files, self._fields, named)
            self._add_part(last)
        last.append(article, line)
        self._count(article)

    def _add_part(self, part: list[Article] | StoredLines) -> None:
        self._parts.append(part)
        self._firsts.append(self._length)

    def _count(self, article: Article) -> None:
        self._hashes.append(hash(article.id))
        self._length += 1

    def in_memory(self) -> list[Article] | None:
        """Give the articles as a list if all of them are in memory."""
        if any(isinstance(part, StoredLines) for part in self._parts):
            return None
        return list(self)

    def make_ids_unique(self) -> None:
        """Number articles that share an id, as `with_unique_ids` does, when all were added."""
        import numpy as np

        hashes = np.frombuffer(self._hashes, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        in_order = hashes[order]
        equal = in_order[1:] == in_order[:-1]
        sharing: dict[str, list[int]] = {}
        for position in np.unique(np.concatenate([order[1:][equal], order[:-1][equal]])).tolist():
            sharing.setdefault(self[position].id, []).append(position)

        def is_taken(id_: str) -> bool:
            first = int(np.searchsorted(in_order, hash(id_), "left"))
            end = int(np.searchsorted(in_order, hash(id_), "right"))
            return any(self[position].id == id_ for position in order[first:end].tolist())

        self._new_ids = numbered(sharing, self.__getitem__, is_taken)
        self._hashes = array("q")
        self.ids_are_unique = True

    def __len__(self) -> int:
        return self._length

    def _at(self, position: int) -> Article:
        part = bisect_right(self._firsts, position) - 1
        return self._renamed(position, self._parts[part][position - self._firsts[part]])

    def __iter__(self) -> Iterator[Article]:
        articles = chain.from_iterable(self._parts)
        if not self._new_ids:
            return articles
        return (self._renamed(position, article) for position, article in enumerate(articles))

    def _renamed(self, position: int, article: Article) -> Article:
        new = self._new_ids.get(position)
        return article if new is None else replace(article, id=new)


def _status(descriptor: int) -> tuple[int, int, int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _from_hex(id_: str) -> int:
    """Give the number that an id is which newskit made, and 0 for most others."""
    try:
        return max(0, int(id_, 16)) if len(id_) == 16 else 0
    except ValueError:
        return 0


def _close_all(descriptors: dict[File, int]) -> None:
    for descriptor in descriptors.values():
        os.close(descriptor)
