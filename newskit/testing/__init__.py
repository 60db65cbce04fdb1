"""What authors of plugins test with: a suite for each kind of thing, articles, the true command.

A suite is a class of tests; `class TestMine(SummarizerContract): plugin = "mine"` runs it. Where
newskit is installed, pytest has the fixtures `newskit_cli`, `article`, `corpus`, `broken_plugin`.
"""

from newskit.testing.articles import Corpus, article, corpus, odd_piles
from newskit.testing.broken import Broken, BrokenPlugins
from newskit.testing.cleaners import CleanerContract
from newskit.testing.commands import CommandContract
from newskit.testing.contract import Contract, PileContract
from newskit.testing.detectors import DetectorContract
from newskit.testing.engines import EngineContract
from newskit.testing.keepers import KeeperContract
from newskit.testing.kernels import KernelContract
from newskit.testing.linkers import LinkerContract
from newskit.testing.readers import ReaderContract
from newskit.testing.renderers import RendererContract
from newskit.testing.running import Newskit
from newskit.testing.stores import StoreContract
from newskit.testing.summarizers import SummarizerContract
from newskit.testing.writers import WriterContract

__all__ = [
    "Broken",
    "BrokenPlugins",
    "CleanerContract",
    "CommandContract",
    "Contract",
    "Corpus",
    "DetectorContract",
    "EngineContract",
    "KeeperContract",
    "KernelContract",
    "LinkerContract",
    "Newskit",
    "PileContract",
    "ReaderContract",
    "RendererContract",
    "StoreContract",
    "SummarizerContract",
    "WriterContract",
    "article",
    "corpus",
    "odd_piles",
]
