"""Articles that are lines of one file: where each stands is kept, and it is parsed when taken.

52 bytes an article: number, place and length of its line, and its id if it came without one; of a
line that was never parsed also where its text stands, who printed it and when.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from newskit.article import Article
from newskit.readers.jsonlines import Line, fast_parser
from newskit.readers.plain_lines import NO_TIME, PlainLines
from newskit.readers.records import known_keys
from newskit.readers.reread import File, OpenFiles
from newskit.views import Keys, RawTexts, View, hash_of, values_of

_BLOCK = 1 << 20
_TOGETHER, _NEAR = 64, 2
_1970 = 719_163
"""The first day of that year, as `date.toordinal` counts."""


@cache
def _parser(keys: Keys) -> Callable[[bytes], tuple[Any, ...]]:
    """Give what reads some keys of a plain line."""
    from msgspec import defstruct
    from msgspec.json import Decoder
    from msgspec.structs import astuple

    parse = Decoder(defstruct("Line", [(key, str) for key in keys])).decode
    return lambda line: astuple(parse(line))


class StoredLines(View):
    """Articles that are lines of one file, in its order.

    Args:
        file: where the lines are.
        files: what opens it.
        fields: keys of an article and the paths of the keys they are read from.
        named: whether its name and the number of the line are the path of an article.
    """

    def __init__(
        self, file: File, files: OpenFiles, fields: Mapping[str, tuple[str, ...]], named: bool
    ) -> None:
        self.file = file
        self._files, self._fields, self._named = files, fields, named
        self._numbers, self._starts, self._lengths = array("Q"), array("Q"), array("Q")
        self._ids = array("Q")
        # Where the text stands in a plain line, who printed it, and on which day; 0 in others. And
        # one more than the second of that day, 0 if the line must be read for it.
        self._text_starts, self._text_ends = array("I"), array("I")
        self._sources, self._days, self._clocks = array("I"), array("I"), array("I")
        self._parse = fast_parser()
        self._latest: tuple[int, list[Article]] = -1, []
        self._before = -1

    def append(self, article: Article, line: Line) -> None:
        """Remember where an article stands."""
        self._numbers.append(line.number)
        self._starts.append(line.start)
        self._lengths.append(line.length)
        self._ids.append(_from_hex(article.id))
        for other in (self._text_starts, self._text_ends, self._sources):
            other.append(0)
        for other in (self._days, self._clocks):
            other.append(0)

    def extend(self, lines: PlainLines, sources: Sequence[int]) -> None:
        """Remember where articles stand that are plain lines."""
        count = len(lines.ids)
        self._numbers.extend(range(lines.number, lines.number + count))
        self._starts.frombytes(lines.starts.tobytes())
        self._lengths.frombytes(lines.lengths.tobytes())
        self._ids.frombytes(bytes(8 * count))
        self._sources.extend(sources)
        for column, values in (
            (self._text_starts, lines.text_starts),
            (self._text_ends, lines.text_ends),
            (self._days, lines.days),
            (self._clocks, lines.clocks),
        ):
            column.frombytes(values.astype("u4").tobytes())

    def raw(self, positions: Sequence[int]) -> RawTexts:
        """Give texts as they are written; the sources are numbers, and have no names here."""
        import numpy as np

        at = (
            slice(positions.start, positions.stop)
            if isinstance(positions, range)
            else np.asarray(positions)
        )
        starts, lengths, text_starts, text_ends, sources, days = (
            np.frombuffer(column, f"u{column.itemsize}")[at].astype(np.int64)
            for column in (
                self._starts,
                self._lengths,
                self._text_starts,
                self._text_ends,
                self._sources,
                self._days,
            )
        )
        if isinstance(positions, range):
            begin = int(starts[0])
            block = self._files.read(self.file, begin, int(starts[-1] + lengths[-1]) - begin)
            begins = starts - begin + text_starts
        else:
            places = np.stack([starts + text_starts, text_ends - text_starts], axis=1)
            block = b"".join(self._files.several(self.file, places.tolist()))
            begins = np.cumsum(text_ends - text_starts) - (text_ends - text_starts)
        ends = begins + text_ends - text_starts
        if len(block) < ends[-1]:
            raise self.file.changed()
        parsed = {
            place: self[positions[place]] for place in np.flatnonzero(text_ends == 0).tolist()
        }
        return RawTexts(np.frombuffer(block, np.uint8), begins, ends, parsed, (), sources, days)

    def values(self, keys: Keys, positions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Give what is known of some articles; of plain lines without the rest."""
        parse = _parser(keys)
        for start in range(0, len(positions), _TOGETHER):
            some = positions[start : start + _TOGETHER]
            if keys == ("time",) and all(self._clocks[at] for at in some):
                yield from ((_seconds(self._days[at], self._clocks[at]),) for at in some)
                continue
            places = ((self._starts[at], self._lengths[at]) for at in some)
            for position, line in zip(some, self._files.several(self.file, places), strict=True):
                if "time" in keys or not self._text_ends[position]:  # no plain line
                    yield values_of(self._article(position, line), keys)
                    continue
                try:
                    yield parse(line)
                except ValueError as error:
                    raise self.file.changed() from error

    def fingerprint(self) -> str:
        """Give what tells the file, and the lines in it, from others."""
        read_as = repr((self._fields, self._named)).encode()
        places = self._starts.tobytes(), self._lengths.tobytes()
        return hash_of([self.file.fingerprint(), read_as, *places])

    def __len__(self) -> int:
        return len(self._starts)

    def _at(self, position: int) -> Article:
        first = position - position % _TOGETHER
        apart, self._before = position - self._before, position
        if first == self._latest[0] or 0 < apart < _NEAR:  # one after the other, as it seems
            return self._several(first)[position - first]
        return self._alone(position)

    def __iter__(self) -> Iterator[Article]:
        for first in range(0, len(self), _TOGETHER):
            yield from self._several(first)

    def _alone(self, position: int) -> Article:
        line = self._files.read(self.file, self._starts[position], self._lengths[position])
        return self._article(position, line)

    def _several(self, first: int) -> list[Article]:
        """Give some articles; two that go through all of them side by side parse them once."""
        latest, articles = self._latest  # at once: other threads put others there
        if latest == first:
            return articles
        some = range(first, min(first + _TOGETHER, len(self)))
        start, last = self._starts[first], some[-1]
        size = self._starts[last] + self._lengths[last] - start
        if size > _BLOCK:
            articles = [self._alone(position) for position in some]
        else:
            block = self._files.read(self.file, start, size)
            places = [self._starts[position] - start for position in some]
            articles = [
                self._article(position, block[at : at + self._lengths[position]])
                for position, at in zip(some, places, strict=True)
            ]
        self._latest = first, articles
        return articles

    def _article(self, index: int, line: bytes) -> Article:
        if len(line) != self._lengths[index]:
            raise self.file.changed()
        try:
            known, extra, _ = known_keys(self._parse(line), self._fields)
            if "id" not in known:
                known["id"] = f"{self._ids[index]:016x}"
            if self._named and "path" not in known:
                known["path"] = f"{self.file.name}:{self._numbers[index]}"
            return Article(extra=extra, **known)
        except (ValueError, TypeError, AttributeError) as error:
            raise self.file.changed() from error


def _from_hex(id_: str) -> int:
    """Give the number that an id is which newskit made, and 0 for most others."""
    try:
        return max(0, int(id_, 16)) if len(id_) == 16 else 0
    except ValueError:
        return 0


def _seconds(day: int, clock: int) -> float:
    """Give a time as seconds since 1970, of its day and one more than its second of that day."""
    return float("inf") if clock == NO_TIME else float((day - _1970) * 86_400 + clock - 1)
