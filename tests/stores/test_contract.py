"""What newskit expects of a store, whatever keeps it: the fixture `store` opens the one at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newskit.article import Article
from newskit.hooks import Store, Stored
from newskit.stores.sqlite import SqliteStore

EVERY = [(0, 1_000)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = SqliteStore(str(tmp_path / "news.db"))
    store.begin()
    yield store
    store.close()


def stored(id_: str, day: int = 1, of: str | None = None, came_as: str = "") -> Stored:
    mark = of and {"id": of, "level": "near", "similarity": 0.75, "containment": 1.0}
    extra = {"boilerplate": [], "own": {"é": [1, None]}}
    return Stored(Article(f"Text {id_}", id=id_, extra=extra), day, came_as or id_, mark or None)


def ids(found: Iterator[Stored]) -> list[str]:
    return [each.article.id for each in found]


@pytest.fixture
def filled(store: Store) -> Store:
    """A kept on day 1, its copy B on day 2, C on day 3, which came as A; D on day 9."""
    articles = [stored("b", 2, of="a"), stored("a"), stored("c", 3, came_as="a"), stored("d", 9)]
    store.add(articles, [[1, 2, 3], [1, 2, 3, 4], [3, 4, 5], []])
    return store


def test_what_was_added_comes_back(filled: Store) -> None:
    assert list(filled.everything()) == [
        stored("a"),
        stored("b", 2, of="a"),
        stored("c", 3, came_as="a"),
        stored("d", 9),
    ]
    assert ids(filled.with_ids(["d", "a", "none"])) == ["a", "d"]
    assert ids(filled.copies_of(["a", "d"])) == ["b"]
    assert list(filled.check()) == []


def test_an_article_is_known_by_its_id_and_the_one_it_came_with(filled: Store) -> None:
    known = {id_: sorted(found) for id_, found in filled.known(["a", "c", "x"]).items()}
    assert known == {"a": [("a", "Text a"), ("c", "Text c")], "c": [("c", "Text c")]}


def test_days_are_ranges_with_both_ends(filled: Store) -> None:
    assert ids(filled.on_days([(1, 2), (9, 9)])) == ["a", "b", "d"]
    assert filled.count([(1, 2), (9, 9)]) == 3
    assert (filled.newest(before=9), filled.newest(before=1)) == (3, None)
    assert (filled.newest(), filled.figures()["articles"]) == (9, 4)


def test_articles_are_found_by_their_keys_the_best_first(filled: Store) -> None:
    assert filled.sharing([[1, 2, 4], [5], [7]], EVERY, [1, 1, 1], 9) == [
        ["a", "b", "c"],
        ["c"],
        [],
    ]
    assert filled.sharing([[1, 2, 4]], EVERY, [2], 9) == [["a", "b"]]
    assert filled.sharing([[1, 2, 4]], EVERY, [1], 1) == [["a"]]
    assert filled.sharing([[1, 2, 4]], [(2, 3)], [1], 9) == [["b", "c"]]


@pytest.mark.parametrize("runs", [1, 2, 40])
def test_keys_are_found_however_many_runs_added_them(store: Store, runs: int) -> None:
    for run in range(runs):
        names = [f"{run}-{n}" for n in range(60)]
        store.add([stored(name) for name in names], [[n, n + 1, 10**9] for n in range(60)])
    (found,) = store.sharing([[7, 8]], EVERY, [2], 100)
    assert sorted(found) == sorted(f"{run}-7" for run in range(runs))
    (common,) = store.sharing([[10**9]], EVERY, [1], 10**6)
    assert len(common) >= min(60 * runs, 500)  # of what all have, a store may leave some out
    assert list(store.check()) == []


def test_stories_are_joined_and_ids_lead_to_them(filled: Store) -> None:
    filled.group({"a": "s", "b": "s", "c": "t"})
    assert ids(filled.ungrouped()) == ["d"]
    filled.group({"d": "u"})
    filled.relate([("s", "u"), ("t", "u")])
    filled.join("t", "s")
    filled.join("s", "u")
    assert ids(filled.in_stories(["t"])) == ["a", "b", "c", "d"]
    assert filled.has_story("t") and not filled.has_story("x")
    assert filled.related(["u"]) == {}
    assert list(filled.check()) == []


def test_related_stories_go_both_ways(filled: Store) -> None:
    filled.group({"a": "s", "c": "t", "d": "u"})
    filled.relate([("s", "t"), ("u", "s")])
    assert filled.related(["s", "t"]) == {"s": ["t", "u"], "t": ["s"]}


def test_what_was_told_is_told_and_copies_never_are(filled: Store) -> None:
    filled.group(dict.fromkeys("abcd", "s"))
    assert ids(filled.untold()) == ["a", "c", "d"]
    filled.tell(["a"])
    filled.release(["b"])
    assert ids(filled.untold()) == ["b", "c", "d"]


def test_what_is_removed_is_gone_for_good(filled: Store) -> None:
    filled.group({"a": "s", "b": "s", "c": "t", "d": "u"})
    filled.relate([("s", "t")])
    filled.remove(["a", "b"])
    assert ids(filled.everything()) == ["c", "d"]
    assert not filled.has_story("s")
    assert filled.related(["t"]) == {}
    assert filled.sharing([[1, 2, 3]], EVERY, [1], 9) == [["c"]]
    filled.add([stored("e")], [[8]])
    assert filled.sharing([[1, 2, 8]], EVERY, [1], 9) == [["e"]]
    assert list(filled.check()) == []


def test_nothing_holds_before_it_is_committed(filled: Store) -> None:
    filled.set_parameters({"level": "near"})
    filled.commit()
    filled.begin()
    filled.add([stored("e")], [[8]])
    filled.rollback()
    assert ids(filled.everything()) == ["a", "b", "c", "d"]
    assert filled.parameters() == {"level": "near"}
