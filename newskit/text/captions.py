"""Captions: the lines under pictures and around players, which read like sentences of the story.

What gives a caption away stands at one end of its line: `FILE - In this 2012 photo …` or a credit.
So these rules judge a line with all its sentences, not a single sentence.
"""

import re

from newskit.text.credits import AGENCIES

CAPTION_LIMIT = 1000
"""Characters of the longest line that may be a caption."""

CREDITED_LIMIT = 750
"""Characters of the longest line that a credit at its end makes a caption."""

CREDIT_LIMIT = 160
"""Characters of the end of a line in which a credit is looked for."""

_AGENCY = rf"(?:{AGENCIES}|CNN|USA TODAY|Handout|Staff|[Ss]taff [Pp]hotographer)"
_NAMES = r"[A-ZÀ-Þ@][^\n.!?|]{1,60}"
_WHAT = r"(?:photo(?:graph|grapher)?|image|picture|illustration|foto|bild|pic)s?"
_DATED = (
    r"(?:(?:[A-Z\d][\w.,]{0,20}|file|undated|recent|handout|booking|video|still|combination|of) )"
    r"{0,8}"
)

_OPENING = re.compile(
    r"(?:FILE(?: PHOTO| IMAGE)?\s?[-–—:]\s|FILE[-–—]"
    r"|(?:CLOSE|EMBED|Embed|JUST WATCHED|Now Playing|NOW PLAYING|WATCH LIVE) (?=[A-Z])"
    r"|(?i:image|media|video|photo) (?i:copyright|caption)\b|(?:Hide|Toggle) Caption\b"
    r"|View (?:Images?|Gallery|\d+ Images?) "
    r"|\d{1,3} (?:of|/) \d{1,3}[.:]? (?=[A-Z])|\[\d{1,2}/\d{1,2}\]|Fig(?:ure|\.) ?\d"
    r"|Related (?:PHOTOS|VIDEO)"
    rf"|In this {_DATED}(?:photo|picture|image|photograph|frame ?grab)\b"
    rf"|Th(?:is|ese) {_DATED}(?:photo|picture|image|photograph|frame ?grab|combination)s?"
    r" (?:from|by|taken|made|provided|released|obtained|supplied|shows?)\b)"
)
_CUES_LISTED = """
    ) ] / | © photo image picture illustration credit courtesy foto bild pic media: today associated
    연합뉴스 뉴시스 뉴스1 撮影
"""
_CUES = tuple(_CUES_LISTED.split())
"""What every credit has, in lower case: found faster than the pattern."""

_ENDING = re.compile(
    r"(?:"
    # A credit in brackets.
    rf"[(\[](?:[^()\[\]\n]{{0,80}}\b)?(?:(?i:{_WHAT}|courtesy|credit)\b[^()\[\]\n]{{0,80}}"
    rf"|{_AGENCY}(?: {_WHAT})?(?:[/,] ?[^()\[\]\n]{{1,40}})?"
    rf"|[^()\[\]\n]{{2,60}}/ ?{_AGENCY}[\w ]{{0,20}})"
    r"[)\]]"
    # A credit behind the last sentence.
    rf"|(?:(?<=[.!?”\"…])\s|(?<=[a-z])\.)(?:(?i:{_WHAT}|credits?|courtesy)(?i: credit| courtesy)?"
    rf"(?:: ?| by | of | ){_NAMES}|{_NAMES} ?[/|] ?{_AGENCY}[\w ]{{0,20}}|USA TODAY"
    r"|(?:The )?Associated Press)"
    rf"|(?<=[.!?…])\s{_AGENCY} ?/ ?{_NAMES}"
    rf"|\s(?i:{_WHAT}|credits?|courtesy|media): ?{_NAMES}"
    rf"|\s©\s?{_NAMES}"
    rf"|\s\d{{1,3}} / \d{{1,3}} Back to Gallery"
    rf"|\s[/|] (?:{_NAMES}|\d{{1,2}}:\d{{2}})"
    r"|[.\s](?:연합뉴스|뉴시스|뉴스1)|＝[^。]{2,40}撮影[）)]?"
    r")\.?\Z"
)


def is_caption(line: str) -> bool:
    """Tell whether `line`, a paragraph without its white space, is the caption of a picture."""
    if len(line) > CAPTION_LIMIT:
        return False
    if _OPENING.match(line):
        return True
    if len(line) > CREDITED_LIMIT:
        return False
    ending = line[-CREDIT_LIMIT:]
    lower = ending.lower()
    return any(cue in lower for cue in _CUES) and _ENDING.search(ending) is not None
