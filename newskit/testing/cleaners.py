"""What holds for every cleaner."""

from collections.abc import Sequence

from newskit.article import Article
from newskit.cleaning.mark import mark
from newskit.testing.contract import PileContract


class CleanerContract(PileContract):
    """The suite of a cleaner: for each article spans inside of its text, whatever the order."""

    kind = "cleaner"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give the mark of each article."""
        marked = mark(pile, [self.answer])
        return sorted((article.id, article.extra["boilerplate"]) for article in marked)
