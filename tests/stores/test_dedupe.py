"""`dedupe` with a store: each article is new once, and what was decided stays."""

import json
import random
from pathlib import Path

import pytest
from days import edited, ids, invented, lines, on, state
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level
from newskit.errors import StoreError, UsageError
from newskit.marks import copy_of
from newskit.stores.sqlite import SqliteStore


def of(articles: list[Article]) -> dict[str, str]:
    return {a.id: str(mark["id"]) for a in articles if (mark := copy_of(a))}


# New and known


def test_of_a_new_store_nothing_is_to_be_seen(db: Path, samples: Path) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    with_it, without = newskit.dedupe(articles, store=db), newskit.dedupe(articles)
    assert lines(with_it.all) == lines(without.all)
    assert with_it.pairs() == without.pairs()


def test_a_second_run_finds_nothing_new_and_changes_nothing(db: Path) -> None:
    articles = [on(1, invented(n), f"a{n}") for n in range(5)]
    assert len(newskit.dedupe(articles, store=db)) == 5
    before = state(db)
    assert list(newskit.dedupe(articles, store=db).all) == []
    assert state(db) == before


def test_a_copy_of_what_was_kept_is_dropped_and_a_new_text_is_kept(db: Path) -> None:
    first = invented(1)
    newskit.dedupe([on(1, first, "first")], store=db)
    found = newskit.dedupe(
        [on(2, edited(first, 40), "copy"), on(2, invented(2), "other")], store=db
    )
    assert ids(found) == ["other"]
    assert of(found.removed) == {"copy": "first"}
    assert [(p.a, p.b, p.level) for p in found.pairs()] == [("first", "copy", "near")]


def test_new_ones_are_compared_with_each_other_too(db: Path) -> None:
    newskit.dedupe([on(1, invented(1), "old")], store=db)
    text = invented(2)
    found = newskit.dedupe([on(2, text, "b"), on(2, f"{text} More.", "a")], store=db)
    assert of(found.all) == {"b": "a"}


def test_what_was_kept_stays_though_a_longer_print_comes(db: Path) -> None:
    text = invented(1)
    newskit.dedupe([on(1, text, "short")], store=db)
    found = newskit.dedupe([on(2, f"{text} {invented(2, 10)}", "longer")], store=db)
    assert of(found.all) == {"longer": "short"}


def test_a_text_that_contains_a_stored_one_is_new(db: Path) -> None:
    """Law 4: the longer text is no copy of the shorter one."""
    text = invented(1)
    newskit.dedupe([on(1, text, "short")], store=db)
    found = newskit.dedupe([on(2, f"{text} {invented(2, 240)}", "long")], store=db)
    assert ids(found) == ["long"]
    assert [(p.a, p.b) for p in found.pairs()] == [("short", "long")]
    again = newskit.dedupe([on(3, edited(text, 50), "third")], store=db)
    assert of(again.all) == {"third": "short"}


def test_each_removed_one_matches_the_kept_one_itself(db: Path) -> None:
    """A~B and B~C, but not A~C: B is gone, so C stays."""
    a = invented("chain")
    b = edited(a, 10, 30, 50, 70)
    c = edited(b, 20, 40, 60, 80, 90, 100)
    for day, (id_, text) in enumerate((("a", a), ("b", b), ("c", c)), 1):
        newskit.dedupe([on(day, text, id_)], store=db, level="near", threshold=0.6)
    marks = {line.split('"')[3]: '"copy_of"' in line for line in state(db)}
    assert marks == {"a": False, "b": True, "c": False}


def test_an_id_that_comes_with_another_text_gets_a_number(db: Path) -> None:
    newskit.dedupe([on(1, invented(1), "x")], store=db)
    changed = on(1, invented(2), "x")
    assert ids(newskit.dedupe([changed], store=db)) == ["x-2"]
    assert ids(newskit.dedupe([changed], store=db)) == []
    assert ids(newskit.dedupe([on(1, invented(3), "x")], store=db)) == ["x-3"]


def test_strange_ids_and_texts_are_kept_as_they_are(db: Path) -> None:
    odd = Article("A lone \ud800 surrogate.", id="\ud800", extra={"n": 10**30, "x": [None, 1.5]})
    newskit.dedupe([odd, Article("…", id="no word")], store=db, cleaners=())
    assert ids(newskit.dedupe([odd], store=db, cleaners=())) == []
    with newskit.open_store(db) as store:
        (stored,) = store.with_ids(["\ud800"])
    assert stored.article.marked(boilerplate=None, copies=None) == odd
    assert len(state(db)) == 2


def test_keys_that_are_called_like_marks_stay(db: Path) -> None:
    own = Article("The bridge is closed.", id="a", extra={"story": "Once.", "new": 1, "related": 2})
    newskit.dedupe([own], store=db)
    with newskit.open_store(db) as store:
        (each,) = store.everything()
    assert each.article.marked(boilerplate=None) == own


def test_copies_that_were_dropped_before_stay_listed(db: Path) -> None:
    text = invented(1)
    kept = newskit.dedupe([on(1, text, "a"), on(1, edited(text, 9), "b")]).kept
    newskit.dedupe(kept, store=db)
    (line,) = state(db)
    assert {entry["id"] for entry in json.loads(line)["copies"]} == {"a", "b"} - {kept[0].id}


# Days


