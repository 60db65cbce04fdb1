"""`python -m newskit.testing.elsewhere KIND NAME …`: what things answer in another process."""

import sys
from importlib import import_module
from typing import Any

from newskit import testing
from newskit.testing.articles import corpus


def main(*things: str) -> None:
    """Print what things answer to the corpus, a line for each.

    Args:
        things: the kind of each and the name that a user chooses it by, or `=module:attribute`.
    """
    for kind, name in zip(things[::2], things[1::2], strict=True):
        module, _, attribute = name.removeprefix("=").partition(":")
        plugin: Any = getattr(import_module(module), attribute) if name.startswith("=") else name
        suite = getattr(testing, f"{kind.capitalize()}Contract")
        answer = type("Suite", (suite,), {"plugin": plugin})().ask(corpus())
        sys.stdout.buffer.write(f"{answer!r}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
