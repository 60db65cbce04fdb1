"""How a line opens that a pattern matches, read from the pattern itself.

Nearly all patterns for lines begin with words. Those openings, a few letters each, tell by one look
into a dict which lines are worth a regular expression, and which expression that is.
"""

import re
from collections.abc import Iterator

LENGTH = 8
"""Bytes of an opening that are compared."""

KEY = 3
"""Bytes by which openings are looked up first."""

_TOKEN = re.compile(r"\\.|(?>\[\^?(?:\\.|[^\]\\])*)\]?|\(\?:|\{\d*+,?\d*+\}|.", re.DOTALL)
_RANGE = re.compile(r"\\?(.)(?:-\\?(.))?", re.DOTALL)
_ANYTHING = "."
_SPECIAL = frozenset(".^$()|")
_OTHER_CASE = {"i": "ıİ", "k": "\u212a", "s": "ſ"}
"""Letters that `re.IGNORECASE` takes for those of ASCII."""


def fold(text: str) -> bytes:
    """Give `text` as UTF-8 with ASCII letters in lower case; `lower` takes twice as long."""
    return text.encode(errors="surrogatepass").lower()


def openings(pattern: str) -> list[bytes]:
    """Give the openings, as `fold` leaves them, of all texts that `pattern` matches.

    The pattern is followed through literal characters, sets of them, plain groups and repetitions.
    An opening ends early at anything else.

    Raises:
        ValueError: a text that matches may open with anything.
    """
    found = set(_followed(_TOKEN.findall(pattern), ""))
    if "" in found:
        raise ValueError(f"no opening: {pattern}")
    return sorted({form for opening in found for form in _folded(opening)})


def _folded(opening: str) -> set[bytes]:
    """Give an opening as `fold` leaves it in a text, whatever the case it is written in.

    Letters outside of ASCII are not folded: an opening with such a letter is cut behind it.
    """
    forms = {fold(opening)[:LENGTH]}
    for at, letter in enumerate(opening):
        for other in _OTHER_CASE.get(letter.lower(), "") + letter.swapcase():
            if not other.isascii():
                forms.add(fold(opening[:at] + other)[:LENGTH])
    return forms


def keys(opening: bytes) -> list[bytes]:
    """Give what the first `KEY` bytes of a line may be that begins with `opening`."""
    if len(opening) >= KEY:
        return [opening[:KEY]]
    longer = (keys(opening + bytes([byte])) for byte in range(256))
    return [opening, *(key for each in longer for key in each)]


def _followed(tokens: list[str], done: str) -> Iterator[str]:
    """Yield `done` with each opening of what the tokens of a pattern match."""
    choices, rest = _first(tokens)
    if not choices or len(done) >= LENGTH:
        yield done
        return
    repeat = rest[0] if rest and rest[0][0] in "?*+{" else ""
    if repeat:
        rest = rest[1:]
        if repeat[0] in "?*" or repeat.startswith(("{0", "{,")):
            yield from _followed(rest, done)
        if repeat != "?":
            rest = [_ANYTHING]
    for literal, inner in choices:
        yield from _followed(inner + rest, done + literal)


def _first(tokens: list[str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Give what the first element of a pattern may be, each a character or tokens, and the rest."""
    token = tokens[0] if tokens else _ANYTHING
    if token == "(?:":
        inner, rest = _group(tokens)
        return [("", choice) for choice in inner], rest
    if token[0] == "[":
        return [(character, []) for character in _members(token)], tokens[1:]
    if token[0] == "\\":
        return ([] if token[1].isalnum() else [(token[1], [])]), tokens[1:]
    return ([] if token in _SPECIAL else [(token, [])]), tokens[1:]


def _group(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    """Give the alternatives of the group that opens a pattern, and what follows the group."""
    choices: list[list[str]] = [[]]
    depth = 0
    for at, token in enumerate(tokens):
        depth += token in ("(?:", "(")
        depth -= token == ")"
        if not depth:
            return choices, tokens[at + 1 :]
        if depth == 1 and token == "|":
            choices.append([])
        elif at:
            choices[-1].append(token)
    raise ValueError("a group that does not end")


def _members(token: str) -> str:
    """Give the characters of a set such as `[a-c:]`; none when it is not as simple as that."""
    if token[1] == "^" or re.search(r"\\\w", token):
        return ""
    ranges = _RANGE.findall(token[1:-1])
    return "".join(
        chr(code) for low, high in ranges for code in range(ord(low), ord(high or low) + 1)
    )
