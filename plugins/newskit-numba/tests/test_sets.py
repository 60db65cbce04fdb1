"""Ranges, reducing, bands and pairs: bit for bit what NumPy gives."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from newskit.duplicates.kernel import KERNEL as NUMPY
from newskit.kernels import HashedTexts, Printed
from newskit_numba.kernel import KERNEL

BITS = 12
full = st.integers(0, (1 << 64) - 1)
alike = st.integers(0, 5).map(lambda number: number << 40 | number << 61 | number)
hashes = st.lists(full | alike, max_size=90)


def hashed(texts: list[list[int]]) -> HashedTexts:
    counts = [len(text) for text in texts]
    shingles = np.array([number for text in texts for number in text], np.uint64)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    zeros = np.zeros(len(texts), np.int64)
    return HashedTexts(zeros.view(np.uint64), zeros, shingles, offsets)


def in_ranges(numbers: NDArray[np.uint64], bounds: NDArray[np.int64]) -> list[list[int]]:
    return [sorted(numbers[start:end].tolist()) for start, end in pairwise(bounds.tolist())]


@given(st.lists(hashes, max_size=6), st.sampled_from([1, 2, 8, 256]), st.data())
def test_scattered_shingles(texts: list[list[int]], parts: int, data: st.DataObject) -> None:
    numbers = np.array([data.draw(st.integers(-1, 2000)) for _ in texts], np.int64)
    found, bounds = KERNEL.scatter(hashed(texts), numbers, BITS, parts)
    wanted, wanted_bounds = NUMPY.scatter(hashed(texts), numbers, BITS, parts)
    assert bounds.tolist() == wanted_bounds.tolist()
    assert in_ranges(found, bounds) == in_ranges(wanted, wanted_bounds)
    assert (found.dtype, bounds.dtype) == (np.uint64, np.int64)


@given(hashes, st.sampled_from([1, 2, 8, 256]))
def test_split_numbers(given: list[int], parts: int) -> None:
    numbers = np.array(given, np.uint64)
    found, bounds = KERNEL.split(numbers.copy(), parts)
    wanted, wanted_bounds = NUMPY.split(numbers.copy(), parts)
    assert bounds.tolist() == wanted_bounds.tolist()
    assert in_ranges(found, bounds) == in_ranges(wanted, wanted_bounds)


@given(st.lists(st.tuples(alike | full, st.integers(0, 6), st.integers(0, 1)), max_size=90))
def test_reduced_shingles(given: list[tuple[int, int, int]]) -> None:
    packed = np.array([h >> BITS << BITS | text << 1 | flag for h, text, flag in given], np.uint64)
    counts, wanted_counts = np.full((3, 7), 5, np.int32), np.full((3, 7), 5, np.int32)
    kept = KERNEL.reduce([packed.copy()], BITS, *counts)
    wanted = NUMPY.reduce([packed.copy()], BITS, *wanted_counts)
    assert kept.tolist() == wanted.tolist()
    assert counts.tolist() == wanted_counts.tolist()


@given(
    st.lists(st.sets(st.integers(0, 60), min_size=1), max_size=40),
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 9), st.booleans()), min_size=61, max_size=61
    ),
    st.lists(st.sampled_from([2.0, 3.5, 25.0]), min_size=3, max_size=3),
)
def test_what_a_source_prints_often(
    held: list[set[int]], texts: list[tuple[int, int, bool]], enough: list[float]
) -> None:
    packed = np.array(
        [item << BITS | text << 1 for item, some in enumerate(held) for text in sorted(some)],
        np.uint64,
    )
    source, day, lead = np.array(texts, np.int64).T
    printed = Printed(source, day, lead > 0, np.array(enough))
    found, wanted = KERNEL.judge(packed, BITS, printed), NUMPY.judge(packed, BITS, printed)
    assert [one.tolist() for one in found] == [one.tolist() for one in wanted]


@given(st.lists(st.tuples(st.integers(5, 20), full), min_size=1, max_size=90))
def test_shingles_by_text(given: list[tuple[int, int]]) -> None:
    ascending = sorted(given, key=lambda one: one[1] >> BITS)
    turned = np.array([text << 65 - BITS | number >> BITS for text, number in ascending], np.uint64)
    found, first, counts = KERNEL.by_text(turned.copy(), BITS)
    wanted, wanted_first, wanted_counts = NUMPY.by_text(turned.copy(), BITS)
    assert found.tolist() == wanted.tolist()
    assert (first, counts.tolist()) == (wanted_first, wanted_counts.tolist())


@given(st.lists(st.lists(st.tuples(full, st.booleans()), max_size=9), max_size=9))
def test_items_set_apart(sets: list[list[tuple[int, bool]]]) -> None:
    items = np.array([item for one in sets for item, _ in one], np.uint64)
    chosen = np.array([is_chosen for one in sets for _, is_chosen in one], np.bool_)
    offsets = np.append(0, np.cumsum([*map(len, sets)])).astype(np.int64)
    mine, numpys = items.copy(), items.copy()
    counts = KERNEL.set_apart(mine, offsets, chosen)
    assert counts.tolist() == NUMPY.set_apart(numpys, offsets, chosen).tolist()
    assert mine.tolist() == numpys.tolist()
    for number, one in enumerate(sets):
        kept = [item for item, is_chosen in one if not is_chosen]
        assert mine[offsets[number] :].tolist()[: len(kept)] == kept


@given(hashes, hashes)
def test_places_of_hashes(given: list[int], others: list[int]) -> None:
    listed = np.unique(np.array(given, np.uint64) >> np.uint64(BITS) << np.uint64(BITS))
    asked = np.array([*given, *others], np.uint64)
    found, wanted = (kernel.lookup(listed, BITS)(asked) for kernel in (KERNEL, NUMPY))
    assert found.tolist() == wanted.tolist()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), max_size=150))
def test_pairs_in_buckets(given: list[tuple[int, int]]) -> None:
    packed = np.array(sorted({bucket << 32 | text for bucket, text in given}), np.uint64)
    assert sorted(KERNEL.pairs(packed).tolist()) == sorted(NUMPY.pairs(packed).tolist())


def test_what_cannot_be_overwritten_is_reduced_all_the_same() -> None:
    packed = np.array([1 << 20, 1 << 20 | 2], np.uint64)
    packed.flags.writeable = False
    assert KERNEL.reduce([packed], BITS, *np.zeros((3, 2), np.int32)).tolist() == packed.tolist()


@given(st.lists(st.lists(st.integers(0, (1 << 32) - 1), min_size=1, max_size=40), max_size=6))
def test_band_keys(texts: list[list[int]]) -> None:
    numbers = np.array([number for text in texts for number in text], np.uint32)
    offsets = np.cumsum([0, *map(len, texts)])
    found, wanted = KERNEL.bands(numbers, offsets), NUMPY.bands(numbers, offsets)
    assert np.array_equal(found, wanted) and found.dtype == wanted.dtype


@given(st.lists(st.sets(st.integers(0, 60) | full, max_size=40), min_size=1, max_size=5))
def test_what_pairs_have_in_common(given: list[set[int]]) -> None:
    low = (1 << 64 - BITS) - 1
    texts = [sorted({n & low for n in numbers}) for numbers in given]
    owned = [n | text << 64 - BITS for text, numbers in enumerate(texts) for n in numbers]
    ends = np.cumsum([0, *map(len, texts)])
    bounds = np.stack([ends[:-1], ends[1:]], axis=1)
    one, other = (places.ravel() for places in np.indices((len(texts), len(texts))))
    items = np.array(owned, np.uint64)
    counts = KERNEL.count_common(items, BITS, bounds[one], bounds[other])
    wanted = [len({*texts[a]} & {*texts[b]}) for a, b in zip(one, other, strict=True)]
    assert counts.tolist() == wanted
    assert NUMPY.count_common(items, BITS, bounds[one], bounds[other]).tolist() == wanted


def test_threads_do_not_disturb_each_other() -> None:
    texts = [
        f"{chr(letter)} " * 50 + "Fog lay over the harbour." for letter in range(0x100, 0x3000)
    ]
    batches = [texts[start::16] for start in range(16)]
    with ThreadPoolExecutor(4) as pool:
        for found, batch in zip(pool.map(KERNEL.hash_texts, batches), batches, strict=True):
            assert np.array_equal(found.shingles, KERNEL.hash_texts(batch).shingles)
