"""What stands around the sentences of a story: one list of all phrases, and what is no prose.

Whose phrases they are: `prompts`, `notices`, `credits`, `stamps`. They come in three strengths. A
line that opens with a `STOCK` phrase is furniture, whatever follows; with a `LABELS` phrase, if it
is no full sentence; and a single sentence that opens like a prompt, or holds a notice, is at least
no sentence of the story. They would rather let furniture pass than lose the story: each asks for a
whole phrase (`share this article`), never for one word (`Share prices fell`).
"""

import re

from newskit.text import credits, notices, prompts, stamps
from newskit.text.credits import ends_in_credit, is_desk, opens_with_credit
from newskit.text.datelines import is_dateline
from newskit.text.notices import has_notice
from newskit.text.phrases import Phrases, Table, one_of
from newskit.text.prompts import is_aside, is_prompt
from newskit.text.stamps import is_stamp

STOCK_PHRASES: Table = {**prompts.STOCK, **notices.STOCK, **credits.STOCK}
LABEL_PHRASES: Table = {**prompts.LABELS, **credits.LABELS}
ENDINGS: Table = {**prompts.ENDINGS, **notices.ENDINGS, **credits.ENDINGS}

STOCK = Phrases(STOCK_PHRASES)
LABELS = Phrases(LABEL_PHRASES)
STAMP = Phrases(stamps.STAMPS)
BYLINE = Phrases(credits.BYLINES, re.NOFLAG)
ENDS = one_of(ENDINGS)

ENDING_CUES = (*prompts.ENDING_CUES, *notices.ENDING_CUES, *credits.ENDING_CUES)
"""One of these is in a line that ends in such a phrase."""

CLOSED_ENDINGS = tuple(f"{word}{stop}" for word in notices.LAST_WORDS for stop in ".!")
CUES = (*prompts.CUES, *credits.CUES)
"""What is furniture although it is closed like a sentence and has no known opening: lines that end
so, or hold one of these cues. Long cues are found faster than short ones."""

TITLE_WORDS = 20
"""Words up to which a line without final punctuation is taken for a heading or a label."""

TITLE_CHARACTERS = 40
"""The same in characters, for scripts without spaces between words."""

FURNITURE_LIMIT = 400
"""Characters at either end of a sentence that are looked at; furniture is short."""

LONG_NOTICE = 800
"""Characters of the longest line that is a legal note throughout when it opens with one."""

_FINAL = re.compile(r"[.!?…。！？｡؟۔।॥።։။។][\"'”’“‘»«›)\]）」』》】\s]*(?:\[\d{1,3}\])*\Z")
_POINT = re.compile(r"[*•]\s+\w+(?:[\s,'’-]+[\w$€£%]+){11}")
_SAID = re.compile(
    r",[\"”’] (?:\w+ ){1,2}(?:said|says|told)\Z"
    r"|,[\"”’] (?:said|says) [A-Z]\w+(?: [A-Z]\w+){0,2} ?\Z"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")


def is_prose(sentence: str) -> bool:
    """Tell whether `sentence` reads like a sentence of the story rather than page furniture."""
    head, tail = sentence[:FURNITURE_LIMIT].strip(), sentence[-FURNITURE_LIMIT:].rstrip()
    if not any(map(str.isalpha, head)) or is_title(sentence):
        return False
    if STOCK.rule_of(head) or LABELS.rule_of(head):
        return False
    if is_prompt(head) or is_aside(head) or has_notice(head) or is_stamp(head):
        return False
    if opens_with_credit(head) or ends_in_credit(tail):
        return False
    return not is_dateline(head)


def is_notice(line: str) -> bool:
    """Tell whether a line with all its sentences is a prompt, a credit of the desk or a legal note.

    Args:
        line: a paragraph without its white space; a long one never is.
    """
    if len(line) > FURNITURE_LIMIT:
        return len(line) <= LONG_NOTICE and has_notice(line[: FURNITURE_LIMIT // 2])
    return bool(STOCK.rule_of(line)) or is_desk(line) or is_prompt(line) or has_notice(line)


def is_title(sentence: str) -> bool:
    """Tell whether `sentence` lacks a final mark and is short enough for a heading or a label."""
    if _FINAL.search(sentence[-16:]) or _POINT.match(sentence) or _SAID.search(sentence[-32:]):
        return False
    if _UNSPACED.search(sentence[:FURNITURE_LIMIT]):
        return len(sentence) <= TITLE_CHARACTERS
    return len(sentence.split(None, TITLE_WORDS)) <= TITLE_WORDS
