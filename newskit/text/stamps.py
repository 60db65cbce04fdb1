"""When it was published or updated: stamps of time."""

import re

_WHEN = (
    r"(?:\d[\d:./hT+-]{0,24}(?:st|nd|rd|th|am|pm|z|hrs?|min)?|an?|on|at|[ap]\.?m\.?|of|ago"
    r"|about|just|now|today|yesterday|(?:second|minute|hour|day|week|month|year)s?|hrs?|mins?|uhr"
    r"|e[sd]?t|gmt|utc|ces?t|bst|ist|p[sd]?t|c[sd]t"
    r"|updated|published|del?|le|à|um|vor|stunden?|minuten?|hace|horas?|il y a|heures?"
    r"|(?:mon|tues?|wed|thu|thurs|fri|sat|sun)(?:day|nesday|rsday|urday)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fév|mai|mär|ago|ene|abr|dic|okt|dez)"
    r"[a-zéû]{0,7})"
)
_PUBLISHED = (
    r"(?:last |first |originally )?(?:updated|published|posted|modified|filed|aktualisiert"
    r"|veröffentlicht|stand|actualizado|publicado|mis à jour|publié)"
)
_STAMPED = (
    rf"(?:{_PUBLISHED})[ :|.-]{{1,5}}"
    r"(?=[^\n]{0,60}(?:\d|\bago\b|yesterday|today|just now))"
)
STAMPS = {"updated": (rf"{_STAMPED}(?:{_WHEN}(?:[\s,.|:()/–-]{{1,4}}|$)){{1,16}}$",)}
"""When it was published or updated, and nothing else."""

STAMP_BEFORE = (
    rf"\s*{_STAMPED}(?:{_WHEN}[\s,.|:()/–-]{{1,4}}){{1,15}}"
    r"(?:\d[\d:./]*(?:am|pm|hrs?)?|[ap]\.?m\.?|ago|today|yesterday|now|[ecmp][sd]?t|[bi]st|gmt|utc)"
    r"(?=[\s,.|)])[\s.|)]*"
)
"""The same before a text on the same line."""

_BETWEEN = r"[\s,.:|/·•()–—-]"
_STAMP = re.compile(
    rf"(?:{_PUBLISHED}|date|time)\b(?:{_BETWEEN}+{_WHEN}\b)+{_BETWEEN}*", re.IGNORECASE
)
_DATE = re.compile(rf"{_WHEN}(?:{_BETWEEN}+{_WHEN}\b){{2,}}\.?", re.IGNORECASE)


def is_stamp(sentence: str) -> bool:
    """Tell whether a sentence is a stamp, or a date, and nothing else."""
    return any(rule.fullmatch(sentence) for rule in (_STAMP, _DATE))
