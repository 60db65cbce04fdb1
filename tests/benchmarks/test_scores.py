"""The figures are those one counts by hand."""

import json
from pathlib import Path

import pytest
from scores import Answer, Gold, read_newskit, read_peer, score

from newskit.evaluation import Scores as Found

GOLD = Gold(
    base={"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "x": "x", "y": "y", "z": "z"},
    kind={
        "a": "base",
        "b": "light",
        "c": "heavy",
        "d": "base",
        "e": "embedding",
        "x": "template",
        "y": "template",
        "z": "single",
    },
    template={"x": "market", "y": "market"},
)


def test_a_perfect_answer_is_perfect() -> None:
    found = score(GOLD, Answer({"b": "a", "c": "a", "d": "e"}))
    assert found.removals == found.bcubed == Found(1, 1)
    assert found.kinds == {kind: Found(1, 1) for kind in ("light", "heavy", "embedding")}
    assert (found.templates, found.cut) == (0, 0)


def test_no_answer_finds_nothing() -> None:
    found = score(GOLD, Answer({}))
    assert found.removals == Found(0, 0)
    assert found.bcubed == Found(1, pytest.approx((3 * 1 / 3 + 2 * 1 / 2) / 5))
    assert found.kinds["light"] == Found(0, 0)


def test_a_removal_is_right_when_its_kept_article_has_the_same_base() -> None:
    found = score(GOLD, Answer({"b": "a", "c": "z", "x": "y"}))
    assert found.removals == Found(pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert found.templates == 1


def test_two_copies_of_one_base_are_right_without_it() -> None:
    assert score(GOLD, Answer({"b": "c"})).removals == Found(1, pytest.approx(1 / 3))


def test_bcubed_counts_articles_in_groups_only() -> None:
    found = score(GOLD, Answer({"b": "a", "z": "a"}))
    # a and b: 2 of 3 right, z: 1 of 3; c, d, e are alone.
    assert found.bcubed.precision == pytest.approx((2 * 2 / 3 + 1 / 3 + 3) / 6)
    assert found.bcubed.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 2 * 1 / 2 + 1) / 6)


def test_a_longer_text_removed_for_its_base_is_counted() -> None:
    found = score(GOLD, Answer({"e": "d"}))
    assert (found.removals.precision, found.cut) == (1, 1)


def test_verified_pairs_count_by_kind_beside_groups() -> None:
    found = score(GOLD, Answer({}, {("a", "c"): 0.6, ("c", "z"): 0.5, ("a", "x"): 0.5}))
    assert found.kinds["heavy"] == Found(0.5, 1)
    assert found.kinds["light"] == Found(0, 0)


@pytest.mark.parametrize(("containment", "recall"), [(0.79, 0), (0.8, 1), (None, 1)])
def test_an_embedded_base_must_be_contained(containment: float | None, recall: float) -> None:
    found = score(GOLD, Answer({}, {("d", "e"): containment}))
    assert found.kinds["embedding"].recall == recall


def test_answers_of_newskit_are_read_in_both_forms(tmp_path: Path) -> None:
    kept = [{"id": "a", "copies": [{"id": "b"}, {"id": "c"}]}, {"id": "z", "copies": []}]
    every = [{"id": "a", "copies": []}, {"id": "b", "copy_of": {"id": "a"}}]
    for name, records in (("kept", kept), ("all", every)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / name).write_text(lines)
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("a\tb\tlevel\tsimilarity\tcontainment\nc\ta\tnear\t0.5000\t0.7500\n")
    assert read_newskit(tmp_path / "kept", pairs) == Answer(
        {"b": "a", "c": "a"}, {("a", "c"): 0.75}
    )
    assert read_newskit(tmp_path / "all") == Answer({"b": "a"})


def test_answers_of_peers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text('{"pairs": [["b", "a"]], "removed": {"b": "a"}}')
    assert read_peer(path) == Answer({"b": "a"}, {("a", "b"): None})
