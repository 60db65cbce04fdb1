"""The marks: `copies` on kept articles, `copy_of` on removed ones, as lines of JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newskit.article import Article, to_lines
from newskit.duplicates.mark import entry
from newskit.marks import copies_of
from newskit_spark.exchange import Row, Said, packed
from newskit_spark.incoming import hash_of
from newskit_spark.numbers import PLACES

if TYPE_CHECKING:
    import pyarrow as pa


def _fates(said: Said) -> dict[int, Any]:
    return {place: fate for some in said.get("fates", ()) for place, fate in some.items()}


def _dropped(article: Article, said: Said) -> list[Any]:
    """Give the copies that an earlier run dropped."""
    present = {hash_ for some in said.get("present", ()) for hash_ in some}
    return [one for one in copies_of(article) if hash_of(str(one["id"])) not in present]


def _scores(fate: Any) -> dict[str, object]:
    return dict(zip(("level", "similarity", "containment"), fate[2:], strict=True))


def entries(segment: int, articles: Any, said: Said) -> Iterator[Row]:
    """Send what is listed of the removed articles of a segment to the kept ones."""
    listed: dict[int, list[Any]] = {}
    for place, fate in _fates(said).items():
        article = Article(*articles[place])
        of = entry(article, _scores(fate), _dropped(article, said))
        places = 1 << PLACES
        listed.setdefault(fate[0] // places, []).append((fate[0] % places, of))
    for kept_in, some in listed.items():
        yield kept_in, "entries", some


def marked(all_: bool) -> Any:
    """Make what writes the articles of a segment with their marks.

    Args:
        all_: whether removed ones are written, too.
    """

    def work(segment: int, articles: Any, said: Said) -> Iterator[bytes]:
        fates = _fates(said)
        copies: dict[int, list[Any]] = {}
        for some in said.get("entries", ()):
            for place, of in some:
                copies.setdefault(place, []).append(of)

        def every() -> Iterator[Article]:
            for place, one in enumerate(articles):
                article, fate = Article(*one), fates.get(place)
                if fate is None:
                    mine = [*copies.get(place, ()), *_dropped(article, said)]
                    mine.sort(key=lambda each: str(each["id"]))
                    yield article.marked(copies=mine, copy_of=None)
                elif all_:
                    yield article.marked(copy_of={"id": fate[1], **_scores(fate)}, copies=None)

        for line in to_lines(every()):
            yield line[:-1]

    return work


def listed_before(segment: int, value: Any) -> Iterator[tuple[int, int]]:
    """Give hashes of the ids of copies that articles list already, with their segment."""
    for one in value:
        if "copies" in one[-1]:
            for each in copies_of(Article(*one)):
                yield hash_of(str(each["id"])), segment


def present(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Tell segments which of these hashes are of articles of the pile."""
    for batch in batches:
        parts, hashes = (column.to_pylist() for column in batch.columns)
        rows = zip(parts, hashes, strict=True)
        yield from packed((part, "present", [hash_]) for part, hash_ in rows)
