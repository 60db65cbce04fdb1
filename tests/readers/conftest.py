"""Reading as a user sees it: articles, and what is said on stderr."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from newskit import incoming
from newskit.article import Article
from newskit.host import Host
from newskit.readers.reading import Reading

Read = Callable[..., tuple[list[Article], list[str]]]


def _read(*inputs: object, stdin: bytes | None = None, reader: object = None, **fields: str):
    problems: list[Exception] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    reading: Reading = incoming.reading(
        [str(path) for path in inputs],
        reader,
        fields,
        problems.append,
        stream,
        host=Host(frozenset()),  # a plugin that happens to be installed reads nothing here
    )
    return reading.articles, [f"{type(p).__name__}: {p}" for p in problems]


@pytest.fixture
def read() -> Read:
    """Read paths; give the articles, and each problem as `Class: line`."""
    return _read


@pytest.fixture
def read_stdin() -> Read:
    """Read bytes as standard input."""

    def read(data: bytes, **options: str) -> tuple[list[Article], list[str]]:
        return _read("-", stdin=data, **options)

    return read


@pytest.fixture
def read_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read bytes as a file of the given name in the working directory."""
    monkeypatch.chdir(tmp_path)

    def read(name: str, data: bytes | str, **options: str) -> tuple[list[Article], list[str]]:
        Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
        return _read(name, **options)

    return read
