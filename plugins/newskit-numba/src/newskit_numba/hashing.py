"""Words and shingles of texts as hashes, in one pass over their characters.

The hash of a word is a polynomial over the values of its characters, as it is in
`newskit.text.hashing`. Here, too, it comes from sums over a stretch of text, so that no step waits
for a product: the sum before a word, taken from that behind it, and moved to the first power.

A text goes through in chunks that the first-level cache holds: characters become sums, sums become
words, words become shingles.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit_numba.compiling import compiled, inner, within

U = np.uint64
Numbers = NDArray[np.uint64]

_BASE = 0x9E6C63D0876A9A35
_ORDER = 0xD6E8FEB86659FD93
_FACTOR = U(0xD1342543DE82EF95)
_2, _3, _4 = (U(0xD1342543DE82EF95**power % (1 << 64)) for power in (2, 3, 4))
_SIZE = 5

_CHUNK = 1024
_LONGEST = 32  # no code point becomes more code points

# What a table of `newskit_numba.tables` says of a code point. Words are made of those with the
# upper two bits set.
SEPARATOR = U(1 << 63)
MEMBER = U(3 << 62)
SOLO = U(1 << 62)
"""From here on it is a word by itself."""
MARK = U(1 << 32)
"""From here on it is in a word behind a letter. What is lower becomes several."""
MISSING, CONTEXT = U(0), U(1)
BECOMES = U(256)
"""Lower still: nothing is known yet, or the neighbours have a say."""

DONE, LEFT, UNKNOWN, FULL = range(4)
"""How a text ended: hashed; left to another table; a code point is missing; no room is left."""


def powers_of(base: int) -> Numbers:
    """Give the powers that a chunk needs, from the zeroth."""
    powers = np.full(_CHUNK + 2, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


POWERS, INVERSES = powers_of(_BASE), powers_of(pow(_BASE, -1, 1 << 64))
ORDERS = powers_of(_ORDER)


@inner
def _mix(x: Any) -> Any:
    x ^= x >> U(30)
    x *= U(0xBF58476D1CE4E5B9)
    x ^= x >> U(27)
    x *= U(0x94D049BB133111EB)
    return x ^ (x >> U(31))


@inner
def _hex(byte: Any) -> Any:
    return np.int64(byte & 15) + (np.int64(byte) >> 6) * 9


@inner
def _four(block: Any, at: Any) -> Any:
    value = np.int64(0)
    for further in range(4):
        value = value << 4 | _hex(block[U(at + further)])
    return value


@within
def _escape(block: Any, at: Any, end: Any) -> Any:
    """Give the code of the escape at a backslash and the place behind it; -1 for half a pair."""
    if at + 1 >= end:
        return np.int64(-1), end
    kind = block[U(at + 1)]
    if kind != 117:  # u
        # Of the others only \" \\ and \/ are not control characters; all of them part words.
        return np.int64(kind if kind == 34 or kind == 92 or kind == 47 else 32), at + 2
    if at + 6 > end:
        return np.int64(-1), end
    code = _four(block, at + 2)
    if code < 0xD800 or code > 0xDFFF:
        return code, at + 6
    if code > 0xDBFF or at + 12 > end or block[U(at + 6)] != 92 or block[U(at + 7)] != 117:
        return np.int64(-1), end
    low = _four(block, at + 8)
    if low < 0xDC00 or low > 0xDFFF:
        return np.int64(-1), end
    return 0x10000 + ((code & 0x3FF) << 10 | (low & 0x3FF)), at + 12


@inner
def _bytes_of(byte: Any) -> Any:
    return 2 + (byte >= 0xE0) + (byte >= 0xF0)


@within
def _character(block: Any, at: Any, end: Any) -> Any:
    """Give the code of what is several bytes in UTF-8 and the place behind it; -1 if it is cut."""
    lead = np.int64(block[U(at)])
    size = _bytes_of(lead)
    if at + size > end:
        return np.int64(-1), end
    code = np.int64(block[U(at + 1)]) & 63
    if size == 2:
        return (lead & 31) << 6 | code, at + 2
    code = code << 6 | np.int64(block[U(at + 2)]) & 63
    if size == 3:
        return (lead & 15) << 12 | code, at + 3
    return ((lead & 7) << 12 | code) << 6 | np.int64(block[U(at + 3)]) & 63, at + 4


@within
def _special(block: Any, at: Any, end: Any, is_json: Any) -> Any:
    """Give the code of what a table of bytes does not know, and the place behind it."""
    if not is_json:
        return np.int64(block[U(at)]), at + 1
    return _escape(block, at, end) if block[U(at)] == 92 else _character(block, at, end)


@within
def _become(code: Any, table: Any, becoming: Any, values: Any) -> Any:
    """Write the value of a code point, or those of what it becomes.

    Returns:
        Their number, a state, and the code point it is about.
    """
    value = table[U(code)]
    if value >= MARK:
        values[0] = value
        return np.int64(1), DONE, code
    if value < BECOMES:
        return np.int64(0), UNKNOWN if value == MISSING else LEFT, code
    place, count = np.int64(value) >> 8, np.int64(value) & 255
    for further in range(count):
        code = np.int64(becoming[U(place + further)])
        value = table[U(code)]
        if value < MARK:
            return np.int64(0), UNKNOWN if value == MISSING else LEFT, code
        values[further] = value
    return count, DONE, code


@within
def _add(
    value: Any, at: Any, edges: Any, inside: Any, total: Any, numbers: Any, scratch: Any
) -> Any:
    """Add the value of a character, and note if a word begins or ends before it.

    Args:
        value: a separator, or a member of a word.
        at: its place in the chunk.
        edges: how many beginnings and ends there are.
        inside: 1 in a word, else 0.
        total: the sum so far.
        numbers: powers of the base first.
        scratch: sums and places of edges first.

    Returns:
        The edges, whether it is in a word, the sum.
    """
    powers, sums, places = numbers[0], scratch[0], scratch[1]
    sums[U(edges)] = total
    places[U(edges)] = at
    now = np.int64(value >> U(62) & U(1))
    return edges + (now ^ inside), now, total + value * powers[U(at)]


@inner
def _sums(
    block: Any, at: Any, end: Any, is_json: Any, quick: Any, table: Any, becoming: Any,
    inside: Any, numbers: Any, scratch: Any,
) -> Any:  # fmt: skip
    """Write where the words of the next piece begin and end, in turn, and the sums up to there.

    Returns:
        The place behind the piece, or the code point that the state is about; the state; the
        characters, the edges, whether a word goes on, the sum of all.
    """
    values = scratch[3]
    count, edges, total = np.int64(0), inside, U(0)
    scratch[0][0] = U(0)
    scratch[1][0] = 0
    while at < end and count < _CHUNK - _LONGEST:
        last = min(end, at + _CHUNK - _LONGEST - count)
        while at < last:
            byte = block[U(at)]
            value, behind = quick[byte], at + 1
            if value < SEPARATOR:
                if not is_json or byte < 128:
                    break
                code, behind = _character(block, at, end)
                if code < 0:
                    break
                value = table[U(code)]
                if value < SEPARATOR:
                    break
            edges, inside, total = _add(value, count, edges, inside, total, numbers, scratch)
            count += 1
            at = behind
        if at >= last:
            continue
        code, at = _special(block, at, end, is_json)
        if code < 0:
            return at, LEFT, count, edges, inside, total
        several, state, code = _become(code, table, becoming, values)
        if state != DONE:
            return code, state, count, edges, inside, total
        for each in range(several):
            value = values[each]
            if value < SOLO:  # a mark is in a word behind a letter
                value |= MEMBER if inside else SEPARATOR
            solo = SOLO <= value < SEPARATOR
            if solo:
                edges, inside, total = _add(
                    SEPARATOR, count, edges, inside, total, numbers, scratch
                )
                value |= MEMBER
            edges, inside, total = _add(value, count, edges, inside, total, numbers, scratch)
            count += 1
            if solo:
                edges, inside, total = _add(
                    SEPARATOR, count, edges, inside, total, numbers, scratch
                )
    return at, DONE, count, edges, inside, total


@inner
def _words(
    count: Any, edges: Any, inside: Any, total: Any, last: Any, state: Any, numbers: Any,
    scratch: Any,
) -> Any:  # fmt: skip
    """Make words of the sums of a piece, behind four from before; give how many are complete.

    Args:
        count: its characters.
        edges: where words begin and end.
        inside: whether the last goes on.
        total: the sum of all.
        last: whether it is the last piece of the text.
        state: 0: whether a word goes on from the piece before; 1: its hash and 2: its power so far.
        numbers: powers of the base and of its inverse first.
        scratch: sums, places, words.
    """
    powers, inverses = numbers[0], numbers[1]
    sums, places, words = scratch[0], scratch[1], scratch[2]
    if inside and last:
        sums[U(edges)] = total
        edges += 1
        inside = np.int64(0)
    found = edges >> 1
    for word in range(found):
        begin = U(word) << U(1)
        words[U(word + 4)] = (sums[begin + U(1)] - sums[begin]) * inverses[U(places[begin])]
    if found:
        words[4] = state[1] + words[4] * state[2]
        state[1], state[2] = U(0), U(1)
    if inside:
        begin = U(edges - 1)
        state[1] += (total - sums[begin]) * inverses[U(places[begin])] * state[2]
        state[2] *= powers[U(count - places[begin])]
    state[0] = U(inside)
    for word in range(4, found + 4):
        words[word] = _mix(words[word])
    return found


@inner
def _shingles(words: Any, first: Any, found: Any, shingles: Any, out: Any) -> Any:
    """Write the shingles that end with new words, from the `first` on; give their end."""
    for at in range(first, found):
        word = U(at)
        shingles[U(out) + word - U(first)] = _mix(
            words[word] * _4
            + words[word + U(1)] * _3
            + words[word + U(2)] * _2
            + words[word + U(3)] * _FACTOR
            + words[word + U(4)]
        )
    return out + max(found - first, 0)


@inner
def _short(words: Any, count: Any) -> Any:
    """Give the shingle of all words of a text of fewer than five, which end where others begin."""
    total = U(0)
    for at in range(4 - count, 4):
        total = total * _FACTOR + words[U(at)]
    return _mix(total)


@inner
def _absorb(words: Any, found: Any, state: Any, orders: Any) -> Any:
    """Give what new words add to the key; the last four of all go where the first four stand."""
    part = U(0)
    for at in range(found):
        part += words[U(at + 4)] * orders[at]
    part *= state[3]
    state[3] *= orders[U(found)]
    for at in range(4):
        words[at] = words[U(found + at)]
    return part


@compiled
def hash_texts(
    block: Any, starts: Any, ends: Any, is_json: Any, quick: Any, table: Any, becoming: Any,
    numbers: Any, first: Any, keys: Any, lengths: Any, offsets: Any, shingles: Any, left: Any,
) -> Any:  # fmt: skip
    """Hash texts from the `first` on.

    Args:
        block: bytes of JSON, or code points.
        starts: where each text begins.
        ends: where each ends.
        is_json: whether they are strings of JSON.
        quick: what each item of `block` counts for; zero for what takes a look.
        table: what each code point counts for.
        becoming: code points that others become.
        numbers: powers of the base, of its inverse, and for the key.
        first: the text to begin with; its `offsets` says where its shingles go.
        keys: for the keys.
        lengths: for the numbers of words.
        offsets: for where the shingles of each begin.
        shingles: for the shingles.
        left: for whether each is left out.

    Returns:
        The text that could not be done, or their number; a state; and the code point it is about.
    """
    state = np.empty(4, np.uint64)
    words = np.zeros(_CHUNK + 8, np.uint64)
    scratch = (
        np.empty(2 * _CHUNK + 4, np.uint64),
        np.empty(2 * _CHUNK + 4, np.int32),
        words,
        np.empty(256, np.uint64),
    )
    for text in range(first, starts.size):
        at, end, out = starts[text], ends[text], offsets[text]
        length, key, going = np.int64(0), U(0), True
        state[0], state[1], state[2], state[3] = U(0), U(0), U(1), U(_ORDER)
        while going:
            at, ended, count, edges, inside, total = _sums(
                block, at, end, is_json, quick, table, becoming, np.int64(state[0]), numbers,
                scratch,
            )  # fmt: skip
            if ended == LEFT:
                break
            if ended == UNKNOWN:
                return text, ended, at
            if out + count + 1 > shingles.size:
                return text, FULL, at
            going = at < end
            found = _words(count, edges, inside, total, not going, state, numbers, scratch)
            out = _shingles(words, max(4 - length, 0), found, shingles, out)
            key += _absorb(words, found, state, numbers[2])
            length += found
        if 0 < length < _SIZE and not going:
            shingles[U(out)] = _short(words, length)
            out += 1
        left[text] = going or length == 0
        keys[text] = U(0) if left[text] else _mix(key + U(length))
        lengths[text] = 0 if left[text] else length
        offsets[text + 1] = offsets[text] if left[text] else out
    return starts.size, DONE, np.int64(0)
