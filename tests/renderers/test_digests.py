"""Renderers: a stranger's words are shown as they are, and nothing more happens."""

import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.document import Citation, CitedSentence, Digest, Entry, Source
from newskit.renderers.markdown import escape
from newskit.text.line import one_line

markdown_it = pytest.importorskip("markdown_it", reason="comes with rich")

HOSTILE = [
    "](javascript:alert(1)) [click](javascript:alert(1))",
    "[a]: javascript:alert(1)",
    "<script>alert(1)</script>",
    "<https://evil.example> <img src=x onerror=alert(1)>",
    "`code` ``` ~~~ ~~gone~~",
    "**bold** __bold__ *it* _it_ a_b_c",
    "# no heading #",
    "ends in C #",
    "- no list",
    "+ no list",
    "17. no list",
    "17) no list",
    "> no quote",
    "--- ",
    "===",
    "| no | table |",
    "![no image](https://evil.example/track.png)",
    "&lt;b&gt; &copy; &#60; &amp AT&T",
    "back\\slash \\[ \\",
    "two\nlines\r\nand a\ttab",
    "    no code block",
    "\u2028line\u2029separators",
    "!",
    "$x$ {{ jinja }} <!-- no comment -->",
]
TERMINAL = "\x1b[31mred\x1b]0;title\x07 \x00\x08 \x9b31m \u202etfel ot thgir\u2066 \x7f"


def one_story(title: str = "Bridge closed", url: str | None = None, **known: str) -> Digest:
    """Give a digest of one story in which a stranger wrote everything."""
    text = known.get("source") or title
    source = Source("a", "independent", title, url, **known)
    copy = Source("b", "same text as", title, url, path="in/b.txt", of="a")
    sentence = CitedSentence(text, (Citation("a", 0, 5), Citation("b", 0, 5)), 1)
    return Digest("Digest", None, (Entry("a", title, (sentence,), (source, copy), 1),))


def rendered(digest: Digest, form: str) -> str:
    stream = io.StringIO()
    newskit.render(digest, stream, form)
    return stream.getvalue()


class Page:
    """A Markdown page as a browser would show it."""

    def __init__(self, markdown: str) -> None:
        parser = markdown_it.MarkdownIt("commonmark")
        parser.validateLink = lambda url: True  # it would not link to javascript: by itself
        blocks = parser.parse(markdown)
        inline = [child for block in blocks for child in block.children or ()]
        self.kinds = {token.type for token in blocks + inline}
        self.links = [t.attrs["href"] for t in inline if t.type == "link_open"]
        headings = [n for n, block in enumerate(blocks) if block.type == "heading_open"]
        self.headings = [
            "".join(child.content for child in blocks[n + 1].children or ()) for n in headings
        ]


HARMLESS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
    "text_special", "em_open", "em_close", "link_open", "link_close", "softbreak",
    "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close",
}  # fmt: skip


# Markdown


@pytest.mark.parametrize("title", [*HOSTILE, TERMINAL])
def test_markdown_shows_a_hostile_title_as_it_is(title: str) -> None:
    page = Page(rendered(one_story(title, source=title), "md"))
    assert page.headings[1] == one_line(title)
    assert page.kinds <= HARMLESS
    assert page.links == []


@given(st.text(st.sampled_from("ab1.)(]![<>*_`#&;:\\|~-+=/\n\t \u00a0é"), max_size=12) | st.text())
def test_markdown_shows_any_title_as_it_is(title: str) -> None:
    page = Page(f"## {escape(title)}\n")
    assert page.headings == [one_line(title)]
    paragraph = Page(f"x {escape(title)}\n")
    assert paragraph.kinds <= HARMLESS - {"em_open", "link_open"}


@pytest.mark.parametrize("when", ["](javascript:alert(1))", "<b>soon</b>", "**now**", TERMINAL])
def test_a_time_that_is_no_time_is_a_strangers_text_too(when: str) -> None:
    page = Page(rendered(one_story(published=when), "md"))
    assert page.kinds <= HARMLESS
    assert not controls(rendered(one_story(published=when), "text"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "//evil.example",
        " https://ard.example",
        "ard.example/1",
        "",
        None,
    ],
)
def test_only_the_web_is_linked(url: str | None) -> None:
    assert Page(rendered(one_story(url=url), "md")).links == []


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://ard.example/1?a=b&c=d#e", "https://ard.example/1?a=b&c=d#e"),
        ("HTTP://ard.example/", "HTTP://ard.example/"),
        ("https://ard.example/a(b)c", "https://ard.example/a%28b%29c"),
        ("https://ard.example/) [x](javascript:1)", "https://ard.example/%29%20%5Bx%5D%28javascript:1%29"),
        ('https://ard.example/"onclick="x', "https://ard.example/%22onclick=%22x"),
        ("https://ard.example/<b>\n", "https://ard.example/%3Cb%3E%0A"),
        ("https://ard.example/caf%C3%A9", "https://ard.example/caf%C3%A9"),
        ("https://ard.example/café", "https://ard.example/caf%C3%A9"),
    ],
)  # fmt: skip
def test_a_link_leads_where_it_says(url: str, link: str) -> None:
    page = Page(rendered(one_story(url=url), "md"))
    assert page.links == [link, link]
    assert page.kinds <= HARMLESS


