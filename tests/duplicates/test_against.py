"""`--against`: only copies of old articles go, whatever the new ones are among themselves."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

import newskit
from newskit.article import Article, to_lines
from newskit.deduplicated import Deduplicated
from newskit.duplicates import copies
from newskit.duplicates.groups import removals
from newskit.duplicates.match import Matches
from newskit.duplicates.piled import ends
from newskit.errors import PluginError, UsageError
from newskit.incoming import reading
from newskit.views import View

Report = Callable[..., str]


def against(new: list[Article], old: list[Article], **options: object) -> Deduplicated:
    return newskit.dedupe(new, against=old, **{"cleaners": [], **options})


def ids(articles: object) -> list[str]:
    return [article.id for article in articles]


def named(result: Deduplicated) -> dict[str, tuple[str, str]]:
    """Give for each removed article the one it is a copy of, and the level."""
    marks = {article.id: article.extra["copy_of"] for article in result.removed}
    return {id_: (mark["id"], mark["level"]) for id_, mark in marks.items()}


def edit(text: str, word: str = "edited", place: int = 40) -> str:
    said = text.split()
    return " ".join([*said[:place], word, *said[place + 1 :]])


@pytest.fixture
def old(report: Report) -> list[Article]:
    return [Article(report(n), id=f"old-{n}", published=f"2026-03-0{n}") for n in (1, 2)]


@pytest.fixture
def new(report: Report) -> list[Article]:
    """Copies of old articles, one of something else, and a copy of that."""
    return [
        Article(report(1).upper(), id="exact"),
        Article(edit(report(2)), id="near"),
        Article(report(3), id="fresh"),
        Article(edit(report(3)), id="fresh-too"),
        Article(report(4), id="alone"),
    ]


# What goes and what stays


def test_copies_of_old_articles_go_and_copies_among_new_ones_stay(old, new) -> None:
    result = against(new, old)
    assert named(result) == {"exact": ("old-1", "exact"), "near": ("old-2", "near")}
    assert ids(result) == ["fresh", "fresh-too", "alone"]
    assert all(article.extra["copies"] == [] for article in result)
    assert len(result) == 3


def test_only_new_articles_come_out(old, new) -> None:
    result = against(new, old)
    assert ids(result.all) == ids(new)
    assert ids(result.against) == ids(old)


def test_old_articles_stay_whatever_is_preferred(old, report: Report) -> None:
    """A longer, earlier, better article that came later is dropped or kept, and no old one goes."""
    new = [Article(f"{edit(report(1))} {report(9, 5)}", id="new", published="2026-01-01")]
    for keep in ("longest", "earliest", "latest", "first", "source:a.example"):
        assert named(against(new, old, keep=keep)) == {"new": ("old-1", "near")}


def test_a_longer_text_is_no_copy_of_an_old_one_that_it_contains(old, report: Report) -> None:
    longer = Article(f"{report(1)} {report(5)} {report(6)}", id="longer")
    assert ids(against([longer], old)) == ["longer"]
    part = Article(report(1, 90), id="part")
    assert named(against([part], [longer])) == {"part": ("longer", "near")}


def test_what_is_a_copy_of_a_copy_alone_stays(report: Report) -> None:
    """No chains: the third text is like the second, the second like the old one."""
    said = report(1, 220).split()
    old, second, third = (
        Article(" ".join(said[start : start + 120]), id=id_)
        for start, id_ in ((0, "old"), (30, "second"), (60, "third"))
    )
    result = against([second, third], [old], level="near")
    assert named(result) == {"second": ("old", "near")}
    assert named(against([third], [second], level="near")) == {"third": ("second", "near")}


def test_many_copies_of_an_old_text_all_go(report: Report) -> None:
    """Candidates of a crowd are a star: the old text need not be its centre."""
    said = report(1)
    new = [
        Article(f"{said} print{n} on paper", id=f"new-{n:03}", published="2026-03-02")
        for n in range(150)
    ]
    others = [Article(report(f"other {n}", 60)) for n in range(20)]
    old = [Article(said, id="old", published="2026-03-02")]
    assert ids(against([*new, *others], old)) == ids(others)


def test_many_equal_prints_of_an_old_text_all_go(old, report: Report) -> None:
    result = against([Article(report(1), id=f"new-{n:03}") for n in range(300)], old)
    assert len(result) == 0
    assert {of for of, _ in named(result).values()} == {"old-1"}


# Which old one is named


def test_the_strongest_match_is_named(report: Report) -> None:
    said = report(1)
    old = [
        Article(edit(edit(said), "other", 90), id="edited-twice"),
        Article(edit(said), id="edited"),
        Article(said, id="same"),
    ]
    assert named(against([Article(said, id="new")], old)) == {"new": ("same", "exact")}
    assert named(against([Article(said, id="new")], old[:2])) == {"new": ("edited", "near")}


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ("earliest", "a"),
        ("latest", "c"),
        ("first", "b"),
        ("source:ledger.example", "c"),
        (lambda article: article.id != "b", "b"),
    ],
)
def test_of_equally_strong_ones_the_keep_policy_chooses(report: Report, keep, kept: str) -> None:
    said = report(1)
    days = {"b": "2026-03-02", "a": "2026-03-01", "c": "2026-03-03"}
    source = {"c": "ledger.example"}
    old = [
        Article(said, id=id_, published=day, source=source.get(id_)) for id_, day in days.items()
    ]
    result = against([Article(said, id="x"), Article(edit(said), id="y")], old, keep=keep)
    assert named(result) == {"x": (kept, "exact"), "y": (kept, "near")}


def test_a_keeper_of_a_plugin_is_asked_and_blamed(old, new) -> None:
    asked = []

    def keeper(article: Article) -> str:
        asked.append(article.id)
        return article.id

    assert set(named(against(new, old, keep=keeper))) == {"exact", "near"}
    assert {"old-1", "exact"} <= set(asked)
    with pytest.raises(PluginError, match=r"keeper .* failed: ZeroDivisionError"):
        against(new, old, keep=lambda article: 1 / 0)


# Ids


def test_an_article_that_is_in_both_keeps_its_id(old) -> None:
    result = against(list(old), old)
    assert ids(result.all) == ids(old)
    assert named(result) == {"old-1": ("old-1", "exact"), "old-2": ("old-2", "exact")}


def test_an_id_says_nothing_of_the_text(old, report: Report) -> None:
    """Ids begin anew in many feeds every day."""
    new = [Article(report(7), id="old-1"), Article(report(2), id="old-1"), Article(report(8))]
    result = against(new, old)
    assert len(set(ids(result.all))) == 3
    assert [of for of, _ in named(result).values()] == ["old-2"]
    assert all(article.extra["copies"] == [] for article in result)


# Pairs


def test_pairs_are_of_an_old_and_a_new_article(old, new) -> None:
    pairs = against(new, old).pairs()
    assert [(p.a, p.b, p.level) for p in pairs] == [
        ("old-1", "exact", "exact"),
        ("old-2", "near", "near"),
    ]


def test_of_a_crowd_of_equal_texts_some_pairs_are_listed(report: Report) -> None:
    result = against([Article(report(1), id=f"a{n:03}") for n in range(150)], [Article(report(1))])
    assert len(result.removed) == 150
    assert len(result.pairs()) >= 150


# Levels


def test_each_level_alone(samples) -> None:
    """Sample 000 retells the report that 001 and 002 print."""
    of = {n: newskit.read(samples / f"00{n}.txt")[0] for n in range(5)}
    new = [replace(of[1], id="again"), of[2], of[0], of[3]]
    removed = {
        level: len(against(new, [of[1]], level=level).removed)
        for level in ("exact", "near", "rewritten")
    }
    assert removed == {"exact": 1, "near": 2, "rewritten": 3}


@pytest.fixture
def harbour(samples) -> list[Article]:
    """Two reports of a ferry, a third from a feed, and one of something else."""
    names = ("harbour-ferry-courier.txt", "harbour-ferry-ledger.txt", "bog-orchid-gazette.txt")
    return newskit.read(*(samples / name for name in names))


def test_at_level_story_a_new_report_of_an_old_story_goes(harbour: list[Article]) -> None:
    courier, ledger, orchid = harbour
    result = newskit.dedupe([courier, orchid], against=[ledger], level="story")
    assert named(result) == {courier.id: (ledger.id, "story")}
    assert len(result) == len(list(result)) == 1


def test_at_level_story_new_reports_of_a_new_story_stay(harbour: list[Article]) -> None:
    courier, ledger, orchid = harbour
    result = newskit.dedupe([courier, ledger], against=[orchid], level="story")
    assert ids(result) == [courier.id, ledger.id]


def test_at_level_story_no_old_article_goes(harbour: list[Article]) -> None:
    courier, ledger, orchid = harbour
    for old, new in ((courier, ledger), (ledger, courier)):
        result = newskit.dedupe([new], against=[old, orchid], level="story")
        assert named(result) == {new.id: (old.id, "story")}
        assert len(result) == len(list(result)) == 0


def test_at_level_story_nothing_is_new_in_the_same_pile(samples) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    assert len(newskit.dedupe(articles, against=articles, level="story")) == 0


# Same input, same output


def test_results_do_not_depend_on_the_order(corpus: list[Article]) -> None:
    old, new = corpus[:150], corpus[150:]
    expected = against(new, old)
    assert len(expected.removed) > 20
    dice = random.Random(1)
    shuffled = against(dice.sample(new, len(new)), dice.sample(old, len(old)), jobs=3)
    assert named(shuffled) == named(expected)
    assert shuffled.pairs() == expected.pairs()


def test_articles_may_come_one_by_one(old, new) -> None:
    def each(articles: list[Article]) -> Iterator[Article]:
        yield from articles

    expected = against(new, old)
    assert named(against(each(new), each(old))) == named(expected)


@pytest.mark.parametrize("level", ["near", "story"])
def test_what_does_not_live_in_memory_is_compared_the_same(corpus, tmp_path, level: str) -> None:
    """Old articles, new ones, or both; an id that both have stays."""
    parts = corpus[:100], corpus[95:200]
    expected = against(parts[1], parts[0], level=level)
    assert len(expected.removed) > 20
    piles = []
    for n, part in enumerate(parts):
        (tmp_path / f"{n}.jsonl").write_bytes(b"".join(to_lines(part)))
        piles.append(reading([f"{tmp_path}/{n}.jsonl"], None, {}, print, budget=0).articles)
    for old, new in ((piles[0], parts[1]), (parts[0], piles[1]), piles):
        found = against(new, old, level=level)
        assert list(found.all) == list(expected.all)
        assert list(found.against) == list(expected.against)
        assert found.pairs() == expected.pairs()


def test_what_does_not_live_in_memory_is_not_brought_there(corpus, tmp_path) -> None:
    (tmp_path / "old.jsonl").write_bytes(b"".join(to_lines(corpus)))
    old = reading([f"{tmp_path}/old.jsonl"], None, {}, print, budget=0).articles
    found = against(corpus[:5], old)
    assert isinstance(found.all, View)
    assert isinstance(found.against, View)


def test_all_copies_of_old_articles_are_found_that_all_pairs_would_bring(corpus) -> None:
    """And none else: what a plain run of the old one and the new one alone calls a copy."""
    old, new = corpus[:150], corpus[150:]
    assert named(against(new, old, detectors=["pairs"])) == named(against(new, old))


def test_the_output_of_one_day_is_what_the_next_is_compared_with(old, new) -> None:
    first = against(new, old)
    assert ids(against(first.kept, [*old, *first.kept])) == []
    assert ids(against(new, old + first.kept)) == []


def test_against_nothing_nothing_goes(new) -> None:
    """The first day: the file of what was seen is there, and empty."""
    assert ids(against(new, [])) == ids(new)


def test_nothing_new_is_nothing(old) -> None:
    result = against([], old)
    assert (list(result.all), list(result), result.pairs()) == ([], [], [])


# Threads


@pytest.mark.parametrize("jobs", [0, -1])
@pytest.mark.parametrize("count", [1, 300])
def test_no_threads_are_a_wrong_number(report: Report, jobs: int, count: int) -> None:
    """Whether or not there are so many articles that it would be noticed."""
    pile = [Article(f"{n} {report(1, 10)}") for n in range(count)]
    with pytest.raises(UsageError, match=rf"--jobs {jobs}: must be 1 or more"):
        newskit.dedupe(pile, jobs=jobs)


def at_once(found: Matches, best: dict[int, int], rank: dict[int, int], matches_of: object):
    """Remove by the matches that are there, and compare no more."""
    return [], removals(sorted(ends(found), key=lambda text: rank[best[text]]), found)


def test_the_centre_of_a_star_is_not_always_kept(report: Report, monkeypatch) -> None:
    """Kept texts are compared with the kept ones of their neighbours until nothing is new."""
    said = report(1)
    crowd = [
        Article(f"{said} {'long ' * (n % 7)}print{n}", id=f"{n:03}", published="2026-03-02")
        for n in range(200)
    ]
    dice = random.Random(1)
    for keep in ("longest", "first", lambda article: article.id[::-1]):
        assert len(newskit.dedupe(dice.sample(crowd, 200), keep=keep, cleaners=[])) == 1
    monkeypatch.setattr(copies, "completed", at_once)
    assert len(newskit.dedupe(crowd, keep="first", cleaners=[])) > 1
