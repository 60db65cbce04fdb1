"""Legal notes and notes on how a page came about."""

import re

STOCK = {
    "copyright": (
        r"(?:©|\(c\)|copyright)[ ,:]{0,3}(?:(?:©|\(c\)|by|the)[ ,]{0,3})?(?:19|20)\d\d\b"
        r"(?! (?:is|was|were|has|had|saw|would|will))[^\n]{0,200}$",
        r"(?:©|copyright (?:©|\(c\)|by ))[^\n]{1,120}$",
        r"all rights reserved(?:[.,!]| ?©| by\b|$)",
        r"this material may not be (?:published|reproduced)",
        r"(?:alle rechte vorbehalten|todos los derechos reservados|tous droits réservés)\b",
    ),
    "forward-looking": (
        r"(?:this|the) (?:press|news) release (?:may )?(?:contains?|includes?) (?:certain )?"
        r"[\"“']?forward[- ]looking (?:statements|information)",
        r"(?:certain|some) (?:of the )?(?:statements|information) (?:contained |made |set forth )?"
        r"in this (?:press|news) release (?:are|is|constitutes?|may (?:be|constitute))\b",
        r"(?:except for (?:the )?historical information|statements in this (?:press|news) release"
        r" that are not)\b",
    ),
}
"""Whatever follows on the line, a line that starts so is no part of a story."""

ENDINGS = {
    "copyright": (
        r"\b(?:all rights reserved|alle rechte vorbehalten|todos los derechos reservados"
        r"|tous droits réservés)[.!]?$",
    ),
}
ENDING_CUES = ("reserv", "réserv", "vorbehalten")
LAST_WORDS = ("reserved", "vorbehalten", "reservados", "réservés", "rÉservÉs", "rÉservés")
"""What a line of boilerplate ends in, what is in every such line, and its last word."""

_CUES_LISTED = """
    reserved published, preferred responsible reflect represent loaded played sponsored affiliate
    informational archive wayback tweet presentation-ready rating interest expressed reported
    redaktion externe einstellungen datenschutz block
"""
_CUES = (
    *_CUES_LISTED.split(),
    "information about",
    "information on",
    "not been evaluated",
    "advice",
    "this content",
    "disseminated",
    "amplified",
    "syndicated",
    "educational purposes",
)
"""One of these is in every notice: substrings are found a hundred times as fast as the pattern."""

_NOTICE = re.compile(
    r"all rights reserved|may not be (?:re)?published,|preferred source['’”\"]? on google"
    r"|solely responsible for the content of this"
    r"|does? not (?:necessarily )?(?:reflect|represent) the (?:official )?"
    r"(?:views|opinions?|position)"
    r"|disable your ad[ -]?block|(?:transcript|video|player|page) could not be (?:loaded|played)"
    r"|(?:post|content|article|story|page) (?:contains|includes|is|was) (?:sponsored|affiliate) "
    r"|(?:provided )?for informational purposes only"
    r"|(?:crawl|these data|archive pages)\b.{0,200}\b(?:internet archive|wayback machine)"
    r"|(?:more|additional|further) information (?:about|on) .{2,80}? (?:is|are|can be) "
    r"(?:available|found|obtained) (?:at|on|from|by|through)\b"
    r"|\bthis (?:news |press )?(?:article|content|release|report|story|post|announcement) "
    r"(?:is|was|has been|may|contains|includes)\b.{0,120}\b(?:disseminated|amplified|"
    r"contributed to|syndicated|(?:informational|educational) purposes|"
    r"(?:financial|legal|investment) advice)"
    r"|\bneither .{2,160} accepts? responsibility|statements have not been evaluated by"
    r"|\barchive pages as they are created|these archived pages|tweet location history"
    r"|location information to your tweets|presentation-ready copies"
    r"|rating is available when the video|as an interest to stay up to date"
    r"|\b(?:opinions|views) expressed (?:here|in this|are|by)\b"
    r"|\breported this (?:story|article) (?:from|in)\b"
    r"|meinung der redaktion|externen? inhalte? [^.]{0,80}(?:anzeigen|angezeigt|anzuzeigen|lassen)"
    r"|(?:cookie|privatsphäre)-?einstellungen|unserer datenschutzerklärung",
    re.IGNORECASE,
)


def has_notice(text: str) -> bool:
    """Tell whether a text holds such a note."""
    lower = text.lower()
    return any(cue in lower for cue in _CUES) and _NOTICE.search(text) is not None
