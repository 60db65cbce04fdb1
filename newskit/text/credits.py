"""Who made it: bylines, the credits of desks and pictures, agencies."""

import re

from newskit.text.phrases import compiled

AGENCIES = (
    r"AFP|AP|AP Photo|(?:The )?Associated Press|Reuters|REUTERS|EPA|EPA-EFE|EFE|dpa|DPA|PA|"
    r"PA Wire|PA Images|Getty|Getty Images|Bloomberg|Shutterstock|Alamy|Xinhua|NurPhoto|ANSA|"
    r"Keystone|Anadolu|AAP|UPI|NPR|WireImage|iStock|Unsplash|Wikimedia Commons|"
    r"picture alliance|IMAGO|Imago|imago|Zuma|Zuma Press|Rex|REX|European Pressphoto Agency|"
    r"AFP via Getty Images|via Getty Images"
)
"""Whose pictures newspapers print, as alternatives of a pattern."""

STOCK = {
    "credit": (
        r"\((?:additional )?(?:reporting|writing|editing) by [^\n]{1,300}\)?$",
        r"(?:additional )?(?:reporting|writing) by [^\n]{1,150}; ?(?:[^\n]{0,100}\b)?editing by\b",
        r"editing by [^\n]{1,100}$",
        r"(?:image|media) (?:copyright|source)[, ]",
        r"(?:image|media) caption ",
        r"(?:toggle|hide) caption\b",
        r"media playback is (?:un|not )supported",
        r"facebook twitter pinterest ",
        r"(?:please )?enable javascript to (?:watch|view)\b",
    ),
}
"""Whatever follows on the line, a line that starts so is no part of a story."""

LABELS = {
    "credit": (
        r"\(?(?:photo(?:graph)?s?|image|picture|illustration|video|graphic)s?"
        r"(?: credits?| courtesy(?: of)?| source)? ?(?::|–|—|/|\bby (?-i:[A-ZÀ-Þ@]))[^\n]{1,80}$",
        r"\(?(?:photo(?:graph)?|image|picture) (?:courtesy|credit)\b[^\n]{1,80}$",
        r"(?:photo|image|photos|view images?|caption)$",
        r"(?:credits?|courtesy)(?: of)?: ?[^\n]{2,60}$",
        r"\(?(?:foto|fotos|bild|bilder|quelle|grafik|imagen|crédit(?:s)?(?: photo)?)"
        r" ?[:©/][^\n]{1,80}$",
    ),
}
"""Only a line that is no full sentence is boilerplate when it starts so."""

ENDINGS = {
    "credit": (
        r"\bcontributed (?:reporting )?to this (?:report|story|article)[^\n]{0,20}$",
        r"\b(?:contributed reporting|contributed to this report from [^\n]{1,40})[.)]?$",
        r"\((?:ap |afp |file )?photos?(?:graph)?(?: by|:| credit|/)[^\n()]{2,80}\)$",
        r"\b(?:photo(?:graph)?|foto|image): (?-i:[A-ZÀ-Þ])[^\n.!?:]{2,50}$",
        r"\b(?-i:REUTERS|AP Photo|AFP PHOTO) ?/ ?(?-i:[A-ZÀ-Þ])[^\n.!?:]{2,40}$",
        r"\b(?:hide|toggle) caption$",
    ),
}
ENDING_CUES = ("contributed", "photo", "caption", "foto", "image", "reuters/")
CUES = ("contributed",)
"""What a line of boilerplate ends in, and what is in every such line; one that is closed like a
sentence has one of `CUES`."""

AGENCY_CREDIT = (
    rf"\(?(?:[A-ZÀ-Þ][^\n/|!?]{{1,40}} ?[/|] ?){{1,3}}(?:{AGENCIES})(?: \(\d\))?\)?$"
    r"|Getty(?: Images)? \(\d\)$"
)
"""The photographer and the agency of a picture: `(Jane Doe/Reuters)`."""

NAME = (
    r"[A-ZÀ-Þ][\w.'’-]{0,20}"
    r"(?: (?:(?:de|van|von|der|den|la|al|bin|da|di) )?[A-ZÀ-Þ][\w.'’-]{0,20}){1,3}"
)
BYLINES = {
    "byline": (
        rf"(?:By|BY|Von|Por|Par) {NAME}(?:(?:, | and | AND | und | y | et | & ){NAME}){{0,3}}"
        r"(?:(?:,| [|/•–—-]) ?[A-ZÀ-Þ][^\n!?]{1,50})?$",
    )
}
"""Who wrote it: a line of its own near the start."""

_DATED = r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
"""What no name has; `By Monday Night` is a headline."""

_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por)(?:\s+[^\W\d_a-zß-ÿ][\w.'’-]*){1,5},? (?:Jr|Sr|M\.?D|Ph\.?D)\."
)
_DESK = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited) by\s"
    r"|.{0,300}\bcontributed (?:reporting )?to this\s+(?:report|story|article)\s?\."
    r"|(?-i:(?:[A-Z][\w.'’-]{0,24} ){2,5}reported from (?:[A-Z][\w.'’-]{0,24},? ?){1,4}"
    r"(?:,? and [^.]{1,80})?)\.?\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:file |stock )?(?:photo(?:graph)?s?|images?|pictures?|illustration)"
    r" ?(?:by|via|courtesy|credits?|copyright|caption|:)\s?|(?:caption|sources?): ?"
    r"|file (?:photo )?[-–—]\s|(?:ap|afp|epa|reuters|getty|dpa)(?: photo| images)?\s?/)",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"[(\[][^()\[\]]{0,80}(?:\b(?:photo|image|picture|credit)|/ ?(?:ap|afp|getty|reuters|epa)\b)"
    r"[^()\[\]]{0,80}[)\]]\.?\Z",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Tell whether a line says who wrote it, and nothing else."""
    named = any(compiled(pattern).match(line) for pattern in BYLINES["byline"])
    return named and not compiled(_DATED, re.IGNORECASE).search(line)


def is_desk(sentence: str) -> bool:
    """Tell whether a sentence says who reported, wrote or edited."""
    return _DESK.match(sentence) is not None


def opens_with_credit(sentence: str) -> bool:
    """Tell whether a sentence is a credit of the desk or of a picture, or a byline."""
    if is_desk(sentence) or _CREDIT.match(sentence):
        return True
    return _BYLINE.fullmatch(sentence) is not None


def ends_in_credit(sentence: str) -> bool:
    """Tell whether a sentence ends in the credit of a picture, in brackets."""
    return _CREDIT_END.search(sentence) is not None
