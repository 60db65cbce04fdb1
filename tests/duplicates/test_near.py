"""The level `near`: what a text has of its own decides, and the texts as they came agree."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level
from newskit.duplicates import near as module
from newskit.duplicates.collection import collection_of
from newskit.duplicates.match import Match
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.near import CONTAINED, ENOUGH_TO_CONTAIN, near
from newskit.duplicates.overlap import jaccard, overlaps

Report = Callable[..., str]


def matches(articles: list[Article], threshold: float = 0.5) -> list[Match]:
    collection = collection_of(articles)
    pairs = overlaps(collection, every_pair(len(collection)))
    found, settled = near(collection, pairs, threshold)
    ends = zip(pairs.a[settled].tolist(), pairs.b[settled].tolist(), strict=True)
    assert {(match.a, match.b) for match in found} <= set(ends)
    return [*found]


def pairs(articles: list[Article]) -> set[tuple[int, int]]:
    return {(match.a, match.b) for match in matches(articles)}


# Which of the two may go


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_only_a_text_that_stands_in_the_other_may_go_for_it(only_a, both, only_b) -> None:
    """`both` shingles in common, `only_a` and `only_b` beside them."""

    def text(own: int, side: str) -> list[str]:
        common = [f"c{n}" for n in range(both + 4)] if both else []
        return [f"{side}{n}" for n in range(own)] + common

    a, b = text(only_a, "a"), text(only_b, "b")
    if min(len(a), len(b)) < 5 or a == b:
        return
    found = matches([Article(" ".join(a)), Article(" ".join(b))])
    size_a, size_b = len(a) - 4, len(b) - 4
    jaccard = round(both / (size_a + size_b - both), 4)
    held = round(both / size_a, 4) >= CONTAINED, round(both / size_b, 4) >= CONTAINED
    contained = any(held) and min(size_a, size_b) >= ENOUGH_TO_CONTAIN
    assert bool(found) == (jaccard >= 0.5 or contained)
    for match in found:
        may_go = match.a_may_go, match.b_may_go
        assert may_go == (held if contained else (True, True))
        assert match.level is Level.NEAR
        assert (match.similarity, match.containment) == (
            jaccard,
            round(both / min(size_a, size_b), 4),
        )


def test_the_long_text_stays_whatever_is_preferred(report: Report) -> None:
    short = Article(report(1, 80), id="short", published="2026-03-01")
    long = Article(f"{report(1, 80)} {report(2, 150)}", id="long", published="2026-03-02")
    for keep in ("longest", "earliest", "latest", "first"):
        assert [a.id for a in newskit.dedupe([short, long], keep=keep).kept] == ["long"]


# What is a text's own


@pytest.fixture
def wire(report: Report) -> list[Article]:
    """Thirty items of one wire, 40 words of news over a block of 100, each on its day."""
    block = report("block", 100)
    return [
        Article(f"{report(n, 40)} {block}", source="wire.example", published=f"2026-03-{n + 1:02}")
        for n in range(30)
    ]


def test_a_template_makes_nothing_near(wire: list[Article]) -> None:
    assert pairs(wire[:2]) == {(0, 1)}
    assert pairs(wire) == set()


def test_scores_are_of_what_is_own(wire: list[Article], report: Report) -> None:
    """The item printed without the block: 36 of its 40 shingles, those at the edge are missing."""
    (match,) = matches([*wire, Article(report(5, 40), source="echo.example")])
    assert (match.a, match.b) == (5, 30)
    assert (match.similarity, match.containment) == (0.9, 1.0)
    assert match.b_may_go


def test_an_item_of_a_few_words_must_agree_in_nearly_all(report: Report) -> None:
    """Lines of 19 words over a block of 60: the first word is another one, or one in the middle."""
    block = report("block", 60)
    said = report("line", 19).split()

    def printed(line: list[str], day: int, source: str = "wire.example") -> Article:
        published = f"2026-03-{day:02}"
        return Article(f"{' '.join(line)} {block}", source=source, published=published)

    wire = [printed(report(n, 40).split(), n + 1) for n in range(10)]
    line = printed(said, 20, "echo.example")
    first = printed(["Other", *said[1:]], 20, "post.example")
    middle = printed([*said[:5], "other", *said[6:]], 20, "post.example")
    assert pairs([*wire, line, first]) == {(10, 11)}
    collection = collection_of([*wire, line, middle])
    found = overlaps(collection, every_pair(12)[-1:])
    assert jaccard(found.own, found.own_sizes) > 0.55
    assert pairs([*wire, line, middle]) == set()
    assert pairs([printed(said[:5], 1), printed(said[6:], 1)]) == {(0, 1)}  # no template: one text


# Boilerplate


def marked(text: str, footer: str, **keys: Any) -> Article:
    mark = {"start": len(text), "end": len(text) + 1 + len(footer), "rule": "footer"}
    return Article(f"{text} {footer}", extra={"boilerplate": [mark]}, **keys)


def test_boilerplate_is_not_counted(report: Report) -> None:
    """Two prints under two long footers: the full texts agree enough, the scores are the news'."""
    said = report(1, 120)
    prints = [marked(f"{said} one", report("f1", 30)), marked(f"{said} two", report("f2", 30))]
    (match,) = matches(prints)
    assert match.similarity == round(116 / 118, 4)


