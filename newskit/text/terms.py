"""Terms: the content words of a text, with inflections of one word met in one form.

Two texts that say the same in other words share these. A short list of function words and a
cut-off stem are enough for that, and both fail softly in languages they were not made for: what is
frequent in the two texts weighs little anyway.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, islice
from sys import intern

from newskit.text.frequencies import ranked, small_tables
from newskit.text.language import code_of
from newskit.text.words import normalize, words

STEM = 6
"""Characters of a word that are compared."""

# Function words, and the verbs of saying and being that every report is full of. Of other
# languages than English only what is no English content word ("die", "war" and "hat" are).
_FUNCTION_WORDS = """
    a about above according across after again against ago all almost along already also although
    always am among an and another any anyone anything are around as at away be became because
    become been before behind being below between both but by came can cannot come comes could
    despite did do does doing done down during each either else even ever every few first for from
    further get gets getting give given go goes going gone got had has have having he her here hers
    herself him himself his how however i if in including instead into is it its itself just last
    later least less let like made make makes making many may me meanwhile might more most much must
    my myself near never new next no nor not nothing now of off often on once one only onto or other
    others our out over own per put quite rather said same say saying says see seen several shall
    she should since so some something soon still such take taken than that the their them
    themselves then there these they thing things this those though through thus to together told
    too took toward towards two under until up upon us use used very want was way we well were what
    when where whether which while who whom whose why will with within without would yet you your
    yours
    mr mrs ms dr ll ve don isn wasn didn doesn won
    der das und nicht mit von dem ein eine einen einem einer auf für sich auch nach wird werden
    aus wie noch nur über dass sie ihr wir
    les une dans pour que qui sur pas avec est sont mais ont leur cette aux
    los las del una por para como más pero sus entre sobre este esta fue han según
    che non per gli della delle nel sono anche alla dei più
    não uma dos das mais foi pela pelo het een van niet zijn voor ook och att som den för inte
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())

COMMONEST = 50
"""The most frequent words of a language other than English are its function words: so many."""

# Letters that normalization keeps letters, and other characters that it keeps marks and spaces: of
# Latin script and Russian, with the typographic marks of news. The classes are spelled out because
# a negated `\W` takes half as long again.
_LETTERS = (
    "0-9A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u013e\u0141-\u0148\u014a-\u017f\u0400-\u0481\u048a-\u04ff"
)
_MARKS = (
    "\0-/:-@\\[-`{-\x7f\xa0-\xa7\xa9\xab\xae\xb0\xb1\xb6\xb7\xbb\xbf\xd7\xf7"
    "\u2010-\u2027\u2030\u20ac"
)
_PLAIN_WORD = re.compile(f"[{_LETTERS}]+")
_NOT_PLAIN = re.compile(f"[^{_LETTERS}{_MARKS}]")

_SUFFIX = re.compile(r"(?<=[a-z]{4})(?:ments?|ings?|ers?|ed|(?<=[a-z]{5})ly|es|s|e)$")
_FINAL_Y = re.compile(r"(?<=[a-z]{3})y$")


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Give the function words that a language has beside `STOP_WORDS`; none where it is not known.

    Args:
        language: a BCP-47 tag. English has all of its own among `STOP_WORDS`.
    """
    code = code_of(language)
    if code in ("", "en"):
        return frozenset()
    table = small_tables().get(code)
    ordered = chain.from_iterable(ranked(table)) if table else ()
    found = islice((word for word in ordered if not word[0].isdigit()), COMMONEST)
    return frozenset(map(normalize, found))


def stem(word: str) -> str:
    """Give the form in which inflections of one word meet: `travelling` and `traveled` do.

    An English ending goes, then everything after `STEM` characters: crude, but it takes no
    dictionary, and in most languages the end of a word is what inflection changes.
    """
    return word if word.isdigit() else _FINAL_Y.sub("i", _SUFFIX.sub("", word))[:STEM]


@lru_cache(1 << 17)
def term(word: str) -> str:
    """Give the term of one of `plain_words`, or an empty string if it has none.

    A pile of news has its words again and again; so they are remembered.
    """
    return _term(normalize(word))


@lru_cache(1 << 17)
def _term(word: str) -> str:
    if word in STOP_WORDS or not (len(word) > 2 or word.isdigit() or word >= "\u3000"):
        return ""
    return intern(stem(word))  # thousands of texts share their terms


def plain_words(text: str) -> list[str]:
    """Give the words of `text` as they are written, if `term` gives the term of each, else nothing.

    In other texts marks join words, a word becomes two by normalization, or characters are words.
    """
    if text.isascii() or not _NOT_PLAIN.search(text):
        return _PLAIN_WORD.findall(text)
    return []


def terms(text: str) -> list[str]:
    """Give the terms of `text`, in order, with repeats.

    In scripts that are written without spaces, where each character is a word, a term is two
    neighbouring characters.
    """
    return terms_of(words(text))


def terms_of(words: Iterable[str]) -> list[str]:
    """Give the terms of a text whose words are known, as `terms` does."""
    found = []
    before = ""
    for word in words:
        if len(word) == 1 and word >= "\u0e00" and word.isalpha():
            if before:
                found.append(before + word)
            before = word
            continue
        before = ""
        if term := _term(word):
            found.append(term)
    return found
