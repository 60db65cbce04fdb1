"""`python -m newskit`: the command line; nothing is imported from the working directory."""

import os
import sys

if not sys.flags.safe_path and sys.path[0] == os.getcwd():  # noqa: PTH109 - pathlib may be there
    del sys.path[0]

from newskit.cli.start import main

main()
