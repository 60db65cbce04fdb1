"""`stories`, `digest` and `new` with a store: stories go on, and what is new is told once."""

from pathlib import Path

import pytest
from days import ids, invented, lines, on, state

import newskit
from newskit.article import Article
from newskit.hooks import LinkContext, StoryGroups
from newskit.marks import story_of


def by_title(articles: list[Article], context: LinkContext) -> StoryGroups:
    """Group articles by the first word of their titles, to have stories as a test needs them."""
    groups: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        groups.setdefault((article.title or article.id).split()[0], []).append(position)
    return StoryGroups(list(groups.values()))


@pytest.fixture
def host() -> newskit.host.Host:
    from newskit.hooks import hookimpl
    from newskit.host import Host

    class Linkers:
        @hookimpl
        def newskit_linkers(self) -> dict[str, object]:
            return {"title": by_title, "last": by_last_word}

    host = Host(frozenset())
    host.register(Linkers(), "titles")
    return host


def by_last_word(articles: list[Article], context: LinkContext) -> StoryGroups:
    renamed = [Article(a.text, id=a.id, title=(a.title or "x").split()[-1]) for a in articles]
    return by_title(renamed, context)


def told(day: int, number: int, title: str) -> Article:
    return on(day, invented(f"{day} {number}"), f"{day}-{number}", title=title)


def stories_of(articles: list[Article]) -> dict[str, str | None]:
    return {article.id: story_of(article) for article in articles}


def test_of_a_new_store_nothing_is_to_be_seen(db: Path, samples: Path) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    assert lines(newskit.stories(articles, store=db)) == lines(newskit.stories(articles))
    assert newskit.stories(articles, store=db) == []
    exported = state(db)
    assert {line.count('"story"') for line in exported} == {1}


def test_new_reports_join_a_story_that_keeps_its_id(db: Path, host) -> None:
    def run(*articles: Article) -> list[Article]:
        return newskit.stories(articles, store=db, linker="title", host=host)

    first = run(told(1, 1, "flood"), told(1, 2, "strike"))
    assert stories_of(first) == {"1-1": "1-1", "1-2": "1-2"}
    second = run(told(2, 1, "flood"), told(2, 2, "orchid"))
    assert stories_of(second) == {"2-1": "1-1", "2-2": "2-2"}
    assert [article.extra["story"]["size"] for article in second] == [2, 1]
    early = run(told(1, 0, "flood"))
    assert stories_of(early) == {"1-0": "1-1"}


def test_a_copy_goes_where_its_kept_article_is(db: Path, host) -> None:
    one = told(1, 1, "flood")
    newskit.stories([one], store=db, linker="title", host=host)
    copy = on(2, one.text + " Again.", "copy", title="strike")
    (found,) = newskit.stories([copy], store=db, linker="title", host=host)
    assert (story_of(found), found.extra["copy_of"]["id"]) == ("1-1", "1-1")


def test_two_stories_that_turn_out_to_be_one_go_by_the_older_id(db: Path, host) -> None:
    def run(linker: str, *articles: Article) -> list[Article]:
        return newskit.stories(articles, store=db, linker=linker, host=host)

    a, b = told(1, 1, "flood rain"), told(2, 1, "dam rain")
    run("title", a, b)
    with newskit.open_store(db) as store:
        store.begin()
        store.set_parameters({"linker": "last"})
    (found,) = run("last", told(3, 1, "late rain"))
    assert (story_of(found), found.extra["story"]["size"]) == ("1-1", 3)
    with newskit.open_store(db) as store:
        assert ids(each.article for each in store.in_stories(["2-1"])) == ["1-1", "2-1", "3-1"]
        assert store.has_story("2-1")


def test_what_only_dedupe_saw_is_grouped_later(db: Path) -> None:
    articles = [told(1, n, "flood") for n in range(3)]
    newskit.dedupe(articles, store=db)
    assert len(newskit.stories(articles[:1], store=db)) == 1
    assert len(newskit.new(db)) == 3


# What is new


