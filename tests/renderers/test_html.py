"""The page without a browser: what stands where, what is escaped, the same bytes each time."""

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article
from newskit.document import Citation, CitedSentence, Digest, Entry, Related, Source
from newskit.renderers.excerpts import cited_in, excerpts, place_in
from newskit.text.sentences import sentences
from newskit.text.spans import Span

TEXT = (
    "Fog came at dawn. The harbour of Port Ellering closed at eight. A ferry turned back. "
    "All was quiet by noon."
)
COPY = TEXT.replace("eight", "nine")
HOSTILE = "\"><script>alert(1)</script> &amp; ' <!-- {{ title }} {% raw %}"
VOID = {"meta", "link", "br", "hr", "img", "input", "col"}


class Page(HTMLParser):
    """A page as a parser sees it: elements with their attributes, ids, links, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words[self.open[-1]] = self.words.get(self.open[-1], "") + data

    def all(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.elements if attribute in attrs]


def digest(name: str = "Ada", url: str | None = None, text: str = TEXT) -> Digest:
    """A story of an article and its copy, of which a stranger wrote everything."""
    copy = {"id": "a", "level": "near", "similarity": 0.8, "containment": 0.9}
    texts = {
        "a": Article(text, "a", name, url),
        "b": Article(COPY, "b", name, extra={"copy_of": copy}),
    }
    here = Citation("a", 18, 63)
    entry = Entry(
        "a",
        name,
        (CitedSentence(text[18:63], (here, Citation("b", 18, 62)), 1),),
        (
            Source("a", "earliest known", name, url, name, "2026-03-02T08:15:00Z"),
            Source("b", "same text as", name, url, name, name, of="a"),
        ),
        1,
        ("2026-03-02T08:15:00Z", "2026-03-02T08:15:00Z"),
        related=("z",),
        related_stories=(Related("z", name, url),),
    )
    return Digest(name, None, (entry,), texts=texts)


def rendered(made: Digest) -> str:
    stream = io.StringIO()
    newskit.render(made, stream, "html")
    return stream.getvalue()


def test_a_page_has_its_landmarks_and_headings_in_order() -> None:
    page = Page(rendered(digest()))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == tags.count("main") == tags.count("header") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.all("id")
    assert len(ids) == len(set(ids))


def test_each_citation_leads_to_the_sentence_in_its_context() -> None:
    html = rendered(digest())
    targets = re.findall(r'<sup class="cites">(.*?)</sup>', html)[0]
    assert re.findall(r'href="#(\w+)"', targets) == ["s1a1c18", "s1a2c18"]
    assert (
        'Fog came at dawn. <mark id="s1a1c18">The harbour of Port Ellering closed at eight.</mark> '
        "A ferry turned back.</p>" in html
    )


def test_of_many_citations_the_first_are_shown_and_how_many_more_there_are() -> None:
    articles = tuple(Source(f"{n}", "independent", source=f"s{n}") for n in range(9))
    said = CitedSentence("It is.", tuple(Citation(f"{n}", 0, 6) for n in range(9)), 9)
    html = rendered(Digest("News", None, (Entry("0", "Fog", (said,), articles, 9),)))
    [cites] = re.findall(r'<sup class="cites">(.*?)</sup>', html)
    assert re.findall(r">(.*?)</a>", cites) == ["1", "2", "3", "4", "5", "+4"]
    assert '<h3 id="s1q">Sources</h3>' in html


def test_a_copy_stands_beside_what_it_is_a_copy_of() -> None:
    html = rendered(digest())
    assert "<summary>Beside 1: 90 % in common</summary>" in html
    assert "closed at <mark>eight</mark>." in html
    assert "closed at <mark>nine</mark>." in html
    assert "2 sentences with the same words" in html


def test_a_digest_without_texts_is_shown_without_contexts() -> None:
    made = digest()
    page = Page(rendered(Digest(made.title, None, made.entries)))
    assert "#s1a1" in page.all("href")
    assert not any("c18" in href for href in page.all("href"))


def test_the_policy_lets_nothing_in_but_the_style_and_the_script_of_the_page() -> None:
    html = rendered(digest())
    [policy] = re.findall(r'Content-Security-Policy" content="(.*?)"', html)
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashed = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{hashed}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;; ")
    page = Page(html)
    assert not {name for _, attrs in page.elements for name in attrs} & {"style", "src", "srcset"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", None])
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert not [href for href in Page(rendered(digest(url=url))).all("href") if href[0] not in "#d"]


@given(st.sampled_from([HOSTILE, "\ud800", "\x00\x1b[31m", "‮x"]) | st.text(min_size=1))
def test_whatever_strangers_write_the_elements_are_the_same(words: str) -> None:
    honest, hostile = Page(rendered(digest("Ada"))), Page(rendered(digest(f"Ada {words}")))
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in honest.elements]
    assert [list(a) for _, a in hostile.elements] == [list(a) for _, a in honest.elements]


def test_the_language_of_a_text_is_said_where_it_is_another_one() -> None:
    said = (
        "La niebla llegó al amanecer. El puerto cerró a las ocho. Un transbordador dio la vuelta."
    )
    html = rendered(digest(text=f"{said} Todo quedó en calma al mediodía en la ciudad."))
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert '<p dir="auto" lang="es">' in html
    assert '<span class="said" lang="es">' in html
    assert '<h2 id="s1h" dir="auto" lang="es">' in html


def test_the_same_digest_is_the_same_page() -> None:
    articles = [Article(f"{TEXT} Line {n}.", f"{n}", source=f"s{n % 3}") for n in range(9)]
    pages = {rendered(newskit.digest(order)) for order in (articles, articles[::-1])}
    assert len(pages) == 1


def test_a_digest_of_nothing() -> None:
    page = Page(rendered(newskit.digest([])))
    assert "No stories." in page.words["p"]


# Excerpts

SENTENCES = "One is here. Two is here. Three is here. Four is here. Five is here. Six is here."
SPANS = sentences(SENTENCES)


def shown(*cited: tuple[int, int]) -> list[str]:
    found = excerpts(SENTENCES, SPANS, [Span(*each) for each in cited])
    return ["".join(f"[{p.text}]" if p.cited else p.text for p in each) for each in found]


def test_an_excerpt_has_the_sentence_before_and_the_one_after() -> None:
    assert shown((13, 25)) == ["One is here. [Two is here.] Three is here."]
    assert shown((0, 12)) == ["[One is here.] Two is here."]
    assert shown((69, 81)) == ["Five is here. [Six is here.]"]


def test_excerpts_that_meet_are_one_and_others_are_apart() -> None:
    assert shown((0, 12), (26, 40)) == [
        "[One is here.] Two is here. [Three is here.] Four is here."
    ]
    assert len(shown((0, 12), (69, 81))) == 2


def test_a_part_of_a_sentence_is_found_in_its_excerpt() -> None:
    found = excerpts(SENTENCES, SPANS, [Span(13, 25), Span(17, 19)])
    assert place_in(cited_in(found), Span(17, 19)) == 13
    assert place_in(cited_in(found), Span(0, 3)) is None


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30))))
def test_an_excerpt_is_verbatim_and_has_all_that_is_cited(places: list[tuple[int, int]]) -> None:
    cited = [Span(start, min(start + size, len(SENTENCES))) for start, size in places]
    found = excerpts(SENTENCES, SPANS, cited)
    for excerpt in found:
        assert "".join(piece.text for piece in excerpt) in SENTENCES
    assert all(place_in(cited_in(found), each) is not None for each in cited)
