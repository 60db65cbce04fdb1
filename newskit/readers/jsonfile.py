"""JSON files: one article, an array of articles, or several one after the other.

Items are parsed one by one, so that an array may be larger than memory, and a bad item does not
cost the rest: the next one begins where a line begins as those of other items do. JSON Feed and
ninjs are told by their keys.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from newskit.errors import InputError
from newskit.protocols import Reader, Record
from newskit.readers import bounded, shapes
from newskit.readers.jsonlines import finite, refuse

_PIECE = 1 << 16
_LONGEST_TOKEN = 16
_BETWEEN = re.compile(r"[\s,]*")
_LOOKS_LIKE = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[{\]])')
_STRICT = json.JSONDecoder(parse_constant=refuse, parse_float=finite)
_LENIENT = json.JSONDecoder(parse_constant=str, parse_float=str, parse_int=str)


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read all JSON objects of a file; the place of the third one is `file#3`."""
    items = _items(_Window(stream), source)
    first, second = next(items, None), next(items, None)
    if second is None:
        yield from _records(first, source)
        return
    yield from _records(first, f"{source}#1")
    yield from _records(second, f"{source}#2")
    for number, item in enumerate(items, 3):
        yield from _records(item, f"{source}#{number}")


def _records(item: "_Value | InputError | None", place: str) -> Iterator[Record | Exception]:
    if item is None:
        return
    if isinstance(item, InputError):
        yield item
    elif not isinstance(value := item.value, dict):
        yield InputError(place, "not a JSON object")
    else:
        yield from shapes.records(value, place) or (Record(value, place),)


class _Value:
    """A value that was parsed, also `null`."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _items(window: "_Window", source: str) -> Iterator[_Value | InputError]:
    """Give the values of a file, those of an array in its place."""
    in_array = False
    while char := window.next():
        if char == ("]" if in_array else "["):
            in_array = not in_array
            window.at += 1
            continue
        try:
            yield _Value(window.take())
        except _Bad as bad:
            place, cause = f"{source}:{bad.line}", bad.cause
            if bad.whole:  # where it ends is known
                yield InputError(place, cause)
                continue
            found, lost = window.find_next()
            yield InputError(place, cause + "; what comes after it was not read" * lost)
            if not found:
                return
    if in_array:
        yield InputError(f"{source}:{window.line(window.at)}", "not JSON: the array has no end")


class _Bad(Exception):
    """What is wrong with a value, and whether all of it was passed."""

    def __init__(self, line: int, cause: str, whole: bool = False) -> None:
        super().__init__(cause)
        self.line, self.cause, self.whole = line, cause, whole


class _Window:
    """The part of a text that is looked at; what was taken is let go.

    Bytes that are not UTF-8 become lone surrogates, which text cannot have otherwise.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._text, self._lines = "", 1
        self._indent: str | None = ""
        self.at = 0

    def line(self, at: int) -> int:
        """Give the number of the line of a place in the text."""
        return self._lines + self._text.count("\n", 0, at)

    def _more(self) -> bool:
        """Let go what was taken, and look at as much again as is left; False at the end."""
        self._lines = self.line(self.at)
        self._text, self.at = self._text[self.at :], 0
        data = self._stream.read(max(_PIECE, len(self._text)))
        self._text += self._decoder.decode(data, final=not data)
        return bool(data)

    def next(self) -> str:
        """Go to what is no white space and no comma; give its first character, or nothing."""
        between = "" if self._lines > 1 or self.at else "\n"
        while True:
            start = self.at
            self.at = _BETWEEN.match(self._text, start).end()  # type: ignore[union-attr]
            between = (between + self._text[start : self.at])[-_PIECE:]
            if self.at < len(self._text) or not self._more():
                break
        # The white space before what begins a line; None for what does not.
        _, newline, indent = between.rpartition("\n")
        self._indent = indent if newline and "," not in indent else None
        return self._text[self.at : self.at + 1]

    def take(self) -> Any:
        """Parse the value that begins here, and go behind it.

        Raises:
            _Bad: it is no JSON that can be an article.
        """
        while True:
            try:
                value, end = self._parsed()
            except json.JSONDecodeError as error:
                if self._may_be_cut(error) and self._more():
                    continue
                raise _Bad(self.line(error.pos), f"not JSON: {error.msg}") from error
            except RecursionError as error:
                raise _Bad(self.line(self.at), "not an article: nested too deeply") from error
            if end == len(self._text) and isinstance(value, int | float) and self._more():
                continue  # more digits may follow
            return self._checked(value, end)

    def _parsed(self) -> tuple[Any, int]:
        try:
            return _STRICT.raw_decode(self._text, self.at)
        except json.JSONDecodeError:
            raise
        except ValueError as error:
            return error, _LENIENT.raw_decode(self._text, self.at)[1]

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether a value may be whole when more is looked at."""
        if len(self._text) - self.at > bounded.LARGEST:
            raise _Bad(self.line(self.at), bounded.too_long("").cause)
        at_end = error.pos + _LONGEST_TOKEN > len(self._text)
        return at_end or error.msg.startswith("Unterminated string")

    def _checked(self, value: Any, end: int) -> Any:
        start, self.at = self.at, end
        if isinstance(value, ValueError):
            raise _Bad(self.line(start), str(value), whole=True)
        try:
            self._text[start:end].encode()
        except UnicodeEncodeError as error:
            line = self.line(start + error.start)
            raise _Bad(line, "not UTF-8", whole=True) from error
        return value

    def find_next(self) -> tuple[bool, bool]:
        """Go to the next item behind a bad one; tell whether there is one, and what is lost.

        Only an item that begins a line, behind the same white space, is surely none that stands
        inside of the bad one: in a string, JSON has no ends of lines.
        """
        indent, lost = self._indent, False
        self.at += 1
        if indent is not None and re.compile(rf"\s*\n{indent}\S").match(self._text, self.at):
            indent = None  # what is inside of it begins as it does
        found = re.compile(rf"\n{indent}(?=\{{)")
        while True:
            if indent is not None and (match := found.search(self._text, self.at)):
                self.at = match.end()
                return True, False
            lost = lost or "{" in self._text[self.at :]
            self.at = max(self.at, len(self._text) - len(indent or "") - 1)
            if not self._more():
                return False, lost


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like JSON."""
    return _LOOKS_LIKE.match(head) is not None


READER = Reader(read, suffixes=(".json",), sniff=looks_like)
