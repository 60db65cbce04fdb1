"""Where the command line starts: being interrupted while it is still imported is no error."""

import gc
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Import the command line and run it."""
    # The products of matrices are small here: threads would take longer to wake than to work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Modules and articles make no cycles: to look for some takes a fifth of the time of a million
    # articles, and a tenth of that of five.
    gc.disable()
    try:
        from newskit.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()  # nor at the end
