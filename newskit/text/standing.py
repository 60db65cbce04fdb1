"""Sentences that can stand alone, that can open a summary, and that tell nothing by themselves."""

import re

from newskit.text.marks import is_lower
from newskit.text.words import words

ASIDE = 8
"""Words below which a question or an exclamation tells nothing by itself."""

_OPENING = r"[\s\"“”‘'«„「『]*"
_WHO = re.compile(
    _OPENING
    + r"(?:(?:He|She|It|They|His|Her|Hers|Its|Their|Theirs|Him|Them|These|Those"
    + r"|Er|Sie|Es|Dies|Dieser|Il|Elle|Ils|Elles|Cela|Ceux|Ella|Ellos|Ellas|Esto|Eso|Ele|Ela|Eles"
    + r"|Isso|Isto|Lui|Questo|Questa|Hij|Zij|Он|Она|Они|Оно|Это)\b(?!-)"
    + r"|(?:This|That)\b(?! (?:week|weekend|month|year|morning|afternoon|evening|summer|winter"
    + r"|spring|autumn|fall|season)\b)"
    + r"|他|她|它|这|那(?!不勒斯)|彼|これ|それ|この|その)"
)
_LINKS = re.compile(
    _OPENING
    + r"(?:(?:We|Such|Both|Neither|But|And|Or|Nor|So|Yet|Still|Then|However|Meanwhile|Also"
    + r"|Moreover|Furthermore|Instead|Therefore|Thus|Otherwise|Similarly|Nevertheless|Nonetheless"
    + r"|Afterwards?|(?:Earlier|Later)(?! (?:this|that|last|next|on|in|today)\b)"
    + r"|(?:At|By|For|From|In|On|With) (?:that|those)|There’s|There's|Here’s|Here's"
    + r"|Aber|Und|Doch|Dabei|Dennoch|Allerdings|Außerdem|Zudem|Danach|Dann|Mais|Et|Cependant"
    + r"|Toutefois|Pourtant|Ensuite|Pero|Además|También|Entonces|Luego|Ma|Però|Tuttavia|Inoltre"
    + r"|Mas|Porém|Depois|Но|И|Однако|Также|Поэтому|Затем)\b(?![-.])"
    + r"|但|然而|不过|同时|此外|另外|随后|しかし|だが|また|一方|さらに|そして)"
)
_ASKS = re.compile(r"[?؟？;](?:\s?[\"'”’»)」』])*\Z")
_READER = re.compile(r"\b(?:you|your|yours|you're|you’re|we|our|us)\b", re.IGNORECASE)


def is_whole(sentence: str) -> bool:
    """Tell whether a sentence says who and what it is about.

    It does not if it begins with a pronoun (`He`, `This`), or has one end of a quotation without
    the other.
    """
    if _WHO.match(sentence):
        return False
    halves = 0 if "„" in sentence else sentence.count("“") - sentence.count("”")
    return halves == 0 and sentence.count('"') % 2 == 0


def opens_well(sentence: str) -> bool:
    """Tell whether a sentence can be the first: it is whole, goes on from nothing, asks nothing."""
    first = sentence.lstrip("\"“”‘'«„")[:2]
    goes_on = is_lower(first) or _LINKS.match(sentence) or _ASKS.search(sentence)
    return not goes_on and is_whole(sentence)


def tells(sentence: str) -> bool:
    """Tell whether a sentence says something by itself.

    A question to the reader does not, nor a short question or exclamation.
    """
    asks = _ASKS.search(sentence) is not None
    if not asks and sentence[-1:] not in "!！":
        return True
    return len(words(sentence)) >= ASIDE and not (asks and _READER.search(sentence))
