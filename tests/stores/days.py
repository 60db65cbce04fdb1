"""What the tests of stores share: invented reports on days of March, and what a store knows."""

import random
import re
from collections.abc import Iterable
from pathlib import Path

import newskit
from newskit.article import Article, to_json
from newskit.memory import export

_SYLLABLES = re.findall("..", "badefogihujekalominaosperusitaulve")


def invented(seed: object, words: int = 120) -> str:
    """Invent a text; no two seeds have a run of five words in common."""
    dice = random.Random(f"stored {seed}")
    said = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(words)]
    for place in range(0, words - 1, 12):
        said[place] = said[place].title()
        said[place - 1] += "."
    return f"{' '.join(said)}."


def edited(text: str, *places: int) -> str:
    said = text.split()
    for place in places:
        said[place] = f"edit{place}"
    return " ".join(said)


def on(day: int, text: str, id_: str, **keys: str) -> Article:
    return Article(text, id=id_, published=f"2026-03-{day:02}", **keys)


def ids(articles: Iterable[Article]) -> list[str]:
    return [article.id for article in articles]


def lines(articles: Iterable[Article]) -> list[str]:
    return [to_json(article.record()) for article in articles]


def state(place: Path) -> list[str]:
    """Give all that a store knows, and check that it is whole."""
    with newskit.open_store(place) as store:
        assert list(store.check()) == []
        return lines(export(store))
