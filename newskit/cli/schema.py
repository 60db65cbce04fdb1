"""`newskit schema`: the wire format as JSON Schema."""

from typing import Annotated

import typer

from newskit.cli import options
from newskit.cli.choices import one_of
from newskit.cli.completion import among
from newskit.cli.output import output
from newskit.cli.run import Run


def schema(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            autocompletion=among(("article", "digest", "stats")),
            help="article, digest or stats.",
        ),
    ] = "article",
    to: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print the wire format as JSON Schema.

    \b
    Examples:
      newskit schema article > article.schema.json
      newskit schema digest
      newskit schema stats                      what --stats writes
    """
    with Run("schema", quiet, verbose):
        import json

        from newskit.schema import SCHEMAS

        one_of("WHAT", what, tuple(SCHEMAS))
        with output(to) as stream:
            stream.write(json.dumps(SCHEMAS[what], indent=2) + "\n")
