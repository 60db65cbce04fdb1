"""The headline of a story is the title whose words its articles share, whatever its length."""

import pytest

from newskit.article import Article
from newskit.digests.headline import headline
from newskit.digests.members import Member, Story
from newskit.document import Citation, CitedSentence

NEWS = "Cracks close the bridge at Kesslow"
PUN = "Pier pressure"
LONG = "Why my grandmother never trusted engineers, ferries or the month of December"
TEXT = "Engineers found cracks in a pier of the bridge at Kesslow, which will close until spring."


def story(*titles: str | None, text: str = TEXT) -> Story:
    articles = [
        Article(f"{text} Reader {number}.", id=f"a{number}", title=title)
        for number, title in enumerate(titles)
    ]
    return Story("a0", tuple(Member(article.id, article) for article in articles))


@pytest.mark.parametrize(
    "titles", [(NEWS, PUN, LONG), (PUN, LONG, NEWS), (LONG, NEWS, None), (NEWS, PUN), (LONG, NEWS)]
)
def test_neither_the_shortest_title_nor_the_longest_nor_the_first_but_the_one_that_is_shared(
    titles: tuple[str | None, ...],
) -> None:
    assert headline(story(*titles), ()) == NEWS


def test_of_titles_that_are_shared_alike_the_shorter_one() -> None:
    shared = "Bridge at Kesslow"
    assert headline(story(shared, "At Kesslow a big bridge"), ()) == shared


def test_the_title_of_a_copy_that_was_dropped_may_be_it() -> None:
    (kept,) = story(PUN).members
    dropped = Member("b", None, {"id": "b", "title": NEWS}, of="a0", level="near")
    assert headline(Story("a0", (kept, dropped)), ()) == NEWS


def test_without_a_title_it_is_the_beginning_of_the_summary() -> None:
    said = CitedSentence("Engineers found\ncracks.", (Citation("a0", 0, 23),), 1)
    assert headline(story(None), (said,)) == "Engineers found cracks."
    assert headline(story(None), ()) == f"{TEXT} Reader 0."


def test_a_long_beginning_is_cut_between_words() -> None:
    found = headline(story(None, text="Engineers found cracks " * 9), ())
    assert len(found) <= 122
    assert found.endswith((" cracks …", " found …", "Engineers …"))
