"""Articles as hashed texts: which are equal, how long each is, and its shingles.

One pass over the articles, a batch at a time; no text is kept. Equal texts are one text.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import compress, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.sets import flagged, pack, text_of
from newskit.duplicates.shingling import shingle_hashes
from newskit.text.hashing import HashedWords, hashed_words
from newskit.text.mixing import mix
from newskit.text.ranges import ranges
from newskit.text.times import day

LEAD = 36
"""Shingles at the beginning of a text that are its lead: those of its first 40 words."""

BATCH = 1_024
"""Articles whose texts are in memory at once."""

_ORDER = np.uint64(0xD6E8FEB86659FD93)
"""Odd number whose powers make the key of a text depend on the order of its words."""


@dataclass(slots=True)
class Texts:
    """The different texts of articles, numbered in the order in which they first appear.

    Attributes:
        of: the number of the text of each article.
        first: the first article with each text.
        keys: 64 bits for each text; equal texts alone have equal ones.
        lengths: the words of each text.
        sizes: the different shingles of each text.
        leads: those of its lead.
        shingles: runs of packed shingles (`newskit.duplicates.sets`); the flag says that one
            stands behind the lead.
        bits: lower bits of a packed hash that are not hash.
        in_part: whether each text is all of an article's, or boilerplate was left out.
        prints: source and day (`date.toordinal`) of each text, as far as they are known, else ""
            and 0; of equal texts those that come first.
    """

    of: NDArray[np.int64]
    first: NDArray[np.int64]
    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    sizes: NDArray[np.int64]
    leads: NDArray[np.int64]
    shingles: list[NDArray[np.uint64]]
    bits: int
    in_part: NDArray[np.bool_]
    prints: list[tuple[str, int]]


class _Batch(NamedTuple):
    """Hashed texts: key and length of each, and shingles with where each text's begin."""

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    shingles: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    in_part: list[bool]
    prints: list[tuple[str, int]]


def hashed_texts(articles: Sequence[Article], jobs: int = 1) -> Texts:
    """Hash the texts of articles, boilerplate left out.

    Args:
        articles: the articles; gone through once.
        jobs: threads that hash.
    """
    numbering = _Numbering(bits=len(articles).bit_length() + 1)
    for batch in _batches(articles, jobs):
        numbering.add(batch)
    return numbering.texts()


class _Numbering:
    """Numbers different texts as they come.

    Args:
        bits: lower bits of a packed hash that are not hash.
    """

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._numbers: dict[int, int] = {}
        self._of: list[int] = []
        self._prints: dict[int, tuple[str, int]] = {}
        self._in_part: set[int] = set()
        self._runs: list[NDArray[np.uint64]] = []
        # First article, key, length, size and lead of the texts of each batch.
        self._known: list[tuple[NDArray[np.int64], ...]] = [(np.empty(0, np.int64),) * 5]

    def add(self, batch: _Batch) -> None:
        """Number the texts of the next articles."""
        numbers, start, before = self._numbers, len(self._numbers), len(self._of)
        # A text without a word equals none; a number below zero is the key of no other.
        keys = np.where(batch.lengths > 0, batch.keys, 0).tolist()
        mine = [
            numbers.setdefault(key or -1 - position, len(numbers))
            for position, key in enumerate(keys, before)
        ]
        self._of += mine
        for text, printed in zip(mine, batch.prints, strict=True):
            self._prints[text] = min(printed, self._prints.get(text, printed))
        self._in_part.update(compress(mine, batch.in_part))
        numbered, place = np.unique(mine, return_index=True)
        place = place[numbered >= start]
        run = _packed(batch, place, start, self._bits)
        self._runs.append(run)
        number = text_of(run, self._bits) - start
        sizes = np.bincount(number, minlength=len(place))
        leads = np.bincount(number[~flagged(run)], minlength=len(place))
        key, length = batch.keys[place].view(np.int64), batch.lengths[place]
        self._known.append((place + before, key, length, sizes, leads))

    def texts(self) -> Texts:
        """Give all that were numbered."""
        first, keys, lengths, sizes, leads = map(np.concatenate, zip(*self._known, strict=True))
        return Texts(
            of=np.array(self._of, np.int64),
            first=first,
            keys=keys.view(np.uint64),
            lengths=lengths,
            sizes=sizes,
            leads=leads,
            shingles=self._runs,
            bits=self._bits,
            in_part=np.isin(np.arange(len(first)), sorted(self._in_part)),
            prints=list(self._prints.values()),
        )


def _batches(articles: Sequence[Article], jobs: int) -> Iterator[_Batch]:
    """Hash batches of articles, on several threads if there are several batches."""
    rest = iter(articles)
    texts = iter(lambda: list(islice(rest, BATCH)), [])
    if jobs == 1 or len(articles) <= BATCH:
        yield from map(_hashed, texts)
        return
    with ThreadPoolExecutor(jobs) as pool:
        # A few batches at a time: a pool takes all it is given, and would keep every text.
        while some := list(islice(texts, 2 * jobs)):
            yield from pool.map(_hashed, some)


def _hashed(articles: Sequence[Article]) -> _Batch:
    texts = [article.story_text() for article in articles]
    words = hashed_words(texts)
    in_part = [
        len(text) != len(article.text) for text, article in zip(texts, articles, strict=True)
    ]
    prints = [
        ((article.source or "").strip().casefold(), day(article.published) or 0)
        for article in articles
    ]
    return _Batch(_keys(words), np.diff(words.offsets), *shingle_hashes(words), in_part, prints)


def _keys(words: HashedWords) -> NDArray[np.uint64]:
    """Give 64 bits for each text that tell its words and their order."""
    lengths = np.diff(words.offsets)
    powers = np.full(int(lengths.max(initial=1)), _ORDER)
    np.multiply.accumulate(powers, out=powers)
    weighted = words.hashes * powers[ranges(np.zeros_like(lengths), lengths)]
    sums = np.add.reduceat(np.append(weighted, np.uint64(0)), words.offsets[:-1])
    return mix(sums + lengths.astype(np.uint64))


def _packed(batch: _Batch, new: NDArray[np.intp], first: int, bits: int) -> NDArray[np.uint64]:
    """Pack the shingles of the `new` texts of a batch, which are numbered from `first` on."""
    whole = np.diff(batch.offsets)
    hashes = batch.shingles
    if len(new) < len(whole):
        hashes = hashes[ranges(batch.offsets[new], whole[new])]
    counts = whole[new]
    tags = np.repeat(np.arange(first, first + len(new)) << 1 | 1, counts)
    tags[ranges(np.cumsum(counts) - counts, np.minimum(counts, LEAD))] ^= 1
    return pack(hashes, tags, bits)
