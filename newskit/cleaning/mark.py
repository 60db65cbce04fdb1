"""The `boilerplate` mark: runs cleaners, checks and merges what they say, writes it on articles."""

from collections.abc import Iterable, Sequence

from newskit.article import Article
from newskit.errors import PluginError
from newskit.protocols import BoilerplateSpan, Cleaner
from newskit.text.spans import Span, outside


def mark(articles: Sequence[Article], cleaners: Sequence[Cleaner]) -> list[Article]:
    """Write the `boilerplate` mark on every article; a mark that is there is replaced.

    Args:
        articles: the articles, in any order.
        cleaners: what finds spans; where two overlap, the span that starts first stays whole,
            and of two that start together the one of the earlier cleaner.

    Returns:
        The articles in their order, each with `[{"start", "end", "rule"}]`: sorted, disjoint,
        without white space at either end, and empty when nothing of the text would be left.

    Raises:
        PluginError: a cleaner did not give one sequence of spans inside the text an article.
    """
    answers = [_checked(articles, cleaner(articles)) for cleaner in cleaners]
    return [
        article.marked(boilerplate=_mark(article.text, [answer[index] for answer in answers]))
        for index, article in enumerate(articles)
    ]


def _checked(articles: Sequence[Article], answer: object) -> list[list[BoilerplateSpan]]:
    if not isinstance(answer, Iterable):
        raise PluginError("gave no spans")
    spans = [list(each) if isinstance(each, Iterable) else [each] for each in answer]
    if len(spans) != len(articles):
        raise PluginError(f"answered for {len(spans)} articles where {len(articles)} were given")
    for article, each in zip(articles, spans, strict=True):
        for span in each:
            if not _is_inside(span, len(article.text)):
                raise PluginError(f"gave {span!r}, no span of the text of article {article.id}")
    return spans


def _is_inside(span: object, length: int) -> bool:
    if not isinstance(span, BoilerplateSpan) or not isinstance(span.rule, str):
        return False
    if type(span.start) is not int or type(span.end) is not int:
        return False
    return 0 <= span.start <= span.end <= length


def _mark(text: str, answers: Sequence[Sequence[BoilerplateSpan]]) -> list[dict[str, object]]:
    """Merge the spans of all cleaners on one text."""
    ranked = [
        (span.start, rank, -span.end, span.rule)
        for rank, spans in enumerate(answers)
        for span in spans
    ]
    merged: list[tuple[Span, str]] = []
    at = 0
    for start, _, end, rule in sorted(ranked):
        span = _trimmed(text, max(start, at), -end)
        if span.start < span.end:
            merged.append((span, rule))
            at = span.end
    left = outside(len(text), [span for span, _ in merged])
    if not any(text[start:end].strip() for start, end in left):
        return []
    return [{"start": span.start, "end": span.end, "rule": rule} for span, rule in merged]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    return Span(start + lead, max(start + lead, start + len(part.rstrip())))
