"""A digest as tab-separated lines: independent sources, articles, headline."""

from typing import TextIO

from newskit.hooks import Catalogue, Digest, Renderer, hookimpl


def tsv(digest: Digest, stream: TextIO) -> None:
    """Write a line for each story; what would end a field, or move a cursor, is a space."""
    for entry in digest.entries:
        printed = "".join(sign if sign.isprintable() else " " for sign in entry.headline)
        headline = " ".join(printed.split())
        stream.write(f"{entry.independent_sources}\t{len(entry.articles)}\t{headline}\n")


@hookimpl
def newskit_renderers() -> Catalogue[Renderer]:
    """Add the form to `newskit digest --format mine`."""
    return {"mine": tsv}