def test_everything_is_told_once(db: Path, host) -> None:
    def run(*articles: Article) -> list[tuple[str, object]]:
        newskit.stories(articles, store=db, linker="title", host=host)
        return [(a.id, a.extra["new"]) for a in newskit.new(db, host=host)]

    assert run(told(1, 1, "flood"), told(1, 2, "strike")) == [("1-1", "story"), ("1-2", "story")]
    more = run(told(2, 1, "flood"), told(2, 2, "orchid"), told(2, 3, "orchid"))
    assert more == [("2-2", "story"), ("2-3", "story"), ("2-1", "report")]
    assert newskit.new(db, host=host) == []


def test_copies_are_no_news(db: Path) -> None:
    one = told(1, 1, "flood")
    newskit.dedupe([one], store=db)
    assert ids(newskit.new(db)) == ["1-1"]
    newskit.dedupe([on(2, one.text, "copy")], store=db)
    assert newskit.new(db) == []


def test_since_leaves_the_rest_untold(db: Path) -> None:
    newskit.dedupe([told(day, 1, f"day{day}") for day in (1, 4, 5)], store=db)
    assert ids(newskit.new(db, since="yesterday")) == ["4-1", "5-1"]
    assert newskit.new(db, since="2026-03-02") == []
    assert ids(newskit.new(db, since="1d", date="2026-03-02")) == ["1-1"]


def test_what_was_not_taken_is_told_again(db: Path) -> None:
    newskit.dedupe([told(1, 1, "flood")], store=db)
    with pytest.raises(BrokenPipeError), newskit.open_store(db) as store:
        assert len(newskit.new(store)) == 1
        raise BrokenPipeError
    assert len(newskit.new(db)) == 1


# The digest


def test_a_digest_tells_what_is_new_and_no_copies_of_what_was(db: Path, samples: Path) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    assert newskit.digest(articles, store=db) == newskit.digest(articles)
    one = articles[0]
    again = Article(one.text, id="again", title=one.title, published="2026-03-06")
    more = on(6, invented("more"), "more", title="Something else")
    digest = newskit.digest([again, more], store=db)
    assert [[a.id for a in entry.articles] for entry in digest.entries] == [["more"]]


# Pruning


def test_old_articles_are_forgotten_but_not_what_copies_need(db: Path) -> None:
    text = invented("kept")
    newskit.stories([on(1, text, "kept"), told(1, 2, "flood")], store=db)
    newskit.stories([on(9, text, "copy"), told(9, 1, "strike")], store=db)
    assert newskit.memory.prune(db, "3d") == 1
    assert [line.split('"')[3] for line in state(db)] == ["9-1", "copy", "kept"]
    assert len(newskit.dedupe([on(9, text, "another")], store=db)) == 0
    newskit.dedupe([told(1, 2, "flood")], store=db)
    assert len(state(db)) == 5


def test_one_wrong_date_is_not_today(db: Path) -> None:
    wrong = Article(invented("wrong"), id="wrong", published="2099-12-31")
    newskit.dedupe([told(day, 1, f"day{day}") for day in (1, 2)], store=db)
    newskit.dedupe([wrong, on(3, invented("x"), "3-1", title="day3")], store=db)
    newskit.dedupe([Article(invented(1), id="undated")], store=db)
    assert ids(newskit.new(db, since="yesterday")) == ["2-1", "3-1", "wrong", "undated"]
    assert newskit.memory.prune(db, "30d") == 0
    assert newskit.memory.prune(db, "1d", date="2026-03-03") == 1
    alone = db.with_name("alone.db")
    newskit.dedupe([wrong, told(1, 1, "day1")], store=alone)
    assert ids(newskit.new(alone, since="yesterday")) == ["wrong"]


# Laws


def test_the_order_of_the_input_changes_nothing(tmp_path: Path, samples: Path) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    results = []
    for step in (1, -1):
        db = tmp_path / f"{step}.db"
        printed = []
        for start in (0, 7, 13):
            found = newskit.stories(articles[start : start + 7][::step], store=db)
            printed.append(sorted(lines(found)))
            printed.append(lines(newskit.new(db)))
        results.append((printed, state(db)))
    assert results[0] == results[1]
    assert len(results[0][1]) == len(articles)
