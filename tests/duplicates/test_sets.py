"""Shared sets: of many sets of hashes, what two or more of them hold."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates import sets
from newskit.duplicates.collection import collection_of
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.overlap import jaccard, overlaps, share, shared_counts
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.sets import SharedSets, by_text, flagged, pack, shared, text_of
from newskit.duplicates.shingling import hashfunc, narrow
from newskit.text.mixing import mix_one
from newskit.text.words import shingles, words

Sets = list[set[int]]

BITS = 8
HASHES = [mix_one(number) >> BITS << BITS for number in range(12)]

some_sets = st.lists(st.sets(st.sampled_from(HASHES)), min_size=1, max_size=6)
part_sizes = st.sampled_from([1, 2, 5, 1 << 20])


def packed(texts: Iterable[tuple[int, Iterable[int]]]) -> np.ndarray:
    pairs = [(hash_, text) for text, held in texts for hash_ in held]
    hashes = np.array([hash_ for hash_, _ in pairs], np.uint64)
    owners = np.array([text for _, text in pairs], np.int64)
    return pack(hashes, owners << 1, BITS)


def made(texts: Sets, part: int = 1 << 20, most: int | None = None, run: int = 2) -> SharedSets:
    """Make the shared sets of texts, `run` texts to a run, sorted in parts of about `part`."""
    numbered = list(enumerate(texts))
    runs = [packed(numbered[start : start + run]) for start in range(0, len(texts), run)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sets, "PART", part)
        return by_text(shared(runs, BITS, most), BITS, len(texts))


def held(found: SharedSets) -> Sets:
    return [set(found.hashes[found.of(text)].tolist()) for text in range(len(found.offsets) - 1)]


# What is shared


@given(some_sets, part_sizes, st.integers(1, 3))
def test_a_text_keeps_what_another_one_holds_too(texts: Sets, part: int, run: int) -> None:
    times = Counter(hash_ for text in texts for hash_ in text)
    twice = {hash_ for hash_, number in times.items() if number > 1}
    found = made(texts, part, run=run)
    assert held(found) == [text & twice for text in texts]
    assert found.hashes.tolist() == sorted(twice)


@given(some_sets, part_sizes)
def test_items_ascend_in_each_text_and_know_it(texts: Sets, part: int) -> None:
    found = made(texts, part)
    for text in range(len(texts)):
        items = found.of(text).tolist()
        assert items == sorted(set(items))
    expected = [text for text in range(len(texts)) for _ in found.of(text)]
    assert found.texts().tolist() == expected


@given(some_sets, part_sizes, st.integers(1, 4))
def test_what_too_many_texts_hold_can_be_left_out(texts: Sets, part: int, most: int) -> None:
    times = Counter(hash_ for text in texts for hash_ in text)
    some = {hash_ for hash_, number in times.items() if 1 < number <= most}
    assert held(made(texts, part, most)) == [text & some for text in texts]


@pytest.mark.parametrize("edge", [(1 << 64) // 3, (2 << 64) // 3])
def test_a_hash_at_the_edge_of_two_parts_is_in_one_of_them(edge: int) -> None:
    """Its text stands in the lower bits, and must not decide on which side it falls."""
    hash_ = edge >> BITS << BITS
    texts: Sets = [{hash_} if text in (1, 100) else set() for text in range(120)]
    found = held(made(texts, part=1))  # two of them: three parts
    assert found[1] == found[100] == {hash_}


def test_the_runs_are_used_up() -> None:
    runs = [packed([(0, HASHES)]), packed([(1, HASHES[:2])])]
    assert [len(part) for part in shared(runs, BITS)] == [4]
    assert runs == []


@pytest.mark.parametrize("texts", [[], [set()], [set(), set()], [set(HASHES)]])
def test_nothing_is_shared_by_less_than_two(texts: Sets) -> None:
    found = made(texts)
    assert held(found) == [set() for _ in texts]
    assert (len(found.items), len(found.hashes)) == (0, 0)


# Packing

occurrences = st.lists(
    st.tuples(st.sampled_from(HASHES), st.integers(0, 5), st.booleans()), max_size=30
)


@given(occurrences)
def test_a_hash_is_packed_once_for_a_text_with_its_lowest_flag(found) -> None:
    expected: dict[tuple[int, int], bool] = {}
    for hash_, text, flag in found:
        expected[hash_, text] = expected.get((hash_, text), True) and flag
    hashes, texts, flags = zip(*found, strict=True) if found else ((), (), ())
    tags = np.array(texts, np.int64) << 1 | np.array(flags, np.bool_)
    one = pack(np.array(hashes, np.uint64), tags, BITS)
    upper = (one >> np.uint64(BITS) << np.uint64(BITS)).tolist()
    assert one.tolist() == sorted(one.tolist())
    unpacked = zip(upper, text_of(one, BITS).tolist(), flagged(one).tolist(), strict=True)
    assert [((hash_, text), flag) for hash_, text, flag in unpacked] == sorted(expected.items())


# Of texts

VOCABULARY = ["Ard", "bay", "CAP", "dam", "橋", "7"]
said = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14).map(" ".join)
some_texts = st.lists(said, min_size=1, max_size=6)


def different(texts: list[str]) -> list[str]:
    return list({tuple(words(text)): text for text in texts}.values())


def published(found: set[str] | frozenset[str]) -> set[int]:
    return {hashfunc(shingle.encode()) for shingle in found}


@given(some_texts)
@example(["Ard bay CAP dam 橋 7", "Ard bay CAP dam 橋"])
def test_of_texts_the_shingles_that_two_or_more_hold(texts: list[str]) -> None:
    texts = different(texts)
    collection = collection_of([Article(text) for text in texts])
    of = [shingles(words(text)) for text in texts]
    times = Counter(shingle for each in of for shingle in each)
    for text, each in enumerate(of):
        items = collection.shingles.of(text)
        assert set(narrow(collection.shingles.hashes[items]).tolist()) == published(
            {shingle for shingle in each if times[shingle] > 1}
        )
    assert collection.sizes.tolist() == [len(each) for each in of]
    assert collection.own.tolist() == collection.sizes.tolist()
    assert collection.lengths.tolist() == [len(words(text)) for text in texts]


@given(some_texts)
def test_overlaps_are_intersections_of_sets(texts: list[str]) -> None:
    """Nothing is estimated: scores are those of the full sets, to four decimals."""
    texts = different(texts)
    of = [shingles(words(text)) for text in texts]
    pairs = every_pair(len(texts))
    found = overlaps(collection_of([Article(text) for text in texts]), pairs)
    assert len(found) == len(pairs)
    similarity, containment = jaccard(found.own, found.own_sizes), share(found.both, found.sizes[0])
    for place, (a, b) in enumerate(zip(*(side.tolist() for side in unpacked(pairs)), strict=True)):
        both = len(of[a] & of[b])
        assert (found.a[place], found.b[place]) == (a, b)
        assert found.both[place] == found.own[place] == both
        assert found.sizes[:, place].tolist() == [len(of[a]), len(of[b])]
        assert similarity[place] == round(both / max(len(of[a] | of[b]), 1), 4)
        assert containment[place] == round(both / max(len(of[a]), 1), 4)


@given(some_sets)
def test_shared_counts_are_intersections_of_what_is_shared(texts: Sets) -> None:
    found = made(texts)
    left = held(found)
    pairs = every_pair(len(texts))
    counts, sizes = shared_counts(found, pairs)
    ends = zip(*(side.tolist() for side in unpacked(pairs)), strict=True)
    expected = [(len(texts[a] & texts[b]), len(left[a]), len(left[b])) for a, b in ends]
    assert [*zip(counts.tolist(), *sizes.tolist(), strict=True)] == expected
