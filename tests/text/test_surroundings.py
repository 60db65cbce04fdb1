"""Lines that only their place gives away."""

import pytest

from newskit.text.prose import prose

STORY = (
    "Mira Okonjo is a writer in Port Aldis and crosses the bridge every morning on her bicycle.",
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday.",
    "Engineers found two cracked bolts in the northern span during a routine inspection.",
    "Ferries will run every ten minutes, and the night service has been extended.",
)


def told(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return [text[start:end] for start, end in prose(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Find more pictures of the bridge in our gallery of old crossings.",
        "Plan your next crossing with our ferry guide.",
        "Every weekday, you can get the best of our harbour news.",
        "Ada Brook is a freelance journalist based in Port Aldis.",
        "Ada Brook, who lives in Leeds, has been the harbour correspondent since 2014.",
        "Northspan Ltd. (PORT: NSP) is a leading provider of bolts for bridges.",
        "More information about Northspan Ltd. is available at www.northspan.example.",
    ],
)
def test_prompts_authors_and_firms_at_the_end_are_no_sentences_of_the_story(line: str) -> None:
    assert told(*STORY, "Related stories", line) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Find the bolts, or lose the bridge, was the order that the engineers were given.",
        "Mira Okonjo is a writer who has crossed the bridge every day for thirty years.",
        "Northspan is the company that made the bolts.",
    ],
)
def test_within_the_story_such_lines_stay(line: str) -> None:
    lines = (*STORY, line, *STORY[::-1], *STORY)
    assert told(*lines) == list(lines)


def test_somebody_the_story_speaks_of_is_no_author() -> None:
    last = "Mira Okonjo is a writer and has lived in Port Aldis for thirty years."
    assert told(*STORY, "Related stories", last)[-1] == last


def test_the_sentence_before_a_credit_is_a_caption() -> None:
    caption = "Workers look at the bolts of the northern span on Tuesday."
    assert told(*STORY, caption, "Photo: Jane Doe", STORY[1]) == [*STORY, STORY[1]]


def test_a_scene_with_its_full_date_is_a_caption() -> None:
    caption = "The mayor speaks to engineers at the harbour bridge on Feb. 24, 2023."
    assert told(*STORY, caption, *STORY) == [*STORY, *STORY]


def test_a_quotation_is_no_prompt() -> None:
    last = "“Find another bridge,” she said."
    assert told(*STORY, last)[-1] == last


def test_the_sentences_of_a_page_in_one_line_are_its_lines() -> None:
    text = " ".join([*STORY, "For more, check out our ferry page."])
    assert [text[start:end] for start, end in prose(text)] == list(STORY)


def test_points_and_unclosed_quotations_are_sentences() -> None:
    point = "* The company agreed to replace all bolts of the northern span before the end of May"
    said = "“We heard the drills through two walls and thought of the bolts,” he said"
    assert told(*STORY, point, said) == [*STORY, point, said]