def test_a_link_with_half_a_character_does_not_stop_the_rest() -> None:
    assert "Bridge closed" in rendered(one_story(url="https://ard.example/\ud83d"), "md")


# Text


def controls(text: str) -> list[str]:
    kinds = {"Cc", "Bidi_Control"}
    return [
        c for c in text if c != "\n" and (unicodedata.category(c) in kinds or c in "\u202e\u2066")
    ]


@pytest.mark.parametrize("form", ["text", "md"])
def test_nothing_that_moves_a_terminal_gets_out(form: str) -> None:
    hostile = one_story(TERMINAL, f"https://ard.example/{TERMINAL}", source=TERMINAL)
    titled = Digest(TERMINAL, TERMINAL, hostile.entries)
    assert not controls(rendered(titled, form))


def test_a_title_is_one_line_of_text() -> None:
    assert one_line(" Two\r\nlines\tand\u2028more ") == "Two lines and more"


# Citations


def numbered() -> Digest:
    """Three articles in the order of time; sentences cite the third, then the first."""
    articles = (
        Source("z", "earliest known", "First", published="2026-03-01", source="z.example"),
        Source("y", "independent", "Second", published="2026-03-02", source="y.example"),
        Source("x", "same text as", "Third", "https://x.example/3", path="in/x.txt", of="z"),
    )
    sentences = (
        CitedSentence("It is closed.", (Citation("x", 0, 13), Citation("z", 5, 18)), 1),
        CitedSentence("It opens soon.", (Citation("y", 0, 14),), 1),
    )
    entry = Entry("z", "Bridge closed", sentences, articles, 2, ("2026-03-01", "2026-03-02"))
    return Digest("News", "2026-03-02", (entry,))


def test_citations_are_numbers_of_the_list_below_in_markdown() -> None:
    assert rendered(numbered(), "md") == (
        "# News, 2026-03-02\n"
        "\n"
        "1 story from 3 articles, 1 copy among them\n"
        "\n"
        "## Bridge closed\n"
        "\n"
        "*2 independent sources · 3 articles · 1 copy · 2026-03-01 – 2026-03-02*\n"
        "\n"
        "It is closed. [1][3] It opens soon. [2]\n"
        "\n"
        "1. z.example · First · 2026-03-01 · earliest known\n"
        "2. y.example · Second · 2026-03-02\n"
        "3. in/x.txt · [Third](https://x.example/3) · same text as [1]\n"
    )


def test_citations_are_numbers_of_the_list_below_in_text() -> None:
    assert rendered(numbered(), "text") == (
        "News, 2026-03-02\n"
        "================\n"
        "1 story from 3 articles, 1 copy among them\n"
        "\n"
        "\n"
        "Bridge closed\n"
        "2 independent sources · 3 articles · 1 copy · 2026-03-01 – 2026-03-02\n"
        "\n"
        "It is closed. [1,3] It opens soon. [2]\n"
        "\n"
        "[1] z.example · First · 2026-03-01 · earliest known\n"
        "[2] y.example · Second · 2026-03-02\n"
        "[3] in/x.txt · Third · same text as [1] · https://x.example/3\n"
    )


def test_json_is_the_record_of_the_digest_whatever_it_holds() -> None:
    for digest in (numbered(), one_story("half a \ud83d"), one_story(TERMINAL), Digest("", None)):
        text = rendered(digest, "json")
        assert json.loads(text.encode()) == json.loads(json.dumps(digest.record()))


@pytest.mark.parametrize("form", ["md", "text", "json"])
def test_a_digest_of_nothing(form: str) -> None:
    assert "News digest" in rendered(newskit.digest([]), form)


@pytest.mark.parametrize("form", ["md", "text", "json"])
def test_the_samples_can_be_rendered(samples: Path, form: str) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    assert "Skarrow" in rendered(newskit.digest(articles), form)
