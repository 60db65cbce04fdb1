"""The lines of a block of JSON Lines, and where the strings of articles stand in them.

A strict parser (RFC 8259) that makes no values. What is unusual it does not judge: it says that the
line is not plain, and the reader of newskit has the word.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from newskit_numba.compiling import compiled, inner

U = np.uint64

_DEEPEST = 8
_MOST_DIGITS = 15
_MOST_KEYS = 128
"""Keys of an article, of those that newskit does not know, that are compared with each other."""

_AT_ONCE = 64
_QUOTE, _BACKSLASH, _SPACE = 34, 92, 32
_NUL = np.uint8(0)


def _plain_ahead(typing: Any, block: Any, at: Any) -> Any:
    """Count the bytes, up to 64, before the first that is not printable ASCII or ends a string.

    There must be 64 bytes from `at` on. Processors that compare many bytes at once do so.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, given[0])
        vector = ir.VectorType(ir.IntType(8), _AT_ONCE)
        place = builder.bitcast(builder.gep(array.data, [given[1]]), vector.as_pointer())
        data = builder.load(place)
        data.align = 1

        def every(byte: int) -> Any:
            return ir.Constant(vector, [byte] * _AT_ONCE)

        # Below a space, signed: control characters, and all that is not ASCII.
        special = builder.or_(
            builder.icmp_signed("<", data, every(_SPACE)),
            builder.or_(
                builder.icmp_unsigned("==", data, every(_QUOTE)),
                builder.icmp_unsigned("==", data, every(_BACKSLASH)),
            ),
        )
        bits = builder.bitcast(special, ir.IntType(_AT_ONCE))
        return builder.cttz(bits, cgutils.false_bit)

    return types.int64(block, types.int64), generate


_plain: Any = intrinsic(_plain_ahead)


@inner
def _byte(block: Any, at: Any) -> Any:
    """Give a byte; behind the end a zero, which no JSON has."""
    return block[U(at)] if at < block.size else _NUL


@inner
def _behind_space(block: Any, at: Any) -> Any:
    while at < block.size:
        byte = block[U(at)]
        if byte != 32 and byte != 9 and byte != 13:
            break
        at += 1
    return at


@inner
def _four_digits(block: Any, at: Any) -> Any:
    """Give the number that four hexadecimal digits are, or -1."""
    value = np.int64(0)
    for further in range(4):
        byte = np.int64(_byte(block, at + further))
        if 48 <= byte <= 57:
            value = value << 4 | byte - 48
        elif 97 <= byte | 32 <= 102:
            value = value << 4 | (byte | 32) - 87
        else:
            return np.int64(-1)
    return value


@inner
def _behind_escape(block: Any, at: Any) -> Any:
    """Give the place behind the escape at a backslash, or -1; half a character is none."""
    kind = _byte(block, at + 1)
    if kind == 110 or kind == 34 or kind == 92 or kind == 47:  # n " \ /
        return at + 2
    if kind == 98 or kind == 102 or kind == 114 or kind == 116:  # b f r t
        return at + 2
    if kind != 117:  # u
        return np.int64(-1)
    code = _four_digits(block, at + 2)
    if code < 0xD800 or code > 0xDFFF:
        return at + 6 if code >= 0 else np.int64(-1)
    if code > 0xDBFF or _byte(block, at + 6) != 92 or _byte(block, at + 7) != 117:
        return np.int64(-1)
    low = _four_digits(block, at + 8)
    return at + 12 if 0xDC00 <= low <= 0xDFFF else np.int64(-1)


@inner
def _follows(block: Any, at: Any) -> Any:
    return _byte(block, at) & 0xC0 == 0x80


@inner
def _behind_character(block: Any, at: Any) -> Any:
    """Give the place behind a character of several bytes, or -1 if it is not UTF-8."""
    lead = np.int64(block[U(at)])
    if lead < 0xE0:
        return at + 2 if lead >= 0xC2 and _follows(block, at + 1) else np.int64(-1)
    second = np.int64(_byte(block, at + 1))
    if not _follows(block, at + 1) or not _follows(block, at + 2):
        return np.int64(-1)
    if lead < 0xF0:
        # No longer form than is needed, and no half of a pair.
        wrong = (lead == 0xE0 and second < 0xA0) or (lead == 0xED and second > 0x9F)
        return np.int64(-1) if wrong else at + 3
    wrong = (lead == 0xF0 and second < 0x90) or (lead == 0xF4 and second > 0x8F) or lead > 0xF4
    return np.int64(-1) if wrong or not _follows(block, at + 3) else at + 4


