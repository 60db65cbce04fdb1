"""Which language a text is in, where nobody says.

Detection is that of py3langid (Lui and Baldwin, 2012; Barbaresi): 4 MB, offline, over a hundred
languages. Loading it takes half a second and a text 0.3 ms, so plain English, which ten words give
away, is told without it.
"""

from functools import cache
from typing import TYPE_CHECKING

from newskit.text.words import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 400
"""Characters that are looked at; news in English needs no more than 200."""

SECOND_LOOK = 1600
"""Characters that plain English is looked for in once more: press releases open with names."""

LEAST = 100
"""Characters below which a text is in no language for `language_of`: too few to be sure."""

SURE = 0.5
"""Confidence below which a text, mostly a short one, is said to be in no known language."""

_PLAIN_ENGLISH = frozenset(["the", "of", "and", "to", "in", "that", "is", "was", "for", "with"])
_PLAIN_SHARE, _PLAIN_KINDS = 0.1, 4
_SAME = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh"}


def code_of(tag: str | None) -> str:
    """Give the language of a BCP-47 tag (`de` of `de-AT`), one code for what is nearly the same."""
    code = (tag or "").replace("_", "-").partition("-")[0].strip().lower()
    return _SAME.get(code, code)


def language_of(text: str, said: str | None = None) -> str | None:
    """Give the language said of a text, as it was said, else the one detected, if any."""
    return said or (detect(text) if len(text) >= LEAST else None)


def detect(text: str) -> str | None:
    """Give the code of the language that the beginning of a text is in, or None if unsure."""
    sample = text[:SAMPLE]
    if _is_plain_english(sample) or _is_plain_english(text[:SECOND_LOOK]):
        return "en"
    code, confidence = _identifier().classify(sample)
    return code_of(code) if confidence >= SURE and code != "zxx" else None


def _is_plain_english(sample: str) -> bool:
    said = words(sample)
    plain = [word for word in said if word in _PLAIN_ENGLISH]
    kinds = set(plain)
    return len(plain) >= _PLAIN_SHARE * len(said) and len(kinds) >= _PLAIN_KINDS and "the" in kinds


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
