"""Texts word by word: some texts of a collection at a time, read again.

What is asked of them is where passages stand, and facts: names and numbers. A form filled in anew
is worded like the one before, but its facts are others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.collection import Collection
from newskit.duplicates.overlap import share
from newskit.duplicates.sets import firsts
from newskit.duplicates.shingling import covered, shingle_hashes
from newskit.duplicates.texts import story_texts
from newskit.kernels import Kernel
from newskit.text.hashing import NUMBER, HashedWords, hashed_words
from newskit.text.ranges import offsets_of

FACTS = 4
"""Fewest facts that can contradict."""

_PAIRS = 512


@dataclass(frozen=True, slots=True)
class Wordings:
    """Some texts word by word.

    Attributes:
        words: their words.
        own: whether each of these stands in no shingle of a template.
        shingles: their shingles, the one that begins with each word, as far as there is one.
        offsets: where the shingles of each text begin.
    """

    words: HashedWords
    own: NDArray[np.bool_]
    shingles: NDArray[np.uint64]
    offsets: NDArray[np.int64]

    def own_of(self, text: int) -> NDArray[np.bool_]:
        """Give for each word of a text whether it stands in no shingle of a template."""
        return self.own[self.words.offsets[text] : self.words.offsets[text + 1]]

    def shingles_of(self, text: int) -> NDArray[np.uint64]:
        """Give the shingles of a text in their order."""
        return self.shingles[self.offsets[text] : self.offsets[text + 1]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What each of some texts says: its words, and those of its own that are facts.

    A fact is a number, or begins with a capital.

    Attributes:
        counts: the different facts of each text.
        packed: the words of all texts and then the facts of all, a set for each.
        bits: upper bits of these that say whose they are.
        words: where the words of each text begin and end, two columns.
        facts: where its facts do.
        kernel: counts what sets have in common.
    """

    counts: NDArray[np.int64]
    packed: NDArray[np.uint64]
    bits: int
    words: NDArray[np.int64]
    facts: NDArray[np.int64]
    kernel: Kernel

    def shared(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count the facts that both texts of each pair have."""
        return self._common(self.facts[one], self.facts[other])

    def lacking(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count the facts of one text of each pair that the other has nowhere."""
        return self.counts[one] - self._common(self.facts[one], self.words[other])

    def differ(
        self, one: NDArray[np.int64], other: NDArray[np.int64], most: float
    ) -> NDArray[np.bool_]:
        """Tell which texts have facts of their own each, more than a share of all it has."""
        differ = np.ones(len(one), np.bool_)
        for text, against in ((one, other), (other, one)):
            lacking = self.lacking(text, against)
            differ &= (lacking >= FACTS) & (share(lacking, self.counts[text]) > most)
        return differ

    def _common(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        return self.kernel.count_common(self.packed, self.bits, one, other)


def wordings_of_pairs(
    collection: Collection, a: NDArray[np.int64], b: NDArray[np.int64]
) -> Iterator[tuple[Wordings, slice, NDArray[np.int64], NDArray[np.int64]]]:
    """Read the texts of pairs; those of a few pairs are held at a time.

    Returns:
        Some texts, which of the pairs they are of, and the numbers of both texts among them.
    """

    def read(start: int) -> tuple[Wordings, slice, NDArray[np.int64], NDArray[np.int64]]:
        some = slice(start, start + _PAIRS)
        texts, places = np.unique(np.concatenate([a[some], b[some]]), return_inverse=True)
        one, other = places.reshape(2, -1)
        return _wordings(collection, texts), some, one, other

    return collection.workspace.each(read, range(0, len(a), _PAIRS))


def _wordings(collection: Collection, texts: NDArray[np.int64]) -> Wordings:
    words = hashed_words(story_texts(collection.articles, texts.tolist()), details=True)
    shingles, offsets = shingle_hashes(words)
    own = ~covered(collection.is_template(shingles), offsets, words.offsets)
    return Wordings(words, own, shingles, offsets)


def facts_of(texts: Wordings, kernel: Kernel) -> Facts:
    """Give what texts say."""
    words = texts.words
    count = len(words.offsets) - 1
    bits = (2 * count).bit_length()
    is_fact = texts.own & (words.capitals | (words.kinds == NUMBER))
    text = np.repeat(np.arange(count, dtype=np.uint64), np.diff(words.offsets))
    owner = np.concatenate([text, count + text[is_fact]]) << np.uint64(64 - bits)
    packed = np.concatenate([words.hashes, words.hashes[is_fact]]) >> np.uint64(bits) | owner
    packed.sort()
    packed = packed[firsts(packed, 0)]
    sizes = np.bincount((packed >> np.uint64(64 - bits)).view(np.int64), minlength=2 * count)
    ends = offsets_of(sizes)
    spans = np.stack([ends[:-1], ends[1:]], axis=1)
    return Facts(sizes[count:], packed, bits, spans[:count], spans[count:], kernel)
