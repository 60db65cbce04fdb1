"""The headline is a real one: the one that says most of what the reports share."""

import pytest

from newskit.text.headlines import best_headline

REPORT = (
    "Forty people were led to safety when fire broke out in the Marlow Street market in Tessen on"
    " Sunday night, mayor Ines Calder said. The cause of the fire is not known."
)
SHORT = "Fire in Tessen"
FULL = "Forty led to safety as fire breaks out in Marlow Street market in Tessen"


def chosen(*titles: str) -> str | None:
    reports = [f"{title}\n{REPORT}" for title in titles]
    found = best_headline(titles, reports)
    assert found == best_headline(titles[::-1], reports[::-1])
    return found


def test_confirmed_detail_is_worth_its_length() -> None:
    assert chosen(SHORT, FULL) == FULL


def test_detail_that_no_other_report_has_is_not() -> None:
    astray = "Tessen fire recalls forgotten blaze of grandmother’s childhood, neighbours whisper"
    assert chosen(SHORT, astray) == SHORT


@pytest.mark.parametrize(
    "flawed",
    [
        f"Live updates: {FULL}",
        f"LIVE: {FULL}",
        f"Opinion | {FULL}",
        f"{FULL}?",
        FULL.upper(),
        f"5 things to know as {FULL}",
    ],
)
def test_questions_labels_and_shouting_lose_to_a_plain_headline(flawed: str) -> None:
    assert chosen(flawed, "Forty led to safety as fire breaks out in Tessen market") != flawed
    assert chosen(flawed) == flawed


def test_white_space_is_no_title() -> None:
    assert chosen(" ", "") is None
    assert best_headline([], []) is None
    assert chosen(" ", SHORT) == SHORT
