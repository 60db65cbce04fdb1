"""JSON objects that are no articles themselves but are known to hold some."""

from collections.abc import Iterator, Mapping
from typing import Any

from newskit.errors import InputError
from newskit.protocols import Record
from newskit.readers import jsonfeed, ninjs

_LISTS = (
    "articles", "results", "docs", "documents", "hits", "items", "news", "stories", "data", "value",
    "response",
)  # fmt: skip
"""What answers of news and search services call the list of what was found, or what holds it."""
_OF_ARTICLES = {"text", "title", "headline"}
_LONGEST = 200
"""Characters of a text beside such a list: what is longer belongs to an article."""


def records(data: Mapping[str, Any], place: str) -> Iterator[Record | InputError] | None:
    """Give what a feed, a ninjs item or the answer of a service holds; None for other objects."""
    if "text" in data:
        return None
    if jsonfeed.is_feed(data):
        return jsonfeed.records(data, place)
    if ninjs.is_item(data):
        return iter((ninjs.record(data, place),))
    if (found := _found(data)) is None:
        return None
    return (Record(each, f"{place}#{number}") for number, each in enumerate(found, 1))


def _found(data: Mapping[str, Any], levels: int = 2) -> list[dict[str, Any]] | None:
    """Give the list in an answer that was saved as it came; None for what is no answer."""
    if not _OF_ARTICLES.isdisjoint(data) or any(map(_is_long, data.values())):
        return None
    found = None
    for inner in map(data.get, _LISTS):
        if isinstance(inner, dict) and levels > 1:
            inner = _found(inner, levels - 1)
        if isinstance(inner, list) and all(isinstance(each, dict) for each in inner):
            found = found or inner
    return found


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST
