"""What a kernel is: the inner loops of finding copies, on arrays; each gives the same numbers.

The kernel of newskit is NumPy (`newskit.duplicates.kernel`). Another one may be faster, never
different: what it gives is compared bit for bit with that one (`newskit.testing`). All functions
may be called from several threads at once, on arrays of their own; one that lets the
interpreter's lock go lets them run side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Find: TypeAlias = "Callable[[NDArray[np.uint64]], NDArray[np.int64]]"
"""Gives for each hash its place in a list, or -1."""

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
            `2026-03-02T17:40:00Z` or `2026-03-02`; 0 where there is none, -1 where it is written
            otherwise.
        clocks: the second of that day, -1 where there is none, or it is written otherwise.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    plain: NDArray[np.bool_]
    spans: NDArray[np.int64]
    days: NDArray[np.int64]
    clocks: NDArray[np.int64]


class Printed(NamedTuple):
    """When and by whom texts were printed, as far as it tells templates from copies.

    Attributes:
        source: number of the source of each text, 0 where it is not known.
        day: a number of the day of each text, at least 0.
        own_lead: whether each text begins with what no other text has.
        enough: for each source the texts with own leads that a template stands in more than; one
            more than there are sources.
    """

    source: NDArray[np.int64]
    day: NDArray[np.int64]
    own_lead: NDArray[np.bool_]
    enough: NDArray[np.float64]


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
        pieces: Sequence[NDArray[np.uint64]],
        bits: int,
        repeats: NDArray[np.int32],
        lead_repeats: NDArray[np.int32],
        shared_leads: NDArray[np.int32],
    ) -> NDArray[np.uint64]:
        """Keep of a range of packed shingles what two or more texts hold.

        Args:
            pieces: packed shingles in any order, repeats among them; they may be overwritten.
            bits: lower bits that are not hash.
            repeats: for each text, the shingles of the range that it has once more are added.
            lead_repeats: for each text, those of them that stand in its lead are added.
            shared_leads: for each text, those of its lead that are kept are added.

        Returns:
            The packed shingles that are kept, ascending: of a hash and a text one, the lowest.
        """

    def judge(
        self, part: NDArray[np.uint64], bits: int, printed: Printed
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Find the shingles of a range that are part of a template, or may be.

        Args:
            part: what `reduce` kept of a range.
            bits: lower bits that are not hash.
            printed: when and by whom the texts were printed.

        Returns:
            Where in the range those shingles begin that one source prints often
            (`newskit.duplicates.templates`), ascending; how many texts hold each; and whether it
            is printed under different leads, so that it is a template for certain.
        """

    def by_text(
        self, turned: NDArray[np.uint64], bits: int
    ) -> tuple[NDArray[np.uint64], int, NDArray[np.int64]]:
        """Sort packed shingles by their texts.

        Args:
            turned: shingles that were turned round (`newskit.duplicates.sets.turned`), some at
                least; those of each text ascend.
            bits: upper bits that say the text.

        Returns:
            The shingles, ascending, in memory of their own; the first text, and how many each from
            there on has.
        """

    def set_apart(
        self, items: NDArray[np.uint64], offsets: NDArray[np.int64], chosen: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Put the chosen items of each set behind the others; both keep their order.

        Args:
            items: the items of sets, changed in place.
            offsets: where those of each set begin, one more than there are sets.
            chosen: which of the items are chosen.

        Returns:
            How many of each set are.
        """

    def lookup(self, hashes: NDArray[np.uint64], bits: int) -> Find:
        """Make what finds hashes in an ascending list of them; most of those asked are not in it.

        Args:
            hashes: the list, the lowest `bits` bits of each being zero.
            bits: lower bits of what is asked that do not count.
        """

    def bands(self, hashes: NDArray[np.uint32], offsets: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Give the band keys of texts (`newskit.duplicates.kernel` says what they are).

        Args:
            hashes: 32-bit hashes of the shingles that are signed.
            offsets: where those of each text begin; each text has some.

        Returns:
            An array of the shape (bands, texts).
        """

    def pairs(self, packed: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the pairs of texts that share a bucket (`newskit.duplicates.buckets`).

        Args:
            packed: texts in buckets, `bucket << 32 | text`, ascending; texts are below 2^31.

        Returns:
            Pairs as `smaller << 32 | larger`, in no order, as often as they share one.
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
