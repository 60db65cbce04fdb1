"""The words of many texts at once, as 64-bit hashes.

What `newskit.text.words` does with a text, done with NumPy over many: the texts are joined, and a
table says of each code point what it normalizes to and whether words are made of it. Where a form
depends on its neighbours (combining marks, Hangul jamo) the text is normalized by itself first, so
that the words are the same in every case.

The hash of a word is a polynomial over its code points, each of them mixed to 62 bits, modulo 2^64,
then finalized. Prefix sums of that polynomial over a whole batch give it for any stretch of text
without a loop (Karp and Rabin 1987); mixer and finalizer are SplitMix64's (Steele, Lea and Flood
2014).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Any, Final, TypeVar
from unicodedata import category
from unicodedata import normalize as unicode_normalize

import numpy as np
from numpy.typing import NDArray

from newskit.text.words import WORD_PATTERN, normalize, words

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

_SPACE = re.compile(r"\s")
_Item = TypeVar("_Item", bound=np.generic)


@dataclass(frozen=True, slots=True)
class HashedWords:
    """The words of a number of texts, one text's after another's.

    Attributes:
        hashes: the hash of each word, 64 bits.
        offsets: where the words of each text begin; one more than there are texts.
        stems: the hash of the first `STEM` code points of each word, by the same hash.
        kinds: `WORD`, `NUMBER`, `CHARACTER` or `SHORT`.
        capitals: whether a word began with a capital (upper or title case) in the text as it was.
            Never where the capital becomes several characters (`Ⅷ`), nor in a text that keeps
            combining marks in NFKC, as texts in scripts without capitals do.
    """

    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    stems: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    capitals: NDArray[np.bool_]


def hashed_words(texts: Sequence[str]) -> HashedWords:
    """Hash the words of each text: exactly those of `newskit.text.words.words`, in their order."""
    found, several, context = _hashed(texts, _folding())

    def again(
        places: NDArray[np.intp], form: Callable[[str], str], table: _CodePoints
    ) -> NDArray[np.intp]:
        """Hash the texts at `places` in another form; give those that need yet another."""
        nonlocal found
        if not places.size:
            return places
        better, _, unsure = _hashed([form(texts[place]) for place in places.tolist()], table, 0)
        found = _filled(found, places, better)
        return places[unsure]

    again(several, str, _folding())
    context = again(context, partial(unicode_normalize, "NFKC"), _folding())
    again(context, normalize, _as_is())
    wordless = np.flatnonzero(found.offsets[1:] == found.offsets[:-1])
    again(wordless, normalize, _runs())
    return found


def word_hash(word: str) -> int:
    """Give the hash that `hashed_words` gives to a normalized word."""
    total, power = 0, 1
    for character in word:
        total += (mix_one(ord(character) + 1) | 3 << 62) * power
        power = power * _BASE & _MASK
    return mix_one(total & _MASK)


# --- the hash -------------------------------------------------------------------------------------

_MASK = (1 << 64) - 1
_BASE = 0x9E6C63D0876A9A35  # 5 modulo 8: its powers repeat only after 2^62 of them
_INVERSE = pow(_BASE, -1, 1 << 64)
_SHIFTS = 30, 27, 31
_FACTORS = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def mix_one(number: int) -> int:
    """Spread every bit of a 64-bit number over all bits; no two numbers become one."""
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        number = (number ^ number >> shift) * factor & _MASK
    return number ^ number >> _SHIFTS[-1]


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Do what `mix_one` does with each number of an array, in place."""
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        numbers ^= numbers >> np.uint64(shift)
        numbers *= np.uint64(factor)
    numbers ^= numbers >> np.uint64(_SHIFTS[-1])
    return numbers


