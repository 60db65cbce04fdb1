"""`newskit warmup`: compile ahead, so that no run has to."""

import typer


def warmup() -> None:
    """Compile the kernel `numba`, so that later runs need not.

    Machine code is kept beside the plugin or, where that cannot be written, in the cache of the
    user; NUMBA_CACHE_DIR names another folder. It is made for this processor and this version of
    Numba; what is there already is only loaded. Without this command the first run that uses the
    kernel does the same.

    \b
    Examples:
      newskit warmup
      NUMBA_CACHE_DIR=/var/cache/newskit newskit warmup
    """  # noqa: D301
    from newskit_numba.compiling import state
    from newskit_numba.kernel import KERNEL

    seconds = KERNEL.warmup()
    compiled, loaded, place = state()
    kept = f"kept in {place}" if place else "kept nowhere, as no folder may be written to"
    typer.echo(f"{compiled} functions compiled, {loaded} loaded, in {seconds:.1f} s; {kept}")
