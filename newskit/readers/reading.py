"""Reading as a whole: places, the reader for each, records, ids; problems are kept apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from newskit.article import Article, with_unique_ids
from newskit.errors import InputError, NoArticle
from newskit.protocols import STDIN, Reader, Record
from newskit.readers.places import DASH, LeftOut, Place, open_file, places
from newskit.readers.records import to_article

_HEAD = 4096
# Formats that would be read as if they were prose; better to say so.
_FOREIGN = frozenset(
    [
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".rss",
        ".atom",
        ".csv",
        ".tsv",
        ".eml",
        ".mbox",
        ".warc",
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".parquet",
        ".gz",
        ".bz2",
        ".xz",
        ".zst",
        ".zip",
    ]
)


@dataclass(slots=True)
class Reading:
    """What came in: the articles, and whether all of them were plain texts."""

    articles: list[Article] = field(default_factory=list)
    plain: bool = True
    stdin_texts: int = 0


@dataclass(frozen=True, slots=True)
class Formats:
    """The readers to choose from.

    Args:
        readers: by name; the order is the order in which they are asked to sniff.
        chosen: the reader the user named, or None.
        further: gives the readers of plugins; asked only for a suffix that no other reader has.
    """

    readers: Mapping[str, Reader]
    chosen: Reader | None = None
    further: Callable[[], Mapping[str, Reader]] = dict

    def of_suffix(self, path: str) -> Reader | None:
        """Give the reader for a file's suffix, or None."""
        suffix = Path(path).suffix.lower()
        if not suffix:
            return None
        every = (readers() for readers in (self._built_in, self.further))
        fitting = (r for readers in every for r in readers.values() if suffix in r.suffixes)
        return next(fitting, None)

    def _built_in(self) -> Mapping[str, Reader]:
        return self.readers

    def choose(self, path: str, head: bytes) -> Reader | None:
        """Give the reader for a file: as named, by suffix, by looking; None for a foreign one."""
        reader = self.chosen or self.of_suffix(path)
        if reader is not None:
            return reader
        if Path(path).suffix.lower() in _FOREIGN:
            return None
        for reader in self.readers.values():
            if reader.sniff is not None and reader.sniff(head):
                return reader
        return self.readers["text"]


def read(
    inputs: Iterable[str],
    formats: Formats,
    fields: Mapping[str, tuple[str, ...]],
    problem: Callable[[Exception], None],
    stdin: BinaryIO | None = None,
) -> Reading:
    """Read articles from files, folders and standard input, and give each a unique id.

    Args:
        inputs: paths; `-` is standard input.
        formats: the readers to choose from.
        fields: keys of an article and the paths of the keys they are read from.
        problem: told every `InputError` (something was skipped) and every note.
        stdin: the bytes of standard input.
    """
    reading = Reading()
    for place in places(inputs, lambda path: formats.of_suffix(path) is not None):
        if isinstance(place, Exception):
            problem(place)
        else:
            _read_place(place, formats, fields, problem, stdin, reading)
    reading.articles = with_unique_ids(reading.articles)
    return reading


def _read_place(
    place: Place,
    formats: Formats,
    fields: Mapping[str, tuple[str, ...]],
    problem: Callable[[Exception], None],
    stdin: BinaryIO | None,
    reading: Reading,
) -> None:
    none_yet: list[NoArticle] = []
    count = len(reading.articles)
    for item in _items(place, formats, fields, stdin, reading):
        if isinstance(item, Article):
            reading.articles.append(item)
        elif isinstance(item, NoArticle) and place.found:
            none_yet.append(item)
        else:
            problem(item)
    if none_yet and len(reading.articles) == count:
        # A file that only happens to lie in the folder, such as a settings file in JSON.
        problem(LeftOut(str(Path(place.path).parent), [Path(place.path).name]))
    else:
        for error in none_yet:
            problem(error)


def _items(
    place: Place,
    formats: Formats,
    fields: Mapping[str, tuple[str, ...]],
    stdin: BinaryIO | None,
    reading: Reading,
) -> Iterator[Article | Exception]:
    name = STDIN if place.path == DASH else place.path
    try:
        with _open(place.path, stdin) as stream:
            reader = formats.choose(place.path, stream.peek(_HEAD)[:_HEAD])
            if reader is None:
                suffix = Path(name).suffix
                yield InputError(name, f"no reader for {suffix} files", "--reader names one")
                return
            for item in reader.read(stream, name):
                if isinstance(item, Record):
                    path = None if name == STDIN else item.place
                    made: Iterable[Article | Exception] = to_article(item, fields, path)
                else:
                    made = [item]
                for result in made:
                    if isinstance(result, Article):
                        reading.plain &= reader.plain
                        reading.stdin_texts += reader.plain and name == STDIN
                    yield result
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(name, error.strerror or "cannot be read")


@contextmanager
def _open(path: str, stdin: BinaryIO | None) -> Iterator[BufferedReader]:
    if path != DASH:
        with open_file(path) as stream:
            yield stream
    elif stdin is None:
        raise InputError(STDIN, "standard input is closed")
    else:
        yield BufferedReader(_Rejoined(stdin.read(_HEAD), stdin), _HEAD)


class _Rejoined(RawIOBase):
    """A pipe whose first bytes were read to look at them, whole again.

    A pipe may give its first bytes in small pieces; `peek` alone would see only the first piece.
    """

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
