"""Names: capitalized words and acronyms, sentence starts handled."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.names import names
from newskit.text.spans import Span


def found(text: str, language: str | None = None) -> list[str]:
    return [" ".join(name.words) for name in names(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Ada Brook went to Auen.", ["Ada Brook", "Auen"]),
        ("Rivers flooded the town.", []),
        ("In Auen the river rose.", ["Auen"]),
        ("The Bank of Halvern met Ludwig van Moor.", ["Bank of Halvern", "Ludwig van Moor"]),
        ("The EU and NATO agreed with U.S. officials.", ["EU", "NATO", "U.S."]),
        ("UNICEF sent tents.", ["UNICEF"]),
        ("On Monday in March it rained.", []),
        ("We met President Emil Lark.", ["Emil Lark"]),
        ("We met Emil Lark’s sister Rosa.", ["Emil Lark", "Rosa"]),
        ("It said: “Nobody left.”", []),
        ("AUEN (Lodestar) – Trains stood still.", ["AUEN", "Lodestar"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_sentence_start_is_a_name_when_the_text_has_it_elsewhere() -> None:
    assert found("Floods came. Auen was hit. Nobody in Auen slept.") == ["Auen", "Auen"]


def test_headings_in_capitals_give_only_what_the_text_confirms() -> None:
    text = "Dam Near Steinach Spills Over\n\nWater poured over the dam near Steinach on Tuesday."
    assert "Steinach" in found(text)
    assert "Dam" not in found(text)


def test_where_every_noun_has_a_capital_single_words_are_no_names() -> None:
    text = "Der Damm hielt dem Wasser am Dienstag in der Nacht stand, sagte Petra Lamm vom Rat."
    assert found(text, "de") == ["Petra Lamm"]


def test_spans_point_at_the_words() -> None:
    text = "We saw Mayor Ada Brook."
    (name,) = names(text)
    assert text[slice(*name.span)] == "Ada Brook"
    assert names(text, skip=[Span(0, len(text))]) == []


@given(st.text(alphabet="ABab.’'- \n&“:", max_size=60))
def test_spans_are_inside_in_order_and_disjoint(text: str) -> None:
    spans = [name.span for name in names(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("part", ["Aa ", "A.", "A’", "of ", "Ab of "])
def test_time_is_linear(part: str) -> None:
    start = time.process_time()
    names(part * 4000)
    assert time.process_time() - start < 2
