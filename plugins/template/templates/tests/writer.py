"""What the writer writes, and what every writer promises."""

import io
from collections.abc import Callable

from newskit import write
from newskit.hooks import Article
from newskit.testing import WriterContract


class TestContract(WriterContract):
    plugin = "mine"


def test_a_line_has_no_text(article: Callable[..., Article]) -> None:
    stream = io.BytesIO()
    write([article(id="a", title="Fog")], stream, "mine")
    assert stream.getvalue() == b'{"id": "a", "title": "Fog"}\n'
