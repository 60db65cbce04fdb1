"""What the tests of the core share: the samples, and a short way to make an article."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from newskit.article import KNOWN, Article

MakeArticle = Callable[..., Article]

# A busy machine is no failure; the parent is what hypothesis chose for here or for CI.
settings.register_profile("newskit", parent=settings(), deadline=None)
settings.load_profile("newskit")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of invented articles that ships with newskit."""
    return Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="session")
def article() -> MakeArticle:
    """Make an article of keyword arguments as if they were the keys of a record."""

    def make(text: str = "The bridge is closed.", **keys: Any) -> Article:
        known = {key: value for key, value in keys.items() if key in KNOWN}
        extra = {key: value for key, value in keys.items() if key not in KNOWN}
        return Article(text, **known, extra=extra)

    return make
