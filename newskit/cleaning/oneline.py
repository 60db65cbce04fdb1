"""A page that was written as one line: its head and its tail, sentence by sentence.

Many exports put a text into one line. What stands around the story then stands in its line; only
the sentences at either end are looked at, and only as far as one follows another.
"""

import re
from collections.abc import Iterator

from newskit.protocols import BoilerplateSpan
from newskit.text.credits import NAME
from newskit.text.datelines import PRESS_DATELINE_LIMIT, dateline
from newskit.text.furniture import LABELS, STOCK, is_notice
from newskit.text.phrases import compiled
from newskit.text.sentences import sentences
from newskit.text.stamps import STAMP_BEFORE

TAIL = 1_500
"""Characters at the end in which boilerplate is looked for."""

SENTENCE_WORDS = 40
"""Words of the longest sentence that is boilerplate."""

_BYLINE = re.compile(rf"\s*(?:By|BY|Von|Por|Par) (?={NAME})")
_NAME_END = re.compile(r"[\w.’'](?=[\s,|/–—-])")
_BYLINE_LENGTH = 80
_END = re.compile(r"[.!?…][\"'”’)]*\s")


def clean(text: str) -> Iterator[BoilerplateSpan]:
    """Yield the boilerplate at the beginning and at the end of a text of one line."""
    at = byline = _byline_end(text)
    if byline:
        yield BoilerplateSpan(0, byline, "byline")
    while end := _stamp_end(text, at):
        yield BoilerplateSpan(at, end, "updated")
        at = end
    yield from reversed(list(_tail(text, at)))


def _byline_end(text: str) -> int:
    """Give where a byline ends that a dateline or a stamp follows; else nothing tells where."""
    if not _BYLINE.match(text):
        return 0
    for end in _NAME_END.finditer(text, 3, _BYLINE_LENGTH):
        behind = end.end()
        rest = text[behind : behind + PRESS_DATELINE_LIMIT].lstrip(" ,|/–—-")
        first = rest.split(None, 1)[:1]
        opens = rest.startswith("(") or "".join(first).isupper()  # `PARIS`, and no further name
        if (opens and dateline(rest)) or _stamp_end(rest, 0):
            return behind
    return 0


def _stamp_end(text: str, at: int) -> int:
    stamp = compiled(STAMP_BEFORE, re.IGNORECASE).match(text, at)
    return stamp.end() if stamp else 0


def _tail(text: str, begin: int) -> Iterator[BoilerplateSpan]:
    """Yield the sentences at the end that are boilerplate, the last one first."""
    if not _rule(text[_last_break(text) :].strip()):
        return
    start = max(begin, len(text) - TAIL)
    first = 1 if start > begin else 0  # it may begin in the middle
    for span in reversed(sentences(text[start:])[first:]):
        rule = _rule(text[start + span.start : start + span.end])
        if not rule:
            return
        yield BoilerplateSpan(start + span.start, start + span.end, rule)


def _last_break(text: str) -> int:
    """Give where the last sentence begins, about."""
    breaks = list(_END.finditer(text.rstrip(), max(0, len(text) - TAIL)))
    return breaks[-1].end() if breaks else 0


def _rule(sentence: str) -> str | None:
    if not sentence or sentence.count(" ") >= SENTENCE_WORDS:
        return None
    rule = STOCK.rule_of(sentence) or LABELS.rule_of(sentence)
    return rule or ("notice" if is_notice(sentence) else None)
