"""Texts without their boilerplate: what is cut, how the rest is joined, where sentences go to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from newskit.article import Article
from newskit.text.spans import Span, outside


def without_boilerplate(article: Article) -> Article:
    """Cut out of the text what the `boilerplate` mark says.

    Args:
        article: with the mark, as `mark` writes it.

    Returns:
        The article with the text that is left and an empty mark: boilerplate was looked for. What
        was cut is kept under `cut`, with the offsets it had. A `summary` goes with its sentences,
        and is taken away when one of them was cut. Other marks hold no offsets.
    """
    spans = article.boilerplate()
    kept = list(_kept(article.text, outside(len(article.text), spans)))
    if not spans or not kept:
        return article
    text, starts = _joined(article.text, kept)
    summary = article.extra.get("summary")
    return replace(article, text=text).marked(
        boilerplate=[],
        cut=list(_cut(article)),
        summary=_moved(summary, kept, starts) if isinstance(summary, Mapping) else None,
    )


def _kept(text: str, spans: Iterable[Span]) -> Iterable[Span]:
    """Yield spans without the white space at their ends; none that is nothing else."""
    for start, end in spans:
        part = text[start:end]
        if inner := part.strip():
            at = start + part.index(inner)
            yield Span(at, at + len(inner))


def _joined(text: str, kept: Sequence[Span]) -> tuple[str, list[int]]:
    """Join what is kept with the widest of the white space that stood in between.

    Returns:
        the new text, and where in it each span starts.
    """
    new, starts, before = "", [], kept[0].start
    for start, end in kept:
        gap = text[before:start]
        spaces = [gap[: len(gap) - len(gap.lstrip())], gap[len(gap.rstrip()) :]]
        new += max(spaces, key=lambda space: (space.count("\n"), len(space))) or " " * bool(gap)
        starts.append(len(new))
        new, before = new + text[start:end], end
    return new, starts


def _cut(article: Article) -> Iterable[Mapping[str, object]]:
    """Yield the entries of the mark, each with the text that it takes away."""
    mark = article.extra.get("boilerplate")
    for entry in mark if isinstance(mark, list) else []:
        if isinstance(entry, Mapping):
            start, end = entry.get("start"), entry.get("end")
            if isinstance(start, int) and isinstance(end, int):
                yield {**entry, "text": article.text[start:end]}


def _moved(
    summary: Mapping[str, object], kept: Sequence[Span], starts: Sequence[int]
) -> dict[str, object] | None:
    """Give a summary whose sentences stand where the new text has them; None if one has gone."""
    given = summary.get("sentences")
    sentences = []
    for sentence in given if isinstance(given, list) else []:
        start, end = (
            (sentence.get("start"), sentence.get("end"))
            if isinstance(sentence, Mapping)
            else (None, None)
        )
        if not (isinstance(start, int) and isinstance(end, int)):
            return None
        for span, new in zip(kept, starts, strict=True):
            if span.start <= start and end <= span.end:
                by = new - span.start
                sentences.append({**sentence, "start": start + by, "end": end + by})
                break
        else:
            return None
    return {**summary, "sentences": sentences}
