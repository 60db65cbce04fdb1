"""Groups in which one text stays, many at once: what is removed of them one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level, to_lines
from newskit.duplicates import copies
from newskit.duplicates.copies import removed_among
from newskit.duplicates.groups import connected, removals
from newskit.duplicates.match import Match, Matches, Removed
from newskit.duplicates.piled import Members, Piled
from newskit.duplicates.stars import removed_of_stars

TEXTS = 8
levels, shares = st.sampled_from([Level.NEAR, Level.REWRITTEN]), st.sampled_from([0.1234, 0.5, 1.0])
may_go = st.sampled_from([(True, True), (True, True), (True, False), (False, True)])
number = st.integers(0, TEXTS - 1)
pairs = st.tuples(number, number).filter(lambda p: p[0] < p[1])


@given(
    st.lists(st.integers(0, TEXTS - 1), max_size=10),
    st.dictionaries(pairs, st.tuples(levels, shares, may_go), max_size=9),
    st.randoms(use_true_random=False),
)
def test_what_goes_is_what_goes_group_by_group(more, matched, dice) -> None:
    """Texts that one article has, or several; of the texts of a match either may go, or both."""
    of = np.array([*range(TEXTS), *more])
    dice.shuffle(of)
    found = [
        Match(a, b, level, share, share / 2, *go)
        for (a, b), (level, share, go) in sorted(matched.items())
    ]
    members = Members(of, TEXTS)
    for text in members.several:  # any of those with a text may stand for all
        members.put(text, dice.sample(members[text], len(members[text])))
    piled = Piled(of, members, None)  # type: ignore[arg-type]
    ends = {text for pair in matched for text in pair}
    texts = sorted(ends | set(members.several))
    if not texts:
        return
    order = [i for text in texts for i in members[text]]
    dice.shuffle(order)
    rank = {position: place for place, position in enumerate(order)}
    best = {text: min(members[text], key=rank.__getitem__) for text in texts}
    going = removals(sorted(ends, key=lambda text: rank[best[text]]), found)
    expected = removed_among(piled, going, best)
    removed, in_star = removed_of_stars(piled, np.array(texts), Matches.of(found), order)
    stars = [text for text, inside in zip(texts, in_star.tolist(), strict=True) if inside]
    assert dict(removed) == {at: match for at, match in expected.items() if of[at] in stars}
    a, b = Matches.of(found).ends
    groups = connected(a, b, TEXTS).tolist()
    for text in texts:  # whole groups, and every one in which all but one go for that one
        group = [other for other in texts if groups[other] == groups[text]]
        if len(group) <= 2:
            assert text in stars
        assert all((other in stars) == (text in stars) for other in group)


@pytest.mark.parametrize("keep", ["longest", "latest", "first"])
def test_stars_and_other_groups_come_to_the_same(
    corpus: list[Article], monkeypatch: pytest.MonkeyPatch, keep: str
) -> None:
    """Whether stars are looked at apart or as the others are."""
    expected = newskit.dedupe(corpus, keep=keep)
    monkeypatch.setattr(
        copies,
        "removed_of_stars",
        lambda piled, texts, *rest: (Removed.of({}), np.zeros(len(texts), np.bool_)),
    )
    found = newskit.dedupe(corpus, keep=keep)
    assert [*to_lines(found.all)] == [*to_lines(expected.all)]
    assert len(found.removed) > 60
