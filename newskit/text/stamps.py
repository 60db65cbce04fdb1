"""When it was published or updated: stamps of time."""

import re

_AFTER_DIGITS = r"(?:st|nd|rd|th|am|pm|z|hrs?|min)?"
_SAID = (  # in an order in which all of `a.m.` is taken
    r"[ap]\.?m\.?|an?|on|at|of|ago"
    r"|about|just|now|today|yesterday|(?:second|minute|hour|day|week|month|year)s?|hrs?|mins?|uhr"
    r"|e[sd]?t|gmt|utc|ces?t|bst|ist|p[sd]?t|c[sd]t"
    r"|updated|published|del?|le|à|um|vor|stunden?|minuten?|hace|horas?|il y a|heures?"
    r"|(?:mon|tues?|wed|thu|thurs|fri|sat|sun)(?:day|nesday|rsday|urday)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fév|mai|mär|ago|ene|abr|dic|okt|dez)"
    r"[a-zéû]{0,7}"
)
_WHEN = rf"(?:\d[\d:./hT+-]{{0,24}}{_AFTER_DIGITS}|{_SAID})"
_SHORT = rf"(?:\d(?:[\dhT+]|[:./-]+(?=[hT+])){{0,24}}{_AFTER_DIGITS}|{_SAID})"
"""The same in the smallest parts: of `12:30`, two."""
_PUBLISHED = (
    r"(?:last |first |originally )?(?:updated|published|posted|modified|filed|aktualisiert"
    r"|veröffentlicht|stand|actualizado|publicado|mis à jour|publié)"
)
_BEHIND = r"[\s,.|:()/–-]"
# What is taken stays taken: digits and dots can be parted in more ways than there is time to try.
_PART = rf"(?>{_WHEN}(?={_BEHIND}|$))(?:{_BEHIND}{{1,4}}+|$)"
_STAMPED = (
    rf"(?:{_PUBLISHED})[ :|.-]{{1,5}}"
    r"(?=[^\n]{0,60}(?:\d|\bago\b|yesterday|today|just now))"
)
STAMPS = {"updated": (rf"{_STAMPED}(?:{_PART}){{1,16}}$",)}
"""When it was published or updated, and nothing else."""

STAMP_BEFORE = (
    rf"\s*{_STAMPED}(?:{_PART}){{1,15}}"
    r"(?:\d[\d:./]*(?:am|pm|hrs?)?|[ap]\.?m\.?|ago|today|yesterday|now|[ecmp][sd]?t|[bi]st|gmt|utc)"
    r"(?=[\s,.|)])[\s.|)]*"
)
"""The same before a text on the same line."""

_BETWEEN = r"[\s,.:|/·•()–—-]"
_NEXT = rf"{_BETWEEN}++(?>{_SHORT}\b(?={_BETWEEN}|\Z))"
_STAMP = re.compile(rf"(?:{_PUBLISHED}|date|time)\b(?:{_NEXT})+{_BETWEEN}*", re.IGNORECASE)
_DATE = re.compile(rf"(?>{_SHORT}(?={_BETWEEN}))(?:{_NEXT}){{2,}}\.?", re.IGNORECASE)


def is_stamp(sentence: str) -> bool:
    """Tell whether a sentence is a stamp, or a date, and nothing else."""
    return any(rule.fullmatch(sentence) for rule in (_STAMP, _DATE))
