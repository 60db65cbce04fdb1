"""What the tests of duplicates share: invented reports, and the scripts of `benchmarks/`."""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import newskit
from newskit.article import Article

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import planted

Report = Callable[..., str]

_SYLLABLES = re.findall("..", "badefogihujekalominaosperusitaulve")


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4)))


def _sentence(dice: random.Random) -> str:
    said = [_word(dice) for _ in range(dice.randint(8, 20))]
    for place in range(3, len(said), 6):
        said[place] = dice.choice([said[place].title(), str(dice.randint(20, 9999))])
    return f"{' '.join([said[0].title(), *said[1:]])}."


@pytest.fixture(scope="session")
def report() -> Report:
    """Invent a report of exactly so many words: (seed, words=200).

    Sentences with names and figures; no two seeds have a run of five words in common.
    """

    def invent(seed: object, words: int = 200) -> str:
        dice = random.Random(f"report {seed}")
        said: list[str] = []
        while len(said) < words:
            said += _sentence(dice).split()
        return " ".join(said[:words])

    return invent


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    """300 invented articles: copies of every kind, templates, blocks and shared quotations."""
    out = tmp_path_factory.mktemp("planted")
    planted.build(out, 300, seed=3)
    return newskit.read(out / "articles.jsonl")
