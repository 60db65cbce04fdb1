"""The text of a fragment of HTML: what feeds, agencies and newsletters put into a field.

Whole pages, with their menus and advertisements, need more: the package newskit-web reads them.
"""

import re
from contextlib import suppress
from typing import Any

_BREAKS_LISTED = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
    "section summary table tbody tfoot thead tr ul"
)
_SILENT_LISTED = "script style head title template noscript svg math iframe object select media"
_BREAKS, _SILENT = frozenset(_BREAKS_LISTED.split()), frozenset(_SILENT_LISTED.split())
_SPACE = re.compile(r"[ \t\r\n\xa0]+")


def plain_text(markup: str) -> str:
    """Give the text of a fragment of HTML; paragraphs stand apart by an empty line.

    Tags that are never closed, or closed and never opened, do no harm.
    """
    if "<" not in markup and "&" not in markup:
        return _SPACE.sub(" ", markup).strip()
    from lxml.etree import HTMLParser, LxmlError, fromstring

    target = _Text()
    parser = HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    with suppress(LxmlError, AssertionError):  # nothing in it, or too broken: what was found stays
        fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    return target.close()


def element_text(element: Any) -> str:
    """Give the text of an element of XML whose tags are called as those of HTML are (XHTML, NITF).

    Args:
        element: an element of lxml.
    """
    from lxml.etree import iterwalk

    target = _Text()
    for event, inner in iterwalk(element, events=("start", "end")):
        name = inner.tag.rpartition("}")[2].lower()
        if event == "start":
            target.start(name, None)
            target.data(inner.text or "")
        else:
            target.end(name)
            target.data("" if inner is element else inner.tail or "")
    return target.close()


class _Text:
    """Takes what a parser finds, and keeps the text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._silent = 0

    def start(self, tag: str, attributes: object) -> None:
        """Take the beginning of an element."""
        if tag in _SILENT:
            self._silent += 1
        self._edge(tag)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        self._edge(tag)

    def _edge(self, tag: str) -> None:
        if tag in _BREAKS:
            self._parts.append("\v")
        elif tag == "br":
            self._parts.append("\f")
        elif tag in ("td", "th"):
            self._parts.append(" ")

    def data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self._parts.append(data)

    def close(self) -> str:
        """Give all text."""
        text = _SPACE.sub(" ", "".join(self._parts))
        blocks = (
            "\n".join(filter(None, (line.strip() for line in block.split("\f"))))
            for block in text.split("\v")
        )
        return "\n\n".join(filter(None, blocks))