def _values_of(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give what code points add to the hash of their words."""
    return mix(codes + np.uint64(1)) | np.uint64(3 << 62)


@cache
def _powers(base: int, bits: int) -> NDArray[np.uint64]:
    """Give 2^`bits` powers of `base` from the zeroth, modulo 2^64."""
    powers = np.full(1 << bits, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


# --- what a code point is -------------------------------------------------------------------------

# Values of code points. What words are made of has the upper two bits set, a separator is between,
# and below are those whose flags tell more. Zero stands in a block that was never needed.
_MEMBER = np.uint64(3 << 62)
_SEPARATOR = np.uint64(1 << 62)

_LETTER, _CAPITAL, _DIGIT, _SPACELESS, _MARK, _EXPANDS, _CONTEXT = (1 << bit for bit in range(7))
_TELLS_MORE = _SPACELESS | _MARK | _EXPANDS | _CONTEXT

_BLOCK = 256
_CODE_POINTS = 0x110000

# Letters that join the one before them: vowels and finals of Hangul, vowels of Kirat Rai.
_JOINING = frozenset(map(chr, [*range(0x1161, 0x1200), *range(0x16D63, 0x16D6B)]))
# Variation selectors: marks that nothing is composed with.
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


class _CodePoints:
    """What each code point counts for: its value in the hash, and flags.

    Made for a block of code points when one of them is first met: all of Unicode takes a second.

    Args:
        form: gives what a code point becomes; None where its neighbours have a say in that.
        kind: gives the flags of one that becomes a single code point.
    """

    def __init__(self, form: Callable[[str], str | None], kind: Callable[[str], int]) -> None:
        self._form, self._kind = form, kind
        # Zeros take no memory until something else is written.
        self._values = np.zeros(_CODE_POINTS, np.uint64)
        self._flags = np.zeros(_CODE_POINTS, np.uint8)
        self.expansions: dict[int, str] = {}

    def values(self, codes: NDArray[Any]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
        """Give the values of code points, and the places of those whose flags tell more."""
        values = self._values.take(codes)
        asking = np.flatnonzero(values < _SEPARATOR)
        missing = codes[asking[values[asking] == 0]] // _BLOCK
        if not missing.size:
            return values, asking
        for block in np.unique(missing).tolist():
            self._make(block * _BLOCK)
        return self.values(codes)

    def flags(self, codes: NDArray[Any]) -> NDArray[np.uint8]:
        """Give the flags of code points; their values must have been asked for."""
        return self._flags.take(codes)

    def _make(self, first: int) -> None:
        forms = [self._form(chr(code)) for code in range(first, first + _BLOCK)]
        flags = np.array([self._flags_of(form) for form in forms], np.uint8)
        single = [ord(form) if form and len(form) == 1 else 0 for form in forms]
        values = _values_of(np.array(single, np.uint64))
        values[flags & _TELLS_MORE != 0] &= ~_MEMBER
        values[flags & (_TELLS_MORE | _LETTER) == 0] = _SEPARATOR
        capital = [
            chr(code).isupper() or chr(code).istitle() for code in range(first, first + _BLOCK)
        ]
        self._values[first : first + _BLOCK] = values
        self._flags[first : first + _BLOCK] = flags | np.multiply(capital, _CAPITAL, dtype=np.uint8)
        for code, form in enumerate(forms, first):
            if form is not None and len(form) != 1:
                self.expansions[code] = form

    def _flags_of(self, form: str | None) -> int:
        if form is None:
            return _CONTEXT
        return self._kind(form) if len(form) == 1 else _EXPANDS


@cache
def _folding() -> _CodePoints:
    """Give the table for texts as they come."""
    return _CodePoints(_folded, _kind)


@cache
def _as_is() -> _CodePoints:
    """Give the table for normalized texts."""
    return _CodePoints(str, _kind)


@cache
def _runs() -> _CodePoints:
    """Give the table for normalized texts without a word, of which each run of non-space is one."""
    return _CodePoints(str, lambda form: 0 if form.isspace() else _LETTER)


def _folded(character: str) -> str | None:
    """Give what a code point normalizes to, or None if what stands around it has a say."""
    form = normalize(character)
    begins = character, unicode_normalize("NFKD", character)[0], form[:1]
    if any(map(_interacts, begins)):
        return None
    if len(form) < 2:
        return form
    if words(f"x{form}x") == ["x", "x"]:
        return " "
    return form if all(_folded(part) == part for part in form) else None


def _interacts(character: str) -> bool:
    """Tell whether a code point may change what is before it or change places with it."""
    return character in _JOINING or (
        category(character or " ")[0] == "M" and character not in _SELECTORS
    )


def _kind(form: str) -> int:
    """Give the flags of a normalized code point; what it is in a word, the pattern tells."""
    begins, follows = WORD_PATTERN.match(form), WORD_PATTERN.fullmatch("x" + form)
    if not begins:
        return _MARK if follows else 0
    return (_LETTER if follows else _SPACELESS) | _DIGIT * form.isdigit()


# --- from texts to words --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Batch:
    """Joined texts as code points; `bounds` is where each begins, and where the next would."""

    codes: NDArray[Any]
    bounds: NDArray[np.intp]

    def texts_at(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Give the numbers of the texts that hold these places."""
        return np.unique(np.searchsorted(self.bounds, places, side="right") - 1)


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
    codes[_ranges(ends[places] - counts[places], counts[places])] = np.concatenate(
        [becoming[kind] for kind in which.tolist()]
    )
    return _Batch(codes, ends[batch.bounds - 1])


def _ranges(starts: NDArray[np.intp], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give `counts` consecutive numbers from each of `starts`."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if ends.size else 0) + np.repeat(starts - ends + counts, counts)


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
    texts: Sequence[str], table: _CodePoints, share: float = 1 / 4
) -> tuple[HashedWords, NDArray[np.intp], NDArray[np.intp]]:
    """Hash the words of texts, and name the texts of which this did not get the words.

    Args:
        texts: what to hash.
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
        part, *unsure = _hashed_batch(_joined(pieces), table, share)
        np.add.at(counts, owners, np.diff(part.offsets))
        parts.append(part)
        several.append(np.array(owners, np.intp)[unsure[0]])
        context.append(np.array(owners, np.intp)[unsure[1]])
    found = HashedWords(
        np.concatenate([part.hashes for part in parts]),
        _running(counts),
        np.concatenate([part.stems for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.capitals for part in parts]),
    )
    dependent = np.unique(np.concatenate(context))
    return found, np.setdiff1d(np.concatenate(several), dependent), dependent


def _hashed_batch(
    batch: _Batch, table: _CodePoints, share: float
) -> tuple[HashedWords, NDArray[np.intp], NDArray[np.intp]]:
    values, asking = table.values(batch.codes)
    flags = table.flags(batch.codes[asking])
    places = asking[flags & _EXPANDS != 0]
    several = batch.texts_at(places)
    if several.size > share * (batch.bounds.size - 1):
        batch = _expanded(batch, places, table.expansions)
        values, asking = table.values(batch.codes)
        flags = table.flags(batch.codes[asking])
        several = several[:0]
    _attach_marks(values, asking[flags & _MARK != 0])
    solo = asking[flags & _SPACELESS != 0]
    values[solo] |= _MEMBER
    before, last = _stretches(values > _SEPARATOR, solo)
    context = batch.texts_at(asking[flags & _CONTEXT != 0])
    return _words_at(batch, values, before, last, table), several, context


def _attach_marks(values: NDArray[np.uint64], marks: NDArray[np.intp]) -> None:
    """Make members of those marks that follow a letter, or marks after a letter."""
    if not marks.size:
        return
    first = np.diff(marks, prepend=-1) != 1
    attached = values[marks[first] - 1] > _SEPARATOR
    values[marks[attached[np.cumsum(first) - 1]]] |= _MEMBER


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
    table: _CodePoints,
) -> HashedWords:
    bits = values.size.bit_length()
    values *= _powers(_BASE, bits)[: values.size]
    sums = np.add.accumulate(values, out=values)
    begin = sums.take(before)
    scale = _powers(_INVERSE, bits)[1:].take(before)
    length = last - before
    hashes = mix((sums.take(last) - begin) * scale)
    stems = hashes.copy()
    long = np.flatnonzero(length > STEM)
    stems[long] = mix((sums.take(before[long] + STEM) - begin[long]) * scale[long])
    first = table.flags(batch.codes[1:].take(before))
    return HashedWords(
        hashes,
        np.searchsorted(before, batch.bounds - 1),
        stems,
        _kinds(batch, before, length, first, table),
        first & _CAPITAL != 0,
    )


def _kinds(
    batch: _Batch,
    before: NDArray[np.intp],
    length: NDArray[np.intp],
    first: NDArray[np.uint8],
    table: _CodePoints,
) -> NDArray[np.uint8]:
    kinds = np.multiply(length <= 2, SHORT, dtype=np.uint8)  # the others are `WORD`, zero
    kinds[first & _SPACELESS != 0] = CHARACTER
    numeric = np.flatnonzero(first & _DIGIT != 0)
    if numeric.size:
        sizes = length[numeric]
        digits = table.flags(batch.codes[_ranges(before[numeric] + 1, sizes)]) & _DIGIT != 0
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
        _running(counts),
        merged(words.stems, other.stems),
        merged(words.kinds, other.kinds),
        merged(words.capitals, other.capitals),
    )


def _running(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where each of consecutive stretches begins, and where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