@inner
def _end_of_string(block: Any, at: Any) -> Any:
    """Give the place of the quote that ends a string, or -1."""
    while at < block.size:
        while at + _AT_ONCE <= block.size:
            ahead = _plain(block, at)
            at += ahead
            if ahead < _AT_ONCE:
                break
        if at >= block.size:
            break
        byte = block[U(at)]
        if byte == _QUOTE:
            return at
        if byte < _SPACE:
            return np.int64(-1)
        if byte == _BACKSLASH:
            at = _behind_escape(block, at)
        elif byte < 128:
            at += 1
        else:
            while at >= 0 and _byte(block, at) >= 128:
                at = _behind_character(block, at)
        if at < 0:
            return at
    return np.int64(-1)


@inner
def _is_digit(byte: Any) -> Any:
    return 48 <= byte <= 57


@inner
def _behind_number(block: Any, at: Any) -> Any:
    """Give the place behind a number, or -1; one that libraries may read differently is none."""
    if _byte(block, at) == 45:  # -
        at += 1
    start = at
    while _is_digit(_byte(block, at)):
        at += 1
    digits = at - start
    if digits == 0 or (digits > 1 and block[U(start)] == 48):
        return np.int64(-1)
    if _byte(block, at) == 46:  # .
        start = at + 1
        at = start
        while _is_digit(_byte(block, at)):
            at += 1
        if at == start:
            return np.int64(-1)
        digits += at - start
    exponent = _byte(block, at) | 32 == 101  # e
    return np.int64(-1) if digits > _MOST_DIGITS or exponent else at


@inner
def _is_at(block: Any, at: Any, word: Any) -> Any:
    different = False
    for further in range(len(word)):
        different |= _byte(block, at + further) != word[further]
    return not different


@inner
def _behind_scalar(block: Any, at: Any) -> Any:
    """Give the place behind a string, a number, or a name; or -1."""
    byte = _byte(block, at)
    if byte == _QUOTE:
        end = _end_of_string(block, at + 1)
        return end + 1 if end >= 0 else end
    if byte == 116:
        return at + 4 if _is_at(block, at, (116, 114, 117, 101)) else np.int64(-1)
    if byte == 110:
        return at + 4 if _is_at(block, at, (110, 117, 108, 108)) else np.int64(-1)
    if byte == 102:
        return at + 5 if _is_at(block, at, (102, 97, 108, 115, 101)) else np.int64(-1)
    return _behind_number(block, at)


@inner
def _behind_colon(block: Any, at: Any) -> Any:
    """Give the place of a value, from behind its key on, or -1."""
    at = _behind_space(block, at)
    return _behind_space(block, at + 1) if _byte(block, at) == 58 else np.int64(-1)


@inner
def _behind_key(block: Any, at: Any) -> Any:
    """Give the place of the value of a key, or -1."""
    end = _end_of_string(block, at + 1) if _byte(block, at) == _QUOTE else np.int64(-1)
    return _behind_colon(block, end + 1) if end >= 0 else end


@inner
def _behind_value(block: Any, at: Any) -> Any:
    """Give the place behind a value of an article, or -1."""
    depth, objects = 1, 0  # a bit for each level says whether it is an object
    while at >= 0:
        byte = _byte(block, at)
        if byte == 123 or byte == 91:  # { [
            depth += 1
            if depth > _DEEPEST:
                return np.int64(-1)
            is_object = byte == 123
            objects = objects << 1 | is_object
            at = _behind_space(block, at + 1)
            if _byte(block, at) != (125 if is_object else 93):
                if is_object:
                    at = _behind_key(block, at)
                continue
        else:
            at = _behind_scalar(block, at)
            if at < 0:
                break
            if depth > 1:
                at = _behind_space(block, at)
        while depth > 1 and _byte(block, at) == (125 if objects & 1 else 93):
            at += 1
            depth -= 1
            objects >>= 1
            if depth > 1:
                at = _behind_space(block, at)
        if depth == 1:
            return at
        if _byte(block, at) != 44:  # ,
            break
        at = _behind_space(block, at + 1)
        if objects & 1:
            at = _behind_key(block, at)
    return np.int64(-1)


