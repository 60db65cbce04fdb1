"""The map of stories: everything is counted, nothing covers anything, the same in any order."""

import random
from itertools import combinations

import pytest

from newskit.pictures.shapes import Dot, Group, Line, Words
from newskit.pictures.story_map import DRAWN, MapStory, picture, story_map

PLACES = ["Oske", "Dunmarrow", "Halvern", "Skarrow", "Aldis", "Tamber", "Wexcombe", "Norrow"]


def stories(count: int) -> list[MapStory]:
    """Make stories of many sizes; each third is related to the one before."""
    return [
        MapStory(
            f"s{number}",
            f"{PLACES[number % 8]} council votes on the harbour wall, the {number}. time",
            1 + 400 // (number + 8),
            "2026-03-05T07:00:00Z",
            (f"s{number - 1}",) if number % 3 == 1 else (),
            f"#story-{number}",
        )
        for number in range(count)
    ]


def likeness(count: int) -> list[tuple[str, str, float]]:
    return [
        (f"s{a}", f"s{b}", round(0.02 + (a * 7 + b * 13) % 40 / 100, 4))
        for a, b in combinations(range(min(count, 150)), 2)
        if (a * b) % 11 < 2
    ]


COUNTS = [0, 1, 2, 5, 30, 100, 1000]


@pytest.mark.parametrize("count", COUNTS)
def test_a_map_of_any_number_of_stories(count, is_sound, flat, meet) -> None:
    drawn = picture(stories(count), likeness(count), "Stories of March")
    is_sound(drawn)
    map_ = [shape for shape in drawn.shapes if isinstance(shape, Group)]
    assert len(map_) == min(count, DRAWN)
    dots = [shape for group in map_ for shape in group.shapes if isinstance(shape, Dot)]
    labels = [[s for s in group.shapes if isinstance(s, Words)] for group in map_]
    assert not [pair for pair in combinations(dots, 2) if meet_as_circles(*pair)]
    for own, other in combinations(range(len(map_)), 2):
        for line in labels[own]:
            assert not any(meet(line, shape) for shape in map_[other].shapes)
        for line in labels[other]:
            assert not any(meet(line, shape) for shape in map_[own].shapes)
    assert sum(map(bool, labels)) >= min(count, 8)


def meet_as_circles(a: Dot, b: Dot) -> bool:
    away = (a.at[0] - b.at[0]) ** 2 + (a.at[1] - b.at[1]) ** 2
    return away < (a.radius + b.radius) ** 2


@pytest.mark.parametrize("count", COUNTS)
def test_all_stories_and_articles_are_counted(count, words) -> None:
    made = stories(count)
    drawn = picture(made)
    all_ = sum(story.articles for story in made)
    said = words(drawn)[-1]
    assert said.startswith(f"{count:,} stor") and f"from {all_:,} article" in said
    assert ("are not" in said) is (count > DRAWN)
    assert said == drawn.shown
    if count > DRAWN:
        rest = sum(sorted(story.articles for story in made)[: count - DRAWN])
        assert f"{count - DRAWN:,} others ({rest:,} articles) are not" in said


def test_the_largest_are_drawn_and_areas_are_numbers_of_articles(flat) -> None:
    made = [MapStory(f"s{size}", "Harbour", size) for size in (1, 4, 16)]
    radii = [shape.radius for shape in flat(picture(made)) if isinstance(shape, Dot)]
    assert radii[0] == 2 * radii[1] == 4 * radii[2]
    crowd = [MapStory(f"s{n:04}", "Harbour", 1) for n in range(500)] + [MapStory("z", "Fire", 2)]
    assert "Fire (2 articles)" in story_map(crowd)


@pytest.mark.parametrize("count", [5, 60, 300])
def test_the_order_of_the_input_does_not_matter(count) -> None:
    made, alike = stories(count), likeness(count)
    expected = story_map(made, alike, title="Stories")
    for seed in range(3 if count < 300 else 1):
        chance = random.Random(seed)
        turned = [pair if chance.random() < 0.5 else (pair[1], pair[0], pair[2]) for pair in alike]
        shuffled = chance.sample(made, len(made)), chance.sample(turned, len(turned))
        assert story_map(*shuffled, title="Stories") == expected


def test_what_is_alike_is_near() -> None:
    made = [MapStory(name, f"{name} story", 3) for name in "abcdef"]
    within = [(*pair, 0.5) for trio in ("abc", "def") for pair in combinations(trio, 2)]
    drawn = picture(made, [*within, ("c", "d", 0.01)])
    at = [g.shapes[0].at for g in drawn.shapes if isinstance(g, Group)]

    def away(one: int, other: int) -> float:
        return sum((x - y) ** 2 for x, y in zip(at[one], at[other], strict=True)) ** 0.5

    trios = [*combinations(range(3), 2), *combinations(range(3, 6), 2)]
    assert max(away(*pair) for pair in trios) < min(
        away(one, other) for one in range(3) for other in range(3, 6)
    )


def test_related_stories_are_joined_and_have_one_colour(flat) -> None:
    made = [
        MapStory("a", "Ferry hits breakwater", 3, related=("b", "gone", "a")),
        MapStory("b", "Inquiry into the ferry", 2, related=("a",)),
        MapStory("c", "Rate cut", 1),
    ]
    drawn = picture(made)
    a, b, c = (g.shapes[0] for g in drawn.shapes if isinstance(g, Group))
    assert a.colour == b.colour != c.colour
    joined = [shape.points for shape in drawn.shapes if isinstance(shape, Line)]
    assert [a.at, b.at] in joined


def test_a_hostile_headline_stays_text(hostile, is_sound) -> None:
    made = [
        MapStory(f"{hostile}{n}", hostile, 3 - n, hostile, (hostile,), href)
        for n, href in enumerate(["#x", "javascript:alert(1)", f"#{hostile}"])
    ]
    drawn = picture(made, [(f"{hostile}0", f"{hostile}1", 0.5)], hostile)
    is_sound(drawn)
    text = story_map(made, title=hostile)
    assert "<script>" not in text and "javascript:" not in text.replace("alert(1)", "")


def test_a_map_in_a_page_is_a_group_of_links_and_brings_no_style() -> None:
    inline = story_map(stories(3), title="Stories", inline=True)
    assert inline.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="nk" ')
    assert 'role="group" aria-label="Stories"' in inline
    assert inline.count('<a href="#story-') == 3
    assert "<style" not in inline and "style=" not in inline
    alone = story_map([MapStory("a", "Fire")])
    assert 'role="img"' in alone and "<a " not in alone and "prefers-color-scheme" in alone
