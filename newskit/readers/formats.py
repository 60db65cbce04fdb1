"""Which reader an input gets: the one that is named, by its suffix, by looking at it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newskit.protocols import Reader
from newskit.readers.compression import bare
from newskit.readers.missing import foreign, foreign_suffix


@dataclass(frozen=True, slots=True)
class Formats:
    """The readers to choose from.

    Args:
        readers: by name; the order is the order in which they are asked to sniff.
        chosen: the reader the user named, or None.
        further: gives the readers of plugins; asked only for what no built-in reader reads.
    """

    readers: Mapping[str, Reader]
    chosen: Reader | None = None
    further: Callable[[], Iterable[Reader]] = list

    def knows(self, path: str) -> bool:
        """Tell whether a reader claims a file by its suffix."""
        return next(self._claiming(_suffix(path)), None) is not None

    def choose(self, path: str, head: bytes) -> Reader | None:
        """Give the reader for a file: as named, by suffix, by looking; None for a foreign one."""
        if self.chosen is not None:
            return self.chosen
        suffix, kind = _suffix(path), foreign(head)
        reader = self._of_suffix(suffix, head)
        if reader is not None and not (reader.plain and kind):
            return reader
        known = [] if foreign_suffix(suffix) else self.readers.values()
        if reader is None and (found := self._by_look(known, head)):
            return found
        if kind:  # nobody else wants it: a plugin that knows it by its look may have it
            return self._by_look(self.further(), head)
        return None if foreign_suffix(suffix) else self.readers["text"]

    def _of_suffix(self, suffix: str, head: bytes) -> Reader | None:
        claiming = self._claiming(suffix)
        if suffix not in _BY_LOOK:
            return next(claiming, None)
        of_plugins = (reader for reader in self.further() if suffix in reader.suffixes)
        return self._by_look(claiming, head) or next(of_plugins, None)

    def _claiming(self, suffix: str) -> Iterator[Reader]:
        """Give the readers that have a suffix, the built-in ones first."""
        for readers in (self.readers.values, self.further) if suffix else ():
            yield from (reader for reader in readers() if suffix in reader.suffixes)

    @staticmethod
    def _by_look(readers: Iterable[Reader], head: bytes) -> Reader | None:
        return next((each for each in readers if each.sniff and each.sniff(head)), None)


_BY_LOOK = (".xml",)
"""Suffixes that tell no format: the content must."""


def _suffix(path: str) -> str:
    return Path(bare(path)).suffix.lower()