def test_a_footer_in_common_makes_no_copies(report: Report) -> None:
    footer = report("footer", 200)
    assert matches([marked(report(n, 50), footer) for n in (1, 2)]) == []


def test_texts_that_are_mostly_something_else_are_not_one_text(report: Report) -> None:
    """What is left of both is alike, but it is a tenth of each: a caption under two reports."""
    caption = report("caption", 30)
    prints = [marked(f"{caption} {n}", report(f"long {n}", 300)) for n in "12"]
    assert matches(prints) == []
    assert matches([Article(f"{caption} {n}") for n in "12"])


def test_full_texts_are_compared_exactly_whatever_the_batches(report: Report, monkeypatch) -> None:
    said = [report(n, 100) for n in range(9)]
    prints = [marked(f"{text} {n}", report(f"f{n}", 20)) for text in said for n in "12"]
    expected = matches(prints)
    assert len(expected) == 9
    monkeypatch.setattr(module, "_BATCH", 2)
    assert matches(prints) == expected


# Other facts


FORM = """The {a} district court has ordered {b} to hand over the books of its branch in {c} by noon
of the {d} day after the judgment. The company, which is owned by {e}, had refused for {f} weeks to
let auditors of {g} into the building. In the meantime {h} million crowns have disappeared from the
accounts of the branch, as the prosecutor said when the trial was opened last spring. The defence
called the order unheard of and wants to appeal against it as soon as it has been served in writing.
The auditors expect that they will need the whole of the summer for their work on the books of it"""
FACTS = [
    dict(zip("abcdefgh", facts.split(), strict=True))
    for facts in (
        "Kesslow Brandt Ellering 4th Holm 17 Lindau 36",
        "Arnfels Moravec Teplin 9th Ostrow 23 Zadar 51",
    )
]


def test_a_form_filled_in_with_other_names_and_numbers_is_other_news() -> None:
    """At a Jaccard of .5 to .7, where the words are alike and the facts are not."""
    one, other = (Article(FORM.format(**facts)) for facts in FACTS)
    collection = collection_of([one, other])
    found = overlaps(collection, every_pair(2))
    assert 0.5 <= found.both[0] / (found.sizes.sum() - found.both[0]) < 0.7
    assert matches([one, other]) == []
    assert newskit.dedupe([one, other], cleaners=[]).pairs() == []


def test_the_same_facts_in_other_words_are_near() -> None:
    """As much is changed as there, but no name and no number."""
    said = edited = FORM.format(**FACTS[0])
    for word in ("ordered", "branch", "refused", "building", "prosecutor", "summer"):
        edited = edited.replace(word, f"edited{word}", 1)
    (match,) = matches([Article(said), Article(edited)])
    assert 0.5 <= match.similarity < 0.7


def test_beyond_doubt_facts_are_not_asked() -> None:
    """A long text, of which eight names and numbers were corrected, is the same text."""
    tail = " ".join(f"then{n}" for n in range(120))
    one, other = (Article(f"{FORM.format(**facts)} {tail}") for facts in FACTS)
    (match,) = matches([one, other])
    assert match.similarity >= 0.7
