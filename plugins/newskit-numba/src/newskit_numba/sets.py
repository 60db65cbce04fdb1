"""Sets of hashes of many texts: put into ranges, reduced to what is shared, compared in pairs."""

from typing import Any

import numpy as np

from newskit_numba.compiling import compiled, inner

U = np.uint64

LEAD = 36


@inner
def _begins(counts: Any) -> Any:
    """Give where ranges of so many items begin, and where the last ends."""
    begins = np.zeros(counts.size + 1, np.int64)
    for part in range(counts.size):
        begins[part + 1] = begins[part] + counts[part]
    return begins


@compiled
def scatter(shingles: Any, offsets: Any, texts: Any, bits: Any, lowest: Any, parts: Any) -> Any:
    """Pack shingles by ranges of the hash, see `newskit.kernels.Kernel.scatter`.

    Args:
        shingles: the hashes.
        offsets: where those of each text begin.
        texts: the number of each text, or -1.
        bits: lower bits that are not hash.
        lowest: lower bits that do not say the range.
        parts: how many ranges there are.
    """
    counts = np.zeros(parts, np.int64)
    for text in range(texts.size):
        if texts[text] >= 0:
            for at in range(offsets[text], offsets[text + 1]):
                counts[shingles[at] >> lowest & U(parts - 1)] += 1
    begins = _begins(counts)
    ends = begins.copy()
    packed = np.empty(begins[-1], np.uint64)
    for text in range(texts.size):
        if texts[text] < 0:
            continue
        tag = U(texts[text]) << U(1)
        first = offsets[text]
        for at in range(first, offsets[text + 1]):
            part = shingles[at] >> lowest & U(parts - 1)
            behind = U(at - first >= LEAD)
            packed[U(ends[part])] = shingles[at] >> bits << bits | tag | behind
            ends[part] += 1
    return packed, begins


@compiled
def split(numbers: Any, lowest: Any, parts: Any) -> Any:
    """Put numbers of one range behind those of the range before, see `scatter`."""
    counts = np.zeros(parts, np.int64)
    for number in numbers:
        counts[number >> lowest & U(parts - 1)] += 1
    begins = _begins(counts)
    ends = begins.copy()
    found = np.empty_like(numbers)
    for number in numbers:
        part = number >> lowest & U(parts - 1)
        found[U(ends[part])] = number
        ends[part] += 1
    return found, begins


@compiled
def count(shingles: Any, bits: Any, table: Any) -> None:
    """Count to two how many shingles fall into each slot of a table.

    Args:
        shingles: packed.
        bits: lower bits that are not hash.
        table: two bits a slot; of a length that is a power of two.
    """
    mask = U(table.size << 5) - U(1)
    for packed in shingles:
        slot = packed >> bits & mask
        shift = (slot & U(31)) << U(1)
        held = table[slot >> U(5)]
        once = U(1) << shift
        table[slot >> U(5)] = held | once | (held & once) << U(1)


@compiled
def sift(shingles: Any, bits: Any, table: Any) -> Any:
    """Leave shingles at the beginning that were not alone in their slot; give how many there are.

    What was alone is there once, and most of what news texts hold is.
    """
    mask = U(table.size << 5) - U(1)
    kept = U(0)
    for at in range(shingles.size):
        packed = shingles[at]
        slot = packed >> bits & mask
        shingles[kept] = packed
        kept += table[slot >> U(5)] >> ((slot & U(31)) << U(1)) + U(1) & U(1)
    return kept


@compiled
def reduce(part: Any, bits: Any, repeats: Any, lead_repeats: Any, shared_leads: Any) -> Any:
    """Keep what two or more texts hold, at the beginning of `part`; give how much that is."""
    kept, held = np.int64(0), np.int64(0)
    low = (U(1) << bits) - U(1)
    before = ~part[0] if part.size else U(0)
    for at in range(part.size):
        packed = part[at]
        different = packed ^ before
        before = packed
        if different <= U(1):
            text = (packed & low) >> U(1)
            repeats[text] += np.int32(1)
            lead_repeats[text] += np.int32(~packed & U(1))
            continue
        if different > low:
            kept -= held == 1
            held = np.int64(0)
        part[U(kept)] = packed
        kept += 1
        held += 1
    kept -= held == 1
    for at in range(kept):
        packed = part[at]
        if not packed & U(1):
            shared_leads[(packed & low) >> U(1)] += np.int32(1)
    return kept


