"""What plugin authors test with: what holds for every reader, whatever its format.

No test framework is needed: a broken promise is an `AssertionError` that says which one.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader, RawIOBase

from newskit.article import Article
from newskit.errors import InputError, InputNote
from newskit.protocols import Reader, Record

SOURCE = "in/sample"
_CUTS = 12


def check_reader(reader: Reader, samples: Sequence[bytes]) -> None:
    """Check what newskit promises of readers on good samples and on broken ones made of them.

    A good sample gives an article, the same one each time, whether its bytes come at once or one by
    one from a pipe. What is cut off, garbled or something else raises nothing: a part that
    cannot be read is an `InputError`, and it names its place.

    Args:
        reader: the reader.
        samples: files that it reads; small ones, since each is read some thirty times.

    Raises:
        AssertionError: the reader breaks a promise; the message says which, and on what.
    """
    assert samples, "no samples to check the reader with"
    assert all(suffix == suffix.lower() for suffix in reader.suffixes), "a suffix in capitals"
    assert all(suffix.startswith(".") for suffix in reader.suffixes), "a suffix without its dot"
    for sample in samples:
        found = read_all(reader, sample)
        assert any(isinstance(item, Record | Article) for item in found), (
            f"no article in {_shown(sample)}: {[str(item) for item in found]}"
        )
        assert _told(read_all(reader, sample)) == _told(found), (
            f"read twice, {_shown(sample)} gives two answers"
        )
        assert _told(read_all(reader, sample, at_once=1)) == _told(found), (
            f"byte by byte, {_shown(sample)} gives another answer"
        )
        if reader.sniff is not None:
            assert reader.sniff(sample[:4096]), f"sniff does not know {_shown(sample)}"
        for broken in broken_forms(sample):
            read_all(reader, broken)


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
