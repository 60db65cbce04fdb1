"""Every option of every command is tried: a test has both in its strings, or a page that is run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newskit.cli.command import built_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tried() -> list[str]:
    """What is typed in each test, and in each command of the pages."""
    tests = (text for file in (ROOT / "tests").rglob("test_*.py") for text in strings(file))
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    blocks = r"^```(?:console|sh)\n(.*?)^```$"
    shown = (re.findall(blocks, page.read_text("utf-8"), re.M | re.S) for page in pages)
    lines = (re.split(r"[|\n]", block) for found in shown for block in found)
    return [*tests, *(line for some in lines for line in some)]


def strings(file: Path) -> Iterator[str]:
    """Give the strings of each function of a file, with those of the names that it uses."""
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        target.id: text_of(node)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            used = (each.id for each in ast.walk(node) if isinstance(each, ast.Name))
            yield " ".join([text_of(node), *(named.get(name, "") for name in used)])


def text_of(node: ast.AST) -> str:
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return " ".join(value for value in found if isinstance(value, str))


def spelled(option: Any) -> re.Pattern[str]:
    """Match an option in one of its spellings; short ones also among others: `-qa`."""
    forms = [name if name.startswith("--") else rf"-\w*{name[1]}\w*" for name in option.opts]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


@pytest.mark.parametrize("path", built_in(), ids=" ".join)
def test_every_option_is_tried(path: tuple[str, ...], tried: list[str]) -> None:
    words = [re.compile(rf"\b{word}\b") for word in path]
    here = [text for text in tried if all(word.search(text) for word in words)]
    options = built_in()[path].items()
    assert [key for key, each in options if not any(map(spelled(each).search, here))] == []
