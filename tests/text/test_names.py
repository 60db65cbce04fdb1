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
        ("The Institute for the Study of Tides met.", ["Institute for the Study of Tides"]),
        ("The Footplate and Signal Union won.", ["Footplate and Signal Union"]),
        ("We met Smith and Jones of Auen.", ["Smith", "Jones of Auen"]),
        ("We met Ada Brook of the Signal Union.", ["Ada Brook", "Signal Union"]),
        ("We met Ada Brook of Auen there.", ["Ada Brook", "Auen"]),
        ("She votes for the Halvern Party.", ["Halvern Party"]),
        ("Then Brook for the second time won.", ["Brook"]),
        ("He saw the Gulf of Auen and the Ministry of War.", ["Gulf of Auen", "Ministry of War"]),
        ("He flew to New Auen.", ["New Auen"]),
        ("New Auen sank.", ["New Auen"]),
        ("Embattled Halvern President Ada Brook went.", ["Ada Brook"]),
        ("We met US Secretary of State Ada Brook.", ["Ada Brook"]),
        ("Secretary of State Brook went.", ["Brook"]),
        ("We met Halvern President Brook.", ["Halvern President Brook"]),
        ("We saw the Old Mayor Street School.", ["Old Mayor Street School"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_sentence_start_is_a_name_when_the_text_has_it_elsewhere() -> None:
    assert found("Floods came. Auen was hit. Nobody in Auen slept.") == ["Auen", "Auen"]


def test_a_word_that_joins_nothing_when_the_first_is_a_name_elsewhere() -> None:
    text = "Yesterday Halvern and European Union envoys met. Nobody in Halvern knew."
    assert found(text) == ["Halvern", "European Union", "Halvern"]


def test_what_only_says_something_of_a_name_is_cut_where_a_sentence_begins() -> None:
    assert found("Paraphrasing Brook, she left. We saw Brook.") == ["Brook", "Brook"]
    assert found("Economist Ada Brook left. No economist stayed.") == ["Ada Brook"]
    assert found("Alfred Brook left. We saw Brook.") == ["Alfred Brook", "Brook"]
    assert found("Rose Brook left. Prices rose.") == ["Rose Brook"]


def test_headings_give_no_names() -> None:
    text = "Ada Brook Leaves\n\nThe mayor left Auen.\n\nBetween Lamm and Moor"
    assert found(text) == ["Auen"]
    assert found("Ada Brook Leaves Auen") == ["Ada Brook Leaves Auen"]  # nothing but a heading


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
    assert all(word in text[slice(*name.span)] for name in names(text) for word in name.words)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "part", ["Aa ", "A.", "A’", "of ", "Ab of ", "Union for the ", "Ab and Union "]
)
def test_time_is_linear(part: str) -> None:
    start = time.process_time()
    names(part * 2000)
    assert time.process_time() - start < 3
