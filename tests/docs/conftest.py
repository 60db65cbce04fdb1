"""For the tests of the documentation: the script behind `make docs`, and blocks of code."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _generator() -> ModuleType:
    name = "newskit_docs_generate"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "generate.py")
        assert spec and spec.loader
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    return _generator()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def sections(page: str) -> dict[str, str]:
    """Give the text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def blocks(text: str, language: str) -> list[str]:
    """Give the blocks of code in a language that are no specifications."""
    code = re.sub(r"^<!-- spec: .*? -->\n```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```$", code, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def read_sections(root: Path):
    return lambda name: sections((root / name).read_text("utf-8"))


@pytest.fixture
def read_blocks():
    return blocks
