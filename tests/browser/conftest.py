"""For the tests in a real browser: the browser, tabs, and the pages they show."""

import importlib.util
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import newskit
from newskit.comparing import page


def _load(name: str) -> ModuleType:
    """Import a module of this folder: tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec and spec.loader
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


chromium = _load("chromium")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["chromium.Chromium"]:
    if chromium.path() is None:
        pytest.skip("there is no Chromium on this machine: apt install chromium")
    with chromium.running(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def tab(browser: "chromium.Chromium") -> Iterator["chromium.Tab"]:
    opened = chromium.Tab(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """Write a page to a file, and give its address."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str, page: str) -> str:
        file = folder / name
        file.write_text(page, "utf-8", "surrogateescape")
        return file.as_uri()

    return written


@pytest.fixture(scope="session")
def digest_page(write: Callable[[str, str], str], samples: Path) -> str:
    """The address of the digest of the samples."""
    articles = newskit.read(samples, on_problem=lambda problem: None)
    return write("digest.html", rendered(newskit.digest(articles)))


@pytest.fixture(scope="session")
def pair_page(write: Callable[[str, str], str], samples: Path) -> str:
    """The address of a page of three comparisons."""
    stream = io.StringIO()
    compared = newskit.compare(newskit.read(*(samples / f"00{n}.txt" for n in range(3))))
    page.render(compared, stream)
    return write("pairs.html", stream.getvalue())


def rendered(digest: newskit.Digest) -> str:
    stream = io.StringIO()
    newskit.render(digest, stream, "html")
    return stream.getvalue()
