"""A pile of articles that does not live in memory: what does not fit is parsed again when taken.

Kept of each such article is where its line stands in its file, and its id if it came without one:
40 bytes. A file must therefore stay as it is until the work is done; one that does not is an
error, never a wrong article.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO
from weakref import finalize

from newskit.article import Article, numbered, to_lines
from newskit.errors import ExitCode, InputError
from newskit.readers.jsonlines import Line, fast_parser
from newskit.readers.records import known_keys
from newskit.views import RawTexts, View, heads

if TYPE_CHECKING:
    from newskit.readers.scanned import PlainLines

BUDGET = 64 << 20
"""Bytes of input whose articles stay in memory."""

_BLOCK = 1 << 20
_TOGETHER, _NEAR = 64, 2
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

    def read(self, descriptor: int, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """Read bytes, each time from a place on as many as there are.

        Raises:
            ChangedInput: the file is not as it was.
        """
        try:
            data = [os.pread(descriptor, size, start) for start, size in places]
        except OSError as error:
            raise ChangedInput(self.name, error.strerror or "cannot be read") from error
        if self._stream is None and _status(descriptor) != self._status:
            raise self.changed()
        return data

    def fingerprint(self) -> bytes:
        """Give what tells the file from others, and from itself after a change."""
        return repr((str(self._path), self._status)).encode()

    def changed(self) -> ChangedInput:
        """Give the error that says so."""
        return ChangedInput(self.name, "changed while it was worked on", "work on a copy of it")


class OpenFiles:
    """The files that are open for reading again; of many, those that were opened last."""

    def __init__(self) -> None:
        self._descriptors: dict[File, int] = {}
        self._lock = Lock()
        finalize(self, _close_all, self._descriptors)

    def read(self, file: File, start: int, size: int) -> bytes:
        """Read bytes of a file, as `File.read` does; any thread may."""
        return self.several(file, [(start, size)])[0]

    def several(self, file: File, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """Read bytes from some places of a file on."""
        with self._lock:  # so that nobody closes what another one reads from
            if file not in self._descriptors:
                if len(self._descriptors) >= _OPEN_AT_ONCE:
                    os.close(self._descriptors.pop(next(iter(self._descriptors))))
                self._descriptors[file] = file.open()
            return file.read(self._descriptors[file], places)


@cache
def _head_parser() -> Callable[[bytes], Any]:
    """Give what reads of a plain line what tells which of several articles is kept."""
    from msgspec import defstruct
    from msgspec.json import Decoder

    head = defstruct("Head", [("id", str), ("published", str | None, None)])
    return Decoder(head).decode


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
        # Where the text stands in a plain line, and who printed it when; 0 and 0 in others.
        self._text_starts, self._text_ends = array("I"), array("I")
        self._sources, self._days = array("I"), array("I")
        self._parse = fast_parser()
        self._latest: tuple[int, list[Article]] = -1, []
        self._before = -1

    def append(self, article: Article, line: Line) -> None:
        """Remember where an article stands."""
        self._numbers.append(line.number)
        self._starts.append(line.start)
        self._lengths.append(line.length)
        self._ids.append(_from_hex(article.id))
        for other in (self._text_starts, self._text_ends, self._sources, self._days):
            other.append(0)

    def extend(self, lines: "PlainLines", sources: Sequence[int]) -> None:
        """Remember where articles stand that are plain lines."""
        count = len(lines.ids)
        self._numbers.extend(range(lines.number, lines.number + count))
        self._starts.frombytes(lines.starts.tobytes())
        self._lengths.frombytes(lines.lengths.tobytes())
        self._ids.frombytes(bytes(8 * count))
        self._sources.extend(sources)
        for column, values in (
            (self._text_starts, lines.text_starts),
            (self._text_ends, lines.text_ends),
            (self._days, lines.days),
        ):
            column.frombytes(values.astype("u4").tobytes())

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written; the sources are numbers, and have no names here."""
        import numpy as np

        at = np.asarray(positions)
        starts, lengths, text_starts, text_ends, sources, days = (
            np.frombuffer(column, f"u{column.itemsize}")[at].astype(np.int64)
            for column in (
                self._starts,
                self._lengths,
                self._text_starts,
                self._text_ends,
                self._sources,
                self._days,
            )
        )
        if isinstance(positions, range):
            begin = int(starts[0])
            block = self._files.read(self.file, begin, int(starts[-1] + lengths[-1]) - begin)
            begins = starts - begin + text_starts
        else:
            places = np.stack([starts + text_starts, text_ends - text_starts], axis=1)
            block = b"".join(self._files.several(self.file, places.tolist()))
            begins = np.cumsum(text_ends - text_starts) - (text_ends - text_starts)
        ends = begins + text_ends - text_starts
        if len(block) < ends[-1]:
            raise self.file.changed()
        parsed = {
            place: self[positions[place]] for place in np.flatnonzero(text_ends == 0).tolist()
        }
        return RawTexts(np.frombuffer(block, np.uint8), begins, ends, parsed, (), sources, days)

    def heads(self, positions: Sequence[int]) -> Iterator[tuple[str, str | None]]:
        """Give id and time of publication of some articles."""
        parse = _head_parser()
        for start in range(0, len(positions), _TOGETHER):
            some = positions[start : start + _TOGETHER]
            lines = self._files.several(
                self.file, ((self._starts[at], self._lengths[at]) for at in some)
            )
            for position, line in zip(some, lines, strict=True):
                if not self._text_ends[position]:  # no plain line
                    article = self._article(position, line)
                    yield article.id, article.published
                    continue
                try:
                    head = parse(line)
                except ValueError as error:
                    raise self.file.changed() from error
                yield head.id, head.published

    def fingerprint(self) -> bytes:
        """Give what tells the file, and the lines in it, from others."""
        read_as = repr((self._fields, self._named)).encode()
        return b"".join([self.file.fingerprint(), read_as, self._starts, self._lengths])

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
        # Whether plain lines were added, and the sources as they were written in them.
        self._plain = False
        self._sources: dict[bytes, int] = {b"": 0}
        self._names = [""]

    @property
    def is_raw(self) -> bool:
        """Whether the texts can be had as they are written: if plain lines were among them."""
        return self._plain

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written, and who printed them."""
        part = bisect_right(self._firsts, positions[0]) - 1
        first, lines = self._firsts[part], self._parts[part]
        end = first + len(lines)
        if isinstance(lines, StoredLines) and first <= min(positions) and max(positions) < end:
            if isinstance(positions, range):
                here: Sequence[int] = range(positions[0] - first, positions[-1] + 1 - first)
            else:
                here = [position - first for position in positions]
            return lines.raw(here)._replace(names=self._names)
        import numpy as np

        none = np.zeros((4, len(positions)), np.int64)  # taken from the articles
        parsed = {place: self[position] for place, position in enumerate(positions)}
        return RawTexts(np.empty(0, np.uint8), none[0], none[1], parsed, self._names, *none[2:])

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
        if self._left >= 0 and not self._plain:
            self.append(article)
            return
        self._left = 0
        self._lines_of(file, named).append(article, line)
        self._count(article)

    def extend(self, lines: "PlainLines", file: File, named: bool) -> None:
        """Add articles that are plain lines of a file; none of them stays in memory."""
        last = self._lines_of(file, named)
        numbers = self._sources
        sources = [numbers.get(source, -1) for source in lines.sources]
        for place, source in enumerate(sources):
            if source < 0:
                sources[place] = self._source(lines.sources[place])
        last.extend(lines, sources)
        self._plain = True
        self._hashes.extend(map(hash, lines.ids))
        self._length += len(lines.ids)

    def _source(self, written: bytes) -> int:
        number = self._sources.setdefault(written, len(self._names))
        if number == len(self._names):
            from newskit.readers.scanned import decoded

            self._names.append(decoded(written).strip().casefold())
        return number

    def _lines_of(self, file: File, named: bool) -> StoredLines:
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, StoredLines) or last.file is not file:
            last = StoredLines(file, self._files, self._fields, named)
            self._add_part(last)
        return last

    def _add_part(self, part: list[Article] | StoredLines) -> None:
        self._parts.append(part)
        self._firsts.append(self._length)

    def _count(self, article: Article) -> None:
        self._hashes.append(_hash(article.id))
        self._length += 1

    def in_memory(self) -> list[Article] | None:
        """Give the articles as a list if all of them are in memory."""
        if any(isinstance(part, StoredLines) for part in self._parts):
            return None
        return list(self)

    def fingerprint(self) -> str:
        """Give what tells these articles from others, as long as nobody writes to their files."""
        from hashlib import blake2b

        found = blake2b(digest_size=16)
        for part in self._parts:
            if isinstance(part, StoredLines):
                found.update(part.fingerprint())
            else:
                for line in to_lines(part):
                    found.update(line)
        return found.hexdigest()

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
            first = int(np.searchsorted(in_order, _hash(id_), "left"))
            end = int(np.searchsorted(in_order, _hash(id_), "right"))
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

    def heads(self, positions: Sequence[int]) -> Iterator[tuple[str, str | None]]:
        """Give id and time of publication of some articles."""
        for number, some in groupby(positions, lambda at: bisect_right(self._firsts, at) - 1):
            part, first, here = self._parts[number], self._firsts[number], list(some)
            found = heads(part, [position - first for position in here])
            for position, (id_, published) in zip(here, found, strict=True):
                yield self._new_ids.get(position, id_), published

    def _renamed(self, position: int, article: Article) -> Article:
        new = self._new_ids.get(position)
        return article if new is None else replace(article, id=new)


def _status(descriptor: int) -> tuple[int, int, int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _hash(id_: str) -> int:
    return hash(id_.encode(errors="surrogatepass"))


def _from_hex(id_: str) -> int:
    """Give the number that an id is which newskit made, and 0 for most others."""
    try:
        return max(0, int(id_, 16)) if len(id_) == 16 else 0
    except ValueError:
        return 0


def _close_all(descriptors: dict[File, int]) -> None:
    for descriptor in descriptors.values():
        os.close(descriptor)
