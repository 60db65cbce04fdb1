"""Quotations: what a text gives as the words of someone, and who that is where it is plainly said.

A quotation stands within one paragraph, between marks of one kind. Marks nested in it belong to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newskit.text.abbreviations import stop_rules
from newskit.text.spans import Span, overlaps

LIMIT = 1000
"""Characters up to which two marks are taken as the ends of one quotation."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Args:
        span: the words between the marks, without the marks.
        speaker: the name that the text gives right before or after with a verb of saying, or gave
            for the quotation that this one continues, or an empty string; never a pronoun.
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
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]"
_TITLES_LISTED = """
    Mr Mrs Ms Dr Prof Sen Rep Gov Rev Lt Col Gen Maj Capt Sgt Cmdr Adm Cpl Det Supt
"""
_TITLES = frozenset(_TITLES_LISTED.split())
_TITLE = rf"(?:{'|'.join(sorted(_TITLES))})\."
_NAME = rf"(?:(?:{_CAPITAL}\.|{_TITLE}|{_CAPITAL}[\w'’-]*)(?:[^\S\n]+|\n)){{0,5}}{_CAPITAL}[\w'’-]*"
_SAYS = (
    r"(?:said|says|told|added|adds|wrote|writes|asked|replied|warned|argued|explained|insisted|"
    r"announced|declared|noted|recalled|stated|tweeted|posted)"
)
# What someone is, before the name: `the union’s leader, `, `governor `; not `the mayor of `.
_BEING = (
    r"(?:(?:(?:the|its|his|her|their|an?)\s+)?(?:[a-z][\w'’-]*\s+){1,4}"
    r"|[a-z][\w'’ -]{1,60},\s+)?(?<!\bof\s)(?<!\b[io]n\s)(?<!\bat\s)(?<!\bfor\s)(?<!\bfrom\s)"
)
_AFTER = re.compile(
    rf"\s*+(?:[,–—-]\s*+)?(?:{_SAYS}\s+{_BEING}({_NAME})"
    rf"|{_BEING}({_NAME})(?:,[^,.\n]{{1,80}})?,?\s+{_SAYS}\b)"
)
_BEFORE = re.compile(
    rf"(?:(?:\A|[.!?”\"]\s+)(?:(?:The|Its|His|Her|Their|An?)\s[^,.\n]{{1,60}},\s+)?({_NAME})"
    rf"(?:,[^,\n]{{1,80}})?,?\s+{_SAYS}|\b[Aa]ccording to\s+{_BEING}({_NAME}))"
    r"(?:\s+(?:that|on|in|at|an?|the|reporters|journalists|parliament|lawmakers|news|conference|"
    r"interview|statement|\w+day))*[,:]?\s*\Z"
)
# What follows a name that is not the speaker's: `said a Kesslow council aide`.
_ROLE = re.compile(
    r"\s+(?:[a-z][\w-]*\s+)?(?:aide|leader|official|source|speaker|president|minister|secretary|"
    r"chief|director|executive|analyst|economist|coach|manager|lawyer|mayor|editor|adviser|"
    r"resident|student|spokes(?:man|woman|person))\b"
)
_GOES_ON = re.compile(r"(?:\s+[\w'’-]+){0,8}[.,:]\s+")
_NO_SPEAKERS_LISTED = """
    I She They We You Who Police Often Separately Recently Nearby
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December
"""
_NO_SPEAKERS = frozenset(_NO_SPEAKERS_LISTED.split()) | stop_rules("en").starters
_NO_SURNAMES = _TITLES | {"Republican", "Democrat"}


def quotes(text: str, skip: Sequence[Span] = ()) -> list[Quote]:
    """Give the quotations of a text in order.

    Args:
        text: any text.
        skip: spans, as `newskit.text.spans.merge` returns them, that are not read.
    """
    return [quote for quote in _all(text) if not overlaps(quote.span, skip)]


def _all(text: str) -> Iterator[Quote]:
    before, named = "", 0
    for match in _QUOTE.finditer(text):
        words = text[match.start() + 1 : match.end() - 1]
        start = match.end() - 1 - len(words.lstrip())
        speaker, end = _speaker(text, match)
        if not speaker and before and _GOES_ON.fullmatch(text, named, match.start()):
            speaker = before
        before, named = (speaker, end) if end else ("", 0)
        if words.strip():
            yield Quote(Span(start, start + len(words.strip())), speaker)


def _speaker(text: str, quotation: re.Match[str]) -> tuple[str, int]:
    """Give the name of the speaker, and where it ends if it stands after the quotation."""
    after = _AFTER.match(text, quotation.end())
    far = max(0, quotation.start() - 300)
    line = text.rfind("\n", far, quotation.start()) + 1
    before = _BEFORE.search(text[max(far, line) : quotation.start()])
    for found in (after, before):
        if found and (name := _name(found)):
            return name, found.end() if found is after else 0
    return "", 0


def _name(found: re.Match[str]) -> str:
    """Give the name in a match, or an empty string where it is none of a speaker."""
    group = 1 if found[1] else 2
    *_, last = parts = re.sub(r"['’]s$", "", found[group]).split()
    known = parts[0] not in _NO_SPEAKERS and last not in _NO_SURNAMES
    return " ".join(parts) if known and not _ROLE.match(found.string, found.end(group)) else ""
