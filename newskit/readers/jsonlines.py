"""JSON Lines: an article a line. A bad line costs only itself."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isinf
from typing import Any, BinaryIO

from newskit.article import WORTH_LOADING
from newskit.errors import InputError
from newskit.protocols import Reader, Record
from newskit.readers import bounded, shapes

_BOM = b"\xef\xbb\xbf"
_OBJECT = re.compile(rb'\{\s*["}]')
_DEEP = 50
_OF_JSON = (b"{", b"[", b'"', b"}", b"]")
_WHOLE = "JSON of several lines, or an array? try --reader json"


@dataclass(frozen=True, slots=True)
class Line(Record):
    """A record that is one line of a file, and can be read from there again.

    Args:
        number: 1 for the first line.
        start: where it begins, in bytes.
        length: its bytes, with the line end.
    """

    number: int
    start: int
    length: int


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read one JSON object a line; empty lines are passed over."""
    parse: Callable[[bytes], Any] = strict
    start = 0
    for number, (line, length) in enumerate(bounded.lines(stream), 1):
        if number == WORTH_LOADING:
            parse = fast_parser()
        yield from items_of(line, source, number, start, length, parse)
        start += length


def items_of(
    line: bytes,
    source: str,
    number: int,
    start: int,
    length: int,
    parse: Callable[[bytes], Any],
) -> Iterator[Record | Exception]:
    """Give what a line holds, or what is wrong with it."""
    try:
        data = parse(line)
    except ValueError as error:
        if bare := _bare(line):
            yield InputError(f"{source}:{number}", str(error), _remedy(bare, str(error)))
        elif length > bounded.LARGEST:
            yield bounded.too_long(f"{source}:{number}")
        return
    if type(data) is not dict:
        remedy = _WHOLE if _bare(line).startswith(b"[{") else ""
        yield InputError(f"{source}:{number}", "not a JSON object", remedy)
    elif "text" not in data and (held := shapes.records(data, f"{source}:{number}")):
        yield from held
    else:
        yield Line(data, f"{source}:{number}", number, start, length)


def strict(line: bytes) -> Any:
    """Parse a line of JSON strictly, white space and a byte order mark aside.

    Raises:
        ValueError: it is not JSON, not UTF-8, or nested too deeply; the message is for the user.
    """
    line = _bare(line)
    try:
        return _STRICT.decode(line.decode(json.detect_encoding(line), "surrogatepass"))
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise ValueError("not an article: nested too deeply") from error


def fast_parser() -> Callable[[bytes], Any]:
    """Give a function that does what `strict` does, and asks it about all that is unusual.

    msgspec takes nothing that `strict` refuses, and gives the same values, all digits of a number
    included; what is nested deeply is left to the parser whose limit is that of the writer.
    """
    from msgspec.json import Decoder

    decode = Decoder().decode

    def parse(line: bytes) -> Any:
        try:
            value = decode(line)
        except Exception:
            return strict(line)
        if (b"[" in line or line.find(b"{", 1) > 0) and _is_deep(value):
            return strict(line)
        return value

    return parse


def _is_deep(value: Any, levels: int = _DEEP) -> bool:
    kind = type(value)
    if kind is not dict and kind is not list:
        return False
    inner = value.values() if kind is dict else value
    return levels == 0 or any(_is_deep(each, levels - 1) for each in inner)


def _bare(line: bytes) -> bytes:
    return line.removeprefix(_BOM).strip()


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like JSON Lines."""
    seen = head.removeprefix(_BOM).strip().split(b"\n")
    if seen[0].startswith(b"["):  # an array, with an object on each line perhaps
        return False
    if len(seen) == 1:
        return _OBJECT.match(seen[0]) is not None
    return any(_OBJECT.match(line) and line.rstrip().endswith(b"}") for line in seen)


def refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python's parser would take."""
    raise ValueError(f"not JSON: {constant} is not a JSON value")


def finite(number: str) -> float:
    """Read a number; one that becomes infinite could not be written as JSON again."""
    value = float(number)
    if isinf(value):
        raise ValueError(f"not JSON: {number} is too large a number")
    return value


_STRICT = json.JSONDecoder(parse_constant=refuse, parse_float=finite)


def _remedy(line: bytes, cause: str) -> str:
    if b"\0" in line:
        return "a binary file?"
    if cause.startswith("not UTF-8"):
        return "iconv -f WINDOWS-1252 -t UTF-8 converts old files"
    if line.startswith(b"<"):
        return "HTML or XML?"
    if line in (b"{", b"["):
        return _WHOLE
    return "" if line.startswith(_OF_JSON) else "plain text? try --reader text"


READER = Reader(read, suffixes=(".jsonl", ".ndjson"), sniff=looks_like)
