"""What is compressed with gzip, bzip2, xz or Zstandard, unpacked piece by piece.

The first bytes tell, never the suffix. Members one after the other are one file, as the tools that
make them have it. Memory stays small whatever the bytes say: pieces have one size, and what needs
a large window to be unpacked is refused.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from newskit.errors import InputError

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
"""What names of compressed files end in, after the suffix that tells the format."""

_MAGIC = {
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
_PIECE = 1 << 16
_WINDOW = 128 << 20
_BOMB_BYTES, _BOMB_TIMES = 1 << 30, 500
"""News becomes 3 to 10 times as long, a log of one line repeated 100 times."""


def packing(head: bytes) -> str | None:
    """Name what compressed the bytes that begin like this, or None."""
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def bare(path: str) -> str:
    """Give a name without the suffix that says how the file is compressed."""
    for suffix in SUFFIXES:
        if path.lower().endswith(suffix):
            return path[: -len(suffix)]
    return path


def unpacked(stream: BinaryIO, kind: str, name: str) -> Iterator[bytes]:
    """Unpack what is compressed, in pieces.

    Args:
        stream: the compressed bytes.
        kind: what `packing` says.
        name: what the input is called in messages.

    Raises:
        InputError: the bytes end too early, or are damaged, or become far too many.
    """
    given = made = 0

    def take() -> bytes:
        nonlocal given
        data = stream.read1(_PIECE) if hasattr(stream, "read1") else stream.read(_PIECE)
        given += len(data)
        return data

    pieces = _pieces(take, _openers()[kind])
    while True:
        try:
            piece = next(pieces, None)
        except EOFError:
            cause = "cut off: what comes before the end of the compressed data was read"
            raise InputError(name, cause, "fetch it again") from None
        except Exception as error:  # four libraries, and each has errors of its own
            cause = f"damaged {kind} data, read up to there: {str(error).rstrip('.')}"
            raise InputError(name, cause, "fetch it again") from error
        if piece is None:
            return
        made += len(piece)
        if made > _BOMB_BYTES and made > given * _BOMB_TIMES:
            cause = f"unpacks to more than {_BOMB_TIMES} times its size, read up to there"
            raise InputError(name, cause, "to read all of it, unpack it first")
        yield piece


class _Unpacker(Protocol):
    """What undoes one member: the interface of `bz2.BZ2Decompressor`."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """Undoes one gzip member, as the decompressors of other formats do theirs."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _pieces(take: Callable[[], bytes], unpacker: Callable[[], _Unpacker]) -> Iterator[bytes]:
    data = take()
    while data:
        member = unpacker()
        while not member.eof:
            if member.needs_input and not data:
                data = take()
                if not data:
                    raise EOFError
            piece, data = member.decompress(data, _PIECE), b""
            if piece:
                yield piece
        # Archives on tape are filled up with zeros.
        data = member.unused_data.lstrip(b"\0")
        while not data and (more := take()):
            data = more.lstrip(b"\0")


def _openers() -> dict[str, Callable[[], _Unpacker]]:
    from bz2 import BZ2Decompressor
    from lzma import LZMADecompressor

    return {
        "gzip": _Gunzip,
        "bzip2": BZ2Decompressor,
        "xz": lambda: LZMADecompressor(memlimit=_WINDOW),
        "Zstandard": _zstandard,
    }


def _zstandard() -> _Unpacker:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 27})
