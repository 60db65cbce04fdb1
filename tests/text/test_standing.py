"""Which sentences can stand alone, open a summary, and tell something."""

import pytest

from newskit.text.standing import is_whole, opens_well, tells

STANDS = [
    "The bridge fell on Monday.",
    "“Nobody was hurt,” Jane Roe said.",
    "This week the bridge fell.",
    "Italian police closed it.",
    "Later this week the bridge will be opened.",
    "Die Brücke fiel am Montag.",
    "E. coli was found in the river.",
    "iPhone sales rose.",
    "大桥周一坍塌。",
    "那不勒斯的一座桥坍塌。",
    "橋が崩落した。",
]
ORPHANS = [
    "He fell.",
    "“It was old,” she said.",
    "This has led to a ban.",
    "Their bridge fell.",
    "Sie fiel am Montag.",
    "Elle est tombée lundi.",
    "Он упал в понедельник.",
    "他周一离开。",
    "彼は月曜日に去った。",
    "The mayor “never knew.",
]
GOES_ON = [
    "But the bridge fell.",
    "However, the mayor stayed.",
    "Later the mayor left.",
    "In that speech the mayor said no.",
    "Aber die Brücke hielt.",
    "Pero el puente cayó.",
    "Однако мост упал.",
    "但大桥坍塌了。",
    "and so the bridge fell.",
    "Why did the bridge fall that night, after so many years of care?",
]


@pytest.mark.parametrize("sentence", STANDS)
def test_stands(sentence: str) -> None:
    assert is_whole(sentence)
    assert opens_well(sentence)


@pytest.mark.parametrize("sentence", ORPHANS)
def test_needs_the_sentence_before(sentence: str) -> None:
    assert not is_whole(sentence)
    assert not opens_well(sentence)


@pytest.mark.parametrize("sentence", GOES_ON)
def test_is_whole_and_cannot_open(sentence: str) -> None:
    assert is_whole(sentence)
    assert not opens_well(sentence)


@pytest.mark.parametrize(
    ("sentence", "something"),
    [
        ("The bridge fell.", True),
        ("He quit.", True),
        ("Why?", False),
        ("Men of the hour!", False),
        ("But with so many ways over the river, how do you find yours?", False),
        ("Who knew that the bridge over the river Ard was about to fall?", True),
        ("“Who knew that the bridge would fall?” asked the mayor of Ardwick.", True),
        ("The mayor of Ardwick said that the bridge would never fall again!", True),
    ],
)
def test_tells(sentence: str, something: bool) -> None:
    assert tells(sentence) is something
