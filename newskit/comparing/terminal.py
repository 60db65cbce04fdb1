"""A comparison as plain text for people, 100 columns wide.

Changed words are marked `[-only in A-]{+only in B+}`, as `git diff --word-diff` does, so that they
are seen in a pipe and in a log, too.
"""

from collections.abc import Iterable, Iterator
from textwrap import fill
from typing import TextIO

from newskit.article import Article, Level
from newskit.comparing.compare import Comparison
from newskit.comparing.facts import Facts
from newskit.comparing.passages import Passage
from newskit.text.spans import Span

WIDTH = 100

INTERLEAVED = 0.5
"""Least share of words that stay, for edits to be shown inside one sentence instead of two."""

RUNS = 5
"""The longest verbatim runs that are shown."""

SHOWN = 24
"""Words of a verbatim run that are shown: its beginning and its end."""

ALONE = 12
"""Sentences without counterpart that are shown of each article."""


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
    for heading, facts in (
        ("Quotations", comparison.quotes),
        ("Names", comparison.names),
        ("Numbers", comparison.numbers),
        ("Dates and times", comparison.dates),
    ):
        yield from _facts(heading, facts)


def _label(article: Article) -> str:
    known = (article.path, article.source, article.title)
    return " | ".join(part for part in known if part) or article.id


def _passages(comparison: Comparison) -> Iterator[str]:
    verbatim = sum(passage.is_verbatim() for passage in comparison.passages)
    if not comparison.passages:
        return
    yield ""
    yield f"Passages that correspond: {len(comparison.passages)}"
    if verbatim:
        yield f"  {verbatim} with the same words, not shown"
    for passage in comparison.passages:
        if not passage.is_verbatim():
            yield ""
            yield from _passage(comparison, passage)


def _passage(comparison: Comparison, passage: Passage) -> Iterator[str]:
    text_a, text_b = comparison.a.text, comparison.b.text
    score = f"  {passage.score:.2f}  "
    if _stays(passage) >= INTERLEAVED:
        yield _wrapped(_marked(text_a, text_b, passage), score)
    else:
        yield _wrapped(text_a[slice(*passage.a)], f"{score}A  ")
        yield _wrapped(text_b[slice(*passage.b)], " " * len(score) + "B  ")


def _stays(passage: Passage) -> float:
    """Give the share of characters of the longer sentence that stand in equal words."""
    equal = sum(edit.a.end - edit.a.start for edit in passage.edits if edit.kind == "equal")
    longest = max(passage.a.end - passage.a.start, passage.b.end - passage.b.start)
    return equal / max(longest, 1)


def _marked(text_a: str, text_b: str, passage: Passage) -> str:
    """Write the sentence of B with what A has instead."""
    parts = []
    at = passage.b.start
    for edit in passage.edits:
        if edit.kind == "equal":
            parts.append(text_b[at : edit.b.end])
            at = edit.b.end
            continue
        parts.append(text_b[at : edit.b.start])
        removed, added = text_a[slice(*edit.a)], text_b[slice(*edit.b)]
        mark = (f"[-{removed}-]" if removed else "") + (f"{{+{added}+}}" if added else "")
        parts.append(_apart(parts[-1], mark, text_b[edit.b.end : edit.b.end + 1]))
        at = edit.b.end
    parts.append(text_b[at : passage.b.end])
    return "".join(parts)


def _apart(before: str, mark: str, after: str) -> str:
    """Keep a space between a mark and its neighbours where words were taken out."""
    left = " " if before and (before[-1].isalnum() or before[-1] in ",.;:!?)”") else ""
    right = " " if after.isalnum() else ""
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


def _alone(heading: str, article: Article, spans: Iterable[Span]) -> Iterator[str]:
    alone = [article.text[slice(*span)] for span in spans]
    if alone:
        yield ""
        yield f"{heading}: {len(alone)} sentence{'s' if len(alone) > 1 else ''}"
        for sentence in alone[:ALONE]:
            yield _wrapped(sentence, "  - ")
        if len(alone) > ALONE:
            yield f"  … and {len(alone) - ALONE} more"


def _facts(heading: str, facts: Facts) -> Iterator[str]:
    found = (("both", facts.shared), ("A only", facts.only_a), ("B only", facts.only_b))
    if not any(values for _, values in found):
        return
    yield ""
    yield heading
    for label, values in found:
        if values:
            yield _wrapped("; ".join(map(_one_line, values)), f"  {label:<6}  ")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, before: str) -> str:
    return fill(
        _one_line(text),
        WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
