"""A view of articles is what a list of them would be, and holds none."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.views import Chosen, Joined, Marked, View, having_unique_ids

A, B, C = (Article(f"{name}.", name, extra={"copies": 1}) for name in "abc")
MARKED = [A.marked(story="s"), B.marked(copies=None), C.marked(story="s")]


def marks(position: int, article: Article) -> dict[str, object]:
    return {"copies": None} if position == 1 else {"story": "s"}


def no_marks(position: int, article: Article) -> dict[str, object]:
    return {}


VIEWS: list[tuple[Callable[[Sequence[Article]], View], list[Article]]] = [
    (lambda articles: Chosen(articles, [2, 0]), [C, A]),
    (lambda articles: Marked(articles, marks), MARKED),
    (lambda articles: Joined(articles, articles), [A, B, C, A, B, C]),
    (lambda articles: Joined(articles, []), [A, B, C]),
    (lambda articles: Joined([], articles), [A, B, C]),
    (lambda articles: Joined(Chosen(articles, [1]), Chosen(articles, [0])), [B, A]),
]


@pytest.mark.parametrize(("view", "expected"), VIEWS)
@given(index=st.integers(-7, 7), part=st.slices(6))
def test_it_is_what_a_list_would_be(view, expected: list[Article], index: int, part: slice) -> None:
    seen = view([A, B, C])
    assert (len(seen), list(seen)) == (len(expected), expected)
    assert (list(seen[part]), list(seen[part][::-1])) == (expected[part], expected[part][::-1])
    if -len(expected) <= index < len(expected):
        assert seen[index] == expected[index]
    else:
        with pytest.raises(IndexError):
            seen[index]


@pytest.mark.parametrize(("view", "expected"), VIEWS)
def test_articles_are_taken_when_they_are_asked_for(view, expected: list[Article]) -> None:
    articles = [C, C, C]
    seen = view(articles)
    articles[:] = [A, B, C]
    assert list(seen[:]) == expected


def test_marks_of_two_articles_are_two() -> None:
    marked = Marked([A, B], lambda position, article: {"copies": []})
    assert marked[0].extra["copies"] is not marked[1].extra["copies"]


def test_ids_are_made_unique_where_nothing_says_that_they_are() -> None:
    twins = [Article("A.", "1"), Article("A.", "1")]
    for shared in (
        twins,
        iter(twins),
        Marked(twins, no_marks),
        twins[:],
        Joined(twins[:1], twins[1:]),
    ):
        assert [article.id for article in having_unique_ids(shared)] == ["1", "1-2"]


def test_what_is_unique_in_each_of_two_piles_need_not_be_in_both() -> None:
    first, second = Chosen([A, B], [0]), Chosen([A, B], [0])
    first.ids_are_unique = second.ids_are_unique = True
    assert having_unique_ids(first) is first
    assert [a.id for a in having_unique_ids(Joined(first, second))] == ["a", "a-2"]
