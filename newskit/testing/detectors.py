"""What holds for every detector."""

from collections.abc import Sequence

from newskit.article import Article
from newskit.testing.contract import PileContract
from newskit.text.words import words


class DetectorContract(PileContract):
    """The suite of a detector: pairs of positions that are there, whatever the order."""

    kind = "detector"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give the pairs of ids that it suggests; like newskit, show it each text once."""
        from newskit.duplicates.pairs import checked, unpacked

        by_id = sorted(pile, key=lambda article: article.id)
        first = {tuple(words(article.story_text())): article.id for article in reversed(by_id)}
        shown = [article for article in pile if article.id in first.values()]
        pairs = zip(*unpacked(checked(self.answer(shown), len(shown))), strict=True)
        return sorted(sorted((shown[a].id, shown[b].id)) for a, b in pairs)
