"""Shingles that a source prints often: found one after the other, without tables of all of them."""

from typing import Any

import numpy as np

from newskit_numba.compiling import compiled, inner

U = np.uint64

_SOURCE = 34  # bits for the day and the lead of a text, as they are sorted with its source
_SHORT = 32


@inner
def _sort(numbers: Any) -> None:
    """Sort a few numbers, as most shingles are held by few texts."""
    if numbers.size > _SHORT:
        numbers.sort()
        return
    for place in range(1, numbers.size):
        number, at = numbers[place], place
        while at > 0 and numbers[at - 1] > number:
            numbers[at] = numbers[at - 1]
            at -= 1
        numbers[at] = number


@inner
def _verdict(prints: Any, enough: Any, many_texts: Any, many_days: Any) -> Any:
    """Tell of the prints of a shingle, ascending: 2 for a template, 1 for what may be one."""
    verdict, at = 0, 0
    while at < prints.size:
        source, before = prints[at] >> _SOURCE, np.int64(-1)
        texts = days = leads = np.int64(0)
        while at < prints.size and prints[at] >> _SOURCE == source:
            days += prints[at] >> 1 != before
            before = prints[at] >> 1
            leads += prints[at] & 1
            texts += 1
            at += 1
        least = enough[source]
        apart = leads > least and days > min(least, many_days)
        # A few of hundreds of copies have leads of their own, too: of so many it must be most.
        if apart and (texts <= many_texts or 2 * leads > texts):
            return 2
        if texts > many_texts and days > many_days:
            verdict = 1
    return verdict


@compiled
def judge(
    part: Any, bits: Any, source: Any, day: Any, own_lead: Any, enough: Any, least: Any,
    few: Any, many_texts: Any, many_days: Any,
) -> Any:  # fmt: skip
    """Find the shingles of a range that a source prints often, see `newskit.kernels.Kernel.judge`.

    Args:
        part: ascending packed shingles.
        bits: lower bits that are not hash.
        source: number of the source of each text.
        day: the day of each.
        own_lead: whether each has a lead of its own.
        enough: for each source, in how many of these there may be anything.
        least: the least of them.
        few: `FEW` of `newskit.duplicates.templates`.
        many_texts: `MANY_TEXTS` of it.
        many_days: `MANY_DAYS` of it.
    """
    low = (U(1) << bits) - U(1)
    starts = np.empty(part.size // (few + 1), np.int64)
    held, template = np.empty_like(starts), np.empty(starts.size, np.bool_)
    prints = np.empty(1 << 10, np.int64)
    found, first, size = 0, U(0), U(part.size)
    while first < size:
        behind, last = part[first] | low, first + U(1)
        while last < size and part[last] <= behind:
            last += U(1)
        count = np.int64(last - first)
        if count <= few:
            first = last
            continue
        leads = np.int64(0)
        for at in range(first, last):
            leads += own_lead[(part[at] & low) >> U(1)]
        if leads > least or count > many_texts:
            if count > prints.size:
                prints = np.empty(2 * count, np.int64)
            for at in range(first, last):
                text = (part[at] & low) >> U(1)
                prints[at - first] = (
                    source[text] << _SOURCE | day[text] << 1 | np.int64(own_lead[text])
                )
            _sort(prints[:count])
            verdict = _verdict(prints[:count], enough, many_texts, many_days)
            if verdict:
                starts[found], held[found], template[found] = first, count, verdict == 2
                found += 1
        first = last
    # Copies, since what is found is few, and would hold the memory of all.
    return starts[:found].copy(), held[:found].copy(), template[:found].copy()
