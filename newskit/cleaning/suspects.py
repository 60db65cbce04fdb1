"""Which lines of a text a rule may mark at all, found without a regular expression.

Most lines are sentences: they open like none of the phrases and end in a full stop. Those are
passed over; the rules look at the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newskit.cleaning.lines import one_line_end
from newskit.text.endings import ABOUT_HEADING, ABOUT_INLINE, HEADING_CUES, HEADINGS
from newskit.text.furniture import BYLINE, CLOSED_ENDINGS, CUES, LABELS, STAMP, STOCK
from newskit.text.openings import KEY, fold, keys

if TYPE_CHECKING:
    from newskit.cleaning.first_look import FirstLook

LEADERS = " \t•·*>»→▶►|#_-–—"
"""What may stand before a line: bullets, arrows, rules."""

RELEASE_TAIL = 0.4
"""Part of a text, at its end, in which the blocks of a press release stand."""

CLOSERS = (".", "!", "?", ".”", '."', "?”", "!”")
"""What closes a sentence, and no phrase but `CLOSED_ENDINGS`."""

_SPACES = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SKIPPED = b" \t\n\v\f\r\x1c\x1d\x1e\x1f" + "".join(filter(str.isascii, LEADERS)).encode()


def _by_key() -> dict[bytes, tuple[bytes, ...]]:
    """Give the openings of phrases by their first bytes; behind odd leaders may be any."""
    found = {fold(character) for character in LEADERS + _SPACES if not character.isascii()}
    for each in (STOCK, LABELS, STAMP, BYLINE, HEADINGS, ABOUT_HEADING, ABOUT_INLINE):
        found.update(each.openings())
    by_key: dict[bytes, list[bytes]] = {}
    for opening in sorted(found):
        for key in keys(opening):
            by_key.setdefault(key, []).append(opening)
    return {key: tuple(openings) for key, openings in by_key.items()}


_OPENINGS = _by_key()
_CLOSERS = tuple(map(fold, CLOSERS))
_CLOSED_ENDINGS = frozenset(fold(ending)[-4:] for ending in CLOSED_ENDINGS)
_CUES = tuple(map(fold, (*CUES, *HEADING_CUES)))


def suspects(text: str) -> dict[int, bool]:
    """Give the numbers of the lines of `text` that a rule may mark by what they say themselves.

    Returns:
        for each number, counted over all lines, whether the line opens like a phrase.
    """
    return _suspected(enumerate(fold(one_line_end(text)).split(b"\n")))


def suspects_of_each(texts: Sequence[str]) -> Iterator[dict[int, bool]]:
    """Yield for each of many texts what `suspects` gives; most lines are passed over at once."""
    from newskit.cleaning.first_look import folded_lines

    lines = folded_lines(texts)
    chosen = _first_look().among(lines)
    starts, ends = lines.starts[chosen].tolist(), lines.ends[chosen].tolist()
    bounds = chosen.searchsorted(lines.firsts).tolist()
    firsts = lines.firsts.tolist()
    numbers = chosen.tolist()
    for text, (begin, end) in enumerate(pairwise(bounds)):
        yield _suspected(
            (numbers[at] - firsts[text], lines.data[starts[at] : ends[at]])
            for at in range(begin, end)
        )


@cache
def _first_look() -> "FirstLook":
    from newskit.cleaning.first_look import FirstLook

    openings = {opening for known in _OPENINGS.values() for opening in known}
    return FirstLook(openings, _SKIPPED, _CLOSED_ENDINGS, _CUES)


def _suspected(lines: Iterable[tuple[int, bytes]]) -> dict[int, bool]:
    found = {}
    for number, line in lines:
        opening = line.lstrip(_SKIPPED)
        known = _OPENINGS.get(opening[:KEY])
        if known and opening.startswith(known):
            found[number] = True
        elif opening and (
            not line.endswith(_CLOSERS) or line[-4:] in _CLOSED_ENDINGS or _holds_cue(line)
        ):
            found[number] = False
    return found


def _holds_cue(line: bytes) -> bool:
    for cue in _CUES:  # noqa: SIM110  # `any` takes three times as long, and most lines are asked
        if cue in line:
            return True
    return False
