"""What code points count for in the hashes of words: a value each, and flags.

A table says of each code point what it normalizes to, and whether words are made of it. Where a
form depends on its neighbours (combining marks, Hangul jamo) it says only that.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from unicodedata import category
from unicodedata import normalize as unicode_normalize

import numpy as np
from numpy.typing import NDArray

from newskit.text.distinct import distinct
from newskit.text.mixing import mix, mix_one
from newskit.text.words import WORD_PATTERN, normalize, words

# Values of code points. What words are made of has the upper two bits set, a separator is between,
# and below are those whose flags tell more. Zero stands in a block that was never needed.
MEMBER = np.uint64(3 << 62)
SEPARATOR = np.uint64(1 << 62)

# Flags. A mark is in a word behind a letter; the last two say that a value is none by itself, as
# the code point becomes several, or as its neighbours have a say in what it becomes.
LETTER, CAPITAL, DIGIT, SPACELESS, MARK, EXPANDS, CONTEXT = (1 << bit for bit in range(7))
_TELLS_MORE = SPACELESS | MARK | EXPANDS | CONTEXT

_BLOCK = 256
_CODE_POINTS = 0x110000

# Letters that join the one before them: vowels and finals of Hangul, vowels of Kirat Rai.
_JOINING = frozenset(map(chr, [*range(0x1161, 0x1200), *range(0x16D63, 0x16D6B)]))
# Variation selectors: marks that nothing is composed with.
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


def value_of(code: int) -> int:
    """Give what a code point that words are made of adds to the hash of a word."""
    return mix_one(code + 1) | int(MEMBER)


class CodePoints:
    """What each code point counts for: its value in the hash, and flags.

    Made for a block of code points when one of them is first met: all of Unicode takes a second.

    Args:
        form: gives what a code point becomes; None where its neighbours have a say in that.
        kind: gives the flags of one that becomes a single code point.
    """

    def __init__(self, form: Callable[[str], str | None], kind: Callable[[str], int]) -> None:
        self._form, self._kind = form, kind
        # Zeros take no memory until something else is written.
        self._values = np.zeros(_CODE_POINTS, np.uint64)
        self._flags = np.zeros(_CODE_POINTS, np.uint8)
        self.expansions: dict[int, str] = {}

    def values(self, codes: NDArray[Any]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
        """Give the values of code points, and the places of those whose flags tell more."""
        values = self._values.take(codes)
        asking = np.flatnonzero(values < SEPARATOR)
        missing = codes[asking[values[asking] == 0]] // _BLOCK
        if not missing.size:
            return values, asking
        for block in distinct(missing).tolist():
            self._make(block * _BLOCK)
        return self.values(codes)

    def flags(self, codes: NDArray[Any]) -> NDArray[np.uint8]:
        """Give the flags of code points; their values must have been asked for."""
        return self._flags.take(codes)

    def _make(self, first: int) -> None:
        forms = [self._form(chr(code)) for code in range(first, first + _BLOCK)]
        flags = np.array([self._flags_of(form) for form in forms], np.uint8)
        single = [ord(form) if form and len(form) == 1 else 0 for form in forms]
        values = mix(np.array(single, np.uint64) + np.uint64(1)) | MEMBER
        values[flags & _TELLS_MORE != 0] &= ~MEMBER
        values[flags & (_TELLS_MORE | LETTER) == 0] = SEPARATOR
        capital = [
            chr(code).isupper() or chr(code).istitle() for code in range(first, first + _BLOCK)
        ]
        for code, form in enumerate(forms, first):
            if form is not None and len(form) != 1:
                self.expansions[code] = form
        self._flags[first : first + _BLOCK] = flags | np.multiply(capital, CAPITAL, dtype=np.uint8)
        # Last, since by its value another thread sees that a block is there.
        self._values[first : first + _BLOCK] = values

    def _flags_of(self, form: str | None) -> int:
        if form is None:
            return CONTEXT
        return self._kind(form) if len(form) == 1 else EXPANDS


@cache
def folding() -> CodePoints:
    """Give the table for texts as they come."""
    return CodePoints(_folded, _kind)


@cache
def as_is() -> CodePoints:
    """Give the table for normalized texts."""
    return CodePoints(str, _kind)


@cache
def runs() -> CodePoints:
    """Give the table for normalized texts without a word, of which each run of non-space is one."""
    return CodePoints(str, lambda form: 0 if form.isspace() else LETTER)


def _folded(character: str) -> str | None:
    """Give what a code point normalizes to, or None if what stands around it has a say."""
    form = normalize(character)
    begins = character, unicode_normalize("NFKD", character)[0], form[:1]
    if any(map(interacts, begins)):
        return None
    if len(form) < 2:
        return form
    if words(f"x{form}x") == ["x", "x"]:
        return " "
    return form if all(_folded(part) == part for part in form) else None


def interacts(character: str) -> bool:
    """Tell whether a code point may change what is before it or change places with it."""
    return character in _JOINING or (
        category(character or " ")[0] == "M" and character not in _SELECTORS
    )


def _kind(form: str) -> int:
    """Give the flags of a normalized code point; what it is in a word, the pattern tells."""
    begins, follows = WORD_PATTERN.match(form), WORD_PATTERN.fullmatch("x" + form)
    if not begins:
        return MARK if follows else 0
    return (LETTER if follows else SPACELESS) | DIGIT * form.isdigit()
