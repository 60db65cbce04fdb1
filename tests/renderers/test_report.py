"""Reports for people: groups of copies, and stories."""

import io

import newskit
from newskit.renderers import report


def test_a_group_of_copies(article) -> None:
    text = "The bridge over the Ard is closed until spring, the county said on Monday morning."
    kept = newskit.dedupe(
        [
            article(text, id="a", title="Bridge\nclosed", path="in/a.txt", published="2026-03-04"),
            article(text, id="b", title="Closed", url="https://b.example"),
            article("Another story.", id="c"),
        ]
    )
    stream = io.StringIO()
    report.copies(list(kept), stream)
    assert stream.getvalue() == (
        "in/a.txt  2026-03-04  Bridge closed\n  exact     1.00 1.00  https://b.example  Closed\nc\n"
    )


def test_a_strangers_marks_do_no_harm(article) -> None:
    entry = {"id": "b", "level": "\x1b[31mnear", "similarity": "high", "copies": 7}
    stream = io.StringIO()
    report.copies([article(id="a", copies=[entry, 7]), article(id="c", copies="no")], stream)
    assert stream.getvalue() == "a\n  \\x1b[31mnear 0.00 0.00  b\nc\n"


def test_a_story_is_told_by_its_headline_its_sources_its_days_and_its_terms(article) -> None:
    mark = {
        "id": "a",
        "size": 2,
        "headline": "Bridge\nclosed",
        "terms": ["Ard", "bridge"],
        "published": ["2026-03-04T07:00:00Z", "2026-03-05"],
        "sources": ["A.example", "B.example"],
    }
    articles = [article(id="b", published="2026-03-05"), article(id="a", title="Closed")]
    stream = io.StringIO()
    report.stories([each.marked(story=mark) for each in articles], stream)
    assert stream.getvalue() == (
        "1. Bridge closed\n   2 articles from 2 sources, 2026-03-04 – 2026-03-05 · Ard, bridge\n"
        "   b  2026-03-05\n   a  Closed\n"
    )
    stream = io.StringIO()
    strange = {"id": "a", "headline": 7, "terms": "Ard", "published": [None], "sources": [[]]}
    report.stories([each.marked(story=strange) for each in articles], stream)
    assert stream.getvalue().startswith("1. 2 articles\n   b ")


def test_an_article_alone_has_its_headline_too(article) -> None:
    mark = {"id": "a", "size": 1, "headline": "Bridge closed", "published": ["2026-03-04"]}
    stream = io.StringIO()
    report.stories([article(id="a", title="Bridge closed", story=mark)], stream)
    assert stream.getvalue() == "1. Bridge closed\n   1 article, 2026-03-04\n   a  Bridge closed\n"


def test_stories_the_largest_first(article) -> None:
    articles = [
        article(id="c", story={"id": "c", "size": 1}),
        article(id="b", story={"id": "a", "size": 2}, copy_of={"id": "a", "level": "near"}),
        article(id="a", story={"id": "a", "size": 2}, related=["c"]),
    ]
    stream = io.StringIO()
    report.stories(articles, stream)
    assert stream.getvalue() == (
        "1. 2 articles, related to 2\n   a\n   b  (near copy of a)\n2. 1 article\n   c\n"
    )
