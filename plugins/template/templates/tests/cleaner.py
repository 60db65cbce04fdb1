"""What the cleaner marks, and what every cleaner promises."""

from collections.abc import Callable

from newskit import clean
from newskit.hooks import Article
from newskit.testing import CleanerContract


class TestContract(CleanerContract):
    plugin = "mine"


def test_lines_in_capitals_are_cut(article: Callable[..., Article]) -> None:
    given = article("The fog has lifted.\nBUY NOW, BUY ALL OF IT, BUY TWO\nFerries sail.")
    (cleaned,) = clean([given], cleaners=["mine"])
    assert cleaned.text == "The fog has lifted.\nFerries sail."
