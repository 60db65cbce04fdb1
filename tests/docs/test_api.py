"""docs/api.md has every public name, with what is said of it."""

import re
from pathlib import Path
from types import ModuleType

import pytest

import newskit
from newskit import hooks, testing

MODULES = [newskit, hooks, testing]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_name_is_documented(module: ModuleType, root: Path) -> None:
    page = (root / "docs" / "api.md").read_text("utf-8")
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    assert set(module.__all__) <= set(sections)
    silent = {name for name in module.__all__ if '"""' not in sections[name]}
    assert silent == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_public_names_are_in_order_and_there(module: ModuleType) -> None:
    assert len(set(module.__all__)) == len(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)
