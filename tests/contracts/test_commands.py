"""The commands that ship with newskit pass the suite that is there for plugins."""

from newskit.article import to_lines
from newskit.host import Host
from newskit.testing import CommandContract, corpus

HOW: dict[str, dict[str, object]] = {
    "compare": {"arguments": ["-f", "json"], "stdin": b"".join(to_lines(corpus()[:2]))},
    "digest": {"arguments": ["-f", "json"]},
    "eval": {"arguments": ["no-gold.json"], "code": 3},
    "new": {"arguments": ["--store", "no.db"], "code": 3},
    "store": {"arguments": ["info", "no.db"], "code": 3},
}
"""What stands behind a command, if anything, and the exit code if there is nothing to work on."""

for name in Host(frozenset()).builtins("command"):
    suite = type(f"Test{name.title()}", (CommandContract,), {"plugin": name, **HOW.get(name, {})})
    globals()[suite.__name__] = suite
