"""How alike stories are: by the linker's measure, the nearest of each, in any order."""

import random

from newskit.grouping import alike as module
from newskit.grouping.alike import alike

TEXTS = {
    "ferry": "The ferry Skarrow Belle struck the breakwater at Port Aldis in thick fog on Monday.",
    "inquiry": "An inquiry into the ferry Skarrow Belle opened at Port Aldis after the fog.",
    "rate": "The central bank of Iskeria trimmed its key rate to 3.25 per cent, citing inflation.",
}


def pile(article, texts=TEXTS):
    return [
        article(text, id=id_, language="en", story={"id": id_, "size": 1})
        for id_, text in texts.items()
    ]


def test_stories_that_share_rare_words_are_alike(article) -> None:
    found = {(a, b): value for a, b, value in alike(pile(article))}
    assert all(a < b for a, b in found)
    assert found["ferry", "inquiry"] > 0.2
    assert found["ferry", "inquiry"] > 5 * max(
        found.get(pair, 0.0) for pair in (("ferry", "rate"), ("inquiry", "rate"))
    )
    assert all(round(value, 4) == value for value in found.values())


def test_a_story_is_compared_once_by_the_report_it_is_named_after(article) -> None:
    expected = alike(pile(article))
    more = article(TEXTS["rate"], id="x", story={"id": "ferry", "size": 2}, language="en")
    assert alike([more, *pile(article)]) == expected


def test_the_order_does_not_matter_and_only_the_nearest_are_named(article, monkeypatch) -> None:
    texts = {f"s{n:02}": f"{TEXTS['ferry']} Ship number {n} was near." for n in range(30)}
    expected = alike(pile(article, texts))
    for seed in range(3):
        assert alike(random.Random(seed).sample(pile(article, texts), 30)) == expected
    assert len(expected) <= 30 * module.NEAREST
    monkeypatch.setattr(module, "MOST", 5)
    assert {id_ for a, b, _ in alike(pile(article, texts)) for id_ in (a, b)} == set(
        list(texts)[:5]
    )


def test_little_is_alike_to_nothing(article) -> None:
    assert alike([]) == []
    assert alike(pile(article)[:1]) == []
    assert alike([article("It rains.", id="a"), article("Bells ring.", id="b")]) == []
