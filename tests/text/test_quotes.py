"""Quotations and who says them."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.quotes import quotes
from newskit.text.spans import Span


def found(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*quote.span)], quote.speaker) for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“We won’t stop,” said Ada Brook.", ("We won’t stop,", "Ada Brook")),
        ('"We won\'t stop," Ada Brook said.', ("We won't stop,", "Ada Brook")),
        ("‘We won’t stop,’ said Ada Brook.", ("We won’t stop,", "Ada Brook")),
        ("'We won't stop,' said J. R. Brook.", ("We won't stop,", "J. R. Brook")),
        ("Ada Brook, the mayor, told reporters: “It is over.”", ("It is over.", "Ada Brook")),
        ("According to Ada Brook, “it is over”.", ("it is over", "Ada Brook")),
        ("“It is over,” said Dr. Ada Brook.", ("It is over,", "Dr. Ada Brook")),
        (
            "“It is over,” said Tarn Harbour Sen. Ada Brook.",
            ("It is over,", "Tarn Harbour Sen. Ada Brook"),
        ),
        ("“It is over,” said Ada\nBrook.", ("It is over,", "Ada Brook")),
        ("“It is over,” said Ada Brook\n\nHarbour Notes", ("It is over,", "Ada Brook")),
        ("„Es ist vorbei“, sagte sie.", ("Es ist vorbei", "")),
        ("« C’est fini », dit-elle.", ("C’est fini", "")),
        ("「終わった」と話した。", ("終わった", "")),
        ("The word “over” was used.", ("over", "")),
    ],
)
def test_a_quotation_in_the_marks_of_many_languages(text: str, quotation: tuple[str, str]) -> None:
    assert found(text) == [quotation]


def test_marks_inside_belong_to_the_quotation() -> None:
    assert found("He said: \"It's 'over' now.\"") == [("It's 'over' now.", "")]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert found("The strikers' demands and the owners' reply weren't new.") == []


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” she said.",
        "“It is over,” he said. She said nothing.",
        "“It is over,” officials said.",
        "“It is over,” said a Tarn Council leadership aide.",
        "“It is over,” said Tarn Council speaker Ada Brook.",
        "“It is over,” said the Kesslow Democrat.",
        "On Thursday, Ada Brook said: “It is over.”",
        "Separately, Ada Brook said: “It is over.”",
        "“It is over,” said Dr. – nobody heard the name.",
        "Ben Moor of Lamm and Sons, its owner, said “it is over”.",
    ],
)
def test_no_speaker_is_better_than_a_wrong_one(text: str) -> None:
    assert [speaker for _, speaker in found(text)] == [""]


def test_a_quotation_never_reaches_into_the_next_line() -> None:
    assert found("An open “mark here\nand a close” there.") == []


def test_quotations_in_skipped_spans_are_left_out() -> None:
    text = "“One thing.” “Another thing.”"
    assert [text[slice(*q.span)] for q in quotes(text, [Span(0, 12)])] == ["Another thing."]


@given(st.text(alphabet="“”‘’'\"«»„ aB.,\n", max_size=60))
def test_quotations_are_disjoint_in_order_and_not_blank(text: str) -> None:
    spans = [quote.span for quote in quotes(text)]
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("part", ["“a ", '"a', "'a ", "‘", "A. said ", "Ab, c said “x” "])
def test_time_is_linear(part: str) -> None:
    start = time.process_time()
    quotes(part * 4000)
    assert time.process_time() - start < 2
