"""`newskit plugins`: what is installed, what it adds, what failed."""

from typing import TYPE_CHECKING, Annotated

import typer

from newskit.cli import options
from newskit.cli.output import output
from newskit.cli.run import Run
from newskit.text.line import harmless

if TYPE_CHECKING:
    from newskit.host import Plugin


def plugins(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List what is installed, what it adds, and what failed.

    NEWSKIT_PLUGINS limits the plugins that are loaded: names of packages with commas between
    them; empty for none.

    \b
    Examples:
      newskit plugins
      newskit plugins --json
      NEWSKIT_PLUGINS= newskit digest in/       without any plugin
    """
    with Run("plugins", quiet, verbose) as run:
        import json

        from newskit.host import default_host

        found = default_host().plugins()
        with output(to) as stream:
            if as_json:
                stream.write(json.dumps([_record(p) for p in found], indent=2) + "\n")
            else:
                stream.writelines(f"{harmless(line)}\n" for line in _lines(found))
        failed = sum(1 for plugin in found if plugin.error)
        run.done(f"{len(found)} installed, {failed} failed")


def _record(plugin: "Plugin") -> dict[str, object]:
    return {
        "name": plugin.name,
        "version": plugin.version,
        "adds": [
            {"kind": offer.kind, "name": offer.name, "use": offer.qualified()}
            | ({"error": offer.error} if offer.error else {})
            for offer in plugin.offers
        ],
        "error": plugin.error or None,
    }


def _lines(found: "list[Plugin]") -> list[str]:
    lines = []
    for plugin in found:
        lines.append(f"{plugin.name} {plugin.version}".rstrip())
        if plugin.error:
            lines.append(f"  failed      {plugin.error}")
        by_kind: dict[str, list[str]] = {}
        for offer in plugin.offers:
            by_kind.setdefault(offer.kind, []).append(offer.error or offer.name)
        lines.extend(f"  {kind:<11} {', '.join(names)}" for kind, names in by_kind.items())
    return lines
