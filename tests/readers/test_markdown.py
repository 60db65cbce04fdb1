"""Markdown: front matter becomes keys, markup goes."""

import pytest

BODY = """
# Fog closes *harbour*

Fog closed the **harbour** of [Port Ellering](https://x.example) on Monday.
Ferries stayed &amp; waited.

- One ferry
- Another

> “We saw nothing,” she said.

<div>A box of <b>markup</b>.</div>

![A gull](gull.png)
"""
PLAIN = """Fog closed the harbour of Port Ellering on Monday. Ferries stayed & waited.

One ferry

Another

“We saw nothing,” she said.

A box of markup."""


def test_markup_goes_and_the_first_heading_is_the_title(read_file) -> None:
    (article,), said = read_file("a.md", BODY)
    assert (article.title, article.text) == ("Fog closes harbour", PLAIN)
    assert said == []


def test_front_matter_becomes_keys(read_file) -> None:
    front = (
        "---\ntitle: 'Fog: a day'\ndate: 2026-03-02\nauthor: Ada Brook\ntags: [fog, ferries]\n"
        "lang: no\nlink: https://gazette.example/fog\ndraft: false\n---\n"
    )
    (article,), said = read_file("a.md", front + "It is **closed**.")
    assert article.record() == {
        "id": article.id,
        "title": "Fog: a day",
        "text": "It is closed.",
        "url": "https://gazette.example/fog",
        "published": "2026-03-02",
        "language": "no",
        "path": "a.md",
        "date": "2026-03-02",
        "author": "Ada Brook",
        "tags": ["fog", "ferries"],
        "lang": "no",
        "link": "https://gazette.example/fog",
        "draft": "false",
    }
    assert said == []


def test_front_matter_in_toml(read_file) -> None:
    front = '+++\ntitle = "Fog"\ndate = 2026-03-02T08:15:00Z\n[x]\ny = 1\n+++\n'
    (article,), _ = read_file("a.md", front + "It is closed.")
    assert (article.title, article.published) == ("Fog", "2026-03-02T08:15:00Z")
    assert article.extra["x"] == {"y": 1}


@pytest.mark.parametrize(
    ("front", "cause"),
    [
        ("a: b: c", "line 2: not YAML: mapping values are not allowed here"),
        ("a: &x [1]\nb: *x", "it has an alias (*)"),
        ("just words", "not keys with values"),
        ("a: " + "[" * 400, "line 3: not YAML: while parsing"),
        ("a: " + "[" * 9000, "too long"),
        ("a: \x01", "not YAML"),
    ],
)
def test_front_matter_that_is_none_stays_in_the_text(read_file, front: str, cause: str) -> None:
    (article,), said = read_file("a.md", f"---\n{front}\n---\nIt is closed.")
    assert article.text.endswith("It is closed.")
    assert said[0].startswith("InputNote: a.md: front matter left in the text: ")


def test_a_rule_is_no_front_matter(read_file) -> None:
    (article,), said = read_file("a.md", "---\n\nIt is closed.\n")
    assert (article.text, said) == ("It is closed.", [])


def test_front_matter_alone_is_no_article(read_file) -> None:
    assert read_file("a.md", "---\ntitle: Fog\n---\n") == (
        [],
        ["InputError: a.md: the text is empty"],
    )
