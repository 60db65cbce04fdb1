"""What the linker groups, and what every linker promises."""

from collections.abc import Callable

from newskit import digest, stories
from newskit.hooks import Article
from newskit.testing import LinkerContract


class TestContract(LinkerContract):
    plugin = "mine"


def test_articles_of_one_event_are_one_story(article: Callable[..., Article]) -> None:
    texts = {"Fog closes the harbour.": "fog", "No ferry sails today.": "fog", "Sun.": "sun"}
    pile = [article(text, event=event) for text, event in texts.items()]
    assert len(digest(stories(pile, linker="mine")).entries) == 2
