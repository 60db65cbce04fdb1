"""Mistakes: which are shown, in what order, and with what."""

import pytest

from newskit.evaluation.answers import Groups, Links
from newskit.evaluation.gold import ClusterGold, PairGold
from newskit.evaluation.known import Known
from newskit.evaluation.mistakes import LOOKED_AT, Mistake, mistakes

TEXTS = {
    "a": "Fog closed the harbour of Skarrow.",
    "b": "Fog closed the harbour of Skarrow on Monday.",
    "c": "The orchid of the bog was found.",
    "d": "Fog delayed an orchid.",
}
KNOWN = Known(texts=TEXTS)


def pairs(found: tuple[Mistake, ...]) -> list[tuple[str, str]]:
    return [(mistake.a, mistake.b) for mistake in found]


def test_pairs_that_are_wrongly_joined_and_missed() -> None:
    gold = PairGold({("a", "b"): "same", ("a", "c"): "different", ("b", "c"): "?"})
    joined, missed = mistakes(gold, Links({("a", "c"): 0.9, ("b", "c"): 0.8}), KNOWN, 9)
    assert joined == (Mistake("a", "c", 1, 0.9, KNOWN.likeness("a", "c"), "different"),)
    assert missed == (Mistake("a", "b", 1, None, KNOWN.likeness("a", "b"), "same"),)


def test_the_highest_score_is_worst_and_then_the_most_alike() -> None:
    gold = PairGold({("a", "b"): "0", ("a", "c"): "0", ("a", "d"): "0", ("c", "d"): "1"})
    scored = Links({("a", "b"): 0.5, ("a", "c"): 0.9, ("a", "d"): 0.5})
    joined, _ = mistakes(gold, scored, KNOWN, 9)
    assert pairs(joined) == [("a", "c"), ("a", "b"), ("a", "d")]
    joined, _ = mistakes(gold, Links(dict.fromkeys(scored.links)), KNOWN, 2)
    assert pairs(joined) == [("a", "b"), ("a", "d")]


def test_groups_are_shown_by_the_pair_that_is_most_alike() -> None:
    gold = ClusterGold({"a": "1", "d": "1", "b": "2", "c": "3"})
    joined, missed = mistakes(gold, Groups(dict.fromkeys("abd", "g")), KNOWN, 9)
    assert joined == (Mistake("a", "b", 2, None, KNOWN.likeness("a", "b"), "1 | 2"),)
    assert missed == ()


def test_what_costs_most_pairs_is_worst() -> None:
    gold = ClusterGold({**dict.fromkeys("abcdef", "1"), **dict.fromkeys("xy", "2")})
    answer = Groups({**dict.fromkeys("abc", "g"), **dict.fromkeys("de", "h"), "x": "i", "y": "i"})
    _, missed = mistakes(gold, answer, Known(), 9)
    assert [(m.a, m.b, m.pairs) for m in missed] == [("a", "d", 6), ("a", "f", 3)]
    assert missed[0].likeness is None


def test_pairs_judged_by_clusters() -> None:
    gold = ClusterGold({"a": "1", "b": "1", "c": "2"})
    joined, missed = mistakes(gold, Links({("b", "c"): 0.4}), KNOWN, 9)
    assert (pairs(joined), joined[0].gold) == ([("b", "c")], "1 | 2")
    assert (pairs(missed), missed[0].gold) == ([("a", "b")], "1")


def test_pairs_that_are_not_listed_are_wrong_when_the_gold_is_complete() -> None:
    gold = PairGold({("a", "b"): "same"})
    answer = Groups(dict.fromkeys("abc", "g"))
    assert mistakes(gold, answer, KNOWN, 9) == ((), ())
    joined, _ = mistakes(gold, answer, KNOWN, 9, complete=True)
    assert pairs(joined) == [("a", "c"), ("b", "c")]
    assert {mistake.gold for mistake in joined} == {"not listed"}


@pytest.mark.parametrize("complete", [False, True])
def test_a_group_of_very_many_is_looked_at_in_part(complete: bool) -> None:
    ids = [f"{number:06}" for number in range(20_000)]
    answer = Groups(dict.fromkeys(ids, "g"))
    gold = ClusterGold({id_: id_ for id_ in ids}) if not complete else PairGold({("x", "y"): "1"})
    joined, _ = mistakes(gold, answer, Known(), 5000, complete=complete)
    assert len(joined) == LOOKED_AT
