"""JSON Lines: an article a line. A bad line costs only itself."""

import json
import re
from collections.abc import Iterator
from math import isinf
from typing import Any, BinaryIO

from newskit.errors import InputError
from newskit.protocols import Reader, Record

_BOM = b"\xef\xbb\xbf"
_OBJECT = re.compile(rb'\{\s*["}]')


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read one JSON object a line; empty lines are passed over."""
    for number, line in enumerate(stream, 1):
        line = line.removeprefix(_BOM).strip()
        if not line:
            continue
        place = f"{source}:{number}"
        try:
            data = loads(line)
        except ValueError as error:
            yield InputError(place, str(error), _remedy(line))
            continue
        if isinstance(data, dict):
            yield Record(data, place)
        else:
            yield InputError(place, "not a JSON object")


def loads(line: str | bytes) -> Any:
    """Parse JSON strictly.

    Raises:
        ValueError: it is not JSON, not UTF-8, or nested too deeply; the message is for the user.
    """
    try:
        return json.loads(line, parse_constant=refuse, parse_float=finite)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise ValueError("not an article: nested too deeply") from error


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like JSON Lines."""
    lines = head.removeprefix(_BOM).strip().split(b"\n")
    if lines[0].startswith(b"["):  # an array, with an object on each line perhaps
        return False
    if len(lines) == 1:
        return _OBJECT.match(lines[0]) is not None
    return any(_OBJECT.match(line) and line.rstrip().endswith(b"}") for line in lines)


def refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python's parser would take."""
    raise ValueError(f"not JSON: {constant} is not a JSON value")


def finite(number: str) -> float:
    """Read a number; one that becomes infinite could not be written as JSON again."""
    value = float(number)
    if isinf(value):
        raise ValueError(f"not JSON: {number} is too large a number")
    return value


def _remedy(line: bytes) -> str:
    if line.startswith(b"<"):
        return "HTML or XML?"
    return "" if line.startswith((b"{", b"[")) else "plain text? try --reader text"


READER = Reader(read, suffixes=(".jsonl", ".ndjson"), sniff=looks_like)
