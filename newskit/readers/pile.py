"""A pile of articles that does not live in memory: what does not fit is parsed again when taken.

A file must therefore stay as it is until the work is done; one that does not is an error, never a
wrong article.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from newskit.article import Article, numbered
from newskit.readers.jsonlines import Line
from newskit.readers.reread import File, OpenFiles
from newskit.readers.stored_lines import StoredLines
from newskit.views import Keys, RawTexts, View, fingerprint, hash_of, values

if TYPE_CHECKING:
    from newskit.readers.plain_lines import PlainLines

BUDGET = 64 << 20
"""Bytes of input whose articles stay in memory."""


class Pile(View):
    """Articles in the order of the input, of which those read first are in memory.

    Args:
        fields: keys of an article and the paths of the keys they are read from.
        budget: bytes of input whose articles stay in memory.
    """

    def __init__(self, fields: Mapping[str, tuple[str, ...]], budget: int = BUDGET) -> None:
        self._fields, self._left = fields, budget
        self._files = OpenFiles()
        self._parts: list[list[Article] | StoredLines] = []
        self._firsts: list[int] = []
        self._length = 0
        self._hashes = array("q")
        self._new_ids: dict[int, str] = {}
        # Whether plain lines were added, and the sources as they were written in them.
        self._plain = False
        self._sources: dict[bytes, int] = {b"": 0}
        self._names = [""]

    @property
    def is_raw(self) -> bool:
        """Whether the texts can be had as they are written: if plain lines were among them."""
        return self._plain

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written, and who printed them."""
        in_order = isinstance(positions, range)
        least, most = (
            (positions[0], positions[-1]) if in_order else (min(positions), max(positions))
        )
        part = bisect_right(self._firsts, least) - 1
        first, lines = self._firsts[part], self._parts[part]
        if isinstance(lines, StoredLines) and most < first + len(lines):
            here = (
                range(least - first, most + 1 - first)
                if in_order
                else [position - first for position in positions]
            )
            return lines.raw(here)._replace(names=self._names)
        import numpy as np

        none = np.zeros((4, len(positions)), np.int64)  # taken from the articles
        parsed = {place: self[position] for place, position in enumerate(positions)}
        return RawTexts(np.empty(0, np.uint8), none[0], none[1], parsed, self._names, *none[2:])

    def append(self, article: Article) -> None:
        """Add an article that stays in memory."""
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, list):
            last = []
            self._add_part(last)
        last.append(article)
        self._count(article)

    def append_line(self, article: Article, line: Line, file: File, named: bool) -> None:
        """Add an article that can be read again; it stays in memory while there is room."""
        self._left -= line.length
        if self._left >= 0 and not self._plain:
            self.append(article)
            return
        self._left = 0
        self._lines_of(file, named).append(article, line)
        self._count(article)

    def extend(self, lines: "PlainLines", file: File, named: bool) -> None:
        """Add articles that are plain lines of a file; none of them stays in memory."""
        last = self._lines_of(file, named)
        numbers = self._sources
        sources = [numbers.get(source, -1) for source in lines.sources]
        for place, source in enumerate(sources):
            if source < 0:
                sources[place] = self._source(lines.sources[place])
        last.extend(lines, sources)
        self._plain = True
        self._hashes.extend(map(hash, lines.ids))
        self._length += len(lines.ids)

    def _source(self, written: bytes) -> int:
        number = self._sources.setdefault(written, len(self._names))
        if number == len(self._names):
            from newskit.readers.scanned import decoded

            self._names.append(decoded(written).strip().casefold())
        return number

    def _lines_of(self, file: File, named: bool) -> StoredLines:
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, StoredLines) or last.file is not file:
            last = StoredLines(file, self._files, self._fields, named)
            self._add_part(last)
        return last

    def _add_part(self, part: list[Article] | StoredLines) -> None:
        self._parts.append(part)
        self._firsts.append(self._length)

    def _count(self, article: Article) -> None:
        self._hashes.append(_hash(article.id))
        self._length += 1

    def in_memory(self) -> list[Article] | None:
        """Give the articles as a list if all of them are in memory."""
        if any(isinstance(part, StoredLines) for part in self._parts):
            return None
        return list(self)

    def fingerprint(self) -> str:
        """Give what tells these articles from others, as long as nobody writes to their files."""
        return hash_of(fingerprint(part).encode() for part in self._parts)

    def make_ids_unique(self) -> None:
        """Number articles that share an id, as `with_unique_ids` does, when all were added."""
        import numpy as np

        hashes = np.frombuffer(self._hashes, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        in_order = hashes[order]
        equal = in_order[1:] == in_order[:-1]
        sharing: dict[str, list[int]] = {}
        for position in np.unique(np.concatenate([order[1:][equal], order[:-1][equal]])).tolist():
            sharing.setdefault(self[position].id, []).append(position)

        def is_taken(id_: str) -> bool:
            first = int(np.searchsorted(in_order, _hash(id_), "left"))
            end = int(np.searchsorted(in_order, _hash(id_), "right"))
            return any(self[position].id == id_ for position in order[first:end].tolist())

        self._new_ids = numbered(sharing, self.__getitem__, is_taken)
        self._hashes = array("q")
        self.ids_are_unique = True

    def __len__(self) -> int:
        return self._length

    def _at(self, position: int) -> Article:
        part = bisect_right(self._firsts, position) - 1
        return self._renamed(position, self._parts[part][position - self._firsts[part]])

    def __iter__(self) -> Iterator[Article]:
        articles = chain.from_iterable(self._parts)
        if not self._new_ids:
            return articles
        return (self._renamed(position, article) for position, article in enumerate(articles))

    def values(self, keys: Keys, positions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Give what is known of some articles."""
        for number, some in groupby(positions, lambda at: bisect_right(self._firsts, at) - 1):
            part, first, here = self._parts[number], self._firsts[number], list(some)
            found = values(part, keys, [position - first for position in here])
            if "id" not in keys or not self._new_ids:
                yield from found
                continue
            at = keys.index("id")
            for position, known in zip(here, found, strict=True):
                yield *known[:at], self._new_ids.get(position, known[at]), *known[at + 1 :]

    def _renamed(self, position: int, article: Article) -> Article:
        new = self._new_ids.get(position)
        return article if new is None else replace(article, id=new)


def _hash(id_: str) -> int:
    return hash(id_.encode(errors="surrogatepass"))
