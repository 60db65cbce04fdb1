"""What the renderer writes, and what every renderer promises."""

import io

from newskit import digest, render
from newskit.testing import Corpus, RendererContract


class TestContract(RendererContract):
    plugin = "mine"


def test_a_story_is_a_line(corpus: Corpus) -> None:
    stream = io.StringIO()
    render(digest(corpus), stream, "mine")
    first = stream.getvalue().splitlines()[0]
    assert first.split("\t")[1] == str(len(corpus.stories[0]))
