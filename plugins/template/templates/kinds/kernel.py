"""A kernel that takes newskit's, and splits numbers by counting them.

It imports NumPy: put it into a module of its own, and give its name to the hook, when more than it
is in the package.
"""

import numpy as np
from newskit.duplicates.kernel import NumpyKernel
from newskit.hooks import Catalogue, Kernel, hookimpl
from numpy.typing import NDArray


class Counting(NumpyKernel):
    """The kernel of newskit but for one loop."""

    def split(
        self, numbers: NDArray[np.uint64], parts: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Put numbers of one range behind those of the range before."""
        if parts == 1:
            return numbers, np.array([0, len(numbers)])
        ranges = (numbers >> np.uint64(65 - parts.bit_length())).astype(np.int64)
        ends = np.cumsum(np.bincount(ranges, minlength=parts))
        return numbers[np.argsort(ranges, kind="stable")], np.append(0, ends)


@hookimpl
def newskit_kernels() -> Catalogue[Kernel]:
    """Add the kernel to `newskit dedupe --kernel mine`."""
    return {"mine": Counting()}
