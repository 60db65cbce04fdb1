"""Comparisons as data: passages, edits, what each has alone, names, numbers, quotations."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article, Level
from newskit.comparing.compare import Comparison, compare
from newskit.comparing.facts import Facts, _is_part, _known, _Names

WIRE = Article(
    id="wire",
    text=(
        "The old grain bridge in Tarnwick will close for two years, the council decided on Monday. "
        "Engineers had found 41 cracks in the pillar, said Mayor Ada Brook. "
        "“We would rather wait in a bus than lie in the river,” she said. "
        "The repair costs 3.1 million crowns."
    ),
)
PAPER = Article(
    id="paper",
    text=(
        "On Monday the council decided that the old grain bridge in Tarnwick will close for two "
        "years. Engineers found 43 cracks in the eastern pillar, Brook said. “We would rather wait "
        "in a bus than lie in the river,” she said. Shopkeepers fear for their customers."
    ),
)


def cut(article: Article, span: tuple[int, int]) -> str:
    return article.text[slice(*span)]


def compared(level: Level | None = Level.REWRITTEN) -> Comparison:
    return compare(WIRE, PAPER, level, {"similarity": 0.5})


def test_passages_lay_sentences_side_by_side() -> None:
    first, second, third = compared().passages
    assert cut(WIRE, first.a).startswith("The old") and cut(PAPER, first.b).startswith("On Monday")
    assert cut(WIRE, second.a).startswith("Engineers") and second.score < 1.0
    assert third.is_verbatim() and not second.is_verbatim()


def test_edits_point_at_the_changed_words_of_both_texts() -> None:
    edits = [
        (cut(WIRE, edit.a), cut(PAPER, edit.b))
        for edit in compared().passages[1].edits
        if edit.kind == "changed"
    ]
    assert edits == [
        ("had", ""),
        ("41", "43"),
        ("", "eastern"),
        ("", "Brook"),
        ("Mayor Ada Brook", ""),
    ]


def test_equal_edits_are_the_same_words() -> None:
    for passage in compared().passages:
        for edit in passage.edits:
            if edit.kind == "equal":
                assert cut(WIRE, edit.a).lower() == cut(PAPER, edit.b).lower()


def test_each_text_has_something_alone() -> None:
    comparison = compared()
    assert [cut(WIRE, span) for span in comparison.only_a] == [
        "The repair costs 3.1 million crowns."
    ]
    assert [cut(PAPER, span) for span in comparison.only_b] == [
        "Shopkeepers fear for their customers."
    ]


def test_runs_are_shared_word_for_word_longest_first() -> None:
    runs = compared().runs
    assert [run.words for run in runs] == [14, 11]
    assert cut(WIRE, runs[0].a) == cut(PAPER, runs[0].b)
    assert cut(WIRE, runs[0].a).startswith("We would rather")


def test_facts() -> None:
    comparison = compared()
    assert comparison.numbers == Facts(
        ("two (year)",), ("41 (crack)", "3.1 million (crown)"), ("43 (crack)",)
    )
    assert comparison.names == Facts(("Tarnwick", "Ada Brook"), (), ())
    assert comparison.quotes.shared == ("We would rather wait in a bus than lie in the river",)


def test_a_part_of_a_quotation_and_a_date_without_its_year_are_shared() -> None:
    a = Article(text="“We waited long and nobody came,” she said on 4 May 2026.")
    b = Article(text="She said they had “waited long” or “we waited long”, on May 4.")
    comparison = compare(a, b, None)
    assert comparison.quotes.shared == ("We waited long and nobody came",)
    assert comparison.dates == Facts(("4 May 2026",), (), ())


def facts(sort: str, a: str, b: str) -> Facts:
    comparison = compare(Article(text=a), Article(text=b), None)
    assert getattr(compare(Article(text=b), Article(text=a), None), sort).only_a == (
        getattr(comparison, sort).only_b
    )
    found: Facts = getattr(comparison, sort)
    return found


def test_short_quotations_are_shared_when_both_texts_have_them() -> None:
    a = "It was “very good,” she said, “productive” and “fine”, a “brave and tall tower” of “clay”."
    b = "He called it “productive.” It is “very good”, “very bad” and “fine”, “brave and tall”."
    assert facts("quotes", a, b) == Facts(
        ("very good", "productive", "brave and tall tower"), (), ()
    )
    assert facts("quotes", "“Brave and tall towers,” he said.", "It was “brave and” so.") == (
        Facts((), ("Brave and tall towers",), ())
    )


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ada Brook", "Brook", True),
        ("US Premier Ada Brook", "US", False),
        ("US Premier Ada Brook", "Ada Brook", True),
        ("US Premier Ada Brook", "Premier Brook", True),
        ("Ada Brook", "Emil Brook", False),
        ("Ada Brook", "Ada", False),
        ("US", "U.S.", True),
        ("United States", "US", False),
        ("Harbour Pilots League", "HPL", True),
        ("Institute for the Study of Tides", "IST", True),
        ("Institute for the Study of Tides", "Tides", False),
        ("Bank of Halvern", "Halvern", False),
        ("New Halvern", "Halvern", False),
        ("AUEN", "Auen", True),
    ],
)
def test_a_name_is_the_same_as_its_end_and_its_acronym(one: str, other: str, is_same: bool) -> None:
    found = facts("names", f"Yesterday we met {one} there.", f"Then she saw {other} again.")
    assert found == (Facts((one,), (), ()) if is_same else Facts((), (one,), (other,)))


NAMES = st.lists(
    st.lists(
        st.sampled_from(["Ada", "Brook", "AB", "ABC", "of", "New", "Bank"]), min_size=1, max_size=4
    )
)


@given(NAMES, NAMES)
def test_names_are_found_as_if_each_were_compared_with_each(
    held: list[list[str]], asked: list[list[str]]
) -> None:
    names = list(map(_known, held))
    for one in map(_known, asked):
        wholes = [other for other in names if _is_part(one, other)]
        parts = [other for other in names if _is_part(other, one)]
        equal = [other for other in names if other.words == one.words]
        assert _Names(names).hold_whole_of(one) == bool(wholes)
        assert _Names(names).hold(one) == bool(wholes or parts or equal)


def test_a_name_given_alone_stays_beside_one_that_begins_with_it() -> None:
    text = "Envoys of the US met US Premier Ada Brook; then Brook spoke of Halvern & Auen."
    assert facts("names", text, "Hens laid.").only_a == (
        "US",
        "US Premier Ada Brook",
        "Halvern & Auen",
    )


def test_a_small_number_that_differs_does_not_vanish() -> None:
    a = "Of 18 of 21 economists, seven of the nine members and one in ten trains. Magnitude 6.1."
    b = "Of 17 of 21 economists, five of the nine members and nine in ten trains. Magnitude 6.4."
    assert facts("numbers", a, b) == Facts(
        ("21 (economist)", "nine (member)", "ten (train)"),
        ("18", "seven", "one", "6.1"),
        ("17", "five", "nine", "6.4"),
    )


def test_a_number_without_a_unit_is_the_same_number() -> None:
    assert facts("numbers", "It was day 11.", "An 11-day strike.").shared == ("11",)
    assert facts("numbers", "There were 2,100.", "There were 2,100 boxes.").shared == ("2,100",)


def test_headings_are_no_sentences() -> None:
    heading = "The old grain bridge in Tarnwick will close\n\n"
    headed = compare(Article(text=heading + WIRE.text), PAPER, None)
    assert headed.sentences == compared().sentences
    assert len(headed.passages) == len(compared().passages)
    assert headed.only_a == tuple(
        (s + len(heading), e + len(heading)) for s, e in compared().only_a
    )
    only_a_heading = compare(Article(text=heading), Article(text=heading), None)
    assert only_a_heading.sentences == (1, 1)


def test_boilerplate_is_left_out() -> None:
    footer = "\n\nSubscribe to our letter with 17 recipes from Chef Rosa Lind."
    start, end = len(WIRE.text), len(WIRE.text + footer)
    with_footer = Article(text=WIRE.text + footer).marked(
        boilerplate=[{"start": start, "end": end, "rule": "call"}]
    )
    assert compare(with_footer, PAPER, None).only_a == compared().only_a
    assert compare(with_footer, PAPER, None).words == compared().words
    assert compare(with_footer, PAPER, None).names == compared().names


def test_scores_that_were_handed_in_stay_and_coverage_is_added() -> None:
    scores = compared().scores
    assert scores["similarity"] == 0.5
    assert scores["coverage_a"] > 0.7 and scores["coverage_b"] > 0.7


def test_the_record_is_json_and_spans_carry_their_text() -> None:
    record = json.loads(json.dumps(compared().record()))
    assert (record["a"], record["b"], record["level"]) == ("wire", "paper", "rewritten")
    place = record["only_a"][0]
    assert WIRE.text[place["start"] : place["end"]] == place["text"]
    assert json.loads(json.dumps(compared(None).record()))["level"] is None


def test_texts_with_nothing_in_common() -> None:
    comparison = compare(WIRE, Article(text="Hens laid."), None)
    assert (comparison.passages, comparison.runs, comparison.names.shared) == ((), (), ())
    assert len(comparison.only_a) == 4


def test_an_endless_sentence_is_compared_in_bounded_time() -> None:
    long = " ".join(f"word{n % 700}" for n in range(4000))
    comparison = compare(Article(text=long), Article(text=long + " end"), None)
    assert comparison.passages[0].edits[0].kind == "changed"
    assert comparison.runs[0].words == 4000


@given(
    *[
        st.lists(st.sampled_from([*WIRE.text.split(), *PAPER.text.split()]), min_size=1).map(
            " ".join
        )
    ]
    * 2
)
def test_edits_cover_the_words_of_both_sentences_in_order(a: str, b: str) -> None:
    one, other = Article(text=a), Article(text=b)
    for passage in compare(one, other, None).passages:
        for side in ("a", "b"):
            within = getattr(passage, side)
            spans = [getattr(edit, side) for edit in passage.edits]
            assert spans == sorted(spans)
            assert all(within.start <= s.start <= s.end <= within.end for s in spans)
