"""Marks come from files, and files from strangers: none may bring a stage down."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import newskit
from newskit.article import Article
from newskit.schema import SCHEMAS

TEXTS = [
    "The bridge over the Ard is closed until spring. Ferries replace it, the county said.",
    "The bridge over the Ard is closed until spring. Ferries replace it, the county said!",
    "A girl of twelve has won the chess championship. She went home by tram.",
    "Snow.",
]

ids = st.sampled_from(["0", "1", "2", "3", "gone", "\x1b[31m"])
odd = st.none() | st.integers(-2, 99) | st.text(max_size=3) | st.just([]) | st.just({}) | ids
copy = st.fixed_dictionaries(
    {"id": ids | odd},
    optional={
        "level": st.sampled_from(["exact", "near", "rewritten"]) | odd,
        "similarity": st.floats(0, 1) | odd,
        "published": st.sampled_from(["2026-03-04", "soon"]) | odd,
        "source": odd,
        "title": odd,
    },
)
copies = st.recursive(
    st.lists(copy, max_size=2),
    lambda inner: st.lists(st.builds(lambda c, below: c | {"copies": below}, copy, inner)),
    max_leaves=3,
)
span = st.fixed_dictionaries({"start": st.integers(-1, 90) | odd, "end": st.integers(-1, 90) | odd})
marks = st.fixed_dictionaries(
    {},
    optional={
        "boilerplate": st.lists(span) | odd,
        "copies": copies | odd,
        "copy_of": copy | odd,
        "story": st.fixed_dictionaries({"id": ids | odd, "size": odd}) | odd,
        "related": st.lists(ids | odd) | odd,
        "summary": st.fixed_dictionaries({"sentences": st.lists(span) | odd}) | odd,
    },
)


@given(st.lists(marks, min_size=4, max_size=4), st.booleans())
def test_no_mark_brings_a_stage_down(drawn: list[dict[str, object]], believed: bool) -> None:
    if believed:  # every article has the mark, so that the stage before is not run again
        drawn = [{"boilerplate": [], "copies": [], "story": {"id": "0"}} | one for one in drawn]
    articles = [Article(TEXTS[n], str(n), extra=extra) for n, extra in enumerate(drawn)]
    in_stories = newskit.stories(newskit.dedupe(articles).all)
    assert [a.text for a in newskit.summarize(in_stories)] == TEXTS
    newskit.stories(articles)
    digest = newskit.digest(articles)
    for form in ("md", "text", "json"):
        newskit.render(digest, io.StringIO(), form)
    for entry in digest.entries:
        listed = {article.id for article in entry.articles}
        for sentence in entry.sentences:
            first = sentence.citations[0]
            assert TEXTS[int(first.article)][first.start : first.end] == sentence.text
            assert {c.article for c in sentence.citations} <= listed
    Draft202012Validator(SCHEMAS["digest"]).validate(json.loads(json.dumps(digest.record())))
