"""Articles that come in: read by built-in readers and those of plugins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from os import PathLike, fspath
from typing import TYPE_CHECKING, BinaryIO

from newskit.article import Article
from newskit.errors import InputError, InputNote, PluginError
from newskit.guard import blaming, who_is
from newskit.host import Host, default_host

if TYPE_CHECKING:
    from newskit.readers.formats import Formats
    from newskit.readers.reading import Reading


def read(
    *inputs: "str | PathLike[str]",
    reader: object = None,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[Exception], None] | None = None,
    host: Host | None = None,
) -> list[Article]:
    """Read articles from files and folders.

    Args:
        inputs: paths; `-` is standard input.
        reader: name of a reader; by default the suffix decides, then the content.
        fields: keys of an article and the names of the keys that hold them (`{"text": "body"}`).
        on_problem: told each `InputError`, whose input is skipped, and each `InputNote`; by
            default they are issued as warnings.
        host: the plugins to choose from.

    Raises:
        InputError: nothing could be read, and `on_problem` was not given.
    """
    import warnings

    problems: list[Exception] = []
    paths = [fspath(path) for path in inputs]
    told = on_problem or problems.append
    found = list(reading(paths, reader, fields or {}, told, host=host).articles)
    errors = [problem for problem in problems if isinstance(problem, InputError)]
    if errors and not found:
        raise errors[0]
    for problem in problems:
        warnings.warn(InputNote(str(problem)), stacklevel=2)
    return found


def reading(
    inputs: Sequence[str],
    reader: object,
    fields: Mapping[str, str],
    on_problem: Callable[[Exception], None],
    stdin: BinaryIO | None = None,
    budget: int | None = None,
    host: Host | None = None,
) -> "Reading":
    """Read as `read` does, and tell also what kind of input it was.

    With a `budget`, JSON Lines beyond so many bytes are read again when they are needed.
    """
    import sys

    from newskit.readers.reading import read as read_articles
    from newskit.readers.records import parse_fields

    host = host or default_host()
    if stdin is None and "-" in inputs and sys.stdin is not None:
        stdin = sys.stdin.buffer
    formats = _formats(host, reader, on_problem)
    return read_articles(inputs, formats, parse_fields(fields), on_problem, stdin, budget)


def _formats(host: Host, chosen: object, on_problem: Callable[[Exception], None]) -> "Formats":
    from newskit.protocols import Reader
    from newskit.readers.formats import Formats

    names: dict[int, object] = {}

    def load(name: object) -> Reader:
        reader: Reader = host.get("reader", name)
        if not isinstance(reader, Reader):
            raise PluginError(f"{who_is(host, 'reader', name)} is no Reader", named=True)
        names[id(reader)] = name
        return reader

    def further() -> Iterator[Reader]:
        for name in host.strangers("reader"):
            try:
                yield load(name)
            except PluginError as error:  # nobody chose it: it must not stop the others
                on_problem(InputNote(str(error)))

    return Formats(
        {name: load(name) for name in host.builtins("reader")},
        load(chosen) if chosen is not None else None,
        cache(lambda: list(further())),
        lambda reader: blaming(host, "reader", names[id(reader)]),
    )
