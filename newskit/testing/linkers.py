"""What holds for every linker."""

from collections.abc import Sequence

from newskit.article import Article
from newskit.grouping.mark import completed
from newskit.protocols import LinkContext, StoryGroups
from newskit.testing.contract import PileContract


class LinkerContract(PileContract):
    """The suite of a linker: groups of positions that are there, no position in two of them."""

    kind = "linker"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give the stories, and the pairs of them that are related, for several contexts."""
        return [
            self._groups(pile, context)
            for context in (LinkContext("event", 2.0), LinkContext("story"), LinkContext("saga"))
        ]

    def _groups(self, pile: Sequence[Article], context: LinkContext) -> object:
        found = self.answer(pile, context)
        assert isinstance(found, StoryGroups), f"gave {found!r} instead of StoryGroups"
        groups = [sorted(pile[at].id for at in group) for group in completed(found, len(pile))]
        related = sorted(sorted((groups[a], groups[b])) for a, b in found.related)
        assert all(a != b for a, b in related), "a story is related to itself"
        return sorted(groups), related