@compiled
def count_common(sets: Any, bits: Any, one: Any, other: Any) -> Any:
    """Count the items that pairs of sets have in common, see `newskit.kernels.Kernel`."""
    counts = np.empty(one.shape[0], np.int64)
    for pair in range(one.shape[0]):
        a, a_end = U(one[pair, 0]), U(one[pair, 1])
        b, b_end = U(other[pair, 0]), U(other[pair, 1])
        count = np.int64(0)
        while a < a_end and b < b_end:
            x, y = sets[a] << bits, sets[b] << bits
            count += x == y
            a += U(x <= y)
            b += U(y <= x)
        counts[pair] = count
    return counts


@compiled
def by_text(turned: Any, lowest: Any) -> Any:
    """Sort packed shingles by their texts, see `newskit.kernels.Kernel.by_text`.

    Args:
        turned: the shingles; those of each text ascend.
        lowest: lower bits that do not say the text.
    """
    first, last = turned[0] >> lowest, turned[0] >> lowest
    for number in turned:
        first, last = min(first, number >> lowest), max(last, number >> lowest)
    counts = np.zeros(last - first + U(1), np.int64)
    for number in turned:
        counts[(number >> lowest) - first] += 1
    ends = _begins(counts)
    found = np.empty_like(turned)
    for number in turned:
        text = (number >> lowest) - first
        found[U(ends[text])] = number
        ends[text] += 1
    return found, np.int64(first), counts


@compiled
def set_apart(items: Any, offsets: Any, chosen: Any) -> Any:
    """Put chosen items behind the others of their set; give how many of each set are chosen."""
    counts = np.empty(offsets.size - 1, np.int64)
    aside = np.empty(np.diff(offsets).max() if counts.size else 0, np.uint64)
    for one in range(counts.size):
        here, there = U(offsets[one]), U(0)
        for at in range(U(offsets[one]), U(offsets[one + 1])):
            item, is_chosen = items[at], U(chosen[at])
            items[here] = item
            aside[there] = item
            here += U(1) - is_chosen
            there += is_chosen
        for at in range(there):
            items[here + at] = aside[at]
        counts[one] = there
    return counts


@compiled
def find(hashes: Any, sieve: Any, begins: Any, lowest: Any, bits: Any, asked: Any) -> Any:
    """Find the places of hashes in an ascending list of them.

    Args:
        hashes: the list.
        sieve: a bit for each value of the upper bits: whether one in the list has them.
        begins: where those begin that have the same upper bits, three bits fewer, and their end.
        lowest: lower bits that the sieve does not know.
        bits: lower bits that do not count.
        asked: the hashes.
    """
    places = np.empty(asked.size, np.int64)
    for at in range(asked.size):
        number = asked[at] >> bits << bits
        slot = number >> lowest
        if not sieve[slot >> U(3)] >> np.uint8(slot & U(7)) & 1:
            places[at] = -1
            continue
        first, last = U(begins[slot >> U(3)]), U(begins[(slot >> U(3)) + U(1)])
        while first < last:
            middle = (first + last) >> U(1)
            if hashes[middle] < number:
                first = middle + U(1)
            else:
                last = middle
        is_there = first < U(hashes.size) and hashes[first] == number
        places[at] = np.int64(first) if is_there else -1
    return places


@inner
def _end_of_bucket(packed: Any, first: Any) -> Any:
    last = first + 1
    while last < packed.size and packed[last] >> U(32) == packed[first] >> U(32):
        last += 1
    return last


@compiled
def pairs(packed: Any, small: Any) -> Any:
    """Give pairs of texts that share a bucket, see `newskit.duplicates.buckets`.

    Args:
        packed: the texts in their buckets.
        small: texts in the largest bucket of which every pair is given.
    """
    count, first = 0, 0
    while first < packed.size:
        last = _end_of_bucket(packed, first)
        others = last - first - 1
        count += others * (others + 1) // 2 if others < small else others
        first = last
    found = np.empty(count, np.int64)
    count, first = 0, 0
    while first < packed.size:
        last = _end_of_bucket(packed, first)
        for one in range(first, last - 1 if last - first <= small else first + 1):
            for other in range(one + 1, last):
                found[count] = np.int64(packed[one] << U(32) | packed[other] & U(0xFFFFFFFF))
                count += 1
        first = last
    return found
