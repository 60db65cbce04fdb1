"""Which lines of a text a rule may mark at all, found without a regular expression.

Most lines are sentences: they open like none of the phrases and end in a full stop. Those are
passed over; the rules look at the rest.
"""

from newskit.cleaning import phrases
from newskit.cleaning.lines import one_line_end
from newskit.cleaning.openings import KEY, fold, keys

LEADERS = " \t•·*>»→▶►|#_-–—"
"""What may stand before a line: bullets, arrows, rules."""

RELEASE_TAIL = 0.4
"""Part of a text, at its end, in which the blocks of a press release stand."""

CLOSERS = (".", "!", "?", ".”", '."', "?”", "!”")
"""What closes a sentence, and no phrase but `phrases.CLOSED_ENDINGS`."""

_SPACES = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SKIPPED = b" \t\n\v\f\r\x1c\x1d\x1e\x1f" + "".join(filter(str.isascii, LEADERS)).encode()


def _by_key() -> dict[bytes, tuple[bytes, ...]]:
    """Give the openings of phrases by their first bytes; behind odd leaders may be any."""
    found = {fold(character) for character in LEADERS + _SPACES if not character.isascii()}
    for each in (
        phrases.STOCK,
        phrases.LABELS,
        phrases.STAMP,
        phrases.BYLINE,
        phrases.HEADINGS,
        phrases.ABOUT_HEADING,
        phrases.ABOUT_INLINE,
    ):
        found.update(each.openings())
    by_key: dict[bytes, list[bytes]] = {}
    for opening in sorted(found):
        for key in keys(opening):
            by_key.setdefault(key, []).append(opening)
    return {key: tuple(openings) for key, openings in by_key.items()}


_OPENINGS = _by_key()
_CLOSERS = tuple(map(fold, CLOSERS))
_CLOSED_ENDINGS = frozenset(fold(ending)[-4:] for ending in phrases.CLOSED_ENDINGS)
_CUES = tuple(map(fold, phrases.CUES))
_HEADING_CUES = tuple(map(fold, phrases.HEADING_CUES))


def suspects(text: str) -> dict[int, bool]:
    """Give the numbers of the lines of `text` that a rule may mark by what they say themselves.

    Returns:
        for each number, counted over all lines, whether the line opens like a phrase.
    """
    plain = fold(one_line_end(text))
    lines = plain.split(b"\n")
    found = {}
    for number, line in enumerate(lines):
        opening = line.lstrip(_SKIPPED)
        known = _OPENINGS.get(opening[:KEY])
        if known and opening.startswith(known):
            found[number] = True
        elif (not line.endswith(_CLOSERS) and opening) or line[-4:] in _CLOSED_ENDINGS:
            found[number] = False
    tail = int((1 - RELEASE_TAIL) * len(text))  # no character is less than a byte
    cues = [cue for cue in _CUES if cue in plain]
    cues += [cue for cue in _HEADING_CUES if plain.find(cue, tail) >= 0]
    if cues:
        for number, line in enumerate(lines):
            if any(cue in line for cue in cues):
                found.setdefault(number, False)
    return found
