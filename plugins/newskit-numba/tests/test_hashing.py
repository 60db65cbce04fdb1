"""Hashing: bit for bit what NumPy gives, whatever the text."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from newskit.duplicates.kernel import KERNEL as NUMPY
from newskit.kernels import HashedTexts
from newskit_numba.hashing import BECOMES, MARK, SOLO
from newskit_numba.kernel import KERNEL
from newskit_numba.tables import Table

STRANGE = [
    "",
    " \n\t ",
    "—",
    "… !? …",
    "one",
    "Fog lay over",
    "Fog lay over the harbour.",
    "Fog lay over the harbour of Port Ellering all Monday, and nobody saw the mast.",
    "“Dãta Jãra’s” café — naïve straße, ﬃ ﬁne Ⅷ ½ ℡ ™ № ㍿ ﷺ ㏂ ㌀ Ǆ",
    "soft\u00adhyphen zero\u200bwidth \u200fmarks\u200e \ufeffof",
    "cafe\u0301 n\u0303 o\u0302\u0301 combining",
    "한국어 텍스트 \u1112\u1161\u11ab \u1100\u1161",
    "ภาษาไทยไม่เว้นวรรค ກາລະ မြန်မာ ខ្មែរ",
    "東京で地震がありました。ｶﾞｷﾞ 株式会社",
    "تجربة النص العربي مَكْتُوب كتابًا",
    "עִבְרִית טקסט",
    "हिन्दी में समाचार क्षेत्र",
    "Привет, мир! ЁЛКА Іжак",
    "İstanbul ıspanak DŽ ß ẞ ſ",
    "x\u0903y \u0903 a\u0966b",
    "\U0001f600 \U00020000\U00020001 a\U0001f1e6b 𝔉𝔬𝔤 𝟙𝟚",
    "\ud800 half \udc00 pair \ud83d",
    "a_b c_d_e __",
    "a" * 5000 + " " + "b" * 1024 + " c",
    "word " * 3000,
    "é" * 3000 + "東" * 3000 + "ﷺ" * 200,
    "12 3.5 1,000 ٣٤",
    "\x00\x1f\x7f\x85\xa0",
]

# Where nearly all that becomes something else stands.
COMPATIBLE = [
    *range(0x3400), *range(0xF900, 0x10000), *range(0x1D100, 0x1D800), *range(0x1F100, 0x1F300),
]  # fmt: skip

characters = st.one_of(
    st.characters(codec="ascii"),
    st.sampled_from("  abc é ß ﬃ Ⅷ \u00ad \u200d \u0301 \u0903 東 ก 한 \u1161 \U0001f600 \ud800"),
    st.characters(),
    st.characters(categories=["Mn", "Mc", "Lo", "Cf", "Cs"]),
)
texts = st.lists(st.text(characters, max_size=60), max_size=8)


def same(found: HashedTexts, wanted: HashedTexts) -> None:
    some = wanted.lengths > 0  # without a word there is nothing that a key tells
    assert np.array_equal(found.lengths, wanted.lengths)
    assert np.array_equal(found.keys[some], wanted.keys[some])
    assert np.array_equal(found.offsets, wanted.offsets)
    assert np.array_equal(found.shingles, wanted.shingles)
    assert [part.dtype for part in found] == [part.dtype for part in wanted]


def hashed_strings(strings: list[str]) -> tuple[HashedTexts, NDArray[np.bool_]]:
    block, starts, ends = b"", [], []
    for number, string in enumerate(strings):
        written = json.dumps(string, ensure_ascii=number % 2 == 0).encode("utf-8", "surrogatepass")
        starts.append(len(block) + 1)
        block += written
        ends.append(len(block) - 1)
    return KERNEL.hash_strings(
        np.frombuffer(block, np.uint8), np.array(starts, np.int64), np.array(ends, np.int64)
    )


@pytest.mark.parametrize("text", STRANGE)
def test_one_text_is_hashed_as_numpy_hashes_it(text: str) -> None:
    same(KERNEL.hash_texts([text]), NUMPY.hash_texts([text]))


def test_many_texts_are_hashed_as_numpy_hashes_them() -> None:
    same(KERNEL.hash_texts(STRANGE * 3), NUMPY.hash_texts(STRANGE * 3))
    same(KERNEL.hash_texts([]), NUMPY.hash_texts([]))


@given(texts)
def test_any_texts_are_hashed_as_numpy_hashes_them(given: list[str]) -> None:
    same(KERNEL.hash_texts(given), NUMPY.hash_texts(given))


@given(st.lists(st.sampled_from(STRANGE), max_size=6), st.integers(0, 1100))
def test_where_chunks_end_makes_no_difference(given: list[str], size: int) -> None:
    joined = [" ".join(given) + "x" * size + "".join(given)] * 2
    same(KERNEL.hash_texts(joined), NUMPY.hash_texts(joined))


@given(texts)
def test_strings_are_hashed_as_the_texts_they_are(given: list[str]) -> None:
    hashed, left = hashed_strings(given)
    same(
        hashed,
        NUMPY.hash_texts(["" if out else text for text, out in zip(given, left, strict=True)]),
    )


def test_what_depends_on_neighbours_is_left_out_and_nothing_else() -> None:
    escaped = [text for text in STRANGE for _ in range(2)]  # every other one is
    _, left = hashed_strings(escaped)
    for text, out in zip(STRANGE, left[::2].tolist(), strict=True):
        half = any("\ud800" <= character <= "\udfff" for character in text)
        assert out == (half or depends(text) or not words_without_runs(text)), text


def test_every_escape_is_the_character_it_stands_for() -> None:
    written = rb"a\"b\\c\/d\be\ff\ng\rh\ti\u00e9j\uD83D\uDE00k\u006C\uff21" + "é東".encode()
    text = json.loads(b'"' + written + b'"')
    block = np.frombuffer(written, np.uint8)
    hashed, left = KERNEL.hash_strings(block, np.array([0]), np.array([len(written)]))
    assert not left[0]
    same(hashed, NUMPY.hash_texts([text]))


@pytest.mark.parametrize(
    "cut",
    [b"abc \\", b"abc \\u12", b"abc \\ud83d", b"abc \\ud83d\\u0041", b"abc \xe2\x80", b"\xf0"],
)
def test_a_string_that_is_cut_is_left_out_and_nothing_behind_it_is_read(cut: bytes) -> None:
    block = np.frombuffer(cut + b"\\udc00\x80\x80", np.uint8)
    for data in (block, block[: len(cut)].copy()):
        _, left = KERNEL.hash_strings(data, np.array([0]), np.array([len(cut)]))
        assert left[0]


def test_the_table_knows_every_code_point_of_a_block() -> None:
    from newskit.text.codepoints import folding

    table = Table(folding)
    for code in COMPATIBLE:
        table.fill(code)
    values = table.values[COMPATIBLE]
    assert (values != 0).all()
    assert np.count_nonzero((values >= BECOMES) & (values < MARK)) > 1_000
    # What becomes several and what is a mark cannot be mistaken for each other.
    unclear = values[(values >= BECOMES) & (values < SOLO)]
    assert ((unclear >= MARK) | (unclear < 1 << 24)).all()


def depends(text: str) -> bool:
    from newskit.text.codepoints import CONTEXT, folding

    codes = np.array([*map(ord, text)], np.int64)
    folding().values(codes)
    return bool((folding().flags(codes) & CONTEXT).any())


def words_without_runs(text: str) -> list[str]:
    from newskit.text.words import WORD_PATTERN
    from newskit.text.words import normalize as normal

    return WORD_PATTERN.findall(normal(text))
