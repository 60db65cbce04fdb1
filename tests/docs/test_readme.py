"""README.md opens with two commands and shows what the first of them prints."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newskit import Level
from newskit.errors import ExitCode


@pytest.fixture
def page(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


@pytest.fixture
def blocks(page: str) -> list[str]:
    return re.findall(r"^```\w+[^\n]*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_it_opens_with_exactly_two_commands(page: str, blocks: list[str]) -> None:
    assert page.startswith("# newskit\n\n```sh\nmake demo\nmake test\n```\n")


def test_it_shows_the_beginning_of_the_demo(blocks: list[str], root: Path) -> None:
    """That it is what the command prints now is tested for all pages."""
    command, *output = blocks[1].splitlines()
    recipe = (root / "Makefile").read_text("utf-8").partition("\ndemo:")[2].partition("\n\n")[0]
    assert command.startswith("$ newskit digest samples/")
    assert command.removeprefix("$ ") in recipe
    assert len(output) > 20


def test_the_levels_are_those_there_are(page: str) -> None:
    table = re.findall(r"^\| (\w+) \|", page.partition("## Levels")[2], re.MULTILINE)
    assert table[1:] == [str(level) for level in sorted(Level, reverse=True)]


@pytest.mark.parametrize(
    ("file", "section"),
    [
        ("README.md", "Exit codes"),
        ("docs/pipes.md", "Exit codes"),
        ("docs/design.md", "The command line"),
    ],
)
def test_every_exit_code_is_listed(
    file: str, section: str, read_sections: Callable[[str], dict[str, str]]
) -> None:
    text = " · ".join(read_sections(file)[section].partition("```")[0].splitlines())
    listed = re.findall(r"(?:· \| |· )(\d+) (?:\| )?\w", text)
    assert listed == [str(int(code)) for code in ExitCode]
