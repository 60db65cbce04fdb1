"""Numbers: value, unit, what stands around; dates and times are none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.numbers import moments, numbers
from newskit.text.spans import Span


def found(text: str) -> list[tuple[str, float, str]]:
    return [(text[slice(*n.span)], n.value, n.unit) for n in numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It hit 17 people.", ("17", 17, "people")),
        ("It hit seventeen people.", ("seventeen", 17, "people")),
        ("Some 4,300 employees left.", ("4,300", 4300, "employee")),
        ("It cost 2.3 million euros.", ("2.3 million", 2.3e6, "euro")),
        ("It cost $3.1bn.", ("$3.1bn", 3.1e9, "dollar")),
        ("It cost US$20 million.", ("US$20 million", 2e7, "dollar")),
        ("It cost €5m.", ("€5m", 5e6, "euro")),
        ("It cost 5 €.", ("5", 5, "euro")),
        ("It grew by 40%.", ("40", 40, "percent")),
        ("It grew by 6.4 per cent.", ("6.4", 6.4, "percent")),
        ("It grew by forty percent.", ("forty", 40, "percent")),
        ("Um 6,4 % mehr.", ("6,4", 6.4, "percent")),
        ("A road of 12 km.", ("12", 12, "km")),
        ("A road of 12km.", ("12", 12, "km")),
        ("A road of twelve kilometres.", ("twelve", 12, "km")),
        ("A well 55m deep.", ("55m", 55, "m")),
        ("An 11-day strike.", ("11", 11, "day")),
        ("A 34-year-old teacher.", ("34", 34, "year-old")),
        ("She is 34 years old.", ("34", 34, "year-old")),
        ("After 22 years of service.", ("22", 22, "year")),
        ("Twelve were killed.", ("Twelve", 12, "people")),
        ("At least 9 others were injured.", ("9", 9, "people")),
        ("Some 2,100 stranded containers.", ("2,100", 2100, "container")),
        ("A dozen boats sank.", ("A dozen", 12, "boat")),
        ("Two hundred and five sheep.", ("Two hundred and five", 205, "")),
        ("Three hundred thousand trees.", ("Three hundred thousand", 3e5, "tree")),
        ("Twenty-one countries signed.", ("Twenty-one", 21, "country")),
        ("Then 2100 boxes fell.", ("2100", 2100, "box")),
        ("One person was hurt.", ("One", 1, "people")),
    ],
)
def test_a_number_has_value_and_unit(text: str, number: tuple[str, float, str]) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "No one knows which one it was.",
        "The G20 talked about COVID-19 and F-16 jets.",
        "It was the 3rd day of the 21st century.",
        "On 20 March and on April 4, 2025, at 4:30 a.m. and at 16:30.",
        "In 2025 and since 2019 nothing changed.",
        "Dated 2026-03-20 and 20.03.2026.",
    ],
)
def test_names_ordinals_dates_and_times_are_no_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("on March 20", ("March 20", "03-20")),
        ("on 20th of March 2026", ("20th of March 2026", "2026-03-20")),
        ("on Sept. 5, 2026, they", ("Sept. 5, 2026", "2026-09-05")),
        ("in March 2026", ("March 2026", "2026-03")),
        ("on 2026-03-20", ("2026-03-20", "2026-03-20")),
        ("am 20.03.2026", ("20.03.2026", "2026-03-20")),
        ("It runs until 2027.", ("2027", "2027")),
        ("In 2025 elections were held", ("2025", "2025")),
        ("at 4:30 a.m.", ("4:30 a.m.", "04:30")),
        ("at 5 pm", ("5 pm", "17:00")),
        ("at 12.30 p.m.", ("12.30 p.m.", "12:30")),
        ("at 12 am", ("12 am", "00:00")),
        ("at 16:30", ("16:30", "16:30")),
    ],
)
def test_dates_and_times(text: str, moment: tuple[str, str]) -> None:
    assert [(text[slice(*m.span)], m.value) for m in moments(text)] == [moment]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("One in ten trains stood still.", [1, 10]),
        ("One of the nine members left.", [1, 9]),
        ("One out of 21 economists agreed.", [1, 21]),
        ("No one in town knew, not one of them.", []),
        ("18 of 21 economists agreed.", [18, 21]),
        ("A quake of magnitude 6.1.", [6.1]),
    ],
)
def test_shares_have_two_numbers(text: str, values: list[float]) -> None:
    assert [value for _, value, _ in found(text)] == values


def test_the_terms_around_stay_within_the_sentence() -> None:
    text = "Rain fell. The flood destroyed 60 wooden houses in Auen. Nobody drowned."
    (number,) = numbers(text)
    assert {"flood", "destro", "wooden", "auen"} <= number.around
    assert not {"rain", "nobody", "drown"} & number.around


def test_skipped_spans_are_not_read() -> None:
    text = "It hit 17 people. It hit 18 people."
    assert [n.value for n in numbers(text, skip=[Span(0, 17)])] == [18]
    assert moments("in 2026", skip=[Span(0, 7)]) == []


@given(st.text(alphabet="0123456789,.:$%-ma \nonetwhudrMayJ", max_size=80))
def test_spans_are_in_order_and_inside_and_values_are_finite(text: str) -> None:
    found = numbers(text)
    spans = [n.span for n in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(0 <= n.value < float("inf") for n in found)
    assert all(text[slice(*m.span)].strip() for m in moments(text))


@pytest.mark.parametrize("part", ["1,000", "one ", "hundred and ", "May 1 ", "2026 ", "3."])
def test_time_is_linear(part: str) -> None:
    start = time.process_time()
    numbers(part * 4000)
    assert time.process_time() - start < 2
