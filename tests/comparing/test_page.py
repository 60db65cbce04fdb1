"""The page of comparisons without a browser: what is marked, and what one of the two lacks."""

import io
import re

import newskit
from newskit.article import Article
from newskit.comparing import page

TEXT = "The harbour of Port Ellering closed at eight. A ferry turned back in the fog. "
A = Article(TEXT + "All was quiet by noon.", "a", "Fog", "https://fog.example/1")
B = Article(TEXT.replace("eight", "nine"), "b", "Fog again", "javascript:alert(1)", "The Echo")


def shown(*articles: Article) -> str:
    stream = io.StringIO()
    page.render(newskit.compare(articles), stream)
    return stream.getvalue()


def test_changed_words_are_marked_on_both_sides() -> None:
    assert re.findall("<mark>(.*?)</mark>", shown(A, B)) == ["eight", "nine"]


def test_a_sentence_of_one_side_is_said_to_be_missing_in_the_other() -> None:
    missing = '<div role="cell" class="none">not in {}</div>'
    assert f"All was quiet by noon.</div></div>{missing.format('B')}" in shown(A, B)
    assert missing.format("A") in shown(B, A)


def test_only_a_web_address_is_a_link() -> None:
    assert re.findall(r'<a href="(.*?)"', shown(A, B)) == ["https://fog.example/1"]


def test_each_of_several_pairs_has_a_heading_of_its_own() -> None:
    headings = re.findall(r"<h2 id=\S+>(.*?)</h2>", shown(A, B, Article("Rain.", "c", source="C")))
    assert len(set(headings)) == 4
    assert headings[0] == "All pairs"
    assert headings[1].startswith('<span class="hidden">Fog and The Echo: </span>')
