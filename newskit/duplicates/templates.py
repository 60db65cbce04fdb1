"""Which shingles are part of a template: what a source prints under different news.

Who the wire is, a disclaimer, the portrait of a gallery under each of its pictures. A block that
many different texts of one source hold, on many days, is one. In a small pile "many" is three, and
then it takes more to tell a template from three copies of a text: copies begin alike, the news over
a template has a lead of its own.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.sets import SharedSets

MANY_TEXTS = 25
MANY_DAYS = 5
"""A source that prints a shingle in more texts, on more days, prints a template."""

SHARE = 0.007
FEW = 2
"""With leads of their own, this share of the texts of a source is enough, if it is more than
`FEW` and on more than so many days. `SHARE` of the 3,500 texts of a large wire are `MANY_TEXTS`."""

OWN_LEAD = 0.6
"""Share of its lead that no other text has, of a text with a lead of its own."""


_PART = 1 << 22

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


def templates(
    shingles: SharedSets, prints: Prints, own_lead: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which of the shared shingles are part of a template, and which may be, or of copies.

    Args:
        shingles: the shingles that texts share.
        prints: when and by whom the texts were printed.
        own_lead: whether each text has a lead of its own.
    """
    template, maybe = np.zeros((2, len(shingles.hashes)), np.bool_)
    held = np.bincount(shingles.items, minlength=len(template)) > FEW
    texts = shingles.texts()
    # A part of the shingles after the other: memory that is used again is cheaper than new memory.
    parts = len(texts) // _PART + 1
    bounds = np.linspace(0, len(template), parts + 1).astype(np.int64)
    for first, last in pairwise(bounds.tolist()):
        chosen = np.flatnonzero(
            (shingles.items >= first) & (shingles.items < last) & held[shingles.items]
        )
        item = shingles.items[chosen].astype(np.int64)
        often, apart = _judged(item, texts[chosen], prints, own_lead)
        maybe[often] = True
        template[apart] = True
    return template, maybe & ~template


def _judged(
    item: NDArray[np.int64],
    text: NDArray[np.int32],
    prints: Prints,
    own_lead: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the shingles that a source prints often, and those it prints under different leads."""
    sources = int(prints.source.max(initial=0)) + 1
    day_bits = int(prints.day.max(initial=0)).bit_length() + 1
    printed, key = np.unique(item * sources + prints.source[text], return_inverse=True)
    packed = key << day_bits | prints.day[text] << 1 | own_lead[text]
    packed.sort()
    starts = np.flatnonzero(np.diff(packed >> day_bits, prepend=-1))
    if not len(starts):
        return starts, starts
    texts = np.diff(starts, append=len(packed))
    days = np.add.reduceat(np.diff(packed >> 1, prepend=-1) != 0, starts, dtype=np.int64)
    leads = np.add.reduceat(packed & 1, starts)
    number, source = np.divmod(printed[packed[starts] >> day_bits], sources)
    enough = _enough(prints.source)[source]
    often = (texts > MANY_TEXTS) & (days > MANY_DAYS)
    apart = (leads > enough) & (days > np.minimum(enough, MANY_DAYS))
    # A few of hundreds of copies have leads of their own, too: of so many it must be most.
    apart &= (texts <= MANY_TEXTS) | (2 * leads > texts)
    return number[often], number[apart]


def _enough(source: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give for each source the texts with own leads that a template stands in more than."""
    enough: NDArray[np.float64] = np.clip(SHARE * np.bincount(source), FEW, MANY_TEXTS)
    enough[0] = MANY_TEXTS
    return enough
