"""Words on a picture: how much room they take, and how they are made to fit."""

import re
import unicodedata

from newskit.text.line import one_line

ROOMY = 1.08
"""Not every machine has the font whose widths are meant: others are wider."""

_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]{}/\\-` ")
_WIDE = frozenset("mwMW@%—…Æ")
_JOINS = re.compile("[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_NOT_XML = re.compile("[\ufffe\uffff]")


def written(text: str) -> str:
    """Give a stranger's text as one line that XML can hold."""
    return _NOT_XML.sub("�", one_line(text))


def width(text: str, size: float) -> float:
    """Tell how wide a line is in pixels, rather too wide than too narrow.

    Args:
        text: the line.
        size: of the font, in pixels.
    """
    return sum(map(_share, text)) * size * ROOMY


def lines(text: str, size: float, most: float, count: int) -> list[str]:
    """Break a text into lines; what does not fit is cut off and ends in `…`.

    Args:
        text: as it came.
        size: of the font, in pixels.
        most: how wide a line may be, in pixels.
        count: how many lines there may be.
    """
    found: list[str] = []
    waiting = written(text).split()
    while waiting and len(found) < count:
        line = waiting.pop(0)
        while waiting and width(f"{line} {waiting[0]}", size) <= most:
            line = f"{line} {waiting.pop(0)}"
        if width(line, size) > most:
            kept = _cut(line, size, most)
            if len(found) + 1 < count:
                waiting.insert(0, line[len(kept) :])
            else:
                waiting.insert(0, "")
            line = kept
        found.append(line)
    if waiting:
        found[-1] = f"{_cut(found[-1], size, most - width('…', size)).rstrip(' ,;:–-')}…"
    return found


def short(text: str, size: float, most: float) -> str:
    """Give a text as one line that fits, as `lines` does."""
    return next(iter(lines(text, size, most, 1)), "")


def _cut(text: str, size: float, most: float) -> str:
    """Give as much of a text as fits, and no half of what is one sign."""
    end, room = 0, most / (size * ROOMY)
    while end < len(text) and (room := room - _share(text[end])) >= 0:
        end += 1
    end = max(1, end)
    while 1 < end < len(text) and (_JOINS.match(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end]


def _share(sign: str) -> float:
    """Give the width of a sign as a share of the size of the font, about as in Helvetica."""
    if sign in _NARROW:
        return 0.31
    if sign in _WIDE:
        return 0.9
    if sign.isascii():
        return 0.68 if sign.isupper() else 0.55
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0.0
    return 1.15 if unicodedata.east_asian_width(sign) in "WF" or sign > "\uffff" else 0.68


def counted(number: int, one: str, many: str = "") -> str:
    """Say a number of things: `1 article`, `2,000 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
