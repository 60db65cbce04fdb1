"""Shingle hashes: the word n-grams of `shingles`, in order, by the published hash."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates import hashfunc, shingling
from newskit.duplicates.shingling import narrow, shingle_hashes
from newskit.text.hashing import hashed_words
from newskit.text.words import shingles, words

some_texts = st.lists(
    st.lists(
        st.sampled_from(["the", "Bridge", "“is”", "é", "橋", "7", "—", "\ud800", "x\u0301", "ß"])
    ).map(" ".join)
    | st.text(),
    min_size=1,
)


def by_text(some: list[str], size: int) -> list[list[int]]:
    hashes, offsets = shingle_hashes(hashed_words(some), size)
    assert offsets[0] == 0
    assert offsets.size == len(some) + 1
    return [part.tolist() for part in np.split(narrow(hashes), offsets[1:-1])]


def published(shingle: str) -> int:
    return hashfunc(shingle.encode("utf-8", "surrogatepass"))


@given(some_texts, st.integers(1, 7))
def test_the_shingles_of_any_texts_in_order(some: list[str], size: int) -> None:
    expected = []
    for text in some:
        found = words(text)
        last = max(len(found) - size + 1, 1) if found else 0
        expected.append([published(" ".join(found[at : at + size])) for at in range(last)])
    assert by_text(some, size) == expected


@given(some_texts)
def test_as_sets_they_are_the_shingles_of_words(some: list[str]) -> None:
    expected = [{published(shingle) for shingle in shingles(words(text))} for text in some]
    assert [set(found) for found in by_text(some, 5)] == expected


def test_batches_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    some = [" ".join(map(str, range(count))) for count in (0, 3, 40, 5, 4, 0, 6, 100, 1)]
    whole = by_text(some, 5)
    monkeypatch.setattr(shingling, "BATCH", 7)
    assert by_text(some, 5) == whole


def test_order_and_repeats_count() -> None:
    told = ["a b c d e", "b a c d e", "a b c d e e", "a a a a a a a", "a", "a a"]
    first = [found[0] for found in by_text(told, 5)]
    assert first[0] == first[2]
    assert len(set(first)) == len(told) - 1
    assert len(by_text(told, 5)[3]) == 3


def test_no_texts_have_no_shingles() -> None:
    hashes, offsets = shingle_hashes(hashed_words([]))
    assert hashes.size == 0
    assert offsets.tolist() == [0]


def test_the_hash_is_what_was_published() -> None:
    assert hashfunc(b"the bridge is closed again") == 567725699
    assert hashfunc("é".encode()) == 892627171


def test_the_stage_itself_imports_no_numpy() -> None:
    code = "import sys, newskit.duplicates; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_stage_has_no_other_attribute() -> None:
    import newskit.duplicates

    with pytest.raises(AttributeError, match="hashfun"):
        _ = newskit.duplicates.hashfun
