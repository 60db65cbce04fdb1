"""Reports that open with a scene."""

from itertools import pairwise

from newskit.hooks import Sentence
from newskit.summaries.scene import LOOK, Concept, places_of_news
from newskit.text.words import words

NEWS = "The old bridge over the river Ard collapsed on Monday, police said."
SAME = "Police said that the bridge over the river Ard collapsed on Monday."
SCENE = "Ada Brook had just put on her coat when the windows shook."
MORE = "Cups fell from her shelves."


def places(*articles: list[str]) -> list[int]:
    sentences = [
        Sentence(line, number, position)
        for number, lines in enumerate(articles)
        for position, line in enumerate(lines)
    ]
    concepts: list[tuple[Concept, ...]] = []
    for sentence in sentences:
        found = words(sentence.text)
        concepts.append((*dict.fromkeys(found), *dict.fromkeys(pairwise(found))))
    return places_of_news(sentences, concepts, [(sentence.article,) for sentence in sentences])


def test_a_scene_stands_behind_the_news() -> None:
    assert places([NEWS], [SCENE, MORE, SAME]) == [0, LOOK, 1 + LOOK, 2]


def test_news_that_comes_first_stays_first() -> None:
    assert places([NEWS, MORE], [SAME, SCENE]) == [0, 1, 0, 1]


def test_one_report_alone_is_told_as_it_is() -> None:
    assert places([SCENE, MORE, NEWS]) == [0, 1, 2]
    assert places([SCENE], []) == [0]


def test_a_copy_confirms_nothing() -> None:
    lines = [SCENE, NEWS]
    sentences = [Sentence(line, n, p) for n in (0, 1) for p, line in enumerate(lines)]
    concepts = [tuple(words(sentence.text)) for sentence in sentences]
    assert places_of_news(sentences, concepts, [(0, 1)] * 4) == [0, 1, 0, 1]
