"""Hashed words: the words of `words`, one 64-bit number each, whatever Unicode comes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text import hashing
from newskit.text.hashing import (
    CHARACTER,
    NUMBER,
    SHORT,
    STEM,
    WORD,
    HashedWords,
    hashed_words,
    word_hash,
)
from newskit.text.words import words

# What interacts: base letters, marks that compose or change places, jamo, ligatures, expansions,
# invisible characters, spaceless scripts, Indic marks, digits, lone surrogates, emoji, space.
DIFFICULT = (
    "aAbé\u0301\u0323\u0308\u0345ßẞİIıΣςσᾳ\u1e9b½™…—’_-ﬁǆǅ\u0132\u00b4\u2460\u32c0١२²7"
    "\u1100\u1161\u11a8한\u00ad\u200b\u200d\ufeff\u034f中字かガ\u3099\uff76\uff9e\u0e01\u0e34"
    "\u0e3fक\u093c\u094d\u093f\u0958\u0ddd\u0ddf\u05d0\u05b0\ufb1d😀\ufe0f"
    "\ud800\udc00\U00020000\U0001d400 \n"
)
texts = st.text(st.characters() | st.sampled_from(DIFFICULT)) | st.text(DIFFICULT, max_size=12)


def by_text(numbers: np.ndarray, hashed: HashedWords) -> list[list[int]]:
    return [part.tolist() for part in np.split(numbers, hashed.offsets[1:-1])]


def expected(some: list[str]) -> list[list[int]]:
    return [[word_hash(word) for word in words(text)] for text in some]


@given(st.lists(texts, min_size=1))
def test_the_words_of_any_texts_are_those_of_words(some: list[str]) -> None:
    hashed = hashed_words(some, details=True)
    assert by_text(hashed.hashes, hashed) == expected(some)
    assert by_text(hashed.stems, hashed) == [
        [word_hash(word[:STEM]) for word in words(text)] for text in some
    ]


@given(st.lists(texts, min_size=1))
def test_a_text_is_hashed_the_same_in_any_company(some: list[str]) -> None:
    together = hashed_words(some, details=True)
    for place, text in enumerate(some):
        alone = hashed_words([text], details=True)
        here = slice(together.offsets[place], together.offsets[place + 1])
        assert together.hashes[here].tolist() == alone.hashes.tolist()
        assert together.kinds[here].tolist() == alone.kinds.tolist()
        assert together.capitals[here].tolist() == alone.capitals.tolist()


@pytest.mark.parametrize("around", ["{}", "a{}b", "क{}\u0301x", "é{} {}1"])
def test_every_code_point_of_the_first_planes_that_text_uses(around: str) -> None:
    # Each seventh, so that each block and each script is met.
    codes = [*range(0, 0x3000, 7), *range(0x3000, 0x1FFFF, 97), *range(0xE0000, 0xE01FF, 7)]
    some = [around.replace("{}", chr(code)) for code in codes]
    hashed = hashed_words(some, details=True)
    assert by_text(hashed.hashes, hashed) == expected(some)


def test_long_texts_are_worked_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    some = ["The “bridge” is closed… " * 40, "中" * 90, "", "e\u0301t\u0301 ½ " * 30, "😀 " * 50]
    whole = hashed_words(some, details=True)
    monkeypatch.setattr(hashing, "BATCH", 16)
    assert by_text(hashed_words(some).hashes, whole) == expected(some)


def test_no_texts_have_no_words() -> None:
    hashed = hashed_words([], details=True)
    assert hashed.offsets.tolist() == [0]
    assert hashed.hashes.size == hashed.stems.size == hashed.kinds.size == 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Reopening in 2026", [WORD, SHORT, NUMBER]),
        ("7 १२ ² 7a a7b", [NUMBER, NUMBER, NUMBER, SHORT, WORD]),
        ("橋 ๗ é", [CHARACTER, NUMBER, SHORT]),
        ("½", [NUMBER, NUMBER]),
        ("🌉 🌉🌉🌉", [SHORT, WORD]),
    ],
)
def test_kinds(text: str, kinds: list[int]) -> None:
    assert hashed_words([text], details=True).kinds.tolist() == kinds


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("The mayor of Östra and 'Éva' spoke", [1, 0, 0, 1, 0, 1, 0]),
        ("E\u0301va said", [1, 0]),
        ("Weiß™ reopened Straße", [1, 0, 1]),
        ("ﬁne Ⅷ", [0, 0]),
    ],
)
def test_capitals_of_the_text_as_it_was(text: str, capitals: list[int]) -> None:
    assert hashed_words([text], details=True).capitals.tolist() == [
        bool(capital) for capital in capitals
    ]


def test_a_million_words_have_a_million_hashes_of_even_bits() -> None:
    syllables = [a + b for a, b in product("bdfglmnrst", "aeiou")] + [
        a + b + c for a, b, c in product("kpv", "aeiou", "lns")
    ]
    vocabulary = map("".join, product(syllables, syllables, [*syllables, "", "x"]))
    hashes = np.unique(hashed_words([" ".join(vocabulary)]).hashes)
    assert hashes.size == len(syllables) ** 2 * (len(syllables) + 2) > 800_000
    ones = [np.count_nonzero(hashes >> np.uint64(bit) & np.uint64(1)) for bit in range(64)]
    assert np.abs(np.array(ones) / hashes.size - 0.5).max() < 0.003


def test_the_hash_is_what_was_published() -> None:
    assert [word_hash("bridge"), word_hash("橋")] == hashed_words(["Bridge 橋"]).hashes.tolist()
    assert [hex(word_hash(word)) for word in ("bridge", "é")] == [
        "0xf880ae9e6e5731",
        "0x3c3b2c9318a146f2",
    ]
