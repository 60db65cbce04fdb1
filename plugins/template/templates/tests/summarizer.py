"""What the summarizer prefers, and what every summarizer promises."""

from collections.abc import Callable

from newskit import summarize
from newskit.hooks import Article
from newskit.testing import SummarizerContract


class TestContract(SummarizerContract):
    plugin = "mine"


def test_what_the_title_speaks_of_comes_first(article: Callable[..., Article]) -> None:
    given = article("It rained. The harbour is closed.", title="Fog in the harbour")
    (summarized,) = summarize([given], method="mine", sentences=1)
    assert summarized.extra["summary"]["text"] == "The harbour is closed."
