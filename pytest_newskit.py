"""The fixtures that pytest has where newskit is installed.

pytest loads this file in every run, of whatever project. So it imports nothing of newskit, which
would be missing in the measure of who covers newskit or a plugin, and costs nothing otherwise.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from newskit.article import Article
    from newskit.testing import BrokenPlugins, Corpus, Newskit

pytest.register_assert_rewrite("newskit.testing")


@pytest.fixture(scope="session")
def article() -> "Callable[..., Article]":
    """Make an article: `article("Fog.", title="Fog", published="2026-03-02")`."""
    from newskit.testing import article

    return article


@pytest.fixture
def corpus() -> "Corpus":
    """Twelve invented articles with copies, stories and footers; `.copies` and `.stories` tell."""
    from newskit.testing import corpus

    return corpus()


@pytest.fixture
def newskit_cli(tmp_path: Path) -> "Newskit":
    """Run the true command in `tmp_path`: `newskit_cli("summarize", "-n", 1, stdin="Fog. Sun.")`.

    It gives `returncode`, `stdout` and `stderr`.
    """
    from newskit.testing import Newskit

    return Newskit(tmp_path)


@pytest.fixture
def broken_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "BrokenPlugins":
    """Install a plugin that fails in a chosen way, and give its name.

    With `name = broken_plugin("range", "linker")`, `newskit_cli` and a new `newskit.host.Host()`
    have a linker of that name. `newskit.testing.Broken.WAYS` says how plugins can fail.
    """
    from newskit.testing import BrokenPlugins

    site = tmp_path / ".site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)

    def allow(name: str) -> None:
        if "NEWSKIT_PLUGINS" in os.environ:
            monkeypatch.setenv("NEWSKIT_PLUGINS", name, prepend=",")

    return BrokenPlugins(site, allow)
