"""ninjs 1 to 3 (IPTC News in JSON): how agencies and newsrooms send a story as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from newskit.errors import NoArticle
from newskit.protocols import Record
from newskit.text.markup import plain_text

_TELLING = {"versioncreated", "versionCreated", "headline", "headlines", "bodies", "body_text"}
_TOLD = (None, "text", "composite")
"""The types of items that are articles; of pictures and events, the text is a caption or a note."""


def is_item(data: Mapping[str, Any]) -> bool:
    """Tell whether an object is a ninjs item."""
    return isinstance(data.get("uri"), str) and not _TELLING.isdisjoint(data)


def record(item: Mapping[str, Any], place: str) -> Record | NoArticle:
    """Make a record of an item; it keeps its keys and gets those of an article."""
    kind = item.get("type")
    text = _text(item) if kind in _TOLD else ""
    if not text:
        return NoArticle(place, f"a ninjs item of type {kind or 'text'}, without a text")
    return Record({**item, **_known(item), "text": text}, place)


def _text(item: Mapping[str, Any]) -> str:
    """Give the body: plain text where there is one, else that of the markup."""
    bodies = sorted(_bodies(item), key=lambda body: body[0])
    found = (plain_text(body) if marked else body.strip() for marked, body in bodies)
    return next((text for text in found if text), "")


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    """Give the bodies, and whether each is markup."""
    for key, body in item.items():  # ninjs 1
        if key.startswith("body_") and isinstance(body, str):
            yield not key.endswith("_text"), body
    listed = item.get("bodies")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and isinstance(body := each.get("value"), str):
            kind = str(each.get("contenttype") or each.get("contentType") or each.get("role"))
            yield kind not in ("text", "text/plain"), body


def _known(item: Mapping[str, Any]) -> dict[str, str]:
    uri = item["uri"]
    known = {
        "title": item.get("headline") or _main(item.get("headlines"), "value"),
        "url": uri if uri.startswith(("http://", "https://")) else None,
        "source": item.get("copyrightholder")
        or item.get("copyrightHolder")
        or _main(item.get("infosources") or item.get("infoSources"), "name"),
        "published": item.get("versioncreated")
        or item.get("versionCreated")
        or item.get("firstcreated")
        or item.get("firstCreated"),
        "language": item.get("language"),
    }
    return {key: value for key, value in known.items() if isinstance(value, str) and value}


def _main(listed: Any, key: str) -> Any:
    """Give the value of the main one of a list, or of the first."""
    each = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    each.sort(key=lambda one: one.get("role") != "main")
    return each[0].get(key) if each else None
