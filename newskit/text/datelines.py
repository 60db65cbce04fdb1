"""Datelines: where, when and for whom a report was written, before its first word."""

import re

from newskit.text.spans import Span

PRESS_DATELINE_LIMIT = 160
"""Characters of the longest dateline of a press release."""

# The parts of a dateline. What follows must look like the beginning of a sentence.
_TOWN = r"[^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}"
_TOWNS = rf"{_TOWN}(?:[ /]{_TOWN}){{0,3}}"
_CAPITALS = r"[^\W\d_a-zß-ÿа-я](?:[^\W\d_a-zß-ÿа-я]|[.'’-]){1,30}"
_PLACE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_REGION = r"(?:, [^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}(?: [^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}){0,3})?"
_DAY = r",? (?:le )?(?:\d{1,2}\.? [^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2})(?:,? \d{4})?[.,]?"
_SOURCE = r"(?:\([^\W\d_][\w./& -]{1,40}\)|/[^\W\d_][\w -]{1,40}/)"
_AGENCY = (
    r"\((?:[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|Kyodo|Yonhap|Interfax|Tass|dpa|ots|epd)\b"
    r"[\w./& -]{0,30}\)"
)
_DASH = r"(?:\s?\.\s?)?[-–—―]{1,2}"
_MONTH = r"[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)[a-z]{0,6}\.?"
_DATED = (re.compile(rf"{_MONTH} \d"), re.compile(rf"\d {_MONTH}"), re.compile(r"[12][09]\d\d\b"))
"""Three, for each is found by its first letter; as one they take ten times as long."""
_DATES = (
    re.compile(rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"),
    re.compile(rf"\d{{1,2}}\.?\s{_MONTH}(?:,?\s\d{{4}})?"),
    re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"),
)
_WIRE = re.compile(r"\([^()\n]{2,40}\)|/[^/\n]{2,40}/")
_PAUSE = re.compile(r"[-–—―][-–—―]?+(?:(?<=[\s)/][-–—―])|(?<=[\s)/][-–—―]{2})|(?=\s))\s*")
_SMALL_WORD = re.compile(
    r"(?<![\w/])(?!(?:and|de|del|di|da|la|le|du|of|am|pm|a\.m|p\.m)\b)[a-zß-ÿ]"
)
_NO_PLACE = r"(?:FILE|WATCH|LIVE|BREAKING|UPDATED?|VIDEO|EXCLUSIVE|ANALYSIS|OPINION|NATO|NASA)\b"
_STAMP = re.compile(r"(?:released|posted|published|updated|created)\b", re.IGNORECASE)
_DATELINE = re.compile(
    rf"\s*+(?!{_NO_PLACE})(?P<line>"
    rf"{_PLACE}{_REGION}(?:{_DAY})?(?: |\s?--\s?){_SOURCE}\s?{_DASH}"
    rf"|(?:{_TOWNS}{_REGION}(?:{_DAY})? )?{_AGENCY}\s?{_DASH}"
    rf"|{_PLACE}{_REGION}{_DAY}\s{_DASH}"
    rf"|(?=\S{{4}}|{_CAPITALS} {_CAPITALS}){_PLACE}{_REGION}\s{_DASH}"
    rf"|(?:{_TOWNS}{_REGION} )?\((?:CNN|CNN Business|AP|AFP|UPI|Reuters)\)"
    rf")(?=\s*+(?:[\"“”'‘«»„¿¡(]?[^\W_a-zß-ÿа-я]|\Z))"
)
_CHINESE_DATELINE = re.compile(
    r"\s*+(?P<line>(?P<agency>[^\s。，社]{1,8}社)?(?P<place>[^\s。，]{0,20}?)"
    r"(?P<date>\d{1,2}月\d{1,2}日)电(?:\s?[（(][^（）()]{1,30}[）)])?)"
)


def dateline(text: str) -> Span | None:
    """Return the span of the dateline `text` opens with (`PARIS, Dec. 4 (Reuters) –`), if any."""
    if press := _press_dateline(text):
        return press
    found = _DATELINE.match(text) or _CHINESE_DATELINE.match(text)
    return Span(*found.span("line")) if found else None


def _press_dateline(text: str) -> Span | None:
    """Find places, a date and a wire in any order, without a small word, before the last dash."""
    start = len(text) - len(text.lstrip())
    head = text[start : start + PRESS_DATELINE_LIMIT]
    if not (head[:1].isupper() or head[:1] == "(") or _STAMP.match(head):
        return None
    found = None
    for pause in _PAUSE.finditer(head):
        line = _WIRE.sub("", head[: pause.start()])
        if _SMALL_WORD.search(line):
            break
        following = head[pause.end() :].split(None, 1)[:1]
        if _is_dated(line) and not "".join(following).islower():
            found = Span(start, start + pause.start() + len(pause[0].rstrip()))
    return found


def _is_dated(line: str) -> bool:
    return any(dated.search(line) for dated in _DATED)


def told_by(line: str) -> dict[str, str]:
    """Give the `place`, the `date` and the `agency` of a dateline, as far as it has them.

    Args:
        line: a dateline as `dateline` finds it; what it says is given as it stands there.
    """
    if chinese := _CHINESE_DATELINE.match(line):
        return {key: chinese[key] for key in ("place", "date", "agency") if chinese[key]}
    agency = _WIRE.search(line)
    rest = line[: agency.start()] if agency else line
    date = next(filter(None, (date.search(line) for date in _DATES)), None)
    if date and date.start() < len(rest):
        rest = rest[: date.start()]
    found = {
        "place": rest.strip(" \t,.(-–—―"),
        "date": date[0].strip(" ,.") if date else "",
        "agency": agency[0].strip("()/ ") if agency else "",
    }
    return {key: value for key, value in found.items() if any(map(str.isalpha, value))}


def is_dateline(line: str) -> bool:
    """Tell whether `line` is a dateline and nothing else."""
    span = dateline(line)
    return span is not None and not line[span.end :].strip()
