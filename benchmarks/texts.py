"""Texts as the benchmark edits them: paragraphs of sentences, split, cut, typeset and joined."""

import random
import re
from collections.abc import Iterator

Text = list[list[str]]
"""Paragraphs, each a list of sentences. Never changed in place."""

_PARAGRAPH = re.compile(r"\s*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)\s+|(?<=[.!?][”’\"')])\s+")
_TYPOGRAPHIC = re.compile(r"[–—‘’“”À-ɏ]")


def split(text: str) -> Text:
    """Give the paragraphs of a text (lines) and their sentences (by their marks)."""
    paragraphs = (_SENTENCE.split(part) for part in _PARAGRAPH.split(text.strip()))
    return [[" ".join(s.split()) for s in part if s.strip()] for part in paragraphs if any(part)]


def join(text: Text) -> str:
    """Give a text as one string: a space between sentences, an empty line between paragraphs."""
    return "\n\n".join(" ".join(paragraph) for paragraph in text if paragraph)


def count(text: Text) -> int:
    """Give the number of words of a text."""
    return sum(len(sentence.split()) for sentence in sentences(text))


def sentences(text: Text) -> Iterator[str]:
    """Give the sentences of a text, without its paragraphs."""
    return (sentence for paragraph in text for sentence in paragraph)


def cut(text: Text, words: int) -> tuple[Text, Text]:
    """Part a text at the end of the sentence that completes `words` words (at least one sentence).

    Returns:
        what comes before the cut, and the rest.
    """
    taken = 0
    for row, paragraph in enumerate(text):
        for column, sentence in enumerate(paragraph, start=1):
            taken += len(sentence.split())
            if taken >= words:
                head = [*text[:row], paragraph[:column]]
                rest = [paragraph[column:], *text[row + 1 :]]
                return head, [part for part in rest if part]
    return text, []


def typeset(text: Text, rng: random.Random) -> Text:
    """Give a text the quotes and dashes of print; one without any gets a quotation."""
    done = [[_curled(sentence) for sentence in paragraph] for paragraph in text]
    if not any(map(_TYPOGRAPHIC.search, sentences(done))):
        row = rng.randrange(len(done))
        column = rng.randrange(len(done[row]))
        done[row][column] = f"“{done[row][column]}”"
    return done


def is_typographic(text: str) -> bool:
    """Tell whether a text has a typographic quote or dash, or an accented letter."""
    return bool(_TYPOGRAPHIC.search(text))


def _curled(sentence: str) -> str:
    sentence = re.sub(r"(?<!\S)--?(?!\S)", "—", sentence)
    sentence = re.sub(r'"(?=\w)(?<!\w")', "“", sentence).replace('"', "”")
    return re.sub(r"'(?=\w)(?<!\w')", "‘", sentence).replace("'", "’")
