"""The records of a web archive (ISO 28500), one after the other from any stream.

fastwarc reads a record well and knows what HTTP does to it; but it stops at the first that is
damaged. Here the file is cut at its records, so that a bad one costs itself only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"WARC/"
_LONGEST_LINE = 1 << 16
_LONGEST_HEAD = 1 << 18
_BLOCK = 1 << 20
_NO_RECORD = "no WARC record begins here; passed over until one does"
_ARC = "an ARC file, not WARC ('warcio recompress' makes one of it)"


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it stands in the file.

    Args:
        offset: where it begins, in bytes of the file as it is without compression.
        data: its header and content, or its header alone where the content is not wanted.
        problem: what is wrong with it, or an empty string.
    """

    offset: int
    data: bytes
    problem: str = ""


def records(stream: BinaryIO, wanted: frozenset[str], largest: int) -> Iterator[Raw]:
    """Give the records of the types that are wanted, and what is damaged.

    Args:
        stream: the archive, without compression.
        wanted: values of `WARC-Type`.
        largest: bytes of content beyond which a record is a problem.
    """
    offset, lost = 0, False
    while line := stream.readline(_LONGEST_LINE):
        start, offset = offset, offset + len(line)
        if not line.startswith(MAGIC):
            if line.strip() and not lost:
                lost = True
                yield Raw(start, b"", _ARC if line.startswith(b"filedesc:") else _NO_RECORD)
            continue
        lost = False
        head = line + _head(stream)
        offset += len(head) - len(line)
        length = _length(head)
        if length is None:
            yield Raw(start, b"", "a damaged header")
            continue
        is_wanted = _field(head, b"warc-type") in wanted
        keep = is_wanted and length <= largest
        content, size = _content(stream, length, keep)
        offset += size
        if size < length:
            yield Raw(start, b"", "cut off")
        elif keep:
            yield Raw(start, head + content)
        elif is_wanted:
            yield Raw(start, b"", f"larger than {largest // 1_000_000} MB")


def _head(stream: BinaryIO) -> bytes:
    """Read the rest of a header, with the empty line that ends it."""
    lines: list[bytes] = []
    size = 0
    while size < _LONGEST_HEAD and (line := stream.readline(_LONGEST_LINE)):
        lines.append(line)
        size += len(line)
        if not line.strip():
            break
    return b"".join(lines)


def _length(head: bytes) -> int | None:
    given = _field(head, b"content-length")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


def _field(head: bytes, name: bytes) -> str:
    for line in head.split(b"\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().decode("latin-1")
    return ""


def _content(stream: BinaryIO, length: int, keep: bool) -> tuple[bytes, int]:
    """Read a content, or pass over it; give it and how much of it there was."""
    blocks: list[bytes] = []
    size = 0
    while size < length and (block := stream.read(min(_BLOCK, length - size))):
        size += len(block)
        if keep:
            blocks.append(block)
    return b"".join(blocks), size
