"""Signatures: datasketch's, bit for bit, and the way there and back."""

import subprocess
import sys

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates import hashfunc, signatures
from newskit.duplicates.shingling import narrow, shingle_hashes
from newskit.duplicates.signatures import from_datasketch, to_datasketch
from newskit.text.hashing import hashed_words
from newskit.text.words import shingles, words

numbers = st.lists(st.integers(0, 2**32 - 1), max_size=12)


def of_texts(some: list[str], num_perm: int = 128, seed: int = 1) -> np.ndarray:
    hashes, offsets = shingle_hashes(hashed_words(some))
    return signatures.signatures(narrow(hashes), offsets, num_perm, seed)


def sketch(text: str, num_perm: int = 128, seed: int = 1) -> MinHash:
    """Give what datasketch makes of a text by itself."""
    minhash = MinHash(num_perm=num_perm, seed=seed, hashfunc=hashfunc, scheme="affine32")
    for shingle in shingles(words(text)):
        minhash.update(shingle.encode("utf-8", "surrogatepass"))
    return minhash


@given(st.lists(st.text(), min_size=1), st.integers(1, 200), st.integers(0, 2**32 - 1))
def test_signatures_are_those_of_datasketch(some: list[str], num_perm: int, seed: int) -> None:
    expected = [sketch(text, num_perm, seed).hashvalues.tolist() for text in some]
    assert of_texts(some, num_perm, seed).tolist() == expected


@given(st.lists(numbers, min_size=1), st.integers(1, 9))
def test_batches_leave_no_seam(texts: list[list[int]], batch: int) -> None:
    hashes = np.array([one for text in texts for one in text], np.uint32)
    offsets = np.cumsum([0, *map(len, texts)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signatures, "BATCH", batch)
        found = signatures.signatures(hashes, offsets, num_perm=5)
    for text, row in zip(texts, found, strict=True):
        minhash = MinHash(num_perm=5, hashfunc=int, scheme="affine32")
        minhash.update_batch(text)
        assert row.tolist() == minhash.hashvalues.tolist()


def test_a_text_without_words_has_the_empty_signature() -> None:
    found = of_texts(["", "The bridge is closed.", " \n"])
    assert to_datasketch(found)[0].is_empty()
    assert (found[[0, 2]] == signatures.EMPTY).all()
    assert not (found[1] == signatures.EMPTY).any()


def test_no_texts() -> None:
    assert of_texts([]).shape == (0, 128)
    assert to_datasketch(of_texts([])) == []
    assert from_datasketch([]).size == 0


def test_there_and_back() -> None:
    some = ["The bridge is closed until May, the mayor said.", "", "x"]
    found = of_texts(some, seed=7)
    minhashes = to_datasketch(found, seed=7)
    assert minhashes == [sketch(text, seed=7) for text in some]
    minhashes[0].update(b"one more")
    assert (from_datasketch(minhashes, seed=7)[1:] == found[1:]).all()


def test_what_datasketch_made_can_be_updated_and_compared() -> None:
    made, own = sketch("The bridge is closed again."), of_texts(["The bridge is closed again."])
    assert to_datasketch(own)[0].jaccard(made) == 1.0
    made.update(b"so is the road to it")
    again = to_datasketch(own)[0]
    again.update(b"so is the road to it")
    assert again == made


@pytest.mark.parametrize(
    ("strange", "says"),
    [
        (MinHash(num_perm=4, scheme="legacy"), "scheme is 'legacy', must be 'affine32'"),
        (MinHash(num_perm=4, seed=2), "seed is 2, must be 1"),
        (MinHash(num_perm=8), "number of permutations is 8, must be 4"),
    ],
)
def test_what_cannot_be_compared_is_refused(strange: MinHash, says: str) -> None:
    with pytest.raises(ValueError, match=f"signature 1: {says}"):
        from_datasketch([MinHash(num_perm=4), strange])


@pytest.mark.parametrize("num_perm", [0, -1, (1 << 32) + 1])
def test_numbers_of_permutations_that_datasketch_refuses(num_perm: int) -> None:
    with pytest.raises(ValueError, match="permutations must be"):
        of_texts(["x"], num_perm)


def test_signatures_need_no_datasketch() -> None:
    code = (
        "import sys, newskit.duplicates.signatures\n"
        "sys.exit(bool({'datasketch', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
