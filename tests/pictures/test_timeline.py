"""A strip of days or hours: every article is in a bar, or said to have no time."""

import pytest

from newskit.pictures.shapes import Box, Group
from newskit.pictures.timeline import BARS, picture, timeline

HOURS = [f"2026-03-05T{hour:02}:10:00Z" for hour in (7, 7, 9, 21)]
DAYS = [f"2026-03-{day:02}" for day in (1, 1, 2, 9)]


@pytest.mark.parametrize("times", [[], [None], HOURS[:1], HOURS[:2], [None, "soon"], DAYS[:2]])
def test_one_moment_is_no_timeline(times) -> None:
    assert timeline(times) == ""


def bars(times) -> list[str]:
    return [group.called for group in picture(times).shapes if isinstance(group, Group)]


def test_a_day_or_two_are_counted_by_the_hour() -> None:
    assert bars(HOURS) == [
        "5 March 2026, 07:00: 2 articles",
        "5 March 2026, 09:00: 1 article",
        "5 March 2026, 21:00: 1 article",
    ]


def test_days_without_hours_are_counted_by_the_day() -> None:
    assert bars(DAYS) == [
        "1 March 2026: 2 articles",
        "2 March 2026: 1 article",
        "9 March 2026: 1 article",
    ]


def test_long_times_have_bars_of_several_days(flat, is_sound) -> None:
    times = [f"{1990 + n % 40}-03-{n % 28 + 1:02}" for n in range(400)]
    drawn = picture(times, "Forty years")
    is_sound(drawn)
    assert len([shape for shape in flat(drawn) if isinstance(shape, Box)]) <= BARS + 1
    assert sum(int(each.split()[-2]) for each in bars(times)) == 400


def test_articles_without_a_time_are_counted(is_sound) -> None:
    drawn = picture([*HOURS, None, "soon"])
    assert "6 articles, 2 without a time; at most 2 in an hour" in drawn.shown
    is_sound(drawn)


def test_the_order_of_the_input_does_not_matter() -> None:
    assert timeline(HOURS) == timeline(HOURS[::-1])


def test_a_hostile_title_stays_text(hostile, is_sound) -> None:
    is_sound(picture([*HOURS, hostile], hostile))
