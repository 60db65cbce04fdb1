"""Words as every stage counts them: NFKC, case folded, punctuation and white space gone.

In scripts that are written without spaces each character is a word, so that five-word shingles
mean something there too. A text without any letter or digit is its runs of non-space characters.
"""

import re
import unicodedata
from typing import NamedTuple

# Format characters that are invisible inside a word: soft hyphen, zero-width characters, marks of
# direction, the byte-order mark. A copy with them is the same words.
_INVISIBLE = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_SPACELESS = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
    "\U00020000-\U0003ffff"  # Han, the further planes
)
# `\w` leaves out the combining marks of Indic, Arabic and Hebrew words; without them a word would
# fall to pieces at each vowel sign.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u00ad\u200b-\u200f\u2060\ufeff"  # invisible; `normalize` drops them
)

SPACELESS = re.compile(f"[{_SPACELESS}]")
"""A character of a script that is written without spaces."""

WORD_PATTERN = re.compile(
    rf"[{_SPACELESS}]|[^\W{_SPACELESS}_](?>(?:[^\W{_SPACELESS}_]|[{_MARKS}])*)"
)
"""What is a word of a normalized text."""

_RUN = re.compile(r"\S+")


class Word(NamedTuple):
    """A normalized word and where it stands in the text."""

    text: str
    start: int
    end: int


def normalize(text: str) -> str:
    """Give `text` in NFKC, case folded, without invisible characters."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    for character in _INVISIBLE:  # ten quick searches: `translate` takes five times normalization
        folded = folded.replace(character, "")
    return unicodedata.normalize("NFKC", folded)


def words(text: str) -> list[str]:
    """Give the normalized words of `text`, in order; empty only when there is nothing but space."""
    normal = normalize(text)
    return WORD_PATTERN.findall(normal) or _RUN.findall(normal)


def located_words(text: str) -> list[Word]:
    """Give the words of `text` with their character offsets in `text` as it is.

    Each word is normalized by itself; what normalizes to several words shares one place.
    """
    found = list(WORD_PATTERN.finditer(text)) or list(_RUN.finditer(text))
    return [
        Word(part, match.start(), match.end()) for match in found for part in words(match.group())
    ]


def shingles(words: list[str], size: int = 5) -> frozenset[str]:
    """Give the set of word n-grams of a text; a shorter text is one shingle, no words are none.

    Args:
        words: the words of a text, in order.
        size: words in a shingle.
    """
    if len(words) <= size:
        return frozenset([" ".join(words)] if words else [])
    runs = zip(*(words[start:] for start in range(size)), strict=False)
    return frozenset(map(" ".join, runs))
