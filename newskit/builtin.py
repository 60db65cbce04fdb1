"""What ships with newskit, registered through the same hooks as a stranger's package.

Names to `"module:attribute"`; nothing is imported before it is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newskit.hookspecs import Catalogue, Command, hookimpl

if TYPE_CHECKING:
    from collections.abc import Callable

    from newskit.engines import Engine
    from newskit.kernels import Kernel
    from newskit.protocols import (
        Cleaner,
        Detector,
        Keeper,
        Linker,
        Reader,
        Renderer,
        Summarizer,
        Writer,
    )
    from newskit.storing import Store


@hookimpl
def newskit_readers() -> Catalogue[Reader]:
    """JSON Lines; JSON, JSON Feed, ninjs; tables; XML of agencies; e-mail; Markdown; plain text."""
    return {
        "jsonl": "newskit.readers.jsonlines:READER",
        "json": "newskit.readers.jsonfile:READER",
        "csv": "newskit.readers.table:READER",
        "newsml": "newskit.readers.newsml:READER",
        "mail": "newskit.readers.mail:READER",
        "markdown": "newskit.readers.markdown:READER",
        "text": "newskit.readers.plaintext:READER",
    }


@hookimpl
def newskit_cleaners() -> Catalogue[Cleaner]:
    """Lines a source repeats, and rules for single texts."""
    return {
        "repeats": "newskit.cleaning.repeats:clean",
        "rules": "newskit.cleaning.rules:clean",
    }


@hookimpl
def newskit_detectors() -> Catalogue[Detector]:
    """MinHash over word 5-grams, over content words, every pair, and the reference."""
    return {
        "minhash": "newskit.duplicates.minhash:candidates",
        "rewritten": "newskit.duplicates.rewritten:candidates",
        "pairs": "newskit.duplicates.minhash:all_pairs",
        "datasketch": "newskit.duplicates.reference:candidates",
    }


@hookimpl
def newskit_keepers() -> Catalogue[Keeper]:
    """Length, time, order of input, preferred sources."""
    return {
        "longest": "newskit.duplicates.keep:longest",
        "earliest": "newskit.duplicates.keep:earliest",
        "latest": "newskit.duplicates.keep:latest",
        "first": "newskit.duplicates.keep:first",
        "source:": "newskit.duplicates.keep:source",
    }


@hookimpl
def newskit_linkers() -> Catalogue[Linker]:
    """Reports of one event; or each article its own story, so that a story is a group of copies."""
    return {
        "events": "newskit.grouping.events:link",
        "copies": "newskit.grouping.copies:link",
    }


@hookimpl
def newskit_summarizers() -> Catalogue[Summarizer]:
    """Coverage, the default; lead; other methods for many articles; those of sumy."""
    return {
        "coverage": "newskit.summaries.coverage:summarize",
        "lead": "newskit.summaries.lead:summarize",
        "centroid": "newskit.summaries.centroid:summarize",
        "mmr": "newskit.summaries.mmr:summarize",
        "submodular": "newskit.summaries.submodular:summarize",
        "sumy-lexrank": "newskit.summaries.sumy:lexrank",
        "sumy-textrank": "newskit.summaries.sumy:textrank",
        "sumy-lsa": "newskit.summaries.sumy:lsa",
        "sumy-luhn": "newskit.summaries.sumy:luhn",
        "sumy-kl": "newskit.summaries.sumy:kl",
        "sumy-sumbasic": "newskit.summaries.sumy:sumbasic",
        "sumy-reduction": "newskit.summaries.sumy:reduction",
        "sumy-edmundson": "newskit.summaries.sumy:edmundson",
    }


@hookimpl
def newskit_renderers() -> Catalogue[Renderer]:
    """Markdown, text, JSON, JSON Feed, a page for a browser."""
    return {
        "md": "newskit.renderers.markdown:render",
        "text": "newskit.renderers.text:render",
        "json": "newskit.renderers.json:render",
        "jsonfeed": "newskit.renderers.jsonfeed:render",
        "html": "newskit.renderers.html:render",
    }


@hookimpl
def newskit_writers() -> Catalogue[Writer]:
    """JSON Lines."""
    return {"jsonl": "newskit.renderers.jsonlines:WRITER"}


@hookimpl
def newskit_stores() -> Catalogue[Callable[[str], Store]]:
    """A file of SQLite, which `--store news.db` names without a scheme, too."""
    return {"sqlite:": "newskit.stores.sqlite:SqliteStore"}


@hookimpl
def newskit_kernels() -> Catalogue[Kernel]:
    """The kernel that is everywhere."""
    return {"numpy": "newskit.duplicates.kernel:KERNEL"}


@hookimpl
def newskit_engines() -> Catalogue[Engine | Callable[[str], Engine]]:
    """This machine."""
    return {"local": "newskit.cli.engine:LOCAL"}


@hookimpl
def newskit_commands() -> Catalogue[Command]:
    """The commands of `newskit --help`, in its order."""
    return {
        "dedupe": "newskit.cli.dedupe:dedupe",
        "stories": "newskit.cli.stories:stories",
        "summarize": "newskit.cli.summarize:summarize",
        "digest": "newskit.cli.digest:digest",
        "clean": "newskit.cli.clean:clean",
        "compare": "newskit.cli.compare:compare",
        "new": "newskit.cli.new:new",
        "store": "newskit.cli.store:APP",
        "eval": "newskit.cli.eval:evaluate",
        "config": "newskit.cli.config:config",
        "plugins": "newskit.cli.plugins:plugins",
        "schema": "newskit.cli.schema:schema",
    }
