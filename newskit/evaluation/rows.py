"""Files of labels and answers as rows: CSV, TSV, JSON Lines, JSON; what they are is looked at."""

import csv
import json
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from newskit.article import KNOWN, Article
from newskit.errors import InputError, NewskitError
from newskit.protocols import STDIN, Record

_DELIMITERS = ",;\t"


def read_rows(path: str) -> Iterator[Record | InputError]:
    """Read a file as `parse_rows` does; `-` is standard input.

    Raises:
        NewskitError: it cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError as error:
        raise NewskitError(f"{path}: no such file") from error
    except OSError as error:
        raise NewskitError(f"{path}: {error.strerror or 'cannot be read'}") from error
    return parse_rows(data, STDIN if path == "-" else path)


def parse_rows(data: bytes, source: str) -> Iterator[Record | InputError]:
    """Read the rows of a table, or the objects of JSON Lines or of a JSON array.

    A table has a header line; what parts its cells (comma, semicolon, tab) is what the header has
    most of. A bad row costs only itself.

    Args:
        data: the bytes of the file, UTF-8.
        source: its name in places, such as `gold.csv`.

    Raises:
        NewskitError: it is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NewskitError(f"{source}: not UTF-8 at byte {error.start + 1}") from error
    is_json = text.lstrip().startswith(("{", "["))
    return _objects(text, source) if is_json else _table(text, source)


def article_of(row: Record) -> Article | None:
    """Make an article of a row; None if it has no text."""
    id_ = row.data.get("id")
    data = {**row.data, "id": str(id_)} if isinstance(id_, int) else row.data
    known = {key: v for key in KNOWN if isinstance(v := data.get(key), str) and v.strip()}
    if "text" not in known:
        return None
    return Article(**known, extra={key: v for key, v in data.items() if key not in KNOWN})


def _objects(text: str, source: str) -> Iterator[Record | InputError]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, source)
        return
    items = whole if isinstance(whole, list) else [whole]
    for number, item in enumerate(items, 1):
        yield _record(item, source if len(items) == 1 else f"{source}#{number}")


def _lines(text: str, source: str) -> Iterator[Record | InputError]:
    for number, line in enumerate(text.split("\n"), 1):
        place = f"{source}:{number}"
        if not line.strip():
            continue
        try:
            yield _record(json.loads(line), place)
        except json.JSONDecodeError as error:
            yield InputError(place, f"not JSON: {error.msg} at character {error.pos + 1}")
        except (ValueError, RecursionError) as error:
            yield InputError(place, f"not JSON: {error}")


def _record(item: object, place: str) -> Record | InputError:
    return Record(item, place) if isinstance(item, dict) else InputError(place, "not a JSON object")


def _table(text: str, source: str) -> Iterator[Record | InputError]:
    header = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    names: list[str] = []
    try:
        for cells in reader:
            place = f"{source}:{reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip() for cell in cells]
            elif len(cells) == len(names):
                yield Record(dict(zip(names, cells, strict=True)), place)
            else:
                cause = f"{len(cells)} cells where the header has {len(names)}"
                yield InputError(place, cause, "cells with a delimiter in them need quotes")
    except csv.Error as error:
        yield InputError(f"{source}:{reader.line_num}", f"no table: {error}")
