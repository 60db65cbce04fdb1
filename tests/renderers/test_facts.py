"""What stands beside the summary: shown by every renderer, and a stranger's words stay words."""

import io
import json

import pytest

import newskit
from newskit.document import (
    Citation,
    CitedSentence,
    Claim,
    Day,
    Digest,
    Disputed,
    Entry,
    KeyQuote,
    Related,
    Source,
)

markdown_it = pytest.importorskip("markdown_it", reason="comes with rich")

HOSTILE = "](javascript:alert(1)) *x* _y_ `z` <script>alert(1)</script> [a]: b # c"


def digest(said: str = "It is closed.", url: str | None = "https://y.example/2") -> Digest:
    here = (Citation("a", 0, 3),)
    sentence = CitedSentence(said, here, 1)
    entry = Entry(
        "a",
        "Bridge closed",
        (sentence,),
        (Source("a", "independent", source=said), Source("b", "independent", path="in/b.txt")),
        2,
        disputed=(
            Disputed("… boats", "boat", (Claim(2.0, said, here), Claim(3.0, "3", here))),
            Disputed(said, "", (Claim(said, said, here), Claim("Moor", "Moor", here)), "name"),
        ),
        quotes=(KeyQuote(said, "Ada Brook", here, 1),),
        timeline=(Day("2026-03-02", 1, sentence), Day("2026-03-03", 2, sentence)),
        only_in=(CitedSentence(said, (Citation("b", 0, 3),), 1),),
        related=("z",),
        related_stories=(Related("z", said, url),),
    )
    return Digest("News", None, (entry,))


def rendered(made: Digest, form: str) -> str:
    stream = io.StringIO()
    newskit.render(made, stream, form)
    return stream.getvalue()


def test_as_markdown() -> None:
    lines = rendered(digest(), "md").splitlines()
    for line in (
        "> “It is closed.” – Ada Brook [1]",
        "*Disputed:* “… boats”: It is closed. [1] or 3 [1]",
        "*Spelled differently:* It is closed. [1] or Moor [1]",
        "*Only in b.txt:* It is closed. [2]",
        "- 2026-03-02: It is closed. [1]",
        "Related: [It is closed.](https://y.example/2)",
    ):
        assert line in lines


def test_as_text() -> None:
    text = rendered(digest(), "text")
    for line in (
        "  “It is closed.” – Ada Brook [1]",
        "Spelled differently: It is closed. [1] or Moor [1]",
        "Only in b.txt: It is closed. [2]",
        "- 2026-03-03: It is closed. [1]",
        "Related: It is closed.",
    ):
        assert line in text.splitlines()


def test_hostile_words_make_nothing_in_markdown() -> None:
    parser = markdown_it.MarkdownIt("commonmark")
    parser.validateLink = lambda url: True
    plain = parser.parse(rendered(digest(), "md"))
    hostile = parser.parse(rendered(digest(HOSTILE, "javascript:alert(1)"), "md"))

    def kinds(blocks: list[object]) -> set[str]:
        children = [child for block in blocks for child in block.children or ()]  # type: ignore[attr-defined]
        return {token.type for token in [*blocks, *children]}  # type: ignore[attr-defined]

    assert kinds(hostile) - {"text_special"} <= kinds(plain) - {"link_open", "link_close"}


def test_hostile_words_make_nothing_in_html() -> None:
    feed = rendered(digest(HOSTILE, "javascript:alert(1)"), "jsonfeed")
    [item] = json.loads(feed)["items"]
    assert "<script" not in item["content_html"] and "<a href" not in item["content_html"]
