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
def reduce(part: Any, bits: Any, sizes: Any, leads: Any, shared_leads: Any) -> Any:
    """Keep what two or more texts hold, at the beginning of `part`; give how much that is."""
    kept, held = np.int64(0), np.int64(0)
    low = (U(1) << bits) - U(1)
    before = ~part[0] if part.size else U(0)
    for at in range(part.size):
        packed = part[at]
        different = packed ^ before
        before = packed
        is_new = np.int64(different > U(1))
        if different > low:
            kept -= held == 1
            held = np.int64(0)
        text = (packed & low) >> U(1)
        lead = is_new & np.int64(~packed & U(1))
        part[U(kept)] = packed
        sizes[text] += np.int32(is_new)
        leads[text] += np.int32(lead)
        kept += is_new
        held += is_new
    kept -= held == 1
    for at in range(kept):
        packed = part[at]
        shared_leads[(packed & low) >> U(1)] += np.int32(~packed & U(1))
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