@inner
def _same(block: Any, start: Any, size: Any, other: Any, at: Any) -> Any:
    different = False
    for further in range(size):
        different |= block[U(start + further)] != other[U(at + further)]
    return not different


@inner
def _which(block: Any, start: Any, end: Any, names: Any, bounds: Any) -> Any:
    """Give the number of a key among the names, or -1."""
    for name in range(bounds.size - 1):
        size = bounds[name + 1] - bounds[name]
        if size == end - start and _same(block, start, size, names, bounds[name]):
            return name
    return -1


@inner
def _is_new(block: Any, start: Any, end: Any, others: Any, count: Any) -> Any:
    """Remember a key that newskit does not know, and tell whether it is there once."""
    if count == _MOST_KEYS:
        return False
    for other in range(count):
        size = others[other, 1] - others[other, 0]
        if size == end - start and _same(block, start, size, block, others[other, 0]):
            return False
    others[count, 0], others[count, 1] = start, end
    return True


@inner
def _has_escape(block: Any, start: Any, end: Any) -> Any:
    found = False
    for at in range(start, end):
        found |= block[U(at)] == _BACKSLASH
    return found


@inner
def _article(block: Any, at: Any, names: Any, bounds: Any, spans: Any, others: Any) -> Any:
    """Find the strings of an article; give the place behind it, or -1 if it is not plain."""
    at = _behind_space(block, at)
    if _byte(block, at) != 123:
        return np.int64(-1)
    count, known = 0, spans.shape[0]
    while True:
        at = _behind_space(block, at + 1)
        if _byte(block, at) != _QUOTE:
            return np.int64(-1)
        start = at + 1
        end = _end_of_string(block, start)
        if end < 0 or _has_escape(block, start, end):
            return np.int64(-1)
        at = _behind_colon(block, end + 1)
        if at < 0:
            return at
        which = _which(block, start, end, names, bounds)
        if which < 0:
            if not _is_new(block, start, end, others, count):
                return np.int64(-1)
            count += 1
            at = _behind_value(block, at)
        elif which < known and spans[which, 0] < 0 and _byte(block, at) == _QUOTE:
            spans[which, 0] = at + 1
            spans[which, 1] = _end_of_string(block, at + 1)
            at = spans[which, 1] + 1 if spans[which, 1] > at + 1 else np.int64(-1)
        else:
            return np.int64(-1)
        if at < 0:
            return at
        at = _behind_space(block, at)
        if _byte(block, at) != 44:
            break
    if _byte(block, at) != 125:
        return np.int64(-1)
    return _behind_space(block, at + 1)


@inner
def _is_white(code: Any) -> Any:
    """Tell whether a character is white space, as `str.isspace` does."""
    if code < 0x80:
        return 9 <= code <= 13 or 28 <= code <= 32
    if code < 0x2000:
        return code == 0x85 or code == 0xA0 or code == 0x1680
    if code == 0x202F or code == 0x205F or code == 0x3000:
        return True
    return code <= 0x200A or 0x2028 <= code <= 0x2029


@inner
def _is_blank(block: Any, at: Any, end: Any) -> Any:
    """Tell whether a string is white space only."""
    while at < end:
        byte = np.int64(block[U(at)])
        if byte == _BACKSLASH:
            if block[U(at + 1)] == 117:
                code = _four_digits(block, at + 2)
                at += 6
            else:
                kind = block[U(at + 1)]
                code = np.int64(_SPACE if kind > 98 else kind)  # b: no space, nor are " \\ /
                at += 2
        elif byte < 128:
            code = byte
            at += 1
        elif byte < 0xE0:
            code = (byte & 31) << 6 | np.int64(block[U(at + 1)]) & 63
            at += 2
        elif byte < 0xF0:
            low = (np.int64(block[U(at + 1)]) & 63) << 6 | np.int64(block[U(at + 2)]) & 63
            code = (byte & 15) << 12 | low
            at += 3
        else:
            return False
        if not _is_white(code):
            return False
    return True


