"""The article and its marks: one published text, what is known of it, and its JSON form.

Commands enrich articles and never transform them: a key that newskit does not know stays where it
is, a key that is absent stays absent, and marks are further keys (`boilerplate`, `copies`,
`copy_of`, `story`, `related`, `summary`).
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newskit.levels import Level
from newskit.text.spans import Span, merge, outside

__all__ = [
    "KNOWN",
    "Article",
    "Level",
    "content_id",
    "spans_of",
    "to_json",
    "with_unique_ids",
]

KNOWN = ("id", "title", "text", "url", "source", "published", "language", "path")
"""The keys that are attributes of an article; every other key lives in `Article.extra`."""


@dataclass(frozen=True, slots=True)
class Article:
    """One published text with what is known of it.

    Only `text` is required. `extra` holds every other key of the record, marks among them; it is
    never changed in place (`marked` gives a new article).

    Raises:
        ValueError: the text is empty.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    path: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("the text is empty")
        if not self.id:
            object.__setattr__(self, "id", content_id(self))

    def marked(self, **marks: object) -> "Article":
        """Give the same article with these keys set; a value of None takes the key away."""
        extra = {key: value for key, value in self.extra.items() if key not in marks}
        extra.update((key, value) for key, value in marks.items() if value is not None)
        return replace(self, extra=extra)

    def record(self) -> dict[str, object]:
        """Give the article as the JSON object of the wire format."""
        values = ((key, getattr(self, key)) for key in KNOWN)
        known = {key: value for key, value in values if value is not None}
        # Known keys come first, and win: an id that came as null has been given by now.
        return known | dict(self.extra) | known

    def boilerplate(self, but: Collection[str] = ()) -> list[Span]:
        """Give the spans of `text` that are marked as boilerplate, in order, without overlap.

        Args:
            but: rules whose spans do not count.
        """
        mark = self.extra.get("boilerplate")
        if not isinstance(mark, list):
            return []
        counted = (m for m in mark if not isinstance(m, Mapping) or m.get("rule") not in but)
        return merge(spans_of(counted, len(self.text)))

    def story_text(self, also: Collection[str] = ()) -> str:
        """Give `text` without what is marked as boilerplate: what levels and scores are about.

        Args:
            also: rules of boilerplate whose spans are left in.
        """
        skip = self.boilerplate(also)
        if not skip:
            return self.text
        return "\n".join(self.text[start:end] for start, end in outside(len(self.text), skip))


def spans_of(mark: Iterable[object], length: int) -> list[Span]:
    """Read `[{"start", "end"}, …]` as spans inside a text of `length` characters; drop the rest."""
    spans = []
    for item in mark:
        if isinstance(item, Mapping):
            start, end = item.get("start"), item.get("end")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
                spans.append(Span(start, end))
    return sorted(spans)


def content_id(article: Article) -> str:
    """Give the id of an article that came without one.

    16 hex digits of blake2b over url, title, text, source and published, so that the same article
    has the same id wherever it is read from.
    """
    from hashlib import blake2b

    parts = (article.url, article.title, article.text, article.source, article.published)
    content = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return blake2b(content.encode(), digest_size=8).hexdigest()


def with_unique_ids(articles: Sequence[Article]) -> list[Article]:
    """Number articles that share an id: the first keeps it, the next are `id-2`, `id-3`, and so on.

    Which is first depends on the records, never on their order; the path, in which a line number
    may stand, only tells equal records apart.
    """
    sharing: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        sharing.setdefault(article.id, []).append(index)
    unique = list(articles)
    for id_, indices in sharing.items():
        if len(indices) == 1:
            continue
        number = 1
        for index in sorted(indices, key=lambda i: _canonical(articles[i]))[1:]:
            number += 1
            while f"{id_}-{number}" in sharing:
                number += 1
            unique[index] = replace(articles[index], id=f"{id_}-{number}")
    return unique


def to_json(record: Mapping[str, object]) -> str:
    """Write a record as one line of JSON, without the line end.

    Text is written as it is; only a record with lone surrogates, which UTF-8 cannot hold, is
    written with escapes.
    """
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def _canonical(article: Article) -> tuple[str, str]:
    record = article.record() | {"path": ""}
    return json.dumps(record, sort_keys=True), article.path or ""
