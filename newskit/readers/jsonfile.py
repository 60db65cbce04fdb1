"""JSON files: one article, an array of articles, or several one after the other."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from newskit.errors import InputError
from newskit.protocols import Reader, Record
from newskit.readers.jsonlines import finite, refuse

_SPACE = re.compile(r"\s*")
_LOOKS_LIKE = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[{\]])')


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read all JSON objects of a file; the place of the third one is `file#3`."""
    try:
        items = list(_items(stream.read().decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        yield InputError(source, f"not UTF-8 at byte {error.start + 1}")
        return
    except json.JSONDecodeError as error:
        yield InputError(f"{source}:{error.lineno}", f"not JSON: {error.msg}")
        return
    except ValueError as error:
        yield InputError(source, str(error))
        return
    for number, item in enumerate(items, 1):
        place = source if len(items) == 1 else f"{source}#{number}"
        if isinstance(item, dict):
            yield Record(item, place)
        else:
            yield InputError(place, "not a JSON object")


def _items(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(parse_constant=refuse, parse_float=finite)
    position = _end_of_space(text, 0)
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except RecursionError as error:
            raise ValueError("not an article: nested too deeply") from error
        yield from value if isinstance(value, list) else [value]
        position = _end_of_space(text, position)


def _end_of_space(text: str, start: int) -> int:
    match = _SPACE.match(text, start)
    return match.end() if match else start


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like JSON."""
    return _LOOKS_LIKE.match(head) is not None


READER = Reader(read, suffixes=(".json",), sniff=looks_like)
