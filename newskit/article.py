"""The article and its marks: one published text, what is known of it, and its JSON form.

Commands enrich articles and never transform them: a key that newskit does not know stays where it
is, a key that is absent stays absent, and marks are further keys (`boilerplate`, `copies`,
`copy_of`, `story`, `related`, `summary`).
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from newskit.levels import Level
from newskit.text.spans import Span, merge, outside

__all__ = [
    "KNOWN",
    "Article",
    "Level",
    "content_id",
    "numbered",
    "spans_of",
    "to_json",
    "to_lines",
    "with_unique_ids",
]

KNOWN = ("id", "title", "text", "url", "source", "published", "language", "path")
"""The keys that are attributes of an article; every other key lives in `Article.extra`."""

WORTH_LOADING = 4000
"""From so many records on, a fast parser or writer saves more time than its import takes."""

_KNOWN = frozenset(KNOWN)


@dataclass(frozen=True, slots=True, init=False)
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

    def __init__(
        self,
        text: str,
        id: str = "",
        title: str | None = None,
        url: str | None = None,
        source: str | None = None,
        published: str | None = None,
        language: str | None = None,
        path: str | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        if not text or text.isspace():
            raise ValueError("the text is empty")
        _set_text(self, text)
        _set_title(self, title)
        _set_url(self, url)
        _set_source(self, source)
        _set_published(self, published)
        _set_language(self, language)
        _set_path(self, path)
        _set_extra(self, {} if extra is None else extra)
        _set_id(self, id or content_id(self))

    def marked(self, **marks: object) -> "Article":
        """Give the same article with these keys set; a value of None takes the key away."""
        extra = dict(self.extra)
        for key, value in marks.items():
            extra.pop(key, None)
            if value is not None:
                extra[key] = value
        return Article(
            self.text,
            self.id,
            self.title,
            self.url,
            self.source,
            self.published,
            self.language,
            self.path,
            extra,
        )

    def record(self) -> dict[str, object]:
        """Give the article as the JSON object of the wire format."""
        values = zip(KNOWN, _known_values(self), strict=True)
        known = {key: value for key, value in values if value is not None}
        if not self.extra:
            return known
        record = {**known, **self.extra}
        if not _KNOWN.isdisjoint(self.extra):
            # Known keys come first, and win: an id that came as null has been given by now.
            record.update(known)
        return record

    def boilerplate(self, but: Collection[str] = ()) -> list[Span]:
        """Give the spans of `text` that are marked as boilerplate, in order, without overlap.

        Args:
            but: rules whose spans do not count.
        """
        mark = self.extra.get("boilerplate")
        if not isinstance(mark, list) or not mark:
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


_known_values = attrgetter(*KNOWN)

# What a frozen dataclass sets its fields with takes twice as long, and a pile makes millions.
(
    _set_text,
    _set_id,
    _set_title,
    _set_url,
    _set_source,
    _set_published,
    _set_language,
    _set_path,
    _set_extra,
) = (Article.__dict__[each.name].__set__ for each in fields(Article))


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
    return blake2b(_COMPACT.encode(parts).encode(), digest_size=8).hexdigest()


def with_unique_ids(articles: Sequence[Article]) -> list[Article]:
    """Number articles that share an id: the first keeps it, the next are `id-2`, `id-3`, and so on.

    Which is first depends on the records, never on their order; the path, in which a line number
    may stand, only tells equal records apart.
    """
    unique = list(articles)
    ids = {article.id for article in unique}
    if len(ids) == len(unique):
        return unique
    sharing: dict[str, list[int]] = {}
    for index, article in enumerate(unique):
        sharing.setdefault(article.id, []).append(index)
    for index, id_ in numbered(sharing, unique.__getitem__, ids.__contains__).items():
        unique[index] = replace(unique[index], id=id_)
    return unique


def numbered(
    sharing: Mapping[str, Sequence[int]],
    take: Callable[[int], Article],
    is_taken: Callable[[str], bool],
) -> dict[int, str]:
    """Find new ids for articles that share one.

    Args:
        sharing: positions of articles by the id they have.
        take: gives the article at a position.
        is_taken: tells whether an article came with an id.

    Returns:
        The new id of each position that needs one.
    """
    new = {}
    for id_, positions in sharing.items():
        if len(positions) == 1:
            continue
        number = 1
        for position in sorted(positions, key=lambda at: _canonical(take(at)))[1:]:
            number += 1
            while is_taken(f"{id_}-{number}"):
                number += 1
            new[position] = f"{id_}-{number}"
    return new


def to_json(record: Mapping[str, object]) -> str:
    """Write a record as one line of JSON, without the line end.

    Text is written as it is; only a record with lone surrogates, which UTF-8 cannot hold, is
    written with escapes.
    """
    line = _READABLE.encode(record)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def to_lines(articles: Iterable[Article]) -> Iterator[bytes]:
    """Write articles as JSON Lines in UTF-8: for each what `to_json` gives, and the line end."""
    write: Callable[[Article], bytes] = _line
    for number, article in enumerate(articles):
        if number == WORTH_LOADING:
            write = _fast_writer()
        yield write(article)


_COMPACT = json.JSONEncoder(separators=(",", ":"))
_READABLE = json.JSONEncoder(ensure_ascii=False)


def _line(article: Article) -> bytes:
    return to_json(article.record()).encode() + b"\n"


def _fast_writer() -> Callable[[Article], bytes]:
    """Give a function that does what `_line` does; what msgspec may write otherwise goes there."""
    from msgspec.json import Encoder, format

    encode = Encoder().encode

    def write(article: Article) -> bytes:
        record = article.record()
        record["text"] = ""
        try:
            "".join(record)
            if not _is_plain(record.values()):
                return _line(article)
            # The text is put in last, so that `format` need not go through it. Only strings stand
            # before it, and in a string the quotes of the key would be escaped.
            before, key, after = format(encode(record), indent=0).partition(b'"text": ')
            return b"".join((before, key, encode(article.text), after[2:], b"\n"))
        except (UnicodeEncodeError, TypeError, RecursionError):
            return _line(article)  # half a character, a key that is no text, depth

    return write


def _is_plain(values: Iterable[object]) -> bool:
    """Tell whether there is but one way to write values: what JSON has, and no odd numbers."""
    for value in values:
        kind = type(value)
        if kind is str or kind is int or kind is bool or value is None:
            continue
        if isinstance(value, list):
            plain = _is_plain(value)
        elif isinstance(value, dict):
            "".join(value)  # a TypeError where a key is no text
            plain = _is_plain(value.values())
        else:  # with an exponent, libraries differ in how they write a number
            plain = isinstance(value, float) and (value == 0 or 1e-4 <= abs(value) < 1e16)
        if not plain:
            return False
    return True


def _canonical(article: Article) -> tuple[str, str]:
    record = article.record() | {"path": ""}
    return json.dumps(record, sort_keys=True), article.path or ""
