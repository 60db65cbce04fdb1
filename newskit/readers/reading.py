"""Reading as a whole: places, the reader for each, records, ids; problems are kept apart."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from newskit.article import Article, with_unique_ids
from newskit.errors import InputError, InputNote, NoArticle
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


_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|rss|feed)\b", re.IGNORECASE)


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
        blame: a context in which a reader runs, which names it when it fails.
    """

    readers: Mapping[str, Reader]
    chosen: Reader | None = None
    further: Callable[[], Iterable[Reader]] = list
    blame: Callable[[Reader], AbstractContextManager[None]] = lambda reader: nullcontext()

    def of_suffix(self, path: str) -> Reader | None:
        """Give the reader for a file's suffix, or None."""
        suffix = Path(path).suffix.lower()
        if not suffix:
            return None
        return next((reader for reader in self._every() if suffix in reader.suffixes), None)

    def _every(self) -> Iterator[Reader]:
        yield from self.readers.values()
        yield from self.further()

    def choose(self, path: str, head: bytes) -> Reader | None:
        """Give the reader for a file: as named, by suffix, by looking; None for a foreign one."""
        if self.chosen is not None:
            return self.chosen
        reader = self.of_suffix(path)
        if _MARKUP.match(head) and (reader is None or reader.plain):
            return None
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
    intake = _Intake(formats, fields, problem, stdin)
    for place in places(inputs, lambda path: formats.of_suffix(path) is not None):
        if isinstance(place, Exception):
            problem(place)
        else:
            intake.take(place)
    intake.reading.articles = with_unique_ids(intake.reading.articles)
    return intake.reading


class _Intake:
    """Reads one place after the other into one `Reading`."""

    def __init__(
        self,
        formats: Formats,
        fields: Mapping[str, tuple[str, ...]],
        problem: Callable[[Exception], None],
        stdin: BinaryIO | None,
    ) -> None:
        self._formats, self._fields, self._stdin = formats, fields, stdin
        self._problem = problem
        self.reading = Reading()

    def take(self, place: Place) -> None:
        """Read all of a place; what is wrong is told and costs only itself."""
        no_articles: list[NoArticle] = []
        before, said = len(self.reading.articles), False
        for item in self._items(_name(place.path), place.path):
            if isinstance(item, Article):
                self.reading.articles.append(item)
            elif isinstance(item, NoArticle) and place.found:
                no_articles.append(item)
            else:
                self._problem(item)
                said = True
        if len(self.reading.articles) > before or said or place.path == DASH:
            for error in no_articles:
                self._problem(error)
        elif no_articles:
            # It only happens to lie in the folder, such as a settings file in JSON.
            self._problem(LeftOut(str(Path(place.path).parent), [Path(place.path).name]))
        else:
            self._problem(InputNote(f"{place.path}: nothing in it"))

    def _items(self, name: str, path: str) -> Iterator[Article | Exception]:
        try:
            with _open(path, self._stdin) as stream:
                reader = self._formats.choose(path, stream.peek(_HEAD)[:_HEAD])
                if reader is None:
                    suffix = Path(name).suffix
                    kind = f"{suffix} files" if suffix.lower() in _FOREIGN else "HTML or XML"
                    yield InputError(name, f"no reader for {kind}", "--reader names one")
                else:
                    yield from self._articles(reader, stream, name)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(name, error.strerror or "cannot be read")

    def _articles(
        self, reader: Reader, stream: BinaryIO, name: str
    ) -> Iterator[Article | Exception]:
        with self._formats.blame(reader):
            for item in reader.read(stream, name):
                if isinstance(item, Record):
                    place = None if name == STDIN else item.place
                    made: Iterable[Article | Exception] = to_article(item, self._fields, place)
                else:
                    made = [item]
                for result in made:
                    if isinstance(result, Article):
                        self.reading.plain &= reader.plain
                        self.reading.stdin_texts += reader.plain and name == STDIN
                    yield result


def _name(path: str) -> str:
    """Give the name of a place in messages and paths."""
    if path == DASH:
        return STDIN
    return f"./{path}" if path == STDIN else path


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
