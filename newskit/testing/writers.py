"""What holds for every writer."""

import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO, ClassVar

from newskit.article import Article
from newskit.host import default_host
from newskit.incoming import reading
from newskit.protocols import Writer
from newskit.testing.articles import corpus, odd_piles
from newskit.testing.contract import PileContract


class WriterContract(PileContract):
    """The suite of a writer: articles as bytes, written to what may be a pipe.

    Attributes:
        reader: the name of a reader of the form, if what is written says all of the articles:
            then they come back as they were.
    """

    kind = "writer"
    reader: ClassVar[str | None] = None

    def ask(self, pile: Sequence[Article]) -> object:
        """Give what it writes of a pile in the order of ids."""
        return self._written(sorted(pile, key=lambda article: article.id))

    def _written(self, articles: Sequence[Article]) -> bytes:
        writer = self.thing
        assert isinstance(writer, Writer), f"{writer!r} is no Writer"
        pipe = _Pipe()
        stream: BinaryIO = io.BufferedWriter(pipe)  # type: ignore[type-var]
        writer.write(_Articles(articles), stream)
        assert not stream.closed, "the stream was closed"
        stream.flush()
        return bytes(pipe.written)

    def test_suffixes_have_their_form(self) -> None:
        """Suffixes are in lower case and have a dot."""
        check_suffixes(self.thing.suffixes)

    def test_what_is_written_is_read_again(self) -> None:
        """Where `reader` is named, articles come back as they were, in their order."""
        if self.reader is None:
            return
        for name, pile in {"the corpus": corpus(), **odd_piles()}.items():
            written = io.BytesIO(self._written(pile))
            problems: list[Exception] = []
            host = default_host()
            found = reading(["-"], self.reader, {}, problems.append, stdin=written, host=host)
            again = [{**one.record(), "path": None} for one in found.articles]
            assert again == [{**one.record(), "path": None} for one in pile], (
                f"{name} comes back otherwise: {problems}"
            )


def check_suffixes(suffixes: Sequence[str]) -> None:
    """Check that suffixes can be those of files.

    Raises:
        AssertionError: one cannot.
    """
    assert all(suffix == suffix.lower() for suffix in suffixes), "a suffix in capitals"
    assert all(suffix.startswith(".") for suffix in suffixes), "a suffix without its dot"


class _Articles:
    """Articles that can be gone through again, and that are no list."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)


class _Pipe(io.RawIOBase):
    """Bytes that go away: there is no way back in them."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += data
        return len(data)
