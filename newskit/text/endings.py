"""Where a story ends and the standing text behind it begins: `About Acme`, legal notes, contacts.

Press releases and agency pages close with blocks that say the same under every story, in whole
sentences. What opens such a block is a line of its own.
"""

import re
from collections.abc import Sequence

from newskit.text.spans import Span

HEADING_LIMIT = 120
"""Characters of the longest heading of a closing block."""

TELLING = 35
"""Characters of a line that may be a sentence of a story."""

LATE = 0.5
"""Share of a text behind which `Contact`, and `About X` without the name of a firm, open a block;
before, they may be subheadings."""

_NAME = r"(?P<name>[^\W_a-zß-ÿ][^\n?!:]{1,80}?)"
_ABOUT = re.compile(
    rf"(?:About|ABOUT|Über|À propos de|Acerca de|Sobre) (?:[Tt]he |THE )?{_NAME}[:.]?"
)
_FIRM = re.compile(
    r"\b(?:Inc|Corp|Ltd|LLC|LLP|plc|PLC|Limited|Group|Company|Corporation|Holdings|Foundation|"
    r"Association|Institute|GmbH|AG|S\.A|SE|NV|Partners|Technologies|Ventures)\b|[a-z][A-Z]|®|™"
)
_ABOUT_INLINE = re.compile(
    r"About (?:the )?(?P<name>[A-Z][^\n:]{2,60}?)[ ™®]{0,2}[:–-]?\s{0,3}"
    r"(?:The )?(?:(?P=name)|Founded in)"
)
_HEADING = re.compile(
    r"(?:(?:for )?(?:media|press|investors?|public|company|news)(?: and (?:media|press|investor))?"
    r"(?: relations)? (?:contacts?|inquiries|enquiries)(?: information)?"
    r"|(?:cautionary |notice |note |disclaimer |statement |safe harbor |disclosure )?[^\n.]{0,40}"
    r"forward[- ]looking (?:statements?|information)[^\n.]{0,40}"
    r"|note to (?:investors|editors)|notes to editors|pressekontakt|contacto de prensa"
    r"|contact presse)\s?[.:]?",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"contacts?(?: details| information)?\s?[.:]?", re.IGNORECASE)
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
    if _OPENING.match(opening) or _ABOUT_INLINE.match(opening):
        return True
    if line.end - line.start > HEADING_LIMIT:
        return False
    if _HEADING.fullmatch(opening):
        return True
    about, late = _ABOUT.fullmatch(opening), line.start > LATE * len(text)
    if not about:
        return late and _CONTACT.fullmatch(opening) is not None
    if _FIRM.search(about["name"]):
        return True
    behind = [text[start : min(end, start + 200)] for start, end in following]
    if not behind or about["name"].split()[0] not in behind[0]:
        return False
    return late or any(map(_is_heading, behind[1:]))


def _is_heading(line: str) -> bool:
    return bool(_OPENING.match(line) or _HEADING.fullmatch(line) or _ABOUT.fullmatch(line))
