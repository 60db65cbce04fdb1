"""The `boilerplate` mark: runs cleaners, checks and merges what they say, writes it on articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from newskit.article import Article
from newskit.errors import PluginError
from newskit.marks import Mark, marked
from newskit.protocols import BoilerplateSpan, Cleaner
from newskit.text.spans import Span


def mark(articles: Sequence[Article], cleaners: Sequence[Cleaner]) -> Sequence[Article]:
    """Write the `boilerplate` mark on every article; a mark that is there is replaced.

    Args:
        articles: the articles, in any order.
        cleaners: what finds spans; where two overlap, the span that starts first stays whole,
            and of two that start together the one of the earlier cleaner.

    Returns:
        The articles in their order, each with `[{"start", "end", "rule"}]`: sorted, disjoint,
        without white space at either end, and empty when nothing of the text would be left; with
        `noted` where a span says something that is worth keeping.

    Raises:
        PluginError: a cleaner did not give one sequence of spans inside the text an article.
    """
    found: dict[int, Mark] = {}
    if cleaners:
        answers = [_answers(articles, cleaner(articles)) for cleaner in cleaners]
        found = {
            position: {"boilerplate": _mark(article, spans)}
            for position, (article, *spans) in enumerate(zip(articles, *answers, strict=True))
            if any(spans)
        }
    return marked(articles, found, lambda article: {"boilerplate": []})


def _answers(articles: Sequence[Article], answer: object) -> Iterator[Sequence[object]]:
    """Yield what a cleaner says of each article, when it is needed; refuse too much or little."""
    if not isinstance(answer, Iterable):
        raise PluginError("gave no spans")
    given = 0
    for spans in answer:
        given += 1
        if given <= len(articles):
            yield list(spans) if isinstance(spans, Iterable) else [spans]
    if given != len(articles):
        raise PluginError(f"answered for {given} articles where {len(articles)} were given")


def _checked(span: object, article: Article) -> BoilerplateSpan:
    if _is_inside(span, len(article.text)):
        return span
    raise PluginError(f"gave {span!r}, no span of the text of article {article.id}")


def _is_inside(span: object, length: int) -> TypeGuard[BoilerplateSpan]:
    if not isinstance(span, BoilerplateSpan) or not isinstance(span.rule, str):
        return False
    if not isinstance(span.noted, Mapping):
        return False
    if type(span.start) is not int or type(span.end) is not int:
        return False
    return 0 <= span.start <= span.end <= length


def _mark(article: Article, answers: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    """Check and merge the spans of all cleaners on one article."""
    text = article.text
    ranked = [
        (span.start, rank, -span.end, span.rule, dict(span.noted))
        for rank, spans in enumerate(answers)
        for span in (_checked(span, article) for span in spans)
    ]
    merged: list[dict[str, object]] = []
    at = 0
    is_anything_left = False
    for start, _, end, rule, noted in sorted(ranked, key=lambda each: each[:4]):
        span = _trimmed(text, max(start, at), -end)
        if span.start < span.end:
            is_anything_left = is_anything_left or bool(text[at : span.start].strip())
            entry: dict[str, object] = {"start": span.start, "end": span.end, "rule": rule}
            merged.append({**entry, "noted": noted} if noted else entry)
            at = span.end
    return merged if is_anything_left or text[at:].strip() else []


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    return Span(start + lead, max(start + lead, start + len(part.rstrip())))
