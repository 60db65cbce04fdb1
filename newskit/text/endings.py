"""Where a story ends and the standing text behind it begins: `About Acme`, legal notes, contacts.

Press releases and agency pages close with blocks that say the same under every story, in whole
sentences. What opens such a block is a line of its own.
"""

import re
from collections.abc import Sequence

from newskit.text.phrases import Phrases, Table
from newskit.text.spans import Span

HEADING_LIMIT = 120
"""Characters of the longest heading of a closing block."""

TELLING = 35
"""Characters of a line that may be a sentence of a story."""

LATE = 0.5
"""Share of a text behind which `Contact`, and `About X` without the name of a firm, open a block;
before, they may be subheadings."""

_NAME = r"(?P<name>[^\W_a-zß-ÿ][^\n?!:]{1,80}?)"
ABOUT_HEADINGS: Table = {
    "about": (
        r"(?:About|ABOUT|Über|À propos de|Acerca de|Sobre) (?:[Tt]he |THE )?"
        rf"\[?{_NAME}(?:\]\(\S{{1,300}}\))?[:.]?$",
    )
}
ABOUT_INLINES: Table = {
    "about": (
        r"About (?:the )?\[?(?P<name>[A-Z][^\n:]{2,60}?)(?: \([^()\n]{1,20}\))?"
        r"(?:\]\(\S{1,300}?\))?[ ™®]{0,2}[:–-]?\s{0,3}"
        r"(?:The )?(?:(?P=name)|Founded in)",
    )
}
ABOUTS = ("About ", "ABOUT ", "Über ", "À propos ", "Acerca ", "Sobre ")
"""The block about a company that closes a press release, and how its heading opens.

Heading and text may share a line.
"""

_PRESS_CONTACT = (
    r"(?:(?:for )?(?:media|press|investors?|public|company|news|news media)"
    r"(?: and (?:media|press|investor))?(?: relations)? (?:contacts?|inquiries|enquiries)"
    r"(?: information)?|pressekontakt|contacto de prensa|contact presse)\s?[.:]?$"
)
_CONTACT = r"contacts?(?: details| information)?\s?[.:]?$"
TAIL_HEADINGS: Table = {"contact": (_PRESS_CONTACT, _CONTACT)}
FORWARD_LOOKING = (
    r"[^\n.]{0,60}(?:forward[- ]looking (?:statements?|information)|safe harbor(?: statement)?)"
    r"[^\n.]{0,40}[.:]?$"
)
"""Headings of the standing blocks at the end of a press release."""

HEADING_CUES = ("forward looking", "forward-looking", "afe harbor")
"""One of these is in a heading that opens with any word."""

ABOUT_HEADING = Phrases(ABOUT_HEADINGS, re.NOFLAG)
ABOUT_INLINE = Phrases(ABOUT_INLINES, re.NOFLAG)
HEADINGS = Phrases(TAIL_HEADINGS)

_FIRM = re.compile(
    r"\b(?:Inc|Corp|Ltd|LLC|LLP|plc|PLC|Limited|Group|Company|Corporation|Holdings|Foundation|"
    r"Association|Institute|GmbH|AG|S\.A|SE|NV|Partners|Technologies|Ventures)\b|[a-z][A-Z]|®|™"
)
_HEADING = re.compile(
    rf"{_PRESS_CONTACT}|{FORWARD_LOOKING}"
    r"|(?:note to (?:investors|editors)|notes to editors)\s?[.:]?$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"about the (?:author|writer|reporter)s?\s?[.:]?", re.IGNORECASE)
_OPENING = re.compile(
    r"NOTE TO (?:INVESTORS|EDITORS):|(?:Media|Press) [Cc]ontacts?:"
    r"|Safe Harbor Statement\b"
    r"|(?:This|The) (?:press|news)? ?release (?:may )?(?:contains?|includes?) (?:certain )?"
    r"[\"“']?forward[- ]looking"
)


def story_end(text: str, lines: Sequence[Span]) -> int:
    """Give the offset at which the closing blocks of `text` begin; its length if it has none.

    Args:
        text: the text of an article.
        lines: its lines, without outer white space, in order. Nothing ends before a line of
            `TELLING` characters: a menu may come first.
    """
    telling = False
    for number, line in enumerate(lines):
        if telling and _opens_block(text, line, lines[number + 1 : number + 5]):
            return line.start
        telling = telling or line.end - line.start >= TELLING
    return len(text)


def _opens_block(text: str, line: Span, following: Sequence[Span]) -> bool:
    """Tell whether `line` opens a closing block; `following` are some lines behind it."""
    opening = text[line.start : min(line.end, line.start + 2 * HEADING_LIMIT)]
    if _OPENING.match(opening) or ABOUT_INLINE.match(opening):
        return True
    if line.end - line.start > HEADING_LIMIT:
        return False
    if _HEADING.match(opening):
        return True
    about, late = ABOUT_HEADING.match(opening), line.start > LATE * len(text)
    if late and _AUTHOR.fullmatch(opening):
        return True
    if not about:
        return late and HEADINGS.match(opening) is not None
    name = about[1]["name"]
    if _FIRM.search(name):
        return True
    behind = [text[start : min(end, start + 200)] for start, end in following]
    if not behind or name.split()[0] not in behind[0]:
        return False
    return late or any(map(_is_heading, behind[1:]))


def _is_heading(line: str) -> bool:
    return bool(_OPENING.match(line) or _HEADING.match(line) or ABOUT_HEADING.match(line))
