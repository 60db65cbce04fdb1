"""Reading as a whole: places, the reader for each, records, ids; problems are kept apart."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, cast

from newskit.article import Article, with_unique_ids
from newskit.errors import InputError, InputNote, NoArticle
from newskit.progress import BYTES, Advance, stage
from newskit.protocols import STDIN, Reader, Record
from newskit.readers import jsonlines
from newskit.readers.compression import bare
from newskit.readers.formats import Formats
from newskit.readers.missing import what_reads
from newskit.readers.places import DASH, Place, left_out, places
from newskit.readers.records import to_article
from newskit.readers.streams import Poured, opened, seen
from newskit.text.times import day

if TYPE_CHECKING:
    from newskit.kernels import Kernel
    from newskit.readers.pile import Pile
    from newskit.readers.plain_lines import PlainLines
    from newskit.readers.reread import File

    Scanner = tuple[Kernel, int]


@dataclass(slots=True)
class Reading:
    """What came in: the articles, and whether all of them were plain texts."""

    articles: Sequence[Article] = field(default_factory=list)
    plain: bool = True
    stdin_texts: int = 0


def read(
    inputs: Iterable[str],
    formats: Formats,
    fields: Mapping[str, tuple[str, ...]],
    problem: Callable[[Exception], None],
    stdin: BinaryIO | None = None,
    budget: int | None = None,
    scanner: "Callable[[int | None], Scanner | None] | None" = None,
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
        scanner: gives for so many bytes of input a kernel that scans JSON Lines, and the threads
            for it, if there is a budget; what is plain is parsed only when it is needed.

    Raises:
        InputError: a file changed while it was read; with a `budget` only.
    """
    every = list(places(inputs, formats.knows))
    size = _size(every, stdin)
    scans = scanner(size) if scanner and not fields else None
    with stage("reading", size, BYTES) as advance:
        intake = _Intake(formats, fields, problem, stdin, budget, advance, scans)
        for place in every:
            if isinstance(place, Exception):
                problem(place)
            else:
                intake.take(place)
        return intake.reading()


def _size(every: Sequence[Place | Exception], stdin: BinaryIO | None) -> int | None:
    """Give the bytes of all places together, None if a pipe is among them."""
    total = 0
    for place in every:
        if isinstance(place, Place):
            size = _left_of(stdin) if place.path == DASH else place.size
            if size is None:
                return None
            total += size
    return total


def _left_of(stdin: BinaryIO | None) -> int | None:
    """Give the bytes that standard input still has, if it is a regular file."""
    try:
        status = os.fstat(stdin.fileno()) if stdin is not None else None
        is_file = status is not None and S_ISREG(status.st_mode)
        return max(0, status.st_size - stdin.tell()) if status and stdin and is_file else None
    except (OSError, ValueError):
        return None


