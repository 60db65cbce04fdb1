"""The marks: `copies` on kept articles, `copy_of` on removed ones, as lines of JSON."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newskit.article import Article, to_json, to_lines
from newskit.duplicates.mark import entry
from newskit.marks import copies_of
from newskit_spark.exchange import Row, Said, packed
from newskit_spark.incoming import hash_of
from newskit_spark.numbers import PLACES

if TYPE_CHECKING:
    import pyarrow as pa


_NONE = b"]}\n"
"""What a line ends with, of which the last key is `copies`: what there is of them goes before."""


def _fates(said: Said) -> dict[int, Any]:
    return {place: fate for some in said.get("fates", ()) for place, fate in some.items()}


def _dropped(article: Article, said: Said) -> list[Any]:
    """Give the copies that an earlier run dropped."""
    present = {hash_ for some in said.get("present", ()) for hash_ in some}
    return [one for one in copies_of(article) if hash_of(str(one["id"])) not in present]


def _scores(fate: Any) -> dict[str, object]:
    return dict(zip(("level", "similarity", "containment"), fate[2:], strict=True))


def entries(segment: int, articles: Any, said: Said) -> Iterator[Row]:
    """Send what is listed of the removed articles of a segment to the kept ones.

    It is sent as JSON: to write it takes longer than all else, and one article may list many.
    """
    listed: dict[int, list[Any]] = {}
    for place, fate in _fates(said).items():
        article = Article(*articles[place])
        of = entry(article, _scores(fate), _dropped(article, said))
        places = 1 << PLACES
        listed.setdefault(fate[0] // places, []).append((fate[0] % places, *_listed(of)))
    for kept_in, some in listed.items():
        yield kept_in, "entries", some


def _listed(of: Mapping[str, object]) -> tuple[str, bytes]:
    return str(of["id"]), to_json(dict(of)).encode()


def marked(all_: bool) -> Any:
    """Make what writes the articles of a segment with their marks.

    Args:
        all_: whether removed ones are written, too.
    """

    def work(segment: int, articles: Any, said: Said) -> Iterator[bytes]:
        fates = _fates(said)
        copies: dict[int, list[tuple[str, bytes]]] = {}
        for some in said.get("entries", ()):
            for place, id_, of in some:
                copies.setdefault(place, []).append((id_, of))
        chosen = [place for place in range(len(articles)) if all_ or place not in fates]

        def every() -> Iterator[Article]:
            for place in chosen:
                article, fate = Article(*articles[place]), fates.get(place)
                if fate is None:
                    copies.setdefault(place, []).extend(map(_listed, _dropped(article, said)))
                    yield article.marked(copies=[], copy_of=None)
                else:
                    yield article.marked(copy_of={"id": fate[1], **_scores(fate)}, copies=None)

        for place, line in zip(chosen, to_lines(every()), strict=True):
            if mine := copies.get(place):
                mine.sort(key=lambda one: one[0])
                yield line.removesuffix(_NONE) + b", ".join([of for _, of in mine]) + _NONE[:-1]
            else:
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
