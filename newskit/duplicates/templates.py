"""Which shingles are part of a template: what a source prints under different news.

Who the wire is, a disclaimer, the portrait of a gallery under each of its pictures. A block that
many different texts of one source hold, on many days, is one. In a small pile "many" is three, and
then it takes more to tell a template from three copies of a text: copies begin alike, the news over
a template has a lead of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.sets import firsts, text_of
from newskit.kernels import Kernel, Printed
from newskit.text.ranges import ranges

MANY_TEXTS = 25
MANY_DAYS = 5
"""A source that prints a shingle in more texts, on more days, prints a template."""

SHARE = 0.007
FEW = 2
"""With leads of their own, this share of the texts of a source is enough, if it is more than
`FEW` and on more than so many days. `SHARE` of the 3,500 texts of a large wire are `MANY_TEXTS`."""

OWN_LEAD = 0.6
"""Share of its lead that no other text has, of a text with a lead of its own."""

UNKNOWN = 1 << 20
"""Numbers of days from here on stand for one that is not known."""


@dataclass(frozen=True, slots=True)
class Prints:
    """When and by whom texts were printed.

    Attributes:
        source: number of the source of each text, 0 where it is not known.
        day: the day of each text, counted from some day; where it is not known, a number from
            `UNKNOWN` on that no other text has.
    """

    source: NDArray[np.int64]
    day: NDArray[np.int64]

    def one_source(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which pairs of texts are known to be of one source."""
        known = self.source[a] > 0
        known &= self.source[a] == self.source[b]
        return known

    def days_apart(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the days between pairs of texts, 0 where they are not known."""
        known = np.maximum(self.day[a], self.day[b]) < UNKNOWN
        return np.where(known, np.abs(self.day[a] - self.day[b]), 0)


@dataclass(frozen=True, slots=True)
class Judged:
    """Shingles that are part of a template, or may be.

    Attributes:
        hashes: the shingles, ascending, their lowest bits being zero.
        held: how many texts hold each.
        template: whether it is part of a template; the others may be, or of copies.
        texts: the texts that hold some of them.
    """

    hashes: NDArray[np.uint64]
    held: NDArray[np.int64]
    template: NDArray[np.bool_]
    texts: NDArray[np.int64]


Found: TypeAlias = tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.bool_]]
"""Hashes of shingles, how many texts hold each, and whether it is part of a template."""


class Judge:
    """Finds the shingles that are part of a template, and those that may be, or of copies.

    Args:
        kernel: the inner loops.
        bits: lower bits of packed shingles that are not hash.
        prints: when and by whom the texts were printed.
        own_lead: whether each text has a lead of its own.
    """

    def __init__(
        self, kernel: Kernel, bits: int, prints: Prints, own_lead: NDArray[np.bool_]
    ) -> None:
        self._kernel, self._bits = kernel, bits
        self._printed = Printed(prints.source, prints.day, own_lead, _enough(prints.source))
        self._holds = np.zeros(len(own_lead), np.bool_)

    def found_in(self, part: NDArray[np.uint64]) -> Found:
        """Look at some shingles; several threads may, each at others.

        Args:
            part: ascending packed shingles that texts share: all that hold one are there.
        """
        starts, held, template = self._kernel.judge(part, self._bits, self._printed)
        self._holds[text_of(part[ranges(starts, held)], self._bits)] = True
        bits = np.uint64(self._bits)
        return part[starts] >> bits << bits, held, template

    def judged(self, found: Iterable[Found]) -> Judged:
        """Join what was found in all parts of the shingles, one after the other."""
        hashes, held, template = map(np.concatenate, zip(*found, strict=True))
        return Judged(hashes, held, template, np.flatnonzero(self._holds))


def printed_often(
    part: NDArray[np.uint64], bits: int, printed: Printed
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Find shingles that a source prints often, see `newskit.kernels.Kernel.judge`."""
    starts = np.flatnonzero(firsts(part, bits))
    held = np.diff(starts, append=len(part))
    many = np.flatnonzero(held > FEW)
    starts, held = starts[many], held[many]
    text = text_of(part[ranges(starts, held)], bits)
    number = np.repeat(np.arange(len(many)), held)
    often, apart = _often(number, text, printed)
    template, sought = np.zeros((2, len(many)), np.bool_)
    template[apart] = True
    sought[often] = True
    sought[apart] = True
    return starts[sought], held[sought], template[sought]


def _often(
    item: NDArray[np.int64], text: NDArray[np.int64], printed: Printed
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the shingles that a source prints often, and those under different leads."""
    bits = int(printed.day[text].max(initial=0)).bit_length() + 1
    sources = len(printed.enough)
    key = item * sources + printed.source[text]
    known = np.arange(0)
    if int(key.max(initial=0)).bit_length() + bits > 63:
        known, key = np.unique(key, return_inverse=True)
    packed = key << bits | printed.day[text] << 1 | printed.own_lead[text]
    packed.sort()
    starts = np.flatnonzero(np.diff(packed >> bits, prepend=-1))
    if not len(starts):
        return starts, starts
    texts = np.diff(starts, append=len(packed))
    days = np.add.reduceat(np.diff(packed >> 1, prepend=-1) != 0, starts, dtype=np.int64)
    leads = np.add.reduceat(packed & 1, starts)
    found = packed[starts] >> bits
    number, source = np.divmod(known[found] if len(known) else found, sources)
    enough = printed.enough[source]
    often = (texts > MANY_TEXTS) & (days > MANY_DAYS)
    apart = (leads > enough) & (days > np.minimum(enough, MANY_DAYS))
    # A few of hundreds of copies have leads of their own, too: of so many it must be most.
    apart &= (texts <= MANY_TEXTS) | (2 * leads > texts)
    return number[often], number[apart]


def _enough(source: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give for each source the texts with own leads that a template stands in more than."""
    enough: NDArray[np.float64] = np.clip(SHARE * np.bincount(source, minlength=1), FEW, MANY_TEXTS)
    enough[0] = MANY_TEXTS
    return enough
