"""Reading as a whole: places, the reader for each, records, ids; problems are kept apart."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from newskit.article import Article, with_unique_ids
from newskit.errors import InputError, InputNote, NoArticle
from newskit.protocols import STDIN, Reader, Record
from newskit.readers import jsonlines
from newskit.readers.places import DASH, LeftOut, Place, open_file, places
from newskit.readers.records import to_article

if TYPE_CHECKING:
    from newskit.readers.pile import File, Pile

_HEAD = 4096
_BUFFER = 1 << 16
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

    articles: Sequence[Article] = field(default_factory=list)
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
    budget: int | None = None,
) -> Reading:
    """Read articles from files, folders and standard input, and give each a unique id.

    Args:
        inputs: paths; `-` is standard input.
        formats: the readers to choose from.
        fields: keys of an article and the paths of the keys they are read from.
        problem: told every `InputError` (something was skipped) and every note.
        stdin: the bytes of standard input.
        budget: bytes of JSON Lines whose articles stay in memory; beyond, they are a `Pile` whose
            files must stay as they are. By default all articles are in one list.

    Raises:
        InputError: a file changed while it was read; with a `budget` only.
    """
    intake = _Intake(formats, fields, problem, stdin, budget)
    for place in places(inputs, lambda path: formats.of_suffix(path) is not None):
        if isinstance(place, Exception):
            problem(place)
        else:
            intake.take(place)
    return intake.reading()


class _Intake:
    """Reads one place after the other into one `Reading`."""

    def __init__(
        self,
        formats: Formats,
        fields: Mapping[str, tuple[str, ...]],
        problem: Callable[[Exception], None],
        stdin: BinaryIO | None,
        budget: int | None,
    ) -> None:
        self._formats, self._fields, self._stdin = formats, fields, stdin
        self._problem = problem
        self._articles: list[Article] | Pile = [] if budget is None else _pile(fields, budget)
        self._plain, self._stdin_texts = True, 0

    def reading(self) -> Reading:
        """Give all that was read, with unique ids."""
        articles = self._articles
        if not isinstance(articles, list):
            in_memory = articles.in_memory()
            if in_memory is None:
                articles.make_ids_unique()
                return Reading(articles, self._plain, self._stdin_texts)
            articles = in_memory
        return Reading(with_unique_ids(articles), self._plain, self._stdin_texts)

    def take(self, place: Place) -> None:
        """Read all of a place; what is wrong is told and costs only itself."""
        no_articles: list[NoArticle] = []
        before, said = len(self._articles), False
        for item in self._problems(_name(place.path), place.path):
            if isinstance(item, NoArticle) and place.found:
                no_articles.append(item)
            else:
                self._problem(item)
                said = True
        if len(self._articles) > before or said or place.path == DASH:
            for error in no_articles:
                self._problem(error)
        elif no_articles:
            # It only happens to lie in the folder, such as a settings file in JSON.
            self._problem(LeftOut(str(Path(place.path).parent), [Path(place.path).name]))
        else:
            self._problem(InputNote(f"{place.path}: nothing in it"))

    def _problems(self, name: str, path: str) -> Iterator[Exception]:
        """Take the articles of a place, and give what is to be told about it."""
        try:
            with _open(path, self._stdin) as stream:
                reader = self._formats.choose(path, stream.peek(_HEAD)[:_HEAD])
                if reader is None:
                    suffix = Path(name).suffix
                    kind = f"{suffix} files" if suffix.lower() in _FOREIGN else "HTML or XML"
                    yield InputError(name, f"no reader for {kind}", "--reader names one")
                else:
                    yield from self._read(reader, stream, name, path)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(name, error.strerror or "cannot be read")

    def _read(
        self, reader: Reader, stream: BufferedReader, name: str, path: str
    ) -> Iterator[Exception]:
        before = len(self._articles)
        add = self._adder(reader, stream, name, path)
        try:
            with self._formats.blame(reader):
                for item in reader.read(stream, name):
                    if isinstance(item, Record):
                        place = None if name == STDIN else item.place
                        made: Iterable[Article | Exception] = to_article(item, self._fields, place)
                    else:
                        made = [item]
                    for result in made:
                        if isinstance(result, Article):
                            add(result, item)
                        else:
                            yield result
        finally:
            if arrived := len(self._articles) - before:
                self._plain &= reader.plain
                self._stdin_texts += arrived * (reader.plain and name == STDIN)

    def _adder(
        self, reader: Reader, stream: BufferedReader, name: str, path: str
    ) -> Callable[[Article, object], None]:
        """Give what puts an article where it is kept, knowing what it was made of."""
        articles = self._articles
        if isinstance(articles, list) or reader.read is not jsonlines.read:
            return lambda article, made_of: articles.append(article)
        file = _to_read_again(stream, name, path)

        def add(article: Article, made_of: object) -> None:
            if isinstance(made_of, jsonlines.Line):
                articles.append_line(article, made_of, file, named=name != STDIN)

        return add


def _pile(fields: Mapping[str, tuple[str, ...]], budget: int) -> "Pile":
    from newskit.readers.pile import Pile

    return Pile(fields, budget)


def _to_read_again(stream: BufferedReader, name: str, path: str) -> "File":
    """Give the file that a stream comes from, or a copy in the making of what a pipe gives."""
    from tempfile import TemporaryFile

    from newskit.readers.pile import File

    if not isinstance(stream.raw, _Rejoined):
        return File(name, stream, path)
    copy = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as there is the pile
    stream.raw.copy_to(copy, stream.peek(), name)
    return File(name, copy, None)


def _name(path: str) -> str:
    """Give the name of a place in messages and paths."""
    if path == DASH:
        return STDIN
    return f"./{path}" if path == STDIN else path


@contextmanager
def _open(path: str, stdin: BinaryIO | None) -> Iterator[BufferedReader]:
    if path != DASH:
        with open_file(path) as stream:
            regular = S_ISREG(os.fstat(stream.fileno()).st_mode)
            yield stream if regular else _rejoined(stream)
    elif stdin is None:
        raise InputError(STDIN, "standard input is closed")
    else:
        yield _rejoined(stdin)


def _rejoined(stream: BinaryIO) -> BufferedReader:
    return BufferedReader(_Rejoined(stream.read(_HEAD), stream), _BUFFER)


class _Rejoined(RawIOBase):
    """A pipe whose first bytes were read to look at them, whole again.

    A pipe may give its first bytes in small pieces; `peek` alone would see only the first piece.
    """

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest
        self._copy: BinaryIO | None = None
        self._name = STDIN

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        self._write(data)
        return len(data)

    def copy_to(self, copy: BinaryIO, so_far: bytes, name: str) -> None:
        """Write all that is read from now on to a file, after what was read up to now."""
        self._copy, self._name = copy, name
        self._write(so_far)

    def _write(self, data: bytes) -> None:
        try:
            while self._copy is not None and data:
                data = data[self._copy.write(data) :]
        except OSError as error:
            cause = f"no room for a copy of it: {error.strerror}"
            raise InputError(self._name, cause, "TMPDIR names another place") from error
