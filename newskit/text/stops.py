"""Where sentences end inside a paragraph: each mark that may end one, and what speaks against it.

Every pattern either cannot fail or looks a bounded way ahead, so the time is linear.
"""

import re
from collections.abc import Iterator

from newskit.text.abbreviations import (
    AFTER_CLOCK,
    BEFORE_NUMBERS,
    CLOCK,
    GERMAN_MONTHS,
    NAMES_WITH_MARKS,
    StopRules,
)
from newskit.text.enclosures import BRACKET_LIMIT
from newskit.text.marks import FULL_WIDTH, NEEDS_NO_SPACE, OPENERS, QUOTES, TERMINATORS, is_lower
from newskit.text.spans import Span

# A run of terminators with the closing marks and note numbers that belong to it. A mark after a
# space closes only where another space follows: « Oui. » and the spaced quotes of converted text.
_STOP = re.compile(
    r"""[.!?…。！？｡؟۔।॥።፧։။។៕།༎;\u037e][.!?…。！？｡؟۔।॥።፧։။។៕།༎]*"""
    r"""(?:["'”’“‘»«›)\]）」』》】]|\[\d{1,3}\]|\s["”»](?=\s|\Z))*"""
)
_NEXT_WORD = re.compile(r"\s+([^\w\s.…]{0,4}\s?)(\w{0,24})")
_OPENING_MARK = re.compile("[“‘«]")
_PAUSE = re.compile(r"\s?[,،、，;؛:—–-]")
_JOINTS = re.compile(r"[-/–—(\[“\"«]")
_ELIDED = re.compile(r"[^\W\d_]{1,6}['’](?=[^\W\d_]{2})")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_GLUED_WORD = re.compile(r"([A-Z][a-z]{0,24})(?=[\s,'’])")
_DASHES = ("-", "–", "—")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_INDIC = re.compile(r"[\u0900-\u0dff]")
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.'’-]{0,24}\s+){1,6}"
    r"(?:said|says|asked|asks|told|added|wrote|writes|replied|shouted|yelled|wondered|tweeted|"
    r"posted|recalled|joked|quipped|cried|exclaimed|demanded|continued)\b"
)
# A particle of Japanese, or a Chinese verb of saying.
_EAST_ASIAN_ATTRIBUTION = re.compile(
    r"\s?(?:[とのをがには]|[^。！？，、]{0,8}?(?:说|說|表示|称|稱|道|指出))"
)


def stops(text: str, paragraph: Span, rules: StopRules) -> Iterator[int]:
    """Yield the offsets after which a new sentence begins, quotations and parentheses included."""
    for stop in _STOP.finditer(text, *paragraph):
        end = stop.end()
        if end < paragraph.end and _ends(text, paragraph, stop, rules):
            if text[stop.start()] in FULL_WIDTH:
                # Without a space in between, a mark that can open opens what comes next.
                opening = _OPENING_MARK.search(text, stop.start(), end)
                end = opening.start() if opening else end
            yield end


def _ends(text: str, paragraph: Span, stop: re.Match[str], rules: StopRules) -> bool:
    """Tell whether a sentence ends at `stop`, which is not the end of the paragraph."""
    begin, after = stop.span()
    mark, last = text[begin], text[after - 1]
    if mark in NEEDS_NO_SPACE:
        return _spaceless_ends(text, paragraph, stop)
    if mark in ";\u037e" and not _GREEK.match(text[begin - 1]):
        return False
    following = _NEXT_WORD.match(text, after, paragraph.end)
    if not following:
        return last in ".!?”" and _is_glued(text, paragraph, stop, rules)
    opening, word = following.groups()
    if is_lower(word) or not (word or opening):
        return False
    if opening[:1] in _DASHES and last in QUOTES:
        return False
    if mark == "…" or text.startswith("..", begin):
        return _ellipsis_ends(text, paragraph, begin, word, rules)
    if mark == ".":
        return _full_stop_ends(text, paragraph, begin, following, rules)
    return not _mark_is_inside(text, paragraph, stop, word, rules)


def _spaceless_ends(text: str, paragraph: Span, stop: re.Match[str]) -> bool:
    """Tell whether a sentence ends at a mark that needs no space behind it."""
    begin, after = stop.span()
    last = text[after - 1]
    if text[after] in TERMINATORS or _PAUSE.match(text, after, paragraph.end):
        return False
    if last in QUOTES:
        return not _EAST_ASIAN_ATTRIBUTION.match(text, after, paragraph.end)
    if last != "）":
        return True
    opened = text.rfind("（", max(paragraph.start, begin - BRACKET_LIMIT), begin)
    return opened <= paragraph.start or text[opened - 1] in TERMINATORS


