"""What a kernel is: the inner loops of finding copies, on arrays; each gives the same numbers.

The kernel of newskit is NumPy (`newskit.duplicates.kernel`). Another one may be faster, never
different: what it gives is compared bit for bit with that one (`newskit.testing`). All functions
may be called from several threads at once, on arrays of their own; one that lets the
interpreter's lock go lets them run side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MARKS = ("boilerplate", "copies", "copy_of")
"""Marks that say what the stage of the duplicates, or one before it, found out already."""


class HashedTexts(NamedTuple):
    """The words and shingles of a number of texts, as hashes.

    Attributes:
        keys: 64 bits for each text that tell its words and their order.
        lengths: the words of each text.
        shingles: 64-bit hashes of the word n-grams, in the order of the texts, with repeats.
        offsets: where those of each text begin; one more than there are texts.
    """

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    shingles: NDArray[np.uint64]
    offsets: NDArray[np.int64]


class Lines(NamedTuple):
    """Lines of JSON Lines, as far as they are plain.

    A line is plain when it is one JSON object in UTF-8 that any reader takes, without a byte order
    mark, with a text that is more than white space, whose keys are each there once and are written
    without escapes, in which each of `newskit.article.KNOWN` that is there is a string with
    something in it, without any of `MARKS`, at most eight levels deep.
    Of one that is not, `plain` alone says something.

    Attributes:
        starts, ends: where each line begins, and where the next one does.
        plain: whether it is plain.
        spans: where the strings of `KNOWN` stand in the block, without their quotes: start and
            end, -1 and -1 for a key that is not there; of the shape (lines, 8, 2).
        days: the day of publication (`date.toordinal`, UTC) of times that are written as
            `2026-03-02T17:40:00Z`; 0 where there is none, -1 where it is written otherwise.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    plain: NDArray[np.bool_]
    spans: NDArray[np.int64]
    days: NDArray[np.int64]


class Kernel(Protocol):
    """The inner loops of finding copies."""

    def scan(self, block: NDArray[np.uint8]) -> Lines | None:
        """Find the lines of a block of JSON Lines, which ends with a line.

        Returns:
            The lines; None from a kernel that does not scan: then each line is parsed.
        """

    def hash_texts(self, texts: Sequence[str]) -> HashedTexts:
        """Hash the words and shingles of texts."""

    def hash_strings(
        self, block: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[HashedTexts, NDArray[np.bool_]]:
        """Hash texts that are JSON strings in a block, as `scan` found them.

        Args:
            block: the bytes.
            starts: where each string begins, behind its quote.
            ends: where each ends, before its quote.

        Returns:
            The hashed texts, and which of them are left to `hash_texts`; these have no words here.
        """

    def scatter(
        self,
        hashed: HashedTexts,
        texts: NDArray[np.int64],
        bits: int,
        parts: int,
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Pack shingles with their texts, by ranges of the hash.

        A packed shingle has the hash in its upper bits, then `text << 1 | behind`: whether it
        stands behind the lead of the text (`newskit.duplicates.shingling.LEAD`).

        Args:
            hashed: a number of texts.
            texts: the number of each, or -1 for one whose shingles are left out.
            bits: lower bits of a packed shingle that are not hash.
            parts: ranges of the hash, a power of two: the upper bits tell the range.

        Returns:
            The packed shingles, those of one range behind those of the range before, and where
            each range begins, one more than there are. Inside of a range they have no order, and
            may be there several times.
        """

    def reduce(
        self,
        part: NDArray[np.uint64],
        bits: int,
        sizes: NDArray[np.int32],
        leads: NDArray[np.int32],
        shared_leads: NDArray[np.int32],
    ) -> NDArray[np.uint64]:
        """Keep of a range of packed shingles what two or more texts hold.

        Args:
            part: ascending packed shingles, repeats among them; it may be overwritten.
            bits: lower bits that are not hash.
            sizes: for each text, the different shingles of the range are added.
            leads: for each text, those of them that stand in its lead are added.
            shared_leads: for each text, those of its lead that are kept are added.

        Returns:
            The packed shingles that are kept, ascending: of a hash and a text one, the lowest.
        """

    def bands(self, hashes: NDArray[np.uint32], offsets: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Give the band keys of texts (`newskit.duplicates.kernel` says what they are).

        Args:
            hashes: 32-bit hashes of the shingles that are signed.
            offsets: where those of each text begin; each text has some.

        Returns:
            An array of the shape (bands, texts).
        """

    def split(
        self, numbers: NDArray[np.uint64], parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Put numbers of one range behind those of the range before.

        Args:
            numbers: in any order; they may be overwritten.
            parts: ranges, a power of two: the upper bits of a number tell its range.

        Returns:
            The numbers, in no order inside of a range, and where each range begins, one more than
            there are.
        """

    def count_common(
        self,
        sets: NDArray[np.uint64],
        bits: int,
        one: NDArray[np.int64],
        other: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Count the items that pairs of sets have in common.

        Args:
            sets: items in sets, ascending in each and each once; without their upper bits
                (`item << bits`) they compare across sets.
            bits: upper bits that say whose an item is; they are the same in all of a set.
            one: where the first set of each pair begins and ends, of the shape (pairs, 2); pairs
                with one first set follow each other.
            other: the second sets.
        """
