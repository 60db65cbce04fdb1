"""Comparisons as data: passages, edits, what each has alone, names, numbers, quotations."""

import json

from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article, Level
from newskit.comparing.compare import Comparison, compare
from newskit.comparing.facts import Facts

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