def test_what_lies_outside_the_window_is_not_compared(db: Path) -> None:
    text = invented(1)
    newskit.dedupe([on(1, text, "old")], store=db)
    assert ids(newskit.dedupe([on(31, text, "late")], store=db, window="14d")) == ["late"]
    again = newskit.dedupe([on(31, text, "later")], store=db)
    assert set(of(again.all).values()) <= {"old", "late"}
    assert len(again) == 0


def test_an_article_without_a_time_counts_for_the_newest_day(db: Path) -> None:
    text = invented(1)
    newskit.dedupe([on(1, text, "old"), on(25, invented(2), "new")], store=db)
    assert ids(newskit.dedupe([Article(text, id="undated")], store=db, window="14d")) == ["undated"]
    assert ids(newskit.dedupe([on(25, text, "dated")], store=db, window="14d")) == []


def test_without_any_time_all_is_compared(db: Path) -> None:
    newskit.dedupe([Article(invented(1), id="a")], store=db)
    assert ids(newskit.dedupe([Article(invented(1), id="b")], store=db)) == []


# A large store: only what shares something is read


@pytest.mark.parametrize("words", [40, 120, 600])
def test_copies_are_found_by_the_index(
    db: Path, words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newskit.settings, "STORE_WHOLE", 0)
    texts = [invented(f"{words} {n}", words) for n in range(60)]
    newskit.dedupe([on(1, text, f"o{n}") for n, text in enumerate(texts)], store=db)
    new = [on(2, edited(text, 5, 25), f"n{n}") for n, text in enumerate(texts[:5])]
    parts = [on(2, f"{text} {invented(n, 20)}", f"p{n}") for n, text in enumerate(texts[5:8])]
    found = newskit.dedupe([*new, *parts, on(2, invented("other"), "x")], store=db)
    assert len(found.against) < 30
    assert of(found.all) == {
        **{f"n{n}": f"o{n}" for n in range(5)},
        **({} if words < 100 else {f"p{n - 5}": f"o{n}" for n in range(5, 8)}),
        **{k: v for k, v in of(found.all).items() if words < 100 and k[0] == "p"},
    }
    assert "x" in ids(found)


# Laws


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_the_order_of_the_input_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random, chosen: list[int]
) -> None:
    pile = [
        on(1 + n % 3, edited(invented(n // 3), *range(7, 7 + 3 * (n % 3))), f"a{n}")
        for n in range(12)
    ]
    batches = [[pile[n] for n in chosen], pile]
    results = []
    for _ in range(2):
        db = tmp_path_factory.mktemp("order") / "news.db"
        printed = [sorted(lines(newskit.dedupe(batch, store=db).all)) for batch in batches]
        results.append((printed, state(db)))
        for batch in batches:
            dice.shuffle(batch)
    assert results[0] == results[1]


def test_runs_over_days_give_nearly_what_one_run_gives(db: Path) -> None:
    pile = [
        on(1 + n % 9, edited(invented(n // 3), *range(7, 7 + 3 * (n % 3))), f"a{n}")
        for n in range(90)
    ]
    for day in range(1, 10):
        newskit.dedupe([a for a in pile if a.published == f"2026-03-{day:02}"], store=db)
    once = newskit.dedupe(pile)
    kept = [line for line in state(db) if '"copy_of"' not in line]
    assert len(kept) == len(once) == 30


# What cannot be


def test_a_store_refuses_other_parameters_and_names_the_remedy(db: Path) -> None:
    newskit.dedupe([on(1, invented(1), "a")], store=db, level=Level.NEAR)
    with pytest.raises(UsageError, match=r"built with --level near.*say --level near"):
        newskit.dedupe([on(1, invented(2), "b")], store=db)
    with pytest.raises(UsageError, match=r"--threshold 0.5, not 0.6"):
        newskit.dedupe([on(1, invented(2), "b")], store=db, level="near", threshold=0.6)
    assert len(state(db)) == 1


@pytest.mark.parametrize("options", [{"against": []}, {"level": "story"}])
def test_a_store_does_not_go_with_other_ways_to_compare(db: Path, options: dict) -> None:
    with pytest.raises(UsageError, match="leave out"):
        newskit.dedupe([on(1, invented(1), "a")], store=db, **options)
    assert not db.exists()


def test_a_window_without_a_store_is_refused() -> None:
    with pytest.raises(UsageError, match="name one with --store"):
        newskit.dedupe([], window="3d")


def test_after_an_error_nothing_is_remembered(db: Path) -> None:
    with pytest.raises(ZeroDivisionError), newskit.open_store(db) as store:
        newskit.dedupe([on(1, invented(1), "a")], store=store)
        raise ZeroDivisionError
    assert len(newskit.dedupe([on(1, invented(1), "a")], store=db)) == 1


def test_files_that_are_no_store_are_refused(tmp_path: Path) -> None:
    import sqlite3

    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("This is no database, and long enough to be looked at. " * 50)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    for place in (text, other):
        before = place.read_bytes()
        with pytest.raises(StoreError, match="no newskit store"):
            newskit.dedupe([on(1, invented(1), "a")], store=place)
        assert place.read_bytes() == before
    with pytest.raises(StoreError, match="no such store"):
        SqliteStore(str(tmp_path / "none.db")).parameters()
    later = tmp_path / "later.db"
    newskit.dedupe([on(1, invented(1), "a")], store=later)
    with sqlite3.connect(later) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="a later newskit wrote it"):
        newskit.dedupe([on(1, invented(1), "a")], store=later)
