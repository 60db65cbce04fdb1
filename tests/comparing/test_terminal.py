"""Comparisons as text: the verdict, marked changes, no line too wide."""

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article, Level
from newskit.comparing.compare import compare
from newskit.comparing.terminal import WIDTH, _cells, _columns, _marked, render, verdict
from newskit.text.align import AlignedPair
from newskit.text.passages import passage
from newskit.text.spans import Span

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


@pytest.mark.parametrize(
    ("a", "b", "marked"),
    [
        (
            "Brook called the long talks on the pier “useful,” with “more to come.”",
            'Brook called the long talks on the pier "useful."',
            "pier “useful,” [-with “more to come-].”",
        ),
        (
            "The old pier, at last, will open to boats in May.",
            "The old pier will open to boats in May, she said.",
            "The old pier, [-at last-], will open to boats in May {+she said+}.",
        ),
        (
            "Ada Brook hoped for “a very long and dry summer”.",
            "Ada Brook hoped for “a very long and dry summer”, she said.",
            "dry summer” {+she said+}.",
        ),
        (
            "Then she shouted “nobody leaves the old pier”.",
            "Then she shouted in anger “nobody leaves the old pier”.",
            "Then she shouted {+in anger+} “nobody leaves the old pier”.",
        ),
        (
            "Trains on the Auen–Halvern line stand still.",
            "Trains on the Auen and Halvern line stand still.",
            "Trains on the Auen {+and+}–Halvern line stand still.",
        ),
    ],
)
def test_what_is_marked_is_the_wording_of_a(a: str, b: str, marked: str) -> None:
    assert marked in rendered(Level.NEAR, Article(text=a), Article(text=b))


WORDS = ["pier", "of", "Auen", "“old”", "(the", "boats)", "men,", "sank", "‘so", "far’", "on-deck"]


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.lists(st.sampled_from(WORDS), min_size=1))
def test_without_what_b_adds_it_is_a(a: list[str], b: list[str]) -> None:
    one, other = (" ".join(words) + "." for words in (a, b))
    both = AlignedPair(Span(0, len(one)), Span(0, len(other)), 0.5, 1)
    without = re.sub(r"\{\+.*?\+\}", "", _marked(one, other, passage(one, other, both)))
    kept = re.sub(r"\[-(.*?)-\]", r"\1", without)
    assert "".join(kept.split()) == "".join(one.split())


def test_sentences_that_share_few_words_stand_side_by_side() -> None:
    lines = rendered(Level.REWRITTEN).splitlines()
    at = next(place for place, line in enumerate(lines) if "Buses take a detour" in line)
    assert lines[lines.index(f"{'':8}A{'':46}B") + 1] == ""
    assert [lines[at][8:55].rstrip(), lines[at][55:]] == [
        "Buses take a detour along the harbour and the",
        "Past the cattle market and along the harbour",
    ]
    assert [lines[at + 1][:55].strip(), lines[at + 1][55:]] == [
        "cattle market.",
        "goes a detour for buses.",
    ]


def test_columns_of_wide_characters_are_as_wide() -> None:
    a = "港の古い穀物橋は二年間閉鎖されると市議会が月曜日に決めたと発表した。"
    b = "市議会は月曜日に、港の古い穀物橋を二年間閉鎖することを決めたという発表した。"
    assert _cells("港e\u0301") == 3
    rows = [row for row in _columns("", a, b) if row[8:]]
    assert "".join(row[8:].partition("  ")[0].strip() for row in rows) == a
    assert {_cells(row[: row.rindex("  ") + 2]) for row in rows[:1]} == {55}
    assert max(map(_cells, rows)) <= WIDTH


def test_a_strangers_title_does_not_reach_the_terminal() -> None:
    evil = Article(path="\x1b[31m.txt", title="\x1b]0;owned\x07\x9b2J\u202e\nTitle", text=A.text)
    text = rendered(Level.NEAR, a=evil)
    assert text.startswith(r"A  \x1b[31m.txt | \x1b]0;owned\x07\x9b2J\u202e Title" + "\n")


def test_nothing_of_a_strangers_text_reaches_the_terminal() -> None:
    evil = Article(
        text=A.text.replace("41", "\x1b[31m41\x9b").replace("Buses", "Buses\x07")
        + " “Run \x1b[2J now, all,” said Ada\u202e Brook of the \x1b[1mPier on 4\x1b May."
    )
    for one, other in ((evil, B), (B, evil)):
        assert not set("\x1b\x07\x9b\u202e") & set(rendered(Level.NEAR, a=one, b=other))


def test_every_sentence_alone_is_shown_and_how_many_runs_are_not() -> None:
    names = [f"{a}{b}" for a in ("ham", "ost", "nor", "wel") for b in ("ten", "mark", "burg", "au")]
    alone = Article(text=" ".join(f"Boat {name} sank near {name}." for name in names))
    assert rendered(None, a=alone).count("  - Boat") == 16
    runs = [" ".join(f"{name}{n}" for n in range(9)) for name in names[:8]]
    a, b = (Article(text=f" {mark} ".join(runs)) for mark in ("north", "south"))
    assert rendered(Level.NEAR, a, b).count("9 words  ") == 5
    assert "\n  … and 3 more\n" in rendered(Level.NEAR, a, b)


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
