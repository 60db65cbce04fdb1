"""JSON Feed 1.1 (jsonfeed.org): each item of a feed is an article."""

from collections.abc import Iterator, Mapping
from typing import Any

from newskit.errors import InputError, NoArticle
from newskit.protocols import Record
from newskit.text.markup import plain_text


def is_feed(data: Mapping[str, Any]) -> bool:
    """Tell whether an object is a feed."""
    return "jsonfeed.org/version" in str(data.get("version")) and "items" in data


def records(feed: Mapping[str, Any], place: str) -> Iterator[Record | InputError]:
    """Give the items of a feed; they keep their keys and get those of an article."""
    items = feed["items"]
    if not isinstance(items, list):
        yield InputError(place, '"items" is no list')
        return
    for number, item in enumerate(items, 1):
        where = f"{place}#{number}"
        if not isinstance(item, dict):
            yield InputError(where, "not a JSON object")
        elif text := _text(item):
            yield Record({**item, **_known(item, feed), "text": text}, where)
        else:
            yield NoArticle(where, "an item without content")


def _text(item: Mapping[str, Any]) -> str:
    plain, markup = item.get("content_text"), item.get("content_html")
    if isinstance(plain, str) and plain.strip():
        return plain
    return plain_text(markup) if isinstance(markup, str) else ""


def _known(item: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    url = item.get("url") or item.get("external_url")
    known = {
        "url": url,
        "published": item.get("date_published") or item.get("date_modified"),
        "source": feed.get("title"),
        "language": item.get("language") or feed.get("language"),
    }
    return {key: value for key, value in known.items() if isinstance(value, str) and value}