@inner
def _number(block: Any, at: Any, size: Any) -> Any:
    """Give the number that some digits are; one that is no date if they are none."""
    value = np.int64(0)
    for further in range(size):
        byte = np.int64(block[U(at + further)])
        if not _is_digit(byte):
            return np.int64(1 << 20)
        value = value * 10 + byte - 48
    return value


@inner
def _day(block: Any, at: Any, end: Any) -> Any:
    """Give the day of `2026-03-02`, counted from the first of year 1, or -1."""
    if end - at < 10 or block[U(at + 4)] != 45 or block[U(at + 7)] != 45:
        return np.int64(-1)
    year, month, day = _number(block, at, 4), _number(block, at + 5, 2), _number(block, at + 8, 2)
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or day < 1:
        return np.int64(-1)
    leap = np.int64(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    if day > 30 + (month + (month > 7)) % 2 - (month == 2) * (2 - leap):
        return np.int64(-1)
    # Months count from March on, as February is the last that differs (Richards 2013).
    years, months = (year - 1, month + 9) if month < 3 else (year, month - 3)
    ordinal = 365 * years + years // 4 - years // 100 + years // 400 - 306
    return ordinal + (153 * months + 2) // 5 + day


@inner
def _clock(block: Any, at: Any, end: Any) -> Any:
    """Give the second of the day of `T17:40:00Z` or of nothing, or -1."""
    if end == at:
        return np.int64(0)
    if end - at != 10 or block[U(at)] != 84 or block[U(at + 3)] != 58 or block[U(at + 6)] != 58:
        return np.int64(-1)
    hour, minute = _number(block, at + 1, 2), _number(block, at + 4, 2)
    second = _number(block, at + 7, 2)
    if hour > 23 or minute > 59 or second > 59 or block[U(at + 9)] != 90:
        return np.int64(-1)
    return (60 * hour + minute) * 60 + second


@inner
def _end_of_line(block: Any, at: Any) -> Any:
    while at < block.size and block[U(at)] != 10:
        at += 1
    return at


@inner
def _count_lines(block: Any) -> Any:
    count = np.int64(0)
    for byte in block:
        count += byte == 10
    return count + (block.size > 0 and block[-1] != 10)


@compiled
def scan(
    block: Any, names: Any, bounds: Any, known: Any, text: Any, published: Any, largest: Any
) -> Any:
    """Find the lines of a block, see `newskit.kernels.Kernel.scan`.

    Args:
        block: the bytes.
        names: keys, one behind the other: those whose strings are found, and then those that no
            plain line has.
        bounds: where each key begins, one more than there are.
        known: how many of the keys are found.
        text: the number of the key that must be there.
        published: the number of the key that is a time.
        largest: bytes of the longest line that is plain.
    """
    count = _count_lines(block)
    starts, ends = np.empty(count, np.int64), np.empty(count, np.int64)
    plain, days = np.zeros(count, np.bool_), np.zeros(count, np.int64)
    clocks = np.full(count, -1, np.int64)
    spans = np.full((count, known, 2), -1, np.int64)
    others = np.empty((_MOST_KEYS, 2), np.int64)
    at = np.int64(0)
    for line in range(count):
        starts[line] = at
        found = spans[line]
        end = _article(block, at, names, bounds, found, others)
        is_plain = end >= 0 and (end == block.size or block[U(end)] == 10)
        end = min((end if is_plain else _end_of_line(block, at)) + 1, block.size)
        is_plain &= found[text, 0] >= 0 and end - at <= largest
        if is_plain and not _is_blank(block, found[text, 0], found[text, 1]):
            plain[line] = True
            if found[published, 0] >= 0:
                start, last = found[published]
                days[line] = _day(block, start, last)
                clocks[line] = np.int64(-1) if days[line] < 0 else _clock(block, start + 10, last)
                if clocks[line] < 0:
                    days[line] = -1
        else:
            found[:] = -1
        ends[line] = end
        at = end
    return starts, ends, plain, spans, days, clocks