class _Intake:
    """Reads one place after the other into one `Reading`."""

    def __init__(
        self,
        formats: Formats,
        fields: Mapping[str, tuple[str, ...]],
        problem: Callable[[Exception], None],
        stdin: BinaryIO | None,
        budget: int | None,
        advance: Advance,
        scanner: "Scanner | None",
    ) -> None:
        self._scanner = scanner
        self._formats, self._fields, self._stdin = formats, fields, stdin
        self._problem, self._advance = problem, advance
        self._articles: list[Article] | Pile = [] if budget is None else _pile(fields, budget)
        self._plain, self._stdin_texts = True, 0
        self._left_out: dict[str, list[str]] = {}

    def reading(self) -> Reading:
        """Give all that was read, with unique ids."""
        for folder, names in self._left_out.items():
            for note in left_out(folder, names):
                self._problem(note)
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
        no_articles: list[InputError] = []
        before, said = len(self._articles), False
        for item in self._problems(_name(place.path), place.path):
            if isinstance(item, NoArticle | NoReader) and place.found:
                no_articles.append(item)
            else:
                self._problem(item)
                said = True
        self._advance(0, len(self._articles) - before)
        if len(self._articles) > before or said or place.path == DASH:
            for error in no_articles:
                self._problem(error)
        elif no_articles:
            # It only happens to lie in the folder, such as a settings file in JSON.
            path = Path(place.path)
            self._left_out.setdefault(str(path.parent), []).append(path.name)
        else:
            self._problem(InputNote(f"{place.path}: nothing in it"))

    def _problems(self, name: str, path: str) -> Iterator[Exception]:
        """Take the articles of a place, and give what is to be told about it."""
        try:
            with opened(path, name, self._stdin, self._advance) as stream:
                head = seen(stream)
                reader = self._formats.choose(path, head)
                if reader is None:
                    yield NoReader(name, *what_reads(bare(name), head))
                else:
                    problems = self._read(reader, stream, name, path)
                    yield from self._to_the_end(problems, stream.raw)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(name, error.strerror or "cannot be read")

    def _to_the_end(self, problems: Iterator[Exception], raw: object) -> Iterator[Exception]:
        """Give what is wrong in an input, and last what made its bytes end too early.

        That stands for what the reader says of the part that is cut in two.
        """
        held: Exception | None = None
        arrived = 0
        for problem in problems:
            if held is not None:
                yield held
            cut = isinstance(raw, Poured) and raw.trouble and raw.within_a_line
            held = problem if cut else None
            arrived = len(self._articles)
            if held is None:
                yield problem
        if held is not None and not (
            isinstance(held, InputError) and arrived == len(self._articles)
        ):
            yield held
        if isinstance(raw, Poured) and raw.trouble:
            yield raw.trouble

    def _read(
        self, reader: Reader, stream: BufferedReader, name: str, path: str
    ) -> Iterator[Exception]:
        before = len(self._articles)
        add = self._adder(reader, stream, name, path)
        times, named = _UnknownTimes(), name != STDIN
        try:
            for item in self._items(reader, stream, name):
                made: Iterable[Article | Exception]
                if isinstance(item, tuple):
                    add(None, item)
                    for time in item.unknown_times:
                        times.look_at(time)
                    continue
                if isinstance(item, Record):
                    made = to_article(item, self._fields, item.place if named else None)
                else:
                    made = (item,)
                for result in made:
                    if isinstance(result, Article):
                        add(result, item)
                        if result.published is not None:
                            times.look_at(result.published)
                    else:
                        yield result
        finally:
            if arrived := len(self._articles) - before:
                self._plain &= reader.plain
                self._stdin_texts += arrived * (reader.plain and name == STDIN)
        yield from times.told(name)

    def _items(
        self, reader: Reader, stream: BufferedReader, name: str
    ) -> "Iterable[Article | Record | Exception | PlainLines]":
        if self._scanner is None or reader.read is not jsonlines.read:
            return reader.read(stream, name)
        from newskit.readers import scanned

        return scanned.read(stream, name, *self._scanner)

    def _adder(
        self, reader: Reader, stream: BufferedReader, name: str, path: str
    ) -> Callable[[Article | None, object], None]:
        """Give what puts an article where it is kept, knowing what it was made of.

        Of plain lines there are no articles.
        """
        articles = self._articles
        if isinstance(articles, list) or reader.read is not jsonlines.read:
            return lambda article, made_of: articles.append(article) if article else None
        file = _to_read_again(stream, name, path)

        def add(article: Article | None, made_of: object) -> None:
            if isinstance(made_of, tuple):
                articles.extend(cast("PlainLines", made_of), file, named=name != STDIN)
            elif article and isinstance(made_of, jsonlines.Line):
                articles.append_line(article, made_of, file, named=name != STDIN)
            elif article:
                articles.append(article)

        return add


def _pile(fields: Mapping[str, tuple[str, ...]], budget: int) -> "Pile":
    from newskit.readers.pile import Pile

    return Pile(fields, budget)


def _to_read_again(stream: BufferedReader, name: str, path: str) -> "File":
    """Give the file that a stream comes from, or a copy in the making of what a pipe gives."""
    from tempfile import TemporaryFile

    from newskit.readers.reread import File

    if not isinstance(stream.raw, Poured):
        return File(name, stream, path)
    copy = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as there is the pile
    stream.raw.copy_to(copy, stream.peek())
    return File(name, copy, None)


class _UnknownTimes:
    """Times of publication in one input that are not understood: they are counted, told once."""

    def __init__(self) -> None:
        self._count, self._first = 0, ""

    def look_at(self, given: str) -> None:
        """Count a time if it says nothing."""
        if day(given) is None:
            self._count += 1
            self._first = self._first or given

    def told(self, name: str) -> Iterator[InputNote]:
        """Give a note if there are any."""
        if self._count:
            times = "1 time" if self._count == 1 else f"{self._count} times"
            shown = self._first if len(self._first) < 60 else f"{self._first[:60]}…"
            yield InputNote(
                f"{name}: {times} of publication not understood, not used: {shown!r} "
                "(2026-03-02T17:40:00Z would be)"
            )


def _name(path: str) -> str:
    """Give the name of a place in messages and paths."""
    if path == DASH:
        return STDIN
    return f"./{path}" if path == STDIN else path


class NoReader(InputError):
    """An input in a format that no installed reader reads."""
