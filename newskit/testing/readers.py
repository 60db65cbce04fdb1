"""What holds for every reader, whatever its format."""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader, RawIOBase
from typing import ClassVar

from newskit.article import Article
from newskit.errors import InputError, InputNote
from newskit.protocols import Reader, Record
from newskit.testing.contract import Contract, undisturbed
from newskit.testing.writers import check_suffixes

SOURCE = "in/sample"
_CUTS = 12


class ReaderContract(Contract):
    """The suite of a reader: good files give articles, and no broken one raises.

    Attributes:
        samples: good files of the format; small ones, since each is read some sixty times.
    """

    kind = "reader"
    samples: ClassVar[Sequence[bytes]]

    def read(self, data: bytes, at_once: int = 4096) -> list[Article | Record | Exception]:
        """Give what the reader makes of some bytes, checked; `at_once` of them come at a time."""
        return read_all(self.thing, data, at_once)

    def test_suffixes_have_their_form(self) -> None:
        """Suffixes are in lower case and have a dot."""
        assert isinstance(self.thing, Reader), f"{self.thing!r} is no Reader"
        check_suffixes(self.thing.suffixes)

    def test_a_sample_gives_articles(self) -> None:
        """Each sample gives an article, and if the reader has a sniff, it knows the sample."""
        assert self.samples, "no samples to test the reader with"
        for sample in self.samples:
            found = self.read(sample)
            assert any(isinstance(item, Record | Article) for item in found), (
                f"no article in {_shown(sample)}: {[str(item) for item in found]}"
            )
            sniff = self.thing.sniff
            assert sniff is None or sniff(sample[:4096]), f"sniff does not know {_shown(sample)}"

    def test_a_sample_is_read_the_same_each_time(self) -> None:
        """The answer is the same when a file is read again."""
        for sample in self.samples:
            first, again = (_told(self.read(sample)) for _ in range(2))
            assert again == first, f"read twice, {_shown(sample)} gives two answers"

    def test_a_sample_may_come_byte_by_byte(self) -> None:
        """The answer is the same when the bytes come one by one, as from a slow pipe."""
        for sample in self.samples:
            whole, slow = (_told(self.read(sample, size)) for size in (4096, 1))
            assert slow == whole, f"byte by byte, {_shown(sample)} gives another answer"

    def test_broken_files_raise_nothing(self) -> None:
        """What cannot be read is an `InputError` that begins with its place, in one line."""
        for sample in self.samples:
            for broken in broken_forms(sample):
                self.read(broken)

    def test_it_keeps_to_itself(self) -> None:
        """Nothing is printed, and the state of the process is what it was."""
        for sample in self.samples:
            self.read(sample)  # what it imports, it imports now
            with undisturbed():
                self.read(sample)


def read_all(
    reader: Reader, data: bytes, at_once: int = 4096
) -> list[Article | Record | Exception]:
    """Give all that a reader makes of some bytes, checked.

    Args:
        reader: the reader.
        data: the bytes of a file, which come as from a pipe: there is no way back in them.
        at_once: so many of them at a time.

    Raises:
        AssertionError: what comes out is not what a reader may give, or it raises.
    """
    found = []
    try:
        for item in reader.read(BufferedReader(_Pipe(data, at_once)), SOURCE):
            _check(item)
            found.append(item)
    except AssertionError:
        raise
    except Exception as error:
        raise AssertionError(f"raises {error!r} on {_shown(data)}; yield an InputError") from error
    return found


def broken_forms(sample: bytes) -> Iterator[bytes]:
    """Give what may become of a file: cut off, garbled, emptied, something else altogether."""
    yield from (b"", b"\n", b"\0" * 100, bytes(range(256)), b"\xff\xfe\x00\xd8", b"[" * 10_000)
    yield from (b"<" * 10_000, b"<div>" * 10_000, b'{"text": ' * 10_000)
    step = max(1, len(sample) // _CUTS)
    for cut in range(step, len(sample), step):
        yield sample[:cut]
        yield sample[cut:]
        yield sample[:cut] + b"\0" + sample[cut:]
        yield sample[:cut] + bytes([sample[cut] ^ 0x80]) + sample[cut + 1 :]


def _check(item: object) -> None:
    assert isinstance(item, Article | Record | InputError | InputNote), (
        f"gives {item!r}; a reader gives Record, Article, InputError and InputNote"
    )
    if isinstance(item, Record):
        assert item.place.startswith(SOURCE), f"the place {item.place!r} is not in the source"
        try:
            json.dumps(item.data, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise AssertionError(f"{item.place}: no JSON object: {error}") from error
    elif isinstance(item, InputError | InputNote):
        assert str(item).startswith(SOURCE), f"{str(item)!r} does not begin with the place"
        assert "\n" not in str(item), f"{str(item)!r} is more than one line"


def _told(found: Iterable[Article | Record | Exception]) -> list[object]:
    return [str(item) if isinstance(item, Exception) else item for item in found]


def _shown(data: bytes) -> str:
    return f"{data[:60]!r}{'…' if len(data) > 60 else ''}"


class _Pipe(RawIOBase):
    """Bytes that come in pieces, once."""

    def __init__(self, data: bytes, at_once: int) -> None:
        self._left, self._at_once = memoryview(data), at_once

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._left[: min(len(buffer), self._at_once)]
        self._left = self._left[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)
