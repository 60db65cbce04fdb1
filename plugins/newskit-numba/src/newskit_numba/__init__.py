"""The inner loops of newskit's search for copies as machine code, by Numba.

Registered here; Numba is imported when the kernel is chosen.
"""

from newskit.hooks import Catalogue, Command, Kernel, hookimpl


@hookimpl
def newskit_kernels() -> Catalogue[Kernel]:
    """Add the kernel `numba`."""
    return {"numba": "newskit_numba.kernel:KERNEL"}


@hookimpl
def newskit_commands() -> Catalogue[Command]:
    """Add the command `newskit warmup`."""
    return {"warmup": "newskit_numba.warmup:warmup"}
