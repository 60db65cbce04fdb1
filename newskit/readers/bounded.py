"""Reading no more at once than an article may be long, whatever the bytes say."""

from collections.abc import Iterator
from typing import BinaryIO

from newskit.errors import InputError

LARGEST = 32 << 20
"""Bytes of the largest article: a longer line, file, message or item is refused, never loaded."""

_PIECE = 1 << 16


def too_long(place: str, remedy: str = "", largest: int = 0) -> InputError:
    """Give the error that says that something is longer than an article may be."""
    limit = (largest or LARGEST) >> 20
    return InputError(place, f"over {limit} MiB, longer than an article may be", remedy)


def whole(stream: BinaryIO, source: str, largest: int = 0) -> bytes:
    """Read all of a stream.

    Args:
        stream: the bytes.
        source: what they are called.
        largest: how many there may be; by default as many as an article may have.

    Raises:
        InputError: there are more.
    """
    largest = min(largest or LARGEST, LARGEST)
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise too_long(source, largest=largest)
    return data


def lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Give each line of a stream with its line end, and its length.

    Of a line that is longer than an article may be, nothing is given but the length.
    """
    limit = LARGEST
    while line := stream.readline(limit + 1):
        length = len(line)
        if length > limit:
            while not line.endswith(b"\n") and (line := stream.readline(_PIECE)):
                length += len(line)
            line = b""
        yield line, length


def parts(stream: BinaryIO, separators: tuple[bytes, ...]) -> Iterator[bytes]:
    """Give what stands between separators of one byte, but for nothing; the last in any case.

    A part that is longer than an article may be is given up to there, and a little more.
    """
    part, first = bytearray(), separators[0]
    while data := stream.read(_PIECE):
        for separator in separators:
            data = data.replace(separator, first)
        *ended, data = data.split(first)
        if ended:
            yield bytes(part + ended[0])
            yield from filter(None, ended[1:])
            part.clear()
        if len(part) <= LARGEST:
            part += data
    yield bytes(part)
