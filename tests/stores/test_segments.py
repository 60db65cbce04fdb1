"""The index of an SQLite store: a key leads to its articles, wherever its postings lie."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newskit.stores import segments
from newskit.stores.database import Database
from newskit.stores.postings import packed

KEYS = st.integers(0, 9) | st.just(2**31 - 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    runs=st.lists(st.lists(st.sets(KEYS), min_size=1, max_size=30), min_size=1, max_size=4),
    asked=st.sets(KEYS, min_size=1),
    seek=st.sampled_from([0, 1_000]),
)
def test_each_way_through_the_index_finds_the_latest_of_each_key(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    runs: list[list[set[int]]],
    asked: set[int],
    seek: int,
) -> None:
    """Blobs of 3 postings, of which a key has up to 30, and begins and ends anywhere."""
    for name, value in {"BLOB": 3, "COMMON": 7, "TIMES": 0, "SEEK": seek}.items():
        monkeypatch.setattr(segments, name, value)
    path: Path = tmp_path_factory.mktemp("index") / "news.db"
    database = Database(str(path))
    database.begin()
    expected, number = set[tuple[int, int]](), 0
    for run in runs:
        numbers = range(number := number + 1, number := number + len(run))
        segments.add(database, packed([sorted(keys) for keys in run], numbers))
        for key in asked:
            having = [n for n, keys in zip(numbers, run, strict=True) if key in keys]
            expected |= {(key, n) for n in having[-7:]}
    found = segments._found(database, np.array(sorted(asked), np.uint64))
    assert sorted((int(p) >> 32, int(p) & 0xFFFFFFFF) for p in found) == sorted(expected)
    database.close()
