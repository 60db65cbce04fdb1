"""Where the command line starts: being interrupted while it is still imported is no error."""

import sys

_INTERRUPTED = 130


def main() -> None:
    """Import the command line and run it."""
    try:
        from newskit.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
