"""What holds for every renderer."""

import io
from collections.abc import Sequence
from functools import cache

import newskit
from newskit.article import Article
from newskit.document import Digest
from newskit.testing.articles import corpus, odd_piles
from newskit.testing.contract import PileContract


class RendererContract(PileContract):
    """The suite of a renderer: a digest of anything as text, with nothing that runs a terminal."""

    kind = "renderer"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give what it writes of the digest of a pile."""
        return self._written(_digest(tuple(pile)))

    def _written(self, digest: Digest) -> str:
        stream = io.StringIO()
        newskit.render(digest, stream, self.thing)
        assert not stream.closed, "the stream was closed"
        return stream.getvalue()

    def test_stories_are_written(self) -> None:
        """A digest with stories is more than one without."""
        nothing, something = self.ask([]), self.ask(corpus())
        assert len(str(something)) > len(str(nothing)), "nothing is written of the stories"

    def test_no_control_character_is_written_raw(self) -> None:
        """What is in a title must not move the cursor of who reads it in a terminal."""
        odd = odd_piles()
        written = str(self.ask([*odd["control characters"], *odd["one article"]]))
        raw = {c for c in written if (c < " " and c not in "\n\t\r") or "\x7f" <= c < "\xa0"}
        assert not raw, f"writes control characters raw: {sorted(raw)}"


@cache
def _digest(pile: tuple[Article, ...]) -> Digest:
    return newskit.digest(pile)
