"""Comparisons as text: the verdict, marked changes, no line too wide."""

from io import StringIO

import pytest

from newskit.article import Article, Level
from newskit.comparing.compare import compare
from newskit.comparing.terminal import WIDTH, render, verdict

A = Article(
    path="a.txt",
    text=(
        "The old grain bridge in Tarnwick will close for two years. "
        "Engineers had found 41 cracks in the pillar. "
        "Buses take a detour along the harbour and the cattle market. "
        "Shopkeepers fear for their customers."
    ),
)
B = Article(
    path="b.txt",
    title="Bridge closed",
    text=(
        "The old grain bridge in Tarnwick will close for two years. "
        "Engineers have found 43 cracks in the pillar. "
        "Past the cattle market and along the harbour goes a detour for buses. "
    ),
)


def rendered(level: Level | None, a: Article = A, b: Article = B) -> str:
    stream = StringIO()
    render([compare(a, b, level, {"similarity": 0.71})], stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Level.EXACT, "the same text"),
        (Level.NEAR, "the same text with edits: 3 sentences correspond (of 4 in A, 3 in B), 1 of"),
        (Level.REWRITTEN, "one report in other words: 3 sentences correspond"),
        (Level.STORY, "same event, not the same text: 3 sentences correspond"),
        (Level.RELATED, "same saga, another event: "),
        (None, "different: "),
    ],
)
def test_the_verdict_says_in_words_what_holds(level: Level | None, words: str) -> None:
    assert verdict(compare(A, B, level)).startswith(words)


def test_nothing_in_common_is_said_so() -> None:
    hens = Article(text="Hens laid eggs.")
    assert verdict(compare(A, hens, None)) == (
        "different: no sentences correspond (of 4 in A, 1 in B)"
    )
    assert "Passages" not in rendered(None, b=hens)


def test_changed_words_are_marked_in_the_sentence() -> None:
    assert "Engineers [-had-]{+have+} found [-41-]{+43+} cracks in the pillar." in rendered(
        Level.NEAR
    )


def test_a_sentence_turned_around_stands_twice() -> None:
    text = rendered(Level.REWRITTEN)
    assert "A  Buses take a detour" in text
    assert "B  Past the cattle market" in text


def test_sections() -> None:
    text = rendered(Level.NEAR)
    assert text.startswith("A  a.txt\nB  b.txt | Bridge closed\n\n=> the same text with edits")
    assert "similarity 0.71, coverage_a" in text
    assert "Passages that correspond: 3\n  1 with the same words, not shown\n" in text
    assert "Only in A: 1 sentence\n  - Shopkeepers fear for their customers.\n" in text
    assert "Only in B" not in text
    assert "Numbers\n  both    two (year)\n  A only  41 (crack)\n  B only  43 (crack)\n" in text


def test_a_long_run_is_shown_by_its_ends() -> None:
    run = " ".join(f"word{n}" for n in range(200))
    text = rendered(Level.NEAR, Article(text=run), Article(text=run + " more"))
    assert "200 words  word0 word1" in text
    assert "… word188" in text
    assert "word100" not in text.partition("longest runs:")[2]


def test_equal_texts_need_no_evidence() -> None:
    assert "Passages" not in rendered(Level.EXACT, b=A)


def test_no_line_is_wider_than_the_page_and_none_ends_in_space() -> None:
    lines = rendered(Level.REWRITTEN).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)


def test_several_comparisons_are_parted() -> None:
    stream = StringIO()
    render([compare(A, B, Level.NEAR), compare(B, A, Level.NEAR)], stream)
    assert stream.getvalue().count("=" * WIDTH) == 1