def _ellipsis_ends(text: str, paragraph: Span, begin: int, word: str, rules: StopRules) -> bool:
    """Tell whether the ellipsis at `begin` ends a sentence rather than opens, halts or cuts one."""
    if begin == paragraph.start:
        return False
    if text[begin - 1].isspace():
        return word in rules.starters
    return word.lower() != _word_before(text, begin, paragraph.start).lower()


def _is_glued(text: str, paragraph: Span, stop: re.Match[str], rules: StopRules) -> bool:
    """Tell whether a sentence ends at `stop` although the space after it was lost in conversion."""
    following = _GLUED_WORD.match(text, stop.end(), paragraph.end)
    before = _word_before(text, stop.start(), paragraph.start)
    if not following or len(before) < 2 or not before.isalpha():
        return False
    return following[1] in rules.starters or before.islower()


def _mark_is_inside(
    text: str, paragraph: Span, stop: re.Match[str], word: str, rules: StopRules
) -> bool:
    """Tell whether `!` or `?` belongs to a name (Yahoo!) or to a quotation with its speaker."""
    if word in rules.starters:
        return False
    begin, after = stop.span()
    if text[after - 1] in QUOTES:
        return _ATTRIBUTION.match(text, after, paragraph.end) is not None
    return _word_before(text, begin, paragraph.start) + stop.group() in NAMES_WITH_MARKS


def _word_before(text: str, end: int, start: int) -> str:
    """Return the word that ends at `end`, without opening marks and earlier parts of a compound."""
    words = text[max(start, end - 24) : end].split()
    if not words or text[end - 1].isspace():
        return ""
    word = words[-1]
    return word if word.isalnum() else _JOINTS.split(word.lstrip(OPENERS))[-1]


def _full_stop_ends(
    text: str, paragraph: Span, begin: int, following: re.Match[str], rules: StopRules
) -> bool:
    """Tell whether the single full stop at `begin` ends a sentence."""
    before = _word_before(text, begin, paragraph.start)
    opening, word = following.groups()
    if not (before.isascii() and before.isalnum()):
        if _INDIC.match(before[-1:]) and text.find("।", *paragraph) >= 0:
            return False
        before = _ELIDED.sub("", before)
    if before in rules.before_names:
        return False
    if before in BEFORE_NUMBERS:
        return word.isalpha() and not _ROMAN.fullmatch(word)
    if before.isdigit():
        counts = len(before) < 3 and _opens_sentence(text, begin - len(before), paragraph, rules)
        return not (counts or _is_ordinal(before, following, rules))
    if before in CLOCK:
        return not (word in AFTER_CLOCK or word[:1].isdigit() or opening[:1] in _DASHES)
    if len(before) == 1 and before.isalpha():
        if before.islower() and text[max(paragraph.start, begin - 3) : begin - 1].strip().isdigit():
            return True  # 2018 г.
        return not opening and _starts_sentence(following, rules)
    if _may_end(before, rules):
        return opening[:1] in QUOTES or (not opening and _starts_sentence(following, rules))
    return True


def _may_end(word: str, rules: StopRules) -> bool:
    """Tell whether `word` and a full stop end a sentence only if a new one seems to open."""
    if word in rules.may_end or word.endswith("str"):
        return True
    return ("." in word and _DOTTED.fullmatch(word) is not None) or (
        rules.ordinals and _ROMAN.fullmatch(word) is not None
    )


def _opens_sentence(text: str, at: int, paragraph: Span, rules: StopRules) -> bool:
    """Tell whether nothing or a sentence's end stands before `at`, as before a list's numbers."""
    earlier = text[max(paragraph.start, at - 8) : at].split()
    if not earlier:
        return True
    word = earlier[-1].rstrip(".")
    if len(word) == 1 or word in BEFORE_NUMBERS or word in rules.before_names:
        return False
    return earlier[-1][-1] in TERMINATORS and not _may_end(word, rules)


def _starts_sentence(following: re.Match[str], rules: StopRules) -> bool:
    """Tell whether the next word usually opens a sentence, and is no initial such as `A.`."""
    word = following[2]
    is_initial = len(word) == 1 and following.string.startswith(".", following.end())
    return word in rules.starters and not is_initial


def _is_ordinal(number: str, following: re.Match[str], rules: StopRules) -> bool:
    """Tell whether `number` and its full stop are an ordinal in the German way (3. Oktober)."""
    if following[2] in GERMAN_MONTHS:
        return True
    return rules.ordinals and len(number) < 3 and not _starts_sentence(following, rules)
