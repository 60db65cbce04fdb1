"""What articles are compared by: words, numbers, and pairs of characters without spaces."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from newskit.text.words import SPACELESS, words

_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,:](?=\d)")


def terms(text: str) -> list[str]:
    """Give the terms of a text, in order; a number is one, `6.1` and `1,200` as `61` and `1200`.

    In scripts that are written without spaces `newskit.text.words` has each character for a word.
    Single characters tell little: two next to each other are a term (Nie et al., 2000).
    """
    said = words(_INSIDE_NUMBER.sub("", text))
    return list(_paired(said)) if SPACELESS.search(text) else said


def is_spaceless(term: str) -> bool:
    """Tell whether a term is of a script that is written without spaces."""
    return SPACELESS.match(term) is not None


def _paired(said: list[str]) -> Iterator[str]:
    for spaceless, group in groupby(said, is_spaceless):
        run = list(group)
        yield from map("".join, pairwise(run)) if spaceless and len(run) > 1 else run
