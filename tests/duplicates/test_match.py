"""Many matches and removals, as rows: what a list and a dict of them would be."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Level
from newskit.duplicates.match import Match, Matches, Removed
from newskit.duplicates.piled import Members

COUNT = 9
PAIRS = [(a, b) for b in range(COUNT) for a in range(b)]


def match(pair: tuple[int, int], level: Level, similarity: float, may_go: int) -> Match:
    containment = round(similarity / 3, 4)
    return Match(*pair, level, similarity, containment, bool(may_go & 1), bool(may_go & 2))


pairs = st.sampled_from(PAIRS)
scores = st.sampled_from(Level), st.sampled_from([0.0, 0.1234, 0.5, 1.0]), st.integers(0, 3)
some = st.lists(st.builds(match, pairs, *scores), max_size=6)


# Matches


@given(some, st.integers(-7, 7), st.slices(6))
def test_rows_are_what_a_list_of_matches_would_be(found: list[Match], at: int, part) -> None:
    rows = Matches.of(found)
    assert (len(rows), [*rows]) == (len(found), found)
    assert [*rows[part]] == found[part]
    assert all(type(value) is type(known) for each, of in zip(rows, found, strict=True)
               for value, known in zip(each.strength(), of.strength(), strict=True))  # fmt: skip
    if -len(found) <= at < len(found):
        assert rows[at] == found[at]
    else:
        with pytest.raises(IndexError):
            rows[at]
    assert [*Matches.of(rows)] == [*Matches.of(iter(found))] == found


@given(some, some, some)
def test_they_are_joined_one_behind_the_other(one, other, third) -> None:
    assert [*Matches.of(one) + Matches.of(other)] == [*Matches.of(one) + other] == one + other
    joined = Matches.joined(Matches.of(part) for part in (one, other, third))
    assert [*joined] == one + other + third
    assert [*Matches.joined([])] == []


@given(some, st.data())
def test_some_are_taken_by_place_or_by_flag(found: list[Match], data: st.DataObject) -> None:
    rows = Matches.of(found)
    flags = data.draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found)))
    kept = [each for each, flag in zip(found, flags, strict=True) if flag]
    assert [*rows.take(np.array(flags, np.bool_))] == kept
    places = data.draw(st.permutations(range(len(found))))
    assert [*rows.take(np.array(places, np.int64))] == [found[place] for place in places]


@given(some, st.permutations(range(COUNT)))
def test_brought_to_other_positions_each_is_what_it_was(found: list[Match], to) -> None:
    """Rows at once as matches one by one: which end may go goes with it."""
    rows = Matches.of(found)
    assert [*rows.between(np.array(to))] == [each.between(to[each.a], to[each.b]) for each in found]
    assert [*rows] == found  # those are left as they are


def test_columns_are_matches_of_one_level() -> None:
    rows = Matches.from_columns(
        Level.NEAR,
        a=np.array([1, 4]),
        b=np.array([2, 7]),
        similarity=np.array([0.5, 0.6231]),
        containment=np.array([0.7, 1.0]),
        a_may_go=np.array([True, False]),
        b_may_go=np.array([False, True]),
    )
    assert [*rows] == [
        Match(1, 2, Level.NEAR, 0.5, 0.7, a_may_go=True, b_may_go=False),
        Match(4, 7, Level.NEAR, 0.6231, 1.0, a_may_go=False, b_may_go=True),
    ]


# Removed

removals = st.lists(st.builds(match, pairs, *scores), unique_by=lambda each: each.b, max_size=6)
"""Matches whose second ends differ: these go."""


def dictionary(found: Sequence[Match], first: bool) -> dict[int, Match]:
    """Give what is removed with its match; the kept one is the other end, before it or behind."""
    if first:
        return {each.b: each for each in found}
    return {
        COUNT - 1 - each.b: each.between(COUNT - 1 - each.a, COUNT - 1 - each.b) for each in found
    }


@given(removals, st.booleans())
def test_removed_is_what_a_dict_in_the_order_of_positions_would_be(found, first: bool) -> None:
    expected = dictionary(found, first)
    removed = Removed.of(expected)
    assert removed == expected
    assert [*removed] == sorted(expected)
    assert [*removed.items()] == sorted(expected.items())
    assert removed.kept.tolist() == [expected[at].other(at) for at in sorted(expected)]
    for position in range(-1, COUNT + 1):
        assert (position in removed) == (position in expected)
        assert removed.get(position) == expected.get(position)
        if position not in expected:
            with pytest.raises(KeyError):
                removed[position]


@given(removals, st.booleans(), st.integers(0, 6))
def test_what_is_removed_in_parts_is_removed(found, first: bool, part: int) -> None:
    expected = dictionary(found, first)
    positions = [*expected]
    parts = [{at: expected[at] for at in some} for some in (positions[part:], positions[:part])]
    removed = Removed.joined(Removed.of(part) for part in parts)
    assert removed == expected
    assert [*removed] == sorted(expected)
    assert len(Removed.joined([])) == 0


# Members


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(-6, 6), st.slices(5))
def test_members_are_lists_of_the_articles_with_each_text(of: list[int], at: int, part) -> None:
    expected = [[i for i, text in enumerate(of) if text == number] for number in range(5)]
    members = Members(np.array(of, np.int64), 5)
    assert (len(members), [*members], members[part]) == (5, expected, expected[part])
    assert members.several == [text for text, held in enumerate(expected) if len(held) > 1]
    if all(expected):
        assert members.firsts.tolist() == [held[0] for held in expected]
    if -5 <= at < 5:
        assert members[at] == expected[at]
    else:
        with pytest.raises(IndexError):
            members[at]


def test_another_member_can_be_put_first() -> None:
    members = Members(np.array([0, 1, 0, 1, 1]), 2)
    members.put(1, [4, 1, 3])
    assert [*members] == [[0, 2], [4, 1, 3]]
    assert members.firsts.tolist() == [0, 4]
