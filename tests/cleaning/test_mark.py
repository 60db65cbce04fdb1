"""The `boilerplate` mark: how the answers of cleaners become one list on each article."""

from collections.abc import Sequence
from typing import Any

import pytest

import newskit
from newskit.article import Article
from newskit.cleaning import repeats, rules
from newskit.cleaning.mark import mark
from newskit.errors import PluginError
from newskit.hooks import BoilerplateSpan, Cleaner

TEXT = "The bridge is closed.\nFollow us\nAdvertisement\nHarbour Times"
FOLLOW, ADVERT, SITE = (22, 31), (32, 45), (46, 59)


def says(*spans: tuple[int, int, str]) -> Cleaner:
    """Give a cleaner that says the same of every article."""

    def clean(articles: Sequence[Article], /) -> list[list[BoilerplateSpan]]:
        return [[BoilerplateSpan(*span) for span in spans] for _ in articles]

    return clean


def answers(answer: object) -> Any:
    return lambda articles: answer


def boilerplate(*cleaners: Cleaner) -> object:
    (article,) = mark([Article(text=TEXT)], cleaners)
    return article.extra["boilerplate"]


def entry(start: int, end: int, rule: str) -> dict[str, object]:
    return {"start": start, "end": end, "rule": rule}


def test_the_spans_of_all_cleaners_are_sorted() -> None:
    found = boilerplate(says((*SITE, "c"), (*FOLLOW, "a")), says((*ADVERT, "b")))
    assert found == [entry(*FOLLOW, "a"), entry(*ADVERT, "b"), entry(*SITE, "c")]


def test_spans_that_overlap_are_cut_behind_the_one_that_starts_first() -> None:
    found = boilerplate(says((ADVERT[0], SITE[1], "late")), says((FOLLOW[0], ADVERT[1], "early")))
    assert found == [entry(FOLLOW[0], ADVERT[1], "early"), entry(*SITE, "late")]


def test_of_equal_spans_the_earlier_cleaner_names_the_rule() -> None:
    assert boilerplate(says((*SITE, "x")), says((*SITE, "a"))) == [entry(*SITE, "x")]


@pytest.mark.parametrize(
    "cleaners", [[], [says()], [says((5, 5, "empty"))], [says((21, 22, "nl"))]]
)
def test_the_mark_is_written_even_when_it_is_empty(cleaners: list[Cleaner]) -> None:
    assert boilerplate(*cleaners) == []


def test_of_a_large_pile_the_same_is_kept_in_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(articles: Sequence[Article], /) -> list[list[BoilerplateSpan]]:
        spans = [BoilerplateSpan(*FOLLOW, "a", {"credit": "Zoë"}), BoilerplateSpan(*SITE, "b")]
        return [spans[: n % 3] for n, _ in enumerate(articles)]

    pile = [Article(TEXT, id=str(n)) for n in range(7)]
    few = list(mark(pile, [clean]))
    monkeypatch.setattr("newskit.cleaning.mark._MANY", 7)
    assert list(mark(pile, [clean])) == few


def test_a_text_of_which_nothing_would_be_left_keeps_everything() -> None:
    assert boilerplate(says((0, 31, "a")), says((32, len(TEXT), "b"))) == []


def test_an_old_mark_is_replaced_and_other_keys_stay() -> None:
    article = Article(text=TEXT, extra={"boilerplate": [entry(0, 3, "old")], "desk": "sea"})
    (marked,) = mark([article], [says((*SITE, "site"))])
    assert marked.extra == {"desk": "sea", "boilerplate": [entry(*SITE, "site")]}


def test_the_mark_is_what_the_story_text_leaves_out() -> None:
    (article,) = mark([Article(text=TEXT)], [says((FOLLOW[0], SITE[1], "tail"))])
    assert article.story_text().strip() == "The bridge is closed."


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        [[], []],
        [None],
        [[(0, 3, "tuple")]],
        [[BoilerplateSpan(-1, 3, "before")]],
        [[BoilerplateSpan(0, len(TEXT) + 1, "behind")]],
        [[BoilerplateSpan(3, 2, "backwards")]],
        [[BoilerplateSpan(0.0, 3, "float")]],  # type: ignore[arg-type]
        [[BoilerplateSpan(False, 3, "bool")]],
        [[BoilerplateSpan(0, 3, None)]],  # type: ignore[arg-type]
    ],
)
def test_a_cleaner_that_answers_wrongly_is_a_plugin_error(answer: object) -> None:
    with pytest.raises(PluginError):
        mark([Article(text=TEXT)], [answers(answer)])


def test_the_built_in_cleaners_work_together() -> None:
    stories = (
        "Divers found the wreck of a coal ship near the northern lighthouse on Sunday morning.",
        "A bakery in the old town won the regional prize for its rye bread and apple cake.",
        "Voters rejected the new tram line by a margin of only two hundred and six ballots.",
    )
    articles = [
        Article(text=f"{story}\nIsland weather\nLeave a Reply\nName", source="Island Post")
        for story in stories
    ]
    for story, article in zip(stories, mark(articles, [rules.clean, repeats.clean]), strict=True):
        assert article.story_text().strip() == story


def test_cleaners_go_through_the_articles_side_by_side() -> None:
    """So an article that is not in memory is parsed once for all of them."""
    seen: list[tuple[str, str]] = []

    def cleaner(name: str):
        def clean(articles):
            for article in articles:
                seen.append((name, article.id))
                yield []

        return clean

    articles = [Article("Fog.", "a"), Article("Rain.", "b")]
    newskit.mark_boilerplate(articles, cleaners=[cleaner("x"), cleaner("y")])
    assert seen == [("x", "a"), ("y", "a"), ("x", "b"), ("y", "b")]


def test_what_a_cleaner_raises_on_the_way_names_it() -> None:
    def clean(articles):
        yield []
        raise KeyError("no such line")

    with pytest.raises(PluginError, match=r"clean.* failed: KeyError: 'no such line'"):
        newskit.mark_boilerplate([Article("Fog."), Article("Rain.")], cleaners=[clean])
