"""`python -m newskit`: the command line."""

from newskit.cli.main import main

main()
