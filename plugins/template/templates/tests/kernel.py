"""That the kernel gives what newskit's gives, bit for bit."""

from newskit.testing import KernelContract


class TestContract(KernelContract):
    plugin = "mine"
