"""What holds for every kernel."""

from newskit.testing import KernelContract
from newskit_numba.kernel import KERNEL


class TestNumba(KernelContract):
    plugin = KERNEL
