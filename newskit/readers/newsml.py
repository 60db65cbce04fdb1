"""NewsML-G2 and NITF (IPTC): how agencies send a story as XML."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from newskit.errors import InputError, NoArticle
from newskit.protocols import Reader, Record
from newskit.readers import bounded
from newskit.text.markup import element_text

_LOOKS_LIKE = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?>(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*)"
    rb"<(?:\w+:)?(?:nitf|news(?:Item|Message)|(?:package|concept|knowledge|planning|catalog)Item)\b",
    re.DOTALL | re.IGNORECASE,
)
_LARGEST = 8 << 20
"""Bytes; a tree of elements takes up to fifty times as many."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read the items of a message, or the one; those that are no text have no article."""
    try:
        root = _parsed(bounded.whole(stream, source, _LARGEST), source)
    except InputError as error:
        yield error
        return
    items = [each for each in root.iter() if _name(each) == "newsItem"]
    items = items or [each for each in root.iter() if _name(each) == "nitf"]
    for item in items:
        place = source if len(items) == 1 else f"{source}:{item.sourceline}"
        if text := _text(item):
            known = _of_nitf(item) if _name(item) == "nitf" else _of_item(item)
            yield Record({**known, "text": text}, place)
        else:
            yield NoArticle(place, "a news item without a text")
    if not items:
        yield NoArticle(source, f"no news item in it, but a {_name(root)}")


def _parsed(data: bytes, source: str) -> Any:
    """Parse XML; nothing is fetched, and entities are never replaced.

    Raises:
        InputError: it is not well-formed, or brings entities of its own.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = fromstring(data, parser)
    except XMLSyntaxError as error:
        cause = " ".join(str(error).partition(", line")[0].split()) or "empty"
        place = f"{source}:{error.lineno}" if error.lineno else source
        raise InputError(place, f"not well-formed XML: {cause}") from error
    except ValueError as error:  # an encoding that does not exist
        raise InputError(source, f"not well-formed XML: {error}") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise InputError(source, "XML with entities of its own is not read", "expand them first")
    return root


def _text(item: Any) -> str:
    """Give the text of an item: of the NITF in it, of other markup, or as it is."""
    inside = {_name(each): each for each in reversed(list(item.iter()))}
    for name in ("body.content", "inlineXML", "inlineData"):
        if name in inside and (name != "inlineXML" or _first(inside[name], "p") is not None):
            return element_text(inside[name])
    return ""


def _of_item(item: Any) -> dict[str, str]:
    language = _first(item, "language")
    guid = item.get("guid") or ""
    return _without_blanks(
        title=_words(_first(item, "headline")) or _words(_first(item, "hl1")),
        url=guid if guid.startswith(("http://", "https://")) else "",
        source=_provider(item),
        published=_words(_first(item, "versionCreated")) or _words(_first(item, "firstCreated")),
        language=(language.get("tag") if language is not None else "") or item.get(_LANGUAGE) or "",
    )


def _of_nitf(nitf: Any) -> dict[str, str]:
    issued = _first(nitf, "date.issue")
    pubdata = _first(nitf, "pubdata")
    return _without_blanks(
        title=_words(_first(nitf, "hl1")) or _words(_first(nitf, "title")),
        source=_words(_first(nitf, "distributor"))
        or (pubdata.get("name", "") if pubdata is not None else ""),
        published=(issued.get("norm", "") if issued is not None else "")
        or (pubdata.get("date.publication", "") if pubdata is not None else ""),
        language=nitf.get(_LANGUAGE) or "",
    )


def _provider(item: Any) -> str:
    for name in ("provider", "copyrightHolder"):
        element = _first(item, name)
        if element is not None:
            said = _words(_first(element, "name")) or element.get("literal")
            if said or element.get("qcode"):
                return said or element.get("qcode").rpartition(":")[2]
    return ""


def _without_blanks(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _first(element: Any, name: str) -> Any:
    return next((each for each in element.iter() if _name(each) == name), None)


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _name(element: Any) -> str:
    """Give the name of an element without its namespace; nothing for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes are XML of this kind."""
    return _LOOKS_LIKE.match(head) is not None


READER = Reader(read, suffixes=(".nitf", ".newsml", ".xml"), sniff=looks_like)
