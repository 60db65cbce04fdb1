"""docs/design.md describes the house and the numbers there are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newskit import settings
from newskit.duplicates import kernel, near, rewritten


def test_the_house_is_the_house_there_is(
    root: Path, read_sections: Callable[[str], dict[str, str]]
) -> None:
    house = read_sections("docs/design.md")["The house"]
    folders = {path.parent.name for path in (root / "newskit").glob("*/__init__.py")}
    files = {path.name for path in (root / "newskit").glob("[!_]*.py")}
    assert {folder for folder in folders if f"      {folder}/ " not in house} == set()
    assert {file for file in files if file not in house} == set()


@pytest.mark.parametrize(
    "said",
    [
        f"Jaccard of the sets of word 5-grams is at least {settings.THRESHOLD}",
        f"at least {near.CONTAINED} of the shorter text",
        f"of {near.ENOUGH_TO_CONTAIN} shingles or more",
        f"at least {rewritten.AGREEING} of those of the text that has fewer",
        f"if it has {rewritten.ENOUGH_FACTS} or more",
        f"the {['no', 'one', 'two', 'three'][rewritten.EXPECTED]} best pairs do not count",
        f"{kernel.BANDS * kernel.ROWS} permutations in {kernel.BANDS} bands of {kernel.ROWS}",
    ],
)
def test_the_numbers_are_those_of_the_code(said: str, root: Path) -> None:
    assert said in " ".join((root / "docs" / "design.md").read_text("utf-8").split())
