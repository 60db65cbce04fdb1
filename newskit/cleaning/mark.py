"""The `boilerplate` mark: runs cleaners, checks and merges what they say, writes it on articles."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from newskit.article import Article
from newskit.errors import PluginError, reason_of, shown
from newskit.marks import marked
from newskit.progress import counted
from newskit.protocols import BoilerplateSpan, Cleaner
from newskit.text.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

Arrays: TypeAlias = "dict[str, NDArray[Any]]"
Once: TypeAlias = Callable[[str, Callable[[], Arrays]], Arrays]
"""Gives what a step makes that has a name, or what it made when the same work was begun before."""

_Spans: TypeAlias = list[dict[str, object]]

_MANY = 10_000
"""Articles from which on it is worth to have their spans written small, and to load what writes."""


def mark(
    articles: Sequence[Article], cleaners: Sequence[Cleaner], once: Once | None = None
) -> Sequence[Article]:
    """Write the `boilerplate` mark on every article; a mark that is there is replaced.

    Args:
        articles: the articles, in any order.
        cleaners: what finds spans; where two overlap, the span that starts first stays whole,
            and of two that start together the one of the earlier cleaner.
        once: keeps the spans for who goes on with interrupted work.

    Returns:
        The articles in their order, each with `[{"start", "end", "rule"}]`: sorted, disjoint,
        without white space at either end, and empty when nothing of the text would be left; with
        `noted` where a span says something that is worth keeping.

    Raises:
        PluginError: a cleaner did not give one sequence of spans inside the text an article.
    """
    if not cleaners:
        return marked(articles, lambda position, article: {"boilerplate": []}, whole=True)
    every = _spans(articles, cleaners)
    found: _Found | list[_Spans]
    if once is not None:
        found = _Found.of(once("cleaned", lambda: _Found(every).arrays()))
    else:
        found = _Found(every) if len(articles) >= _MANY else list(every)
    return marked(articles, lambda position, article: {"boilerplate": found[position]})


def _spans(articles: Sequence[Article], cleaners: Sequence[Cleaner]) -> Iterator[_Spans]:
    answers = [_answers(articles, cleaner(articles)) for cleaner in cleaners]
    each = zip(articles, *answers, strict=True)
    for article, *spans in counted(each, "cleaning", len(articles)):
        yield _mark(article, spans) if any(spans) else []


class _Found:
    """The spans of articles, in a few bytes each: of a large pile they need not be small."""

    def __init__(self, every: Iterable[_Spans]) -> None:
        from msgspec.json import Decoder, Encoder

        self._encode, self._decode = Encoder().encode_into, Decoder().decode
        self._written = bytearray()
        self._ends = array("Q", [0])
        for spans in every:
            self.append(spans)

    @classmethod
    def of(cls, arrays: Arrays) -> "_Found":
        """Take what `arrays` gave."""
        found = cls(())
        found._written = bytearray(arrays["written"].tobytes())
        found._ends = array("Q", arrays["ends"].tobytes())
        return found

    def arrays(self) -> Arrays:
        """Give all that is kept, to be written to a file."""
        import numpy as np

        written = np.array(self._written, np.uint8)
        return {"written": written, "ends": np.array(self._ends, np.uint64)}

    def append(self, spans: _Spans) -> None:
        """Keep the spans of the next article."""
        if spans:
            self._encode(spans, self._written, len(self._written))
        self._ends.append(len(self._written))

    def __getitem__(self, position: int) -> _Spans:
        start, end = self._ends[position : position + 2]
        if start == end:
            return []
        spans: _Spans = self._decode(memoryview(self._written)[start:end])
        return spans


def _answers(articles: Sequence[Article], answer: object) -> Iterator[Sequence[object]]:
    """Yield what a cleaner says of each article, when it is needed; refuse too much or little."""
    if not isinstance(answer, Iterable):
        raise PluginError("gave no spans")
    given = 0
    for spans in answer:
        given += 1
        if given <= len(articles):
            yield _listed(spans)
    if given != len(articles):
        raise PluginError(f"answered for {given} articles where {len(articles)} were given")


def _listed(spans: object) -> list[object]:
    try:
        return list(spans) if isinstance(spans, Iterable) else [spans]
    except Exception as error:
        raise PluginError(f"gave spans that end in {reason_of(error)}") from error


def _checked(span: object, article: Article) -> BoilerplateSpan:
    try:
        if _is_inside(span, len(article.text)):
            return span
        cause = f"gave {shown(span)}, no span of its text"
    except Exception as error:
        cause = f"gave a span that ends in {reason_of(error)}"
    raise PluginError(cause, where=f"article {article.id}")


def _is_inside(span: object, length: int) -> TypeGuard[BoilerplateSpan]:
    if not isinstance(span, BoilerplateSpan) or not isinstance(span.rule, str):
        return False
    if not isinstance(span.noted, Mapping) or not _is_text(span.noted):
        return False
    if type(span.start) is not int or type(span.end) is not int:
        return False
    return 0 <= span.start <= span.end <= length


def _is_text(noted: Mapping[str, str]) -> bool:
    return all(isinstance(each, str) for pair in noted.items() for each in pair)


def _mark(article: Article, answers: Sequence[Sequence[object]]) -> _Spans:
    """Check and merge the spans of all cleaners on one article."""
    text = article.text
    ranked = [
        (span.start, rank, -span.end, span.rule, dict(span.noted))
        for rank, spans in enumerate(answers)
        for span in (_checked(span, article) for span in spans)
    ]
    merged: _Spans = []
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
