"""Groups of one text or two, many at once: what is removed of them one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level, to_lines
from newskit.duplicates import copies
from newskit.duplicates.copies import removed_among
from newskit.duplicates.couples import removed_of_couples
from newskit.duplicates.groups import removals
from newskit.duplicates.match import Match, Matches
from newskit.duplicates.piled import Members, Piled

TEXTS = 8
levels, shares = st.sampled_from([Level.NEAR, Level.REWRITTEN]), st.sampled_from([0.1234, 0.5, 1.0])
may_go = st.sampled_from([(True, True), (True, False), (False, True)])


@given(
    st.lists(st.integers(0, TEXTS - 1), max_size=10),
    st.permutations(range(TEXTS)),
    st.lists(st.tuples(levels, shares, may_go), max_size=TEXTS // 2),
    st.randoms(use_true_random=False),
)
def test_what_goes_is_what_goes_group_by_group(more, paired, scores, dice) -> None:
    """Texts that one article has, or several; some in pairs, in either of which one may go."""
    of = np.array([*range(TEXTS), *more])
    dice.shuffle(of)
    pairs = [sorted(paired[at : at + 2]) for at in range(0, 2 * len(scores), 2)]
    found = [
        Match(a, b, level, share, share / 2, *go)
        for (a, b), (level, share, go) in zip(pairs, scores, strict=True)
    ]
    members = Members(of, TEXTS)
    for text in members.several:  # any of those with a text may stand for all
        members.put(text, dice.sample(members[text], len(members[text])))
    piled = Piled(of, members, None)  # type: ignore[arg-type]
    ends = {text for pair in pairs for text in pair}
    texts = sorted(ends | set(members.several))
    order = [i for text in texts for i in members[text]]
    dice.shuffle(order)
    rank = {position: place for place, position in enumerate(order)}
    best = {text: min(members[text], key=rank.__getitem__) for text in texts}
    going = removals(sorted(ends, key=lambda text: rank[best[text]]), found)
    expected = removed_among(piled, going, best)
    if texts:
        removed = removed_of_couples(piled, np.array(texts), Matches.of(found), order)
        assert dict(removed) == expected


@pytest.mark.parametrize("keep", ["longest", "latest", "first"])
def test_groups_of_two_and_of_more_come_to_the_same(
    corpus: list[Article], monkeypatch: pytest.MonkeyPatch, keep: str
) -> None:
    """Whether small groups are looked at apart or as the others are."""
    expected = newskit.dedupe(corpus, keep=keep)
    groups = copies._groups
    monkeypatch.setattr(copies, "_groups", lambda *args, apart: groups(*args, apart=False))
    found = newskit.dedupe(corpus, keep=keep)
    assert [*to_lines(found.all)] == [*to_lines(expected.all)]
    assert len(found.removed) > 60
