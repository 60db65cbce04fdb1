"""Readers of plugins: one that fails costs the file it fails on, and is named.

What it gives is looked at before anything is made of it: a date among the values of a record would
stop the run where it is written, far from who put it there.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from newskit.article import KNOWN, Article
from newskit.errors import InputError, InputNote, PluginError, ReaderError, reason_of, shown
from newskit.guard import blaming, who_is
from newskit.host import Host
from newskit.protocols import STDIN, Reader, Record

Item = Article | Record | Exception


def guarded_reader(
    host: Host, name: object, reader: object, on_problem: Callable[[Exception], None]
) -> Reader:
    """Give a reader that raises nothing.

    Args:
        host: whose plugin it is.
        name: what it was chosen by.
        reader: what the plugin offers.
        on_problem: told that the reader cannot look at an input; it goes to another one then.

    Raises:
        PluginError: it is no reader.
    """
    who = who_is(host, "reader", name)
    if not isinstance(reader, Reader) or not _has_suffixes(reader):
        raise PluginError(f"{who} is no Reader", named=True)
    look = reader.sniff

    def sniff(head: bytes) -> bool:
        try:
            with blaming(host, "reader", name):
                return look is not None and bool(look(head))
        except PluginError as error:
            on_problem(InputNote(str(error)))
            return False

    def read(stream: BinaryIO, source: str) -> Iterator[Item]:
        last: list[str] = []
        end = object()
        items: Iterator[object] | None = None
        while True:
            try:
                with blaming(host, "reader", name, lambda: "".join(last), source == STDIN):
                    items = iter(reader.read(stream, source)) if items is None else items
                    item = next(items, end)
            except PluginError as error:
                yield _named(ReaderError(source, str(error)), error)
                return
            if item is end:
                return
            given = _checked(item, who, source)
            if isinstance(given, Record):
                last[:] = [f"after {given.place}"]
            yield given

    return replace(reader, read=read, sniff=None if look is None else sniff)


def _has_suffixes(reader: Reader) -> bool:
    suffixes: object = reader.suffixes
    return isinstance(suffixes, tuple) and all(isinstance(each, str) for each in suffixes)


def _named(problem: InputError, cause: BaseException) -> InputError:
    problem.__cause__ = cause
    return problem


def _checked(item: object, who: str, source: str) -> Item:
    """Give what a reader gave, or what is wrong with it."""
    place = source
    try:
        if isinstance(item, InputError | InputNote):
            str(item)
            return item
        if not isinstance(item, Record | Article):
            return ReaderError(source, f"{who} gave {shown(item)}, no record")
        place = str(item.place if isinstance(item, Record) else item.path or source)
        data = _data(item)
        json.dumps(data, allow_nan=False)
    except Exception as error:
        return ReaderError(place, f"{who} gave what is no record: {reason_of(error)}")
    return Record(data, place) if isinstance(item, Record) else item


def _data(item: Record | Article) -> dict[str, object]:
    if isinstance(item, Record):
        return dict(item.data)
    record = item.record()
    if odd := [key for key in KNOWN if not isinstance(record.get(key, ""), str)]:
        raise TypeError(f"{odd[0]} is no text")
    return record
