"""The sentences of a story, as a specification."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.captions import is_caption
from newskit.text.prose import prose
from newskit.text.sentences import sentences
from newskit.text.spans import Span

BRIDGE = "The bridge over the Ard fell on Sunday."
CARS = "Two cars were on it."


def told(*lines: str, skip: tuple[Span, ...] = ()) -> list[str]:
    text = "\n\n".join(lines)
    return [text[start:end] for start, end in prose(text, None, skip)]


def test_only_what_tells_the_story() -> None:
    story = [
        "Bridge falls",
        "By Jane Roe",
        "Updated 3 hours ago",
        f"ARDWICK, May 4 (Coastwire) – {BRIDGE} {CARS}",
        "FILE - The bridge is seen in May. It was built in 1900.",
        "Nobody was hurt.",
        "Follow us on Example. You will like it.",
        "© 2031 The Ardwick Post. Nobody may copy this.",
    ]
    assert told(*story) == [BRIDGE, CARS, "Nobody was hurt."]


def test_a_dateline_may_follow_a_subtitle() -> None:
    assert told("Nobody was hurt, police say.", f"ARDWICK, May 4 – {BRIDGE}")[1] == BRIDGE


def test_where_there_is_no_story_every_line_counts() -> None:
    assert told("Bread", "Butter") == ["Bread", "Butter"]
    assert told("FILE - The bridge in May.") == ["FILE - The bridge in May."]


def test_what_is_skipped_is_not_told() -> None:
    assert told(BRIDGE, CARS, skip=(Span(0, len(BRIDGE)),)) == [CARS]


CAPTIONS = [
    "FILE - In this May 4, 2031 file photo, the bridge is seen. Its owner is Al Poe.",
    "FILE PHOTO: The bridge is seen.",
    "In this photo taken on Sunday, men look at the bridge.",
    "This image provided by the town shows the bridge. It fell on Sunday.",
    "Image copyright Example Images Image caption The bridge was built in 1900",
    "3 of 12 The bridge is seen from the north.",
    "1 / 7 Men look at the bridge.",
    "Men look at the bridge. It fell on Sunday. (Jane Roe / Staff photographer)",
    "Men look at the bridge. (Photo by Jane Roe)",
    "Men look at the bridge... (Associated Press)",
    "Men look at the bridge. (Jane Roe/Getty Images)",
    "Men look at the bridge. Photo: Jane Roe/Ardwick Post",
    "Men look at the bridge. Courtesy of Jane Roe",
    "Men look at the bridge. Jane Roe/Reuters",
    "Männer vor der Brücke. © Jane Roe",
    "EMBED The bridge is seen.",
]
NO_CAPTIONS = [
    BRIDGE,
    "In this town nobody owns a photo of the bridge.",
    "This photo is all that is left, she said.",
    "24/7 Wall Roads listed the bridge.",
    "3 of the men fell.",
    "He works for the Associated Press.",
    "She took a photo (it is lost).",
    "The mayor (Ardwick Party) came.",
    "Photo agencies such as Getty sell it.",
    "He gave credit to his wife.",
    "The file is closed.",
    f"{BRIDGE} " * 40 + "(Associated Press)",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_caption(line: str) -> None:
    assert is_caption(line)
    assert told(BRIDGE, line, CARS) == [BRIDGE, CARS]


@pytest.mark.parametrize("line", NO_CAPTIONS)
def test_no_caption(line: str) -> None:
    assert not is_caption(line)


ENDINGS = [
    ["About Acme Inc.", "Acme is a leading maker of bridges."],
    ["About BridgeWire", "We are a wire for bridges."],
    ["About Ard Bridges", "Ard Bridges is a leading maker of bridges."],
    ["About Acme: Acme is a leading maker of bridges."],
    ["Forward-Looking Statements", "Some statements look forward."],
    ["Cautionary Note Regarding Forward-Looking Statements", "Some statements look forward."],
    ["NOTE TO INVESTORS: The latest news are in the newsroom."],
    ["Media Contacts:", "Jane Roe will answer all of your questions."],
    ["This press release contains forward-looking statements. They may be wrong."],
]


@pytest.mark.parametrize("block", ENDINGS)
def test_a_story_ends_where_standing_text_begins(block: list[str]) -> None:
    story = [BRIDGE, CARS, "Nobody was hurt."] * 2
    assert told(*story, *block, "Its bridges are loved in every town.") == story


@pytest.mark.parametrize(
    "heading",
    ["About the night", "About Ardwick", "Why it fell", "Contact with the pilot was lost."],
)
def test_a_subheading_is_no_end(heading: str) -> None:
    rest = ["Ardwick is a town by the sea.", *[CARS] * 9]
    assert told(BRIDGE, heading, *rest)[-9:] == rest[-9:]


def test_a_menu_is_no_end() -> None:
    assert told("Home", "Contact", "About Acme Inc.", BRIDGE, CARS)[-2:] == [BRIDGE, CARS]


def test_standing_text_alone_is_told() -> None:
    assert told("NOTE TO INVESTORS: The latest news are in.") != []


UNITS = ["About Acme Inc.\n", "(AP) ", "FILE - ", " / Aa", "By Aa. ", "Aa - ", "1 of 2 ", "a@b.c "]
UNITS += ["for more ", "May 3, ", "() ", "© A", "\n\n", "“Aa. ”", "to view the full "]


@given(st.lists(st.sampled_from(UNITS), max_size=8).map("".join))
def test_what_is_told_are_sentences_without_their_datelines(text: str) -> None:
    ends = {span.end: span.start for span in sentences(text)}
    found = prose(text)
    assert found == sorted(found)
    assert all(ends[span.end] <= span.start < span.end for span in found)


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_told_in_time(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "x"
    began = time.process_time()
    prose(text)
    assert time.process_time() - began < 6
