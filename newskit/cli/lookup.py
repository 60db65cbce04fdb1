"""The commands there are: names of those that plugins add, and each by its name."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from newskit.cli.command import made
from newskit.errors import PluginError, reason_of
from newskit.hookspecs import PROJECT
from newskit.host import BUILTIN, default_host


def strangers() -> list[str]:
    """Give the commands of plugins, each by the shortest name that means it alone."""
    if not _has_plugins():
        return []
    plugins = default_host().plugins()
    offers = [offer for plugin in plugins for offer in plugin.offers if offer.kind == "command"]
    names = Counter(offer.name for offer in offers)
    return sorted(
        offer.qualified() if offer.error or names[offer.name] > 1 else offer.name
        for offer in offers
        if offer.plugin != BUILTIN
    )


def _has_plugins() -> bool:
    """Say whether a plugin may be installed: to look costs a tenth of asking the packages."""
    group = f"[{PROJECT}]".encode()
    try:
        return any(
            place.is_file()  # an archive: it has to be asked
            or any(group in file.read_bytes() for file in place.glob("*.*-info/entry_points.txt"))
            for place in map(Path, sys.path)
        )
    except OSError:
        return True


def by_name(name: str) -> Any:
    """Make a command by its name.

    Raises:
        UsageError: there is none.
        PluginError: there is one of a plugin, and it is none.
    """
    found = default_host().get("command", name)
    try:
        return made(name, found)
    except Exception as error:
        if name in default_host().builtins("command"):
            raise
        who = f"command {name!r} of {default_host().owner('command', name)}"
        raise PluginError(f"{who} cannot be used: {reason_of(error)}") from error
