"""Candidates: few articles are all compared, many only where they share heavy terms."""

import math
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from newskit.grouping import candidates as module
from newskit.grouping.candidates import (
    ALL_PAIRS,
    NEAREST,
    SHARED,
    TERMS,
    WHOLE_TOPIC,
    candidates,
    missing,
    pieces,
)
from newskit.grouping.features import Features
from newskit.grouping.pairs import Similarities
from newskit.grouping.vectors import as_arrays

FLOOR = 0.08


def listed(batches: Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> list[tuple[int, int]]:
    return [pair for a, b in batches for pair in zip(a.tolist(), b.tolist(), strict=True)]


def found(articles: Iterable[Features]) -> list[tuple[int, int]]:
    pairs = sorted((min(p), max(p)) for p in listed(candidates(as_arrays(articles), FLOOR)))
    assert len(set(pairs)) == len(pairs)
    assert all(a != b for a, b in pairs)
    return pairs


def found_in_a_pile(*articles: Features) -> list[tuple[int, int]]:
    """Give the pairs of a few articles among many others, so that no term is everybody's."""
    others = [Features({f"other{n}": 1.0}, 9999.0 + n % 50) for n in range(2 * ALL_PAIRS)]
    return found([*articles, *others])


def test_few_are_all_compared() -> None:
    few = [Features({f"w{n}": 1.0}) for n in range(ALL_PAIRS)]
    assert found(few) == list(combinations(range(ALL_PAIRS), 2))
    assert found(few[:1]) == found([]) == []


def test_many_are_compared_where_heavy_terms_are_shared() -> None:
    many = [Features({f"w{n // 2}": 0.9, "everywhere": 0.1}) for n in range(2 * ALL_PAIRS)]
    assert found(many) == [(n, n + 1) for n in range(0, 2 * ALL_PAIRS, 2)]


def test_light_terms_find_nothing() -> None:
    own = [dict.fromkeys((f"{place}-{n}" for n in range(TERMS)), 0.125) for place in "ab"]
    assert found_in_a_pile(*(Features({"shared": 0.5, **terms}) for terms in own)) == [(0, 1)]
    assert found_in_a_pile(*(Features({**terms, "shared": 0.5}) for terms in own)) == []


def test_of_many_with_one_term_each_meets_those_of_its_days() -> None:
    count = 5 * NEAREST
    days = [n * 7 % count for n in range(count)]
    met = set(found(Features({"quake": 1.0}, day / count) for day in days))
    place = sorted(range(count), key=days.__getitem__)
    near = {tuple(sorted(place[n : n + 2])) for n in range(count - 1)}
    assert near <= met
    assert max(abs(days[a] - days[b]) for a, b in met) < 2 * NEAREST


def test_reports_of_other_weeks_must_share_more_and_of_other_months_are_not_compared() -> None:
    def sharing(part: float) -> list[tuple[int, int]]:
        name, own = math.sqrt(part), math.sqrt(1 - part)
        days = enumerate((0.0, 13.0, 28.0, 50.0))
        return found_in_a_pile(*(Features({f"w{n}": own, "name": name}, day) for n, day in days))

    assert sharing(1.01 * FLOOR) == [(0, 1), (0, 2), (1, 2), (2, 3)]
    assert sharing(0.9 * FLOOR) == [(0, 1)]
    assert sharing(0.9 * SHARED * FLOOR) == []


def test_an_article_without_a_time_is_found() -> None:
    dated = [Features({f"w{n}": 1.0}, float(n)) for n in range(2 * ALL_PAIRS)]
    assert found([Features({"w7": 1.0}), *dated, Features({"w9": 1.0})]) == [(0, 8), (10, 401)]


def test_what_is_missing_inside_of_topics_is_added() -> None:
    known = Similarities.of({(0, 2): 5000, (1, 2): 1, (3, 4): 1})
    assert listed(missing([(0, 2, 5), (1,), (3, 4)], known)) == [(0, 5), (2, 5)]
    assert listed(missing([(0, 1, 2, 3, 4, 5)], Similarities.of({}))) == [
        *combinations(range(6), 2)
    ]


def test_pieces_of_a_giant_event_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEAREST", 3)
    quake, flood = Features({"quake": 1.0}, 1.0), Features({"flood": 1.0}, 1.0)
    later, undated = Features({"quake": 1.0}, 90.0), Features({"quake": 1.0})
    reports = as_arrays([quake] * 4 + [flood] * 4 + [quake] * 4 + [later] * 4 + [undated] * 3)
    topics = [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11), (12, 13, 14, 15), (16, 17, 18)]
    put = pieces(topics, reports, FLOOR)
    assert sorted(put) == [(0, 1, 2, 3, 8, 9, 10, 11), *topics[1:2], *topics[3:]]
    assert sorted(pieces(topics[::2], reports, 1.1)) == topics[::2]
    assert pieces([], as_arrays([]), FLOOR) == []


def test_a_giant_topic_is_left_as_it_is() -> None:
    giant = tuple(range(WHOLE_TOPIC + 1))
    assert listed(missing([giant], Similarities.of({(0, 1): 5000}))) == []
