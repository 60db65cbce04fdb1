"""The kernel: the inner loops give what their definitions in plain Python give."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates import kernel as module
from newskit.duplicates.kernel import BANDS, KERNEL, ROWS
from newskit.duplicates.shingling import LEAD, hashfunc
from newskit.kernels import HashedTexts
from newskit.text.mixing import mix_one
from newskit.text.words import shingles, words

HASHES = [mix_one(number) for number in range(9)] + [0, (1 << 64) - 1, 1 << 63, (1 << 63) - 1]
hashes = st.sampled_from(HASHES)
parts = st.sampled_from([1, 2, 8, 256])


def in_ranges(numbers: np.ndarray, bounds: np.ndarray, parts: int) -> list[int]:
    """Check that each number stands in its range, and give all, sorted."""
    assert (bounds[0], bounds[-1], len(bounds)) == (0, len(numbers), parts + 1)
    for part in range(parts):
        for number in numbers[bounds[part] : bounds[part + 1]].tolist():
            assert number * parts >> 64 == part
    return sorted(numbers.tolist())


# Texts


@given(st.lists(st.text(st.sampled_from("ab c,é橋7"), max_size=30), max_size=6))
def test_texts_are_hashed_word_by_word_and_shingle_by_shingle(texts: list[str]) -> None:
    found = KERNEL.hash_texts(texts)
    said = [tuple(words(text)) for text in texts]
    assert found.lengths.tolist() == [*map(len, said)]
    for one, a in zip(said, found.keys.tolist(), strict=True):
        assert [one == other for other in said] == [a == b for b in found.keys.tolist()]
    assert [key == 0 for key in found.keys.tolist()] == [not each for each in said]
    for n, each in enumerate(said):
        here = found.shingles[found.offsets[n] : found.offsets[n + 1]]
        runs = [each[at : at + 5] for at in range(max(len(each) - 4, 1))] if each else []
        expected = [hashfunc(" ".join(run).encode()) for run in runs]
        assert (here >> np.uint64(32)).tolist() == expected
        assert set(expected) == {
            hashfunc(shingle.encode()) for shingle in shingles(words(texts[n]))
        }
    assert found.offsets[-1] == len(found.shingles)


# Scatter, split


def hashed(texts: list[list[int]]) -> HashedTexts:
    offsets = np.cumsum([0, *map(len, texts)])
    none = np.zeros(len(texts), np.int64)
    every = [hash_ for text in texts for hash_ in text]
    return HashedTexts(none.view(np.uint64), none, np.array(every, np.uint64), offsets)


@given(
    st.lists(
        st.tuples(st.lists(hashes, max_size=9), st.booleans(), st.sampled_from([0, LEAD - 4]))
    ),
    st.integers(0, 90),
    st.integers(8, 40),
    parts,
)
def test_shingles_are_scattered_with_their_texts(texts, first: int, bits: int, parts: int) -> None:
    """Each with the number of its text, and whether it stands behind the lead; or left out."""
    said = [[HASHES[-1]] * before + some for some, _, before in texts]
    numbers = [first + n if counts else -1 for n, (_, counts, _) in enumerate(texts)]
    expected = [
        hash_ >> bits << bits | number << 1 | (place >= LEAD)
        for text, number in zip(said, numbers, strict=True)
        for place, hash_ in enumerate(text)
        if number >= 0
    ]
    given = hashed(said)
    found = KERNEL.scatter(given, np.array(numbers, np.int64), bits, parts)
    assert in_ranges(*found, parts) == sorted(expected)
    assert given.shingles.tolist() == [hash_ for text in said for hash_ in text]  # left as they are


@given(st.lists(hashes | st.integers(0, (1 << 64) - 1), max_size=40), parts)
def test_numbers_are_split_by_their_upper_bits(numbers: list[int], parts: int) -> None:
    found = KERNEL.split(np.array(numbers, np.uint64), parts)
    assert in_ranges(*found, parts) == sorted(numbers)


# Reduce

BITS = 8
packed = st.lists(st.tuples(hashes, st.integers(0, 5), st.booleans()), max_size=40)


@given(packed)
def test_what_two_texts_hold_is_kept_and_what_is_there_again_is_counted(found) -> None:
    """Of a hash and a text one is kept, that of the lead if there is one."""
    behind: dict[tuple[int, int], bool] = {}
    for hash_, text, flag in found:
        key = hash_ >> BITS << BITS, text
        behind[key] = behind.get(key, True) and flag
    times = Counter(hash_ for hash_, _ in behind)
    kept = {key: flag for key, flag in behind.items() if times[key[0]] > 1}
    tallies = np.array([[3] * 6, [4] * 6, [5] * 6], np.int32)
    part = np.array(
        [hash_ >> BITS << BITS | text << 1 | flag for hash_, text, flag in found], np.uint64
    )
    of = KERNEL.reduce([part], BITS, *tallies)
    assert of.tolist() == sorted(hash_ | text << 1 | flag for (hash_, text), flag in kept.items())
    for text in range(6):
        mine = {hash_: flag for (hash_, of), flag in behind.items() if of == text}
        lead = [hash_ for hash_, flag in mine.items() if not flag]
        shared = [hash_ for hash_ in lead if times[hash_] > 1]
        every = [flag for _, of, flag in found if of == text]
        again = len(every) - len(mine), every.count(False) - len(lead)
        assert tallies[:, text].tolist() == [3 + again[0], 4 + again[1], 5 + len(shared)]


# Bands


def triples(numbers: list[int]) -> list[tuple[int, ...]]:
    """Give the values of each band of a signature as datasketch makes it."""
    minhash = MinHash(num_perm=128, hashfunc=int, scheme="affine32")
    minhash.update_batch(numbers)
    values = minhash.hashvalues.tolist()
    return [tuple(values[at : at + ROWS]) for at in range(0, BANDS * ROWS, ROWS)]


numbers = st.sets(st.integers(0, (1 << 32) - 1), min_size=1, max_size=12)


@given(st.lists(numbers, min_size=1, max_size=4), numbers)
def test_bands_agree_where_the_signatures_of_datasketch_do(texts, common: set[int]) -> None:
    said = [sorted(text | common) for text in texts]
    given = np.array([number for text in said for number in text], np.uint32)
    keys = KERNEL.bands(given, np.cumsum([0, *map(len, said)]))
    assert (keys.shape, keys.dtype) == ((BANDS, len(said)), np.uint32)
    expected = [triples(text) for text in said]
    for band, row in enumerate(keys.tolist()):
        for a, one in enumerate(row):
            for b, other in enumerate(row):
                assert (one == other) == (expected[a][band] == expected[b][band])


def test_bands_of_no_texts() -> None:
    none = np.empty(0, np.uint32)
    assert KERNEL.bands(none, np.zeros(1, np.int64)).shape == (BANDS, 0)


# Common

some_sets = st.lists(st.tuples(st.sets(st.integers(0, 30)), st.booleans()), min_size=1, max_size=6)


@given(some_sets, st.data(), st.sampled_from([1, 7, 1 << 18]))
def test_what_sets_have_in_common_is_counted(sets, data: st.DataObject, at_once: int) -> None:
    """Of all of two sets, and of any stretches of them; the upper bits say whose an item is."""
    bits = max(len(sets).bit_length() + 1, 3)
    packed = [
        n << 65 - bits | flag << 64 - bits | item << 40 - bits
        for n, (items, flag) in enumerate(sets)
        for item in sorted(items)
    ]
    ends = np.cumsum([0, *(len(items) for items, _ in sets)]).tolist()
    pairs = [(a, b) for a in range(len(sets)) for b in range(len(sets))]
    stretch = [(data.draw(st.integers(start, end)), end) for start, end in pairwise(ends)]
    both = np.array(pairs)
    limits = np.array(stretch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", at_once)
        counts = KERNEL.count_common(
            np.array(packed, np.uint64), bits, limits[both[:, 0]], limits[both[:, 1]]
        )
    item = (1 << 64 - bits) - 1
    held = [{number & item for number in packed[start:end]} for start, end in stretch]
    assert counts.tolist() == [len(held[a] & held[b]) for a, b in pairs]


def test_no_pairs_have_nothing_in_common() -> None:
    none = np.empty((0, 2), np.int64)
    assert KERNEL.count_common(np.empty(0, np.uint64), 3, none, none).tolist() == []


# Threads


def test_calls_on_several_threads_do_not_mix(report) -> None:
    texts = [[report(f"{thread}.{n}", 60) for n in range(20)] for thread in range(6)]

    def work(some: list[str]) -> tuple[list[int], ...]:
        found = KERNEL.hash_texts(some)
        scattered, bounds = KERNEL.scatter(found, np.arange(20), 8, 4)
        bands = KERNEL.bands((found.shingles >> np.uint64(32)).astype(np.uint32), found.offsets)
        return found.keys.tolist(), sorted(scattered.tolist()), bounds.tolist(), bands.tolist()

    with ThreadPoolExecutor(3) as pool:
        assert [*pool.map(work, texts * 3)] == [*map(work, texts * 3)]
