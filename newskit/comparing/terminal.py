"""A comparison as plain text for people, 100 columns wide.

Changed words are marked `[-only in A-]{+only in B+}`, as `git diff --word-diff` does, so that they
are seen in a pipe and in a log, too. Sentences that share few words stand in two columns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import fill, wrap
from typing import TextIO
from unicodedata import combining, east_asian_width

from newskit.article import Article, Level
from newskit.comparing.compare import Comparison
from newskit.comparing.facts import Facts
from newskit.text.line import one_line
from newskit.text.passages import Passage
from newskit.text.spans import Span

WIDTH = 100

COLUMN = 45
"""Width of each of two columns; the score stands before them, two spaces between them."""

INTERLEAVED = 0.5
"""Least share of words that stay, for edits to be shown inside one sentence, not in columns."""

RUNS = 5
"""The longest verbatim runs that are shown."""

SHOWN = 24
"""Words of a verbatim run that are shown: its beginning and its end."""


_OPENING = '"“‘«(['
_CLOSING = '"”’»)]'


def render(comparisons: Iterable[Comparison], stream: TextIO) -> None:
    """Write comparisons one under the other."""
    for number, comparison in enumerate(comparisons):
        if number:
            stream.write("\n" + "=" * WIDTH + "\n\n")
        for line in _lines(comparison):
            stream.write(line + "\n")


def verdict(comparison: Comparison) -> str:
    """Say in one line what holds between two articles, without saying who copied from whom."""
    pairs = len(comparison.passages)
    count_a, count_b = comparison.sentences
    said = "1 sentence corresponds" if pairs == 1 else f"{pairs or 'no'} sentences correspond"
    correspond = f"{said} (of {count_a} in A, {count_b} in B)"
    match comparison.level:
        case Level.EXACT:
            return "the same text"
        case Level.NEAR:
            alike = sum(passage.is_verbatim() for passage in comparison.passages)
            return f"the same text with edits: {correspond}, {alike} of them word for word"
        case Level.REWRITTEN:
            return f"one report in other words: {correspond}"
        case Level.STORY:
            return f"same event, not the same text: {correspond}"
        case Level.RELATED:
            return f"same saga, another event: {correspond}"
    return f"different: {correspond}"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"A  {_label(comparison.a)}"
    yield f"B  {_label(comparison.b)}"
    yield ""
    yield _wrapped(verdict(comparison), "=> ")
    scores = ", ".join(f"{name} {score:.4g}" for name, score in comparison.scores.items())
    yield _wrapped(scores, "   ")
    if comparison.level is Level.EXACT:
        return
    yield from _passages(comparison)
    yield from _runs(comparison)
    yield from _alone("Only in A", comparison.a, comparison.only_a)
    yield from _alone("Only in B", comparison.b, comparison.only_b)
    for heading, facts in comparison.stated():
        yield from _facts(heading, facts)


def _label(article: Article) -> str:
    known = (article.path, article.source, article.title)
    return " | ".join(one_line(part) for part in known if part) or one_line(article.id)


def _passages(comparison: Comparison) -> Iterator[str]:
    if not comparison.passages:
        return
    yield ""
    yield f"Passages that correspond: {len(comparison.passages)}"
    changed = [passage for passage in comparison.passages if not passage.is_verbatim()]
    if verbatim := len(comparison.passages) - len(changed):
        yield f"  {verbatim} with the same words, not shown"
    if any(_stays(passage) < INTERLEAVED for passage in changed):
        yield ""
        yield from _columns("", "A", "B")
    for passage in changed:
        yield ""
        yield from _passage(comparison, passage)


def _passage(comparison: Comparison, passage: Passage) -> Iterator[str]:
    text_a, text_b = comparison.a.text, comparison.b.text
    score = f"  {passage.score:.2f}  "
    if _stays(passage) >= INTERLEAVED:
        yield _wrapped(_marked(text_a, text_b, passage), score)
    else:
        yield from _columns(score, text_a[slice(*passage.a)], text_b[slice(*passage.b)])


def _columns(before: str, left: str, right: str) -> Iterator[str]:
    """Set two texts side by side, their first lines in one row."""
    margin = WIDTH - 2 * COLUMN - 2
    for a, b in zip_longest(_column(left), _column(right), fillvalue=""):
        yield f"{before:{margin}}{a}{' ' * (COLUMN - _cells(a))}  {b}".rstrip()
        before = ""


def _column(text: str) -> list[str]:
    line = one_line(text)
    is_wide = any(east_asian_width(character) in "WF" for character in line)
    return wrap(line, COLUMN // 2 if is_wide else COLUMN)


def _cells(line: str) -> int:
    """Count the columns that a line takes on a terminal."""
    return sum(
        0 if combining(character) else 1 + (east_asian_width(character) in "WF")
        for character in line
    )


def _stays(passage: Passage) -> float:
    """Give the share of characters of the longer sentence that stand in equal words."""
    equal = sum(edit.a.end - edit.a.start for edit in passage.edits if edit.kind == "equal")
    longest = max(passage.a.end - passage.a.start, passage.b.end - passage.b.start)
    return equal / max(longest, 1)


def _marked(text_a: str, text_b: str, passage: Passage) -> str:
    """Write the sentence of A, as it is written there, with what B has instead."""
    marked = ""
    at = passage.a.start
    for edit in passage.edits:
        if edit.kind == "equal":
            marked += text_a[at : edit.a.end]
            at = edit.a.end
            continue
        removed, added = text_a[slice(*edit.a)], text_b[slice(*edit.b)]
        between = text_a[at : edit.a.start]
        if not removed:
            between = between[: _place(between, edit.a.end == passage.a.end)]
        marked += between
        at += len(between) + len(removed)
        mark = (f"[-{removed}-]" if removed else "") + (f"{{+{added}+}}" if added else "")
        marked += mark if removed else _apart(marked, mark, text_a[at : at + 1])
    return marked + text_a[at : passage.a.end]


def _place(between: str, is_end: bool) -> int:
    """Give the place among the marks between two words where words stand that B adds.

    It is before a quotation that opens there, and after one that closes at the end of a sentence.
    """
    if is_end:
        return 1 + max(map(between.rfind, _CLOSING))
    return len(between) - len(re.split(r"\s", between)[-1])


def _apart(before: str, mark: str, after: str) -> str:
    """Keep a space between a mark and its neighbours where words were put in."""
    left = " " if before and (before[-1].isalnum() or before[-1] in _CLOSING) else ""
    right = " " if after and (after.isalnum() or after in _OPENING) else ""
    return left + mark + right


def _runs(comparison: Comparison) -> Iterator[str]:
    count = sum(run.words for run in comparison.runs)
    if not count:
        return
    yield ""
    yield f"Word for word: {count} of A's {comparison.words[0]} words; the longest runs:"
    for run in comparison.runs[:RUNS]:
        shared = comparison.a.text[slice(*run.a)].split()
        if len(shared) > SHOWN:
            shared[SHOWN // 2 : -SHOWN // 2] = ["…"]
        yield _wrapped(" ".join(shared), f"  {run.words:>4} words  ")
    if (more := len(comparison.runs) - RUNS) > 0:
        yield f"  … and {more} more"


def _alone(heading: str, article: Article, spans: Sequence[Span]) -> Iterator[str]:
    if spans:
        yield ""
        yield f"{heading}: {len(spans)} sentence{'s' if len(spans) > 1 else ''}"
        for span in spans:
            yield _wrapped(article.text[slice(*span)], "  - ")


def _facts(heading: str, facts: Facts) -> Iterator[str]:
    yield ""
    yield heading
    for label, values in (
        ("both", facts.shared),
        ("A only", facts.only_a),
        ("B only", facts.only_b),
    ):
        if values:
            yield _wrapped("; ".join(map(one_line, values)), f"  {label:<6}  ")


def _wrapped(text: str, before: str) -> str:
    line = one_line(text)
    if line and len(before) + len(line) <= WIDTH:
        return before + line
    return fill(
        line,
        WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
