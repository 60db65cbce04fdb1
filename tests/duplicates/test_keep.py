"""Keep policies: which article of a group of copies stays."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates.keep import earliest, first, in_keep_order, latest, longest, source
from newskit.text.words import words
from newskit.views import Chosen

SHORT, LONG = "The bridge is closed.", "The bridge is closed until spring at least."


def order(articles, keeper) -> list[str]:
    return [articles[place].id for place in in_keep_order(articles, range(len(articles)), keeper)]


def test_longest_counts_words_not_characters(article) -> None:
    articles = [
        article("Donaudampfschifffahrtsgesellschaft " * 3, id="a"),
        article("a b c d", id="b"),
    ]
    assert order(articles, longest) == ["b", "a"]


def test_longest_does_not_count_boilerplate(article) -> None:
    padded = SHORT + " Follow us. " * 20
    mark = [{"start": len(SHORT), "end": len(padded), "rule": "footer"}]
    assert order([article(padded, id="a", boilerplate=mark), article(LONG, id="b")], longest) == [
        "b",
        "a",
    ]


def test_longest_then_earliest_then_id(article) -> None:
    articles = [
        article(LONG, id="d", published="2026-03-04"),
        article(LONG, id="c", published="2026-03-03"),
        article(LONG, id="b"),
        article(LONG, id="a"),
    ]
    assert order(articles, longest) == ["c", "d", "a", "b"]


def test_times_are_compared_as_times(article) -> None:
    """Zones, dates without a time, mail dates; what is no time comes last both ways."""
    articles = [
        article(id="a", published="2026-03-04T10:00:00+02:00"),  # 8:00
        article(id="b", published="2026-03-04T09:00:00Z"),
        article(id="c", published="Wed, 04 Mar 2026 07:30:00 GMT"),
        article(id="d", published="2026-03-05"),
        article(id="e", published="yesterday"),
        article(id="f"),
    ]
    assert order(articles, earliest) == ["c", "a", "b", "d", "e", "f"]
    assert order(articles, latest) == ["d", "b", "a", "c", "e", "f"]


def test_preferred_sources_then_longest(article) -> None:
    articles = [
        article(SHORT, id="a", source="agency.example"),
        article(LONG, id="b", source="other.example"),
        article(LONG, id="c", source="Agency.example"),
        article(LONG, id="d"),
        article(SHORT, id="e", source="gazette.example"),
    ]
    assert order(articles, source("gazette.example, AGENCY.example")) == ["e", "c", "a", "b", "d"]


def test_first_is_the_order_of_the_input(article) -> None:
    articles = [article(id=id_) for id_ in "cab"]
    assert order(articles, first) == ["c", "a", "b"]


@pytest.mark.parametrize("keeper", [longest, earliest, latest, source("a.example")])
@given(data=st.data())
def test_every_other_policy_is_independent_of_the_input(article, keeper, data) -> None:
    articles = [
        article(text, id=f"{n}", published=day, source=name)
        for n, (text, day, name) in enumerate(
            data.draw(
                st.lists(
                    st.tuples(
                        st.sampled_from([SHORT, LONG]),
                        st.sampled_from([None, "2026-03-04", "2026-03-05"]),
                        st.sampled_from([None, "a.example", "b.example"]),
                    ),
                    max_size=6,
                )
            )
        )
    ]
    shuffled = data.draw(st.permutations(articles))
    assert order(shuffled, keeper) == order(articles, keeper)


def test_a_keeper_need_not_be_hashable(article) -> None:
    @dataclass
    class Shortest:
        least: int

        def __call__(self, article) -> int:
            return max(self.least, len(article.text))

    pile = [article(LONG, id="long"), article(SHORT, id="short")]
    lengths = np.array([8, 4])
    assert in_keep_order(pile, [0, 1], Shortest(1), lengths) == [1, 0]


times = st.sampled_from([None, "2026-03-02", "2026-03-02T08:00:00Z", "soon", "Mon, 2 Mar 2026"])


@given(st.lists(st.tuples(st.sampled_from([SHORT, LONG]), times), max_size=8))
@pytest.mark.parametrize("keeper", [longest, earliest, latest, first])
def test_counted_words_and_heads_of_a_pile_give_the_same_order(keeper, told) -> None:
    """Then no text is read for it."""
    articles = [
        Article(text, f"{n * 7 % 8}", published=time) for n, (text, time) in enumerate(told)
    ]
    lengths = np.array([len(words(article.text)) for article in articles], np.int64)
    members = range(len(articles))
    expected = in_keep_order(articles, members, keeper)
    assert in_keep_order(articles, members, keeper, lengths) == expected
    view = Chosen(articles, members)
    assert in_keep_order(view, members, keeper, lengths) == expected
    apart = np.array(members) % 2
    in_groups = in_keep_order(view, members, keeper, lengths, apart)
    for group in range(2):
        assert [at for at in in_groups if at % 2 == group] == [
            at for at in expected if at % 2 == group
        ]
