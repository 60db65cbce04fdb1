"""Quotations: what a text gives as the words of someone, and who that is where it is plainly said.

A quotation stands within one paragraph, between marks of one kind. Marks nested in it belong to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newskit.text.spans import Span, overlaps

LIMIT = 1000
"""Characters up to which two marks are taken as the ends of one quotation."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Args:
        span: the words between the marks, without the marks.
        speaker: the name that the text gives right before or after with a verb of saying, or an
            empty string; never a pronoun.
    """

    span: Span
    speaker: str


def _between(opening: str, closing: str) -> str:
    return rf"{opening}[^{opening}{closing}\n]{{1,{LIMIT}}}[{closing}]"


# An apostrophe inside a word ends no quotation in single marks.
_SINGLE = (
    rf"(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)){{1,{LIMIT}}}’(?!\w)"
    rf"|(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){{1,{LIMIT}}}(?<=\S)'(?!\w)"
)
_QUOTE = re.compile(
    "|".join(
        (
            _between("“", "”"),
            _between("„", "“”"),
            rf'(?<!\w)"(?=\S)[^"\n]{{1,{LIMIT}}}(?<=\S)"(?!\w)',
            _between("«", "»"),
            _between("»", "«"),
            _between("「", "」"),
            _SINGLE,
        )
    )
)
_NAME = r"(?:(?:[A-Z]\.|[A-Z][\w'’-]*)\s+){0,3}[A-Z][\w'’-]*"
_SAYS = (
    r"(?:said|says|told|added|adds|wrote|writes|asked|replied|warned|argued|explained|insisted|"
    r"announced|declared|noted|recalled|stated|tweeted|posted)"
)
_AFTER = re.compile(rf"\s*[,–—-]?\s*(?:{_SAYS}\s+({_NAME})|({_NAME})\s+{_SAYS}\b)")
_BEFORE = re.compile(
    rf"(?:(?:\A|[.!?”\"]\s+)({_NAME})(?:,[^,\n]{{1,80}},)?\s+{_SAYS}"
    rf"|\b[Aa]ccording to\s+({_NAME}))"
    r"(?:\s+(?:that|on|in|the|reporters|journalists|parliament|\w+day))*[,:]?\s*\Z"
)
_NO_SPEAKERS_LISTED = """
    I He She It They We You Who The A An This That But And Officials Police Authorities
"""
_NO_SPEAKERS = frozenset(_NO_SPEAKERS_LISTED.split())


def quotes(text: str, skip: Sequence[Span] = ()) -> list[Quote]:
    """Give the quotations of a text in order.

    Args:
        text: any text.
        skip: spans, as `newskit.text.spans.merge` returns them, that are not read.
    """
    return [quote for quote in _all(text) if not overlaps(quote.span, skip)]


def _all(text: str) -> Iterator[Quote]:
    for match in _QUOTE.finditer(text):
        words = text[match.start() + 1 : match.end() - 1]
        start = match.end() - 1 - len(words.lstrip())
        if words.strip():
            yield Quote(Span(start, start + len(words.strip())), _speaker(text, match))


def _speaker(text: str, quotation: re.Match[str]) -> str:
    after = _AFTER.match(text, quotation.end())
    line = text.rfind("\n", 0, quotation.start()) + 1
    before = _BEFORE.search(text[line : quotation.start()][-300:])
    for found in (after, before):
        name = (found[1] or found[2]) if found else ""
        if name and name.split()[0] not in _NO_SPEAKERS:
            return re.sub(r"['’]s$", "", name)
    return ""
