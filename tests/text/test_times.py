"""Times of publication: what is read, and what is not guessed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.times import day, parse_time, seconds


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-03-02T17:40:00Z", "2026-03-02 17:40"),
        ("2026-03-02T17:40:00.250+01:00", "2026-03-02 16:40"),
        ("2026-03-02 17:40", "2026-03-02 17:40"),
        ("2026-03-02 17:40:00 EST", "2026-03-02 22:40"),
        ("2026-3-2", "2026-03-02 00:00"),
        ("2026/03/02 5.40 pm", "2026-03-02 17:40"),
        ("20260302", "2026-03-02 00:00"),
        ("20260302174000", "2026-03-02 17:40"),
        ("Mon, 02 Mar 2026 17:40:00 -0500", "2026-03-02 22:40"),
        ("02 Mar 26 17:40 GMT", "2026-03-02 17:40"),
        ("Mon Mar  2 17:40:00 2026", "2026-03-02 17:40"),
        ("Mon Mar 02 17:40:00 -0500 2026", "2026-03-02 22:40"),
        ("1772473200", "2026-03-02 17:40"),
        ("1772473200000", "2026-03-02 17:40"),
        ("1772473200.5", "2026-03-02 17:40"),
        ("March 2, 2026", "2026-03-02 00:00"),
        ("Mar. 2nd, 2026 5:40 PM", "2026-03-02 17:40"),
        ("March 2, 2026, 12:05 a.m.", "2026-03-02 00:05"),
        ("July 2, 2026, 5:40 p.m. ET", "2026-07-02 21:40"),
        ("Updated 5:40 PM EST, Mon March 2, 2026", "2026-03-02 22:40"),
        ("Published on Monday 2 March 2026 at 17:40 CET", "2026-03-02 16:40"),
        ("02-Mar-2026", "2026-03-02 00:00"),
        ("15/03/2026", "2026-03-15 00:00"),
        ("03/15/2026", "2026-03-15 00:00"),
        ("03/03/2026", "2026-03-03 00:00"),
        ("02.03.2026 17:40", "2026-03-02 17:40"),
        ("2. März 2026, 17:40 Uhr", "2026-03-02 17:40"),
        ("1er mars 2026 à 17h40", "2026-03-01 17:40"),
        ("2 de marzo de 2026", "2026-03-02 00:00"),
        ("2 września 2026", "2026-09-02 00:00"),
        ("2 марта 2026", "2026-03-02 00:00"),
        ("2026年3月2日", "2026-03-02 00:00"),
    ],
)
def test_a_time_is_read(given: str, utc: str) -> None:
    found = parse_time(given)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == utc
    assert found.utcoffset() is not None
    assert day(given) == found.toordinal()
    assert seconds(given) == found.timestamp()


@pytest.mark.parametrize(
    "given",
    [
        None, "", "  ", "03/04/2026", "03-04-2026", "3/4/26", "2026", "2026-03", "March 2026",
        "March 2", "May", "Monday", "17:40", "10", "yesterday", "3 hours ago", "n/a",
        "0000-00-00 00:00:00", "2026-13-40", "31 February 2026", "99999999999999999999", "1/1",
        "2 Ma 2026", "2 ma 2026", "2 juillobre 2026", "x" * 99 + " March 2, 2026",
    ],
)  # fmt: skip
def test_what_has_not_one_meaning_is_no_time(given: str | None) -> None:
    assert parse_time(given) is None
    assert day(given) is None
    assert seconds(given) == float("inf")


@given(st.text(max_size=40) | st.from_regex(r"[0-9 :/.+-]{1,24}( [ap]m)?( [A-Z]{1,4})?"))
def test_nothing_is_too_strange(given: str) -> None:
    found = parse_time(given)
    assert found is None or found.utcoffset() is not None


@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_iso_8601_comes_back(time) -> None:
    assert parse_time(time.isoformat()).replace(tzinfo=None) == time
