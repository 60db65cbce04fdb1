"""Numbers ascending, each once: by sorting, since a table of all of them is many times slower."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", bound=np.integer[Any])


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Give numbers ascending, each once."""
    ascending = np.sort(numbers)
    differs = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=differs[1:])
    return ascending[differs]
