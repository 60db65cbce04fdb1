"""The hook specifications: light, since every command meets them, while their types come later.

Plugins import `newskit.hooks`, which has all of this and the types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

import pluggy

if TYPE_CHECKING:
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

PROJECT = "newskit"
"""The pluggy project and the entry-point group."""

API_LEVEL = 2
"""Grows by one with every release that adds to what plugins may offer or use."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the hook whose name it has."""

T = TypeVar("T")
Catalogue: TypeAlias = Mapping[str, T | str]
"""Names to things, or to `"module:attribute"` of things."""

Command: TypeAlias = Any
"""A function with Typer annotations, or a `typer.Typer` app."""


Default: TypeAlias = bool | int | float | str | list[str]
"""The value of a setting when nothing is said."""


class HookSpecs(Protocol):
    """The hooks of newskit, and what each returns."""

    @hookspec
    def newskit_readers(self) -> Catalogue[Reader]:
        """Formats that can be read (`--reader NAME`, or by suffix and by looking)."""

    @hookspec
    def newskit_cleaners(self) -> Catalogue[Cleaner]:
        """Ways to find boilerplate (`--cleaner NAME`)."""

    @hookspec
    def newskit_detectors(self) -> Catalogue[Detector]:
        """Ways to find candidate copies (`dedupe --detector NAME`)."""

    @hookspec
    def newskit_keepers(self) -> Catalogue[Keeper]:
        """Ways to choose the kept article (`dedupe --keep NAME`)."""

    @hookspec
    def newskit_linkers(self) -> Catalogue[Linker]:
        """Ways to group reports of one event (`stories --linker NAME`)."""

    @hookspec
    def newskit_summarizers(self) -> Catalogue[Summarizer]:
        """Ways to choose sentences (`summarize --method NAME`, `digest --method NAME`)."""

    @hookspec
    def newskit_renderers(self) -> Catalogue[Renderer]:
        """Forms of a digest (`digest --format NAME`)."""

    @hookspec
    def newskit_writers(self) -> Catalogue[Writer]:
        """Forms that articles are written in (by the suffix of `-o`, or `--format NAME`)."""

    @hookspec
    def newskit_stores(self) -> Catalogue[Callable[[str], Store]]:
        """Kinds of stores (`dedupe --store NAME:PLACE`); each opens a place."""

    @hookspec
    def newskit_kernels(self) -> Catalogue[Kernel]:
        """Ways to do the inner loops of finding copies (`dedupe --kernel NAME`)."""

    @hookspec
    def newskit_engines(self) -> Catalogue[Engine | Callable[[str], Engine]]:
        """Where copies are found (`dedupe --engine NAME`)."""

    @hookspec
    def newskit_commands(self) -> Catalogue[Command]:
        """Commands (`newskit NAME`)."""

    @hookspec
    def newskit_settings(self) -> Mapping[str, Default]:
        """Settings and their defaults (`[plugins.PACKAGE]` of a configuration)."""


KINDS = {
    "reader": "newskit_readers",
    "cleaner": "newskit_cleaners",
    "detector": "newskit_detectors",
    "keeper": "newskit_keepers",
    "linker": "newskit_linkers",
    "summarizer": "newskit_summarizers",
    "renderer": "newskit_renderers",
    "writer": "newskit_writers",
    "store": "newskit_stores",
    "kernel": "newskit_kernels",
    "engine": "newskit_engines",
    "command": "newskit_commands",
    "setting": "newskit_settings",
}
"""What a plugin can add, and the hook that adds it."""
