"""What is cut and says something: datelines, bylines, stamps."""

import pytest

from newskit.article import Article
from newskit.cleaning.rules import clean
from newskit.text.datelines import dateline, told_by

BODY = "The harbour bridge will stay closed until Friday, the port authority said."


def noted(text: str) -> list[tuple[str, dict[str, str]]]:
    (spans,) = clean([Article(text)])
    return [(span.rule, dict(span.noted)) for span in spans if span.noted]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "PORT ALDIS, Dec. 4 (Reuters) –",
            {"place": "PORT ALDIS", "date": "Dec. 4", "agency": "Reuters"},
        ),
        ("PORT ALDIS —", {"place": "PORT ALDIS"}),
        ("(CNN)", {"agency": "CNN"}),
        ("ALDIS, March 25, 2026 /ISLANDWIRE/ --",
         {"place": "ALDIS", "date": "March 25, 2026", "agency": "ISLANDWIRE"}),
        ("Aldis (dpa) -", {"place": "Aldis", "agency": "dpa"}),
    ],
)  # fmt: skip
def test_a_dateline_tells_place_date_and_agency(line: str, said: dict[str, str]) -> None:
    assert noted(f"{line} {BODY}\n{BODY}") == [("dateline", said)]
    assert dateline(f"{line} {BODY}") == (0, len(line))
    assert told_by(line) == said


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "A man – he is 40 – was found in Port Aldis on Monday (and not on Sunday).",
        f"{BODY * 3}\nPORT ALDIS — {BODY}",
        "“PORT ALDIS — never,” he said.",
    ],
)
def test_other_openings_are_text(text: str) -> None:
    assert noted(text) == []


def test_a_dateline_may_follow_a_headline_and_a_byline() -> None:
    text = f"Bridge closed until Friday\n\nBy Jane Doe\n\nPORT ALDIS (AP) — {BODY}"
    assert noted(text) == [
        ("byline", {"by": "Jane Doe"}),
        ("dateline", {"place": "PORT ALDIS", "agency": "AP"}),
    ]


def test_a_stamp_keeps_its_time() -> None:
    assert noted(f"{BODY}\nUpdated 3 hours ago") == [("updated", {"time": "Updated 3 hours ago"})]
