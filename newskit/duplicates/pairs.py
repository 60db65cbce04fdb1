"""Pairs of texts as one number each, `smaller << 32 | larger`: they sort and compare fast."""

from collections.abc import Iterable
from operator import index

import numpy as np
from numpy.typing import NDArray

from newskit.errors import PluginError, reason_of, shown
from newskit.text.distinct import distinct

_LOW = 0xFFFFFFFF


def packed(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pack pairs, ascending, each once."""
    return distinct(np.minimum(a, b) << 32 | np.maximum(a, b))


def packed_pairs(pairs: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """Pack pairs that are given one by one, as `packed` does."""
    a, b = np.array(list(pairs), np.int64).reshape(-1, 2).T
    return packed(a, b)


def unpacked(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the smaller and the larger of each pair."""
    return pairs >> 32, pairs & _LOW


def as_answer(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give pairs as a detector does: rows of two positions."""
    return np.stack(unpacked(pairs), axis=1)


def checked(answer: object, count: int) -> NDArray[np.int64]:
    """Pack what a detector answers; it may be a stranger's, so look before use.

    Raises:
        PluginError: it is no pairs of positions below `count`.
    """
    if not isinstance(answer, np.ndarray):
        answer = np.array(list(_pairs_of(answer, count)), np.int64)
    if not answer.size:
        return np.empty(0, np.int64)
    if answer.ndim != 2 or answer.shape[1] != 2 or answer.dtype.kind not in "iu":
        raise PluginError(f"gave an array of shape {answer.shape}, which is no pairs of positions")
    outside = ((answer < 0) | (answer >= count)).any(axis=1)
    if outside.any():
        a, b = answer[outside][0].tolist()
        raise _outside(a, b, count)
    a, b = answer.T.astype(np.int64)
    return packed(a[a != b], b[a != b])


def _outside(a: int, b: int, count: int) -> PluginError:
    return PluginError(f"gave the pair ({a}, {b}), but there are {count} articles")


def _pairs_of(answer: object, count: int) -> Iterable[tuple[int, int]]:
    if not isinstance(answer, Iterable):
        raise PluginError(f"gave {shown(answer)}, which is no pairs of positions")
    for pair in answer:
        try:
            a, b = map(index, pair)
        except (TypeError, ValueError):
            raise PluginError(f"gave {shown(pair)}, which is no pair of positions") from None
        except Exception as error:
            raise PluginError(f"gave a pair that ends in {reason_of(error)}") from error
        if not (0 <= a < count and 0 <= b < count):
            raise _outside(a, b, count)
        yield a, b
