"""The scripts of `benchmarks/` are no package: their folder goes on the path, as when they run."""

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import invented
from texts import Text


@pytest.fixture(scope="session")
def lexicon() -> invented.Lexicon:
    return invented.lexicon()


@pytest.fixture(scope="session")
def make(lexicon: invented.Lexicon) -> Callable[[int, int], Text]:
    """Invent a text: (seed, words)."""
    return lambda seed, words: invented.text(random.Random(seed), lexicon, words)
