"""What is kept whole inside a paragraph, as offsets: quotations and parentheses."""

import re
from collections.abc import Iterator

from newskit.text.spans import Span

QUOTE_LIMIT = 1000
"""Characters up to which the sentences of one quotation stay together."""

BRACKET_LIMIT = 200
"""Characters up to which the sentences of one parenthesis stay together."""

_BRACKETS = re.compile(r"[()\[\]（）]")
_MARKS = re.compile(r"""["“”„«»「」『』'‘’](?:(?<!['‘’])|(?<!\w.)|(?<!‘)(?!\w))""")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|bout|round)\b")
_CLOSING = {
    '"': '"',
    "'": "'",
    "‘": "’",
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
}


def quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the balanced quotations of a paragraph up to `QUOTE_LIMIT` long.

    One level only: a quotation within one of another kind does not count. An opening mark that
    comes again before its closing one starts afresh; the first was an inch sign or a slip.
    """
    closing, start = "", 0
    for match in _MARKS.finditer(text, *paragraph):
        mark, at = match[0], match.start()
        if mark in closing and _closes(text, at):
            if at + 1 - start <= QUOTE_LIMIT:
                yield Span(start, at + 1)
            closing = ""
        elif closing in ("", "'", "’", _CLOSING.get(mark)) and _opens(text, at):
            closing, start = _CLOSING[mark], at


def _opens(text: str, at: int) -> bool:
    """Tell whether the quotation mark at `at` may open a quotation."""
    mark = text[at]
    before, after = text[max(at - 1, 0) : at] or " ", text[at + 1 : at + 2] or " "
    if mark in "'‘":
        return after.isalpha() and not _ELISION.match(text, at + 1)
    if mark == '"':
        return not (before.isalnum() or after.isspace())
    return mark in "“„«「『" or (mark in "»”" and before.isspace() and not after.isspace())


def _closes(text: str, at: int) -> bool:
    """Tell whether the quotation mark at `at`, of the kind that is open, closes the quotation."""
    mark = text[at]
    before, after = text[at - 1], text[at + 1 : at + 2] or " "
    if mark in "'’":
        return not (before.isspace() or before == "s" or after.isalnum())
    return mark not in '"”' or not before.isspace() or after.isspace()


def parentheses(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the innermost parentheses of a paragraph up to `BRACKET_LIMIT` long."""
    start = -1
    for match in _BRACKETS.finditer(text, *paragraph):
        if match[0] in "([（":
            start = match.start()
        elif start >= 0:
            if match.end() - start <= BRACKET_LIMIT:
                yield Span(start, match.end())
            start = -1
