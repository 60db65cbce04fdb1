"""Terms by which retellings are suggested: content words that some other texts have, too."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates import terms as module
from newskit.duplicates.collection import collection_of
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.terms import own_terms
from newskit.duplicates.workspace import Workspace
from newskit.text.hashing import STEM, word_hash
from newskit.text.terms import STOP_WORDS
from newskit.text.words import words

Report = Callable[..., str]

WORDS = ["bridge", "Bridges", "bridgehead", "ferry", "the", "of", "ab", "7", "1911", "café", "über"]
some_texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=7
)


def none(hashes: np.ndarray) -> np.ndarray:
    return np.zeros(len(hashes), np.bool_)


def terms(texts: list[str], is_template=none) -> list[set[int]]:
    """Give the upper bits of the terms of each text."""
    return held(own_terms([Article(text) for text in texts], is_template, Workspace()))


def held(found: SharedSets) -> list[set[int]]:
    return [set((found.of(text) >> np.uint64(32)).tolist()) for text in range(len(found))]


def stem(word: str) -> int:
    return word_hash(word[:STEM]) >> 32


def by_definition(texts: list[str], most: int = 50) -> list[set[int]]:
    stops = {word_hash(word) >> 48 for word in STOP_WORDS}
    of = [
        {
            stem(word)
            for word in words(text)
            if (len(word) > 2 or word.isdigit()) and word_hash(word) >> 48 not in stops
        }
        for text in texts
    ]
    times = Counter(term for each in of for term in each)
    return [{term for term in each if 2 <= times[term] <= most} for each in of]


@given(some_texts)
def test_terms_are_stems_of_content_words_that_another_text_has(texts: list[str]) -> None:
    assert terms(texts) == by_definition(texts)


@given(some_texts, st.integers(1, 3))
def test_everyday_terms_suggest_nothing(texts: list[str], often: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "OFTEN", often)
        assert terms(texts) == by_definition(texts, often)


def test_in_a_large_pile_a_tenth_of_the_texts_is_not_too_often() -> None:
    """60 of 600 texts are about a bridge, 540 about a ferry, and all have the stem `number`."""
    found = terms([f"{'bridge' if n < 60 else 'ferry'} number{n}" for n in range(600)])
    assert found[0] == {stem("bridge")}
    assert found[599] == set()


@given(some_texts, st.integers(1, 3))
def test_batches_change_nothing(texts: list[str], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BATCH", batch)
        assert terms(texts) == by_definition(texts)


def test_word_forms_are_one_term_and_function_words_are_none() -> None:
    one, other = terms(["The bridges were closed again", "Is the BRIDGE closing, or was it?"])
    assert {stem("bridge"), stem("closed")} & one == {stem("bridge")}
    assert one & other == {stem("bridge")}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("桥梁关闭", "关闭桥梁", 2),  # bridge, close: two pairs of neighbours
        ("桥梁关闭", "梁桥", 0),
        ("สะพานปิด", "สะพานเปิด", 6),
        ("桥 梁", "桥梁", 1),  # white space is none in such a script
        ("桥", "桥", 0),
    ],
)
def test_where_no_spaces_part_words_neighbouring_characters_are_terms(one, other, shared) -> None:
    first, second = terms([one, other])
    assert first == second
    assert len(first) == shared


def test_the_last_character_of_a_text_is_no_neighbour_of_the_next_text() -> None:
    assert terms(["桥", "梁", "桥梁"]) == [set(), set(), set()]


def test_words_of_a_template_are_no_terms(report: Report) -> None:
    block, news = report("block", 80), [report(n, 45) for n in range(12)]
    items = [
        Article(f"{each} {block}", source="wire.example", published=f"2026-03-{n + 1:02}")
        for n, each in enumerate(news)
    ]
    retold = Article(" ".join(sorted(news[3].split())), source="echo.example")
    found = held(collection_of([*items, retold]).terms)
    of_news = {stem(word) for each in news for word in words(each)}
    of_block = {stem(word) for word in words(block)} - of_news
    assert len(of_block) > 30
    assert not set().union(*found) & of_block
    assert len(found[3] & found[12]) > 25


def test_no_texts_no_terms() -> None:
    assert terms([]) == []
