"""The words of many texts at once, as 64-bit hashes.

What `newskit.text.words` does with a text, done with NumPy over many: the texts are joined, and
each code point is looked up in a table. Where a form depends on its neighbours the text is
normalized by itself first, so that the words are the same in every case.

The hash of a word is a polynomial over the values of its code points, modulo 2^64, then mixed.
Prefix sums of that polynomial over a whole batch give it for any stretch of text without a loop
(Karp and Rabin 1987).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from typing import Any, Final, TypeVar
from unicodedata import normalize as unicode_normalize

import numpy as np
from numpy.typing import NDArray

from newskit.text.codepoints import (
    CAPITAL,
    CONTEXT,
    DIGIT,
    EXPANDS,
    MARK,
    MEMBER,
    SEPARATOR,
    SPACELESS,
    CodePoints,
    as_is,
    folding,
    runs,
    value_of,
)
from newskit.text.distinct import distinct
from newskit.text.mixing import MASK, mix, mix_one
from newskit.text.ranges import offsets_of, ranges
from newskit.text.words import normalize

WORD: Final = 0
"""Kind of a word of three code points or more that is none of the other kinds."""
NUMBER: Final = 1
"""Kind of a word of digits only."""
CHARACTER: Final = 2
"""Kind of a single character of a script that is written without spaces."""
SHORT: Final = 3
"""Kind of a word of one or two code points that is neither number nor such a character."""

STEM: Final = 6
"""Code points at the beginning of a word that its stem is the hash of."""

BATCH = 1 << 16
"""Characters worked on at once: what the second-level cache holds."""

_BASE = 0x9E6C63D0876A9A35  # 5 modulo 8: its powers repeat only after 2^62 of them
_INVERSE = pow(_BASE, -1, 1 << 64)

_SPACE = re.compile(r"\s")
_Item = TypeVar("_Item", bound=np.generic)


@dataclass(frozen=True, slots=True)
class HashedWords:
    """The words of a number of texts, one text's after another's.

    Attributes:
        hashes: the hash of each word, 64 bits.
        offsets: where the words of each text begin; one more than there are texts.

    And, unless they were not asked for (then there are none):
        stems: the hash of the first `STEM` code points of each word, by the same hash.
        kinds: `WORD`, `NUMBER`, `CHARACTER` or `SHORT`.
        capitals: whether a word began with a capital (upper or title case) in the text as it was.
            Never where the capital becomes several characters (`Ⅷ`), nor in a text that keeps
            combining marks in NFKC, as texts in scripts without capitals do.
    """

    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    stems: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    kinds: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))
    capitals: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))


def hashed_words(texts: Sequence[str], details: bool = False) -> HashedWords:
    """Hash the words of each text: exactly those of `newskit.text.words.words`, in their order.

    Args:
        texts: what to hash.
        details: whether stems, kinds and capitals are asked for; they take half as long again.
    """
    found, several, context = _hashed(texts, details, folding())

    def again(
        places: NDArray[np.intp], form: Callable[[str], str], table: CodePoints
    ) -> NDArray[np.intp]:
        """Hash the texts at `places` in another form; give those that need yet another."""
        nonlocal found
        if not places.size:
            return places
        better, _, unsure = _hashed(
            [form(texts[place]) for place in places.tolist()], details, table, 0
        )
        found = _filled(found, places, better)
        return places[unsure]

    again(several, str, folding())
    context = again(context, partial(unicode_normalize, "NFKC"), folding())
    again(context, normalize, as_is())
    wordless = np.flatnonzero(found.offsets[1:] == found.offsets[:-1])
    again(wordless, normalize, runs())
    return found


def word_hash(word: str) -> int:
    """Give the hash that `hashed_words` gives to a normalized word."""
    total, power = 0, 1
    for character in word:
        total += value_of(ord(character)) * power
        power = power * _BASE & MASK
    return mix_one(total & MASK)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Joined texts as code points; `bounds` is where each begins, and where the next would."""

    codes: NDArray[Any]
    bounds: NDArray[np.intp]

    def texts_at(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Give the numbers of the texts that hold these places."""
        return distinct(np.searchsorted(self.bounds, places, side="right") - 1)


def _joined(texts: Sequence[str]) -> _Batch:
    """Join texts by line ends, with one before the first and one after the last."""
    joined = "\n".join(["", *texts, ""])
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    bounds = np.concatenate([[1], np.cumsum(lengths + 1) + 1])
    encoded = joined.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(joined):
        return _Batch(np.frombuffer(encoded, "<u2"), bounds)
    return _Batch(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4"), bounds)


def _expanded(batch: _Batch, places: NDArray[np.intp], forms: dict[int, str]) -> _Batch:
    """Put for the code points at `places` what they become."""
    kinds, which = np.unique(batch.codes[places], return_inverse=True)
    becoming = [np.array([*map(ord, forms[code])], batch.codes.dtype) for code in kinds.tolist()]
    counts = np.ones(batch.codes.size, np.intp)
    counts[places] = np.array([form.size for form in becoming])[which]
    ends = np.cumsum(counts)
    codes = np.repeat(batch.codes, counts)
    codes[ranges(ends[places] - counts[places], counts[places])] = np.concatenate(
        [becoming[kind] for kind in which.tolist()]
    )
    return _Batch(codes, ends[batch.bounds - 1])


def _batches(texts: Sequence[str]) -> Iterator[tuple[list[str], list[int]]]:
    """Yield texts, long ones in pieces, with their numbers: about `BATCH` characters at a time."""
    pieces: list[str] = []
    owners: list[int] = []
    size = 0
    for owner, text in enumerate(texts):
        for piece in (text,) if len(text) <= BATCH else _pieces(text):
            pieces.append(piece)
            owners.append(owner)
            size += len(piece) + 1
            if size >= BATCH:
                yield pieces, owners
                pieces, owners, size = [], [], 0
    if pieces or not texts:
        yield pieces, owners


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text where there is space; a word never goes over it."""
    start = 0
    while space := _SPACE.search(text, start + BATCH):
        yield text[start : space.end()]
        start = space.end()
    yield text[start:]


def _hashed(
    texts: Sequence[str], details: bool, table: CodePoints, share: float = 1 / 4
) -> tuple[HashedWords, NDArray[np.intp], NDArray[np.intp]]:
    """Hash the words of texts, and name the texts of which this did not get the words.

    Args:
        texts: what to hash.
        details: whether stems, kinds and capitals are asked for.
        table: what their code points are.
        share: share of texts with code points that become several, up to which it is quicker to
            do these texts by themselves than to insert them in the whole batch.

    Returns:
        The words; the texts with code points that become several, but see `share`; and the texts
        whose normal form depends on the context.
    """
    counts = np.zeros(len(texts), np.int64)
    parts, several, context = [], [], []
    for pieces, owners in _batches(texts):
        part, *unsure = _hashed_batch(_joined(pieces), details, table, share)
        np.add.at(counts, owners, np.diff(part.offsets))
        parts.append(part)
        several.append(np.array(owners, np.intp)[unsure[0]])
        context.append(np.array(owners, np.intp)[unsure[1]])
    found = HashedWords(
        np.concatenate([part.hashes for part in parts]),
        offsets_of(counts),
        np.concatenate([part.stems for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.capitals for part in parts]),
    )
    dependent = distinct(np.concatenate(context))
    parted = distinct(np.concatenate(several))
    return found, np.setdiff1d(parted, dependent, assume_unique=True), dependent


def _hashed_batch(
    batch: _Batch, details: bool, table: CodePoints, share: float
) -> tuple[HashedWords, NDArray[np.intp], NDArray[np.intp]]:
    values, asking = table.values(batch.codes)
    flags = table.flags(batch.codes[asking])
    places = asking[flags & EXPANDS != 0]
    several = batch.texts_at(places)
    if several.size > share * (batch.bounds.size - 1):
        batch = _expanded(batch, places, table.expansions)
        values, asking = table.values(batch.codes)
        flags = table.flags(batch.codes[asking])
        several = several[:0]
    _attach_marks(values, asking[flags & MARK != 0])
    solo = asking[flags & SPACELESS != 0]
    values[solo] |= MEMBER
    before, last = _stretches(values > SEPARATOR, solo)
    context = batch.texts_at(asking[flags & CONTEXT != 0])
    return _words_at(batch, values, before, last, table if details else None), several, context


def _attach_marks(values: NDArray[np.uint64], marks: NDArray[np.intp]) -> None:
    """Make members of those marks that follow a letter, or marks after a letter."""
    if not marks.size:
        return
    first = np.diff(marks, prepend=-1) != 1
    attached = values[marks[first] - 1] > SEPARATOR
    values[marks[attached[np.cumsum(first) - 1]]] |= MEMBER


def _stretches(
    inside: NDArray[np.bool_], solo: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the place before each word and the place of its last character."""
    change = inside[1:] != inside[:-1]
    if not solo.size:
        places = np.flatnonzero(change)
        return places[0::2].copy(), places[1::2].copy()  # a strided index costs half as much again
    change[solo - 1] = True
    change[solo] = True
    places = np.flatnonzero(change)
    words = inside[places[:-1] + 1]
    return places[:-1][words], places[1:][words]


def _words_at(
    batch: _Batch,
    values: NDArray[np.uint64],
    before: NDArray[np.intp],
    last: NDArray[np.intp],
    table: CodePoints | None,
) -> HashedWords:
    bits = values.size.bit_length()
    values *= _powers(_BASE, bits)[: values.size]
    sums = np.add.accumulate(values, out=values)
    begin = sums.take(before)
    scale = _powers(_INVERSE, bits)[1:].take(before)
    words = HashedWords(
        mix((sums.take(last) - begin) * scale), np.searchsorted(before, batch.bounds - 1)
    )
    if table is None:
        return words
    length = last - before
    stems = words.hashes.copy()
    long = np.flatnonzero(length > STEM)
    stems[long] = mix((sums.take(before[long] + STEM) - begin[long]) * scale[long])
    first = table.flags(batch.codes[1:].take(before))
    kinds = _kinds(batch, before, length, first, table)
    return replace(words, stems=stems, kinds=kinds, capitals=first & CAPITAL != 0)


@cache
def _powers(base: int, bits: int) -> NDArray[np.uint64]:
    """Give 2^`bits` powers of `base` from the zeroth, modulo 2^64."""
    powers = np.full(1 << bits, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _kinds(
    batch: _Batch,
    before: NDArray[np.intp],
    length: NDArray[np.intp],
    first: NDArray[np.uint8],
    table: CodePoints,
) -> NDArray[np.uint8]:
    kinds = np.multiply(length <= 2, SHORT, dtype=np.uint8)  # the others are `WORD`, zero
    kinds[first & SPACELESS != 0] = CHARACTER
    numeric = np.flatnonzero(first & DIGIT != 0)
    if numeric.size:
        sizes = length[numeric]
        digits = table.flags(batch.codes[ranges(before[numeric] + 1, sizes)]) & DIGIT != 0
        ends = np.cumsum(sizes)
        kinds[numeric[np.logical_and.reduceat(digits, ends - sizes)]] = NUMBER
    return kinds


def _filled(words: HashedWords, places: NDArray[np.intp], other: HashedWords) -> HashedWords:
    """Give `words` with the words of `other` for the texts at `places`."""
    begins, ends = words.offsets[places].tolist(), words.offsets[places + 1].tolist()
    kept = [slice(*ends_) for ends_ in zip([0, *ends], [*begins, None], strict=True)]
    new = [slice(*ends_) for ends_ in pairwise(other.offsets.tolist())]

    def merged(of: NDArray[_Item], by: NDArray[_Item]) -> NDArray[_Item]:
        parts = [of] * (len(kept) + len(new))
        parts[0::2] = [of[stretch] for stretch in kept]
        parts[1::2] = [by[stretch] for stretch in new]
        return np.concatenate(parts)

    counts = np.diff(words.offsets)
    counts[places] = np.diff(other.offsets)
    return HashedWords(
        merged(words.hashes, other.hashes),
        offsets_of(counts),
        merged(words.stems, other.stems),
        merged(words.kinds, other.kinds),
        merged(words.capitals, other.capitals),
    )
