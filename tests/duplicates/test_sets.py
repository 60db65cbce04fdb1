"""Shared sets: of many sets of hashes, what two or more of them hold."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates import workspace as module
from newskit.duplicates.collection import Collection, collection_of
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.overlap import jaccard, overlaps, share, shared_counts
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.sets import Lookup, SharedSets, flagged, pack, text_of
from newskit.duplicates.sharing import ByText, Reduced, reduced, stretches, without
from newskit.duplicates.shingling import hashfunc, narrow
from newskit.duplicates.templates import Prints
from newskit.duplicates.workspace import Workspace, pieces_of
from newskit.text.mixing import mix_one
from newskit.text.words import shingles, words

Sets = list[set[int]]

BITS = 8
HASHES = [mix_one(number) >> BITS << BITS for number in range(12)]

some_sets = st.lists(st.sets(st.sampled_from(HASHES)), min_size=1, max_size=6)
parts = st.sampled_from([1, 2, 4, 64])


Way = tuple[int, int | None]

ways = st.sampled_from([(1, None), (3, None), (1, 0), (1, 800), (3, 800), (1, 1 << 30)])
"""Threads, and bytes to get along with where the rest is in files."""


@contextmanager
def working(way: Way) -> Iterator[Workspace]:
    jobs, memory = way
    if memory is None:
        yield Workspace(jobs=jobs)
        return
    with TemporaryDirectory() as place:
        yield Workspace(jobs=jobs, folder=Path(place), memory=memory)


def gathered(texts: Sets, number: int, workspace: Workspace, run: int = 2) -> module.Buckets:
    """Put the packed hashes of texts into so many buckets, `run` texts at a time."""
    found = workspace.buckets("found", number).emptied()
    for start in range(0, len(texts), run):
        held = [(hash_, n) for n in range(len(texts))[start : start + run] for hash_ in texts[n]]
        hashes, owners = np.array(held, np.uint64).reshape(-1, 2).T
        packed = pack(hashes, owners.astype(np.int64) << 1, BITS)
        found.add(pieces_of(*workspace.kernel.split(packed, number)))
    return found


def made(
    texts: Sets,
    number: int = 1,
    workspace: Workspace | None = None,
    most: int | None = None,
    run: int = 2,
    text_parts: int | None = None,
) -> SharedSets:
    """Make the shared sets of texts in so many parts."""
    workspace = workspace or Workspace()
    found = reduced(gathered(texts, number, workspace, run), BITS, len(texts), workspace, most)
    by_text = ByText(BITS, len(texts), text_parts or number, workspace)
    for bucket in range(len(found.kept)):
        by_text.add(by_text.turned(found.kept.take(bucket)))
    column = workspace.column("sets", np.uint64).emptied()
    offsets = by_text.write(column)
    return SharedSets(column.finished(), offsets, offsets[1:], BITS, column.release)


def held(found: SharedSets) -> Sets:
    return [set(found.of(text).tolist()) for text in range(len(found))]


# What is shared


@given(some_sets, parts, parts, st.integers(1, 3), ways)
def test_a_text_keeps_what_another_one_holds_too(
    texts: Sets, number: int, text_parts: int, run: int, way: Way
) -> None:
    times = Counter(hash_ for text in texts for hash_ in text)
    twice = {hash_ for hash_, number in times.items() if number > 1}
    with working(way) as workspace:
        found = made(texts, number, workspace, run=run, text_parts=text_parts)
        assert held(found) == [text & twice for text in texts]
        assert len(found.packed) == sum(map(len, held(found)))


@given(some_sets, parts)
def test_items_ascend_in_each_text_and_know_it(texts: Sets, number: int) -> None:
    found = made(texts, number)
    for text in range(len(texts)):
        items = found.of(text).tolist()
        assert items == sorted(set(items))
        assert found.own(text).tolist() == items
    expected = [text for text in range(len(texts)) for _ in found.of(text)]
    assert (found.packed >> np.uint64(65 - BITS)).tolist() == expected


@given(some_sets, parts, st.integers(1, 4))
def test_what_too_many_texts_hold_can_be_left_out(texts: Sets, number: int, most: int) -> None:
    times = Counter(hash_ for text in texts for hash_ in text)
    some = {hash_ for hash_, number in times.items() if 1 < number <= most}
    assert held(made(texts, number, most=most)) == [text & some for text in texts]


@pytest.mark.parametrize("edge", [1 << 62, 1 << 63, 3 << 62, (3 << 62) - 1])
def test_a_hash_at_the_edge_of_two_parts_is_in_one_of_them(edge: int) -> None:
    """Its text stands in the lower bits, and must not decide on which side it falls."""
    hash_ = edge >> BITS << BITS
    texts: Sets = [{hash_} if text in (1, 100) else set() for text in range(120)]
    found = held(made(texts, 4))
    assert found[1] == found[100] == {hash_}


def test_the_last_text_that_the_bits_have_room_for() -> None:
    """Seven bits are left for texts: 0 to 127, each in a part of its own."""
    texts: Sets = [{HASHES[0]} if text in (0, 127) else set() for text in range(128)]
    found = held(made(texts, 1, text_parts=1 << 20))
    assert found == texts


@given(some_sets, parts)
def test_buckets_of_found_ones_are_used_up(texts: Sets, number: int) -> None:
    workspace = Workspace()
    found = gathered(texts, number, workspace)
    kept = reduced(found, BITS, len(texts), workspace).kept
    assert not any(len(found.take(bucket)) for bucket in range(number))
    assert all((np.diff(kept.take(bucket).astype(object)) > 0).all() for bucket in range(number))


@pytest.mark.parametrize("way", [(1, None), (1, 0), (3, 800)])
@pytest.mark.parametrize("texts", [[], [set()], [set(), set()], [set(HASHES)]])
def test_nothing_is_shared_by_less_than_two(texts: Sets, way: Way) -> None:
    with working(way) as workspace:
        found = made(texts, 4, workspace)
        assert held(found) == [set() for _ in texts]
        assert len(found.packed) == 0


# How much there was


occurring = st.lists(
    st.tuples(st.sampled_from(HASHES), st.integers(0, 5), st.booleans()), max_size=30
)


def counted(found: Reduced) -> list[list[int]]:
    return [found.repeats.tolist(), found.lead_repeats.tolist(), found.shared_leads.tolist()]


@given(occurring, parts, ways)
def test_repeats_and_shared_leads_are_counted(found, number: int, way: Way) -> None:
    """Of each text, what it had already; it is of the lead if it stands there once."""
    behind: dict[tuple[int, int], bool] = {}
    for hash_, text, flag in found:
        behind[text, hash_] = behind.get((text, hash_), True) and flag
    times = Counter(hash_ for _, hash_ in behind)
    repeats, lead_repeats, shared_leads = ([0] * 6 for _ in "123")
    for _, text, flag in found:
        repeats[text] += 1
        lead_repeats[text] += not flag
    for (text, hash_), flag in behind.items():
        repeats[text] -= 1
        lead_repeats[text] -= not flag
        shared_leads[text] += not flag and times[hash_] > 1
    packed = np.array([hash_ | text << 1 | flag for hash_, text, flag in found], np.uint64)
    with working(way) as workspace:
        buckets = workspace.buckets("found", number).emptied()
        buckets.add(pieces_of(*workspace.kernel.split(packed.copy(), number)))
        of = reduced(buckets, BITS, 6, workspace)
        assert counted(of) == [repeats, lead_repeats, shared_leads]


# Templates


@given(some_sets, st.sets(st.sampled_from(HASHES)), parts, st.integers(1, 9), ways)
def test_what_is_template_is_put_behind_what_is_not(
    texts: Sets, template: set[int], number: int, part: int, way: Way
) -> None:
    lookup = Lookup(np.array(sorted(template), np.uint64), BITS)
    with working(way) as workspace:
        sets = made(texts, number, workspace)
        before, pieces = held(sets), sets.packed.copy()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "PART", part)
            column = workspace.column("without", np.uint64).emptied()
            own_ends = without(sets, lookup.find, np.arange(len(texts)), column, workspace)
        packed = column.finished() if column.is_file else sets.packed
        if column.is_file:  # who goes on with interrupted work finds the sets as they were
            assert sets.packed.tolist() == pieces.tolist()
        found = replace(sets, packed=packed, own_ends=own_ends)
        for text, every in enumerate(before):
            assert found.own(text).tolist() == sorted(every - template)
            assert found.of(text).tolist() == [
                *sorted(every - template), *sorted(every & template)
            ]  # fmt: skip


@given(some_sets, st.integers(1, 9))
def test_stretches_are_all_the_sets_in_their_order(texts: Sets, part: int) -> None:
    released: list[None] = []
    found = made(texts)
    sets = replace(found, release=lambda: released.append(None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART", part)
        every = [(items.tolist(), first, last) for items, first, last in stretches(sets)]
    assert [item for items, _, _ in every for item in items] == found.packed.tolist()
    assert [0, *(last for _, _, last in every)] == [*(first for _, first, _ in every), len(texts)]
    for items, first, last in every:
        assert len(items) == found.offsets[last] - found.offsets[first]
        assert len(items) <= part or last - first == 1
        if last < len(texts):  # it is as large as it may be
            assert found.offsets[last + 1] - found.offsets[first] > part
    assert len(released) == len(every)


# Packing


@given(occurring)
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


def collected(texts: list[str], part: int) -> Collection:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART", part)
        return collection_of([Article(text) for text in texts])


@given(some_texts, st.sampled_from([9, 1 << 20]))
@example(["Ard bay CAP dam 橋 7", "Ard bay CAP dam 橋"], 9)
def test_of_texts_the_shingles_that_two_or_more_hold(texts: list[str], part: int) -> None:
    texts = different(texts)
    collection = collected(texts, part)
    of = [shingles(words(text)) for text in texts]
    times = Counter(shingle for each in of for shingle in each)
    for text, each in enumerate(of):
        items = collection.shingles.of(text)
        assert set(narrow(items).tolist()) == published(
            {shingle for shingle in each if times[shingle] > 1}
        )
    assert collection.sizes.tolist() == [len(each) for each in of]
    assert collection.own.tolist() == collection.sizes.tolist()
    assert collection.lengths.tolist() == [len(words(text)) for text in texts]


@given(some_texts, st.sampled_from([9, 1 << 20]))
def test_overlaps_are_intersections_of_sets(texts: list[str], part: int) -> None:
    """Nothing is estimated: scores are those of the full sets, to four decimals."""
    texts = different(texts)
    of = [shingles(words(text)) for text in texts]
    pairs = every_pair(len(texts))
    found = overlaps(collected(texts, part), pairs)
    assert len(found) == len(pairs)
    similarity, containment = jaccard(found.own, found.own_sizes), share(found.both, found.sizes[0])
    for place, (a, b) in enumerate(zip(*(side.tolist() for side in unpacked(pairs)), strict=True)):
        both = len(of[a] & of[b])
        assert (found.a[place], found.b[place]) == (a, b)
        assert found.both[place] == found.own[place] == both
        assert found.sizes[:, place].tolist() == [len(of[a]), len(of[b])]
        assert similarity[place] == round(both / max(len(of[a] | of[b]), 1), 4)
        assert containment[place] == round(both / max(len(of[a]), 1), 4)


@given(some_sets, parts, ways)
def test_shared_counts_are_intersections_of_what_is_shared(
    texts: Sets, number: int, way: Way
) -> None:
    pairs = every_pair(len(texts))
    ends = [*zip(*(side.tolist() for side in unpacked(pairs)), strict=True)]
    with working(way) as workspace:
        found = made(texts, number, workspace)
        left = held(found)
        counts, sizes = shared_counts(found, pairs, workspace)
        expected = [(len(texts[a] & texts[b]), len(left[a]), len(left[b])) for a, b in ends]
        assert [*zip(counts.tolist(), *sizes.tolist(), strict=True)] == expected


@given(some_sets, st.sets(st.sampled_from(HASHES)), ways)
def test_overlaps_tell_what_is_template_from_what_is_not(
    texts: Sets, template: set[int], way: Way
) -> None:
    pairs = every_pair(len(texts))
    lookup = Lookup(np.array(sorted(template), np.uint64), BITS)
    with working(way) as workspace:
        sets = made(texts, 2, workspace)
        column = workspace.column("without", np.uint64).emptied()
        own_ends = without(sets, lookup.find, np.arange(len(texts)), column, workspace)
        packed = column.finished() if column.is_file else sets.packed
        sets = replace(sets, packed=packed, own_ends=own_ends)
        sizes = np.array([*map(len, texts)])
        own = np.array([len(text - template) for text in texts])
        none = np.zeros(len(texts), np.int64)
        articles = [Article("text")] * len(texts)
        prints = Prints(none, none)
        no_hashes = np.empty(0, np.uint64)
        found = overlaps(
            Collection(
                articles, sizes, none, none > 0, sizes, own, sets, no_hashes, prints, workspace
            ),
            pairs,
        )
    for at, (a, b) in enumerate(zip(found.a.tolist(), found.b.tolist(), strict=True)):
        assert found.both[at] == len(texts[a] & texts[b])
        assert found.own[at] == len((texts[a] & texts[b]) - template)
        assert found.sizes[:, at].tolist() == [len(texts[a]), len(texts[b])]
        assert found.own_sizes[:, at].tolist() == [own[a], own[b]]
