"""Articles that come in: read by built-in readers and those of plugins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, BinaryIO

from newskit import settings
from newskit.article import Article
from newskit.errors import InputError, InputNote, PluginError
from newskit.host import Host, default_host

if TYPE_CHECKING:
    from newskit.kernels import Kernel
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
    kernel: object = None,
    jobs: int | None = 1,
    host: Host | None = None,
) -> "Reading":
    """Read as `read` does, and tell also what kind of input it was.

    With a `budget`, JSON Lines beyond so many bytes are read again when they are needed, and where
    a `kernel` scans them, that is named or by default is worth it, parsed only then; `jobs`
    threads scan.
    """
    import sys

    from newskit.readers.reading import read as read_articles
    from newskit.readers.records import parse_fields

    host = host or default_host()
    if stdin is None and "-" in inputs and sys.stdin is not None:
        stdin = sys.stdin.buffer
    formats = _formats(host, reader, on_problem)
    scanner = None if budget is None else partial(_scanner, kernel, settings.parse_jobs(jobs), host)
    return read_articles(inputs, formats, parse_fields(fields), on_problem, stdin, budget, scanner)


def _scanner(named: object, jobs: int, host: Host, size: int | None) -> "tuple[Kernel, int] | None":
    """Give a kernel that scans so many bytes of input, or as many as a pipe gives, and threads."""
    import numpy as np

    from newskit.working import kernel_for

    if named is None and (size or 0) < settings.WORTH_SCANNING:
        return None
    kernel = kernel_for(settings.WORTH_A_KERNEL, named, host)
    return None if kernel.scan(np.empty(0, np.uint8)) is None else (kernel, jobs)


def _formats(host: Host, chosen: object, on_problem: Callable[[Exception], None]) -> "Formats":
    from newskit.protocols import Reader
    from newskit.readers.formats import Formats

    def load(name: object) -> Reader:
        reader: Reader = host.get("reader", name)
        if host.is_builtin("reader", name):
            return reader
        from newskit.strangers import guarded_reader

        return guarded_reader(host, name, reader, on_problem)

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
    )
