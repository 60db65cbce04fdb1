"""Terms: content words, inflections met, stop words out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.terms import function_words, plain_words, stem, term, terms
from newskit.text.words import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("travelling", "traveled"),
        ("negotiators", "negotiations"),
        ("strikes", "striker"),
        ("cities", "city"),
        ("Verhandlungen".lower(), "verhandelt"),
    ],
)
def test_inflections_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("station", "state"), ("mayor", "major"), ("17", "170")]
)
def test_strangers_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_function_words_are_no_terms_and_numbers_are() -> None:
    assert terms("The 3 of them had been on it for 40 years.") == ["3", "40", "year"]


def test_words_keep_their_order_and_repeats() -> None:
    assert terms("Boat after boat left Orm") == ["boat", "boat", "left", "orm"]


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert terms("旧粮桥 2026") == ["旧粮", "粮桥", "2026"]


@given(st.text(st.characters(max_codepoint=0x2100), max_size=20))
def test_each_plain_word_has_its_own_term(text: str) -> None:
    if said := plain_words(text):
        assert [found for word in said if (found := term(word))] == terms(text)


def test_every_character_is_plain_or_its_text_is_not() -> None:
    for character in map(chr, [*range(0xD800), *range(0xE000, 0x30000)]):
        text = f"o{character}n 7{character} {character}x"
        if said := plain_words(text):
            assert [part for word in said for part in words(word)] == words(text)


@pytest.mark.parametrize(
    "text", ["²", "½ mile", "brand™", "soft\xadware", "cafe\u0301", "旧粮", ""]
)
def test_words_that_normalization_joins_or_splits_are_not_plain(text: str) -> None:
    assert plain_words(text) == []


def test_news_with_typographic_marks_is_plain() -> None:
    assert plain_words("“Zoë’s 3 Łódź trips…” – мэр") == ["Zoë", "s", "3", "Łódź", "trips", "мэр"]


@pytest.mark.parametrize(
    ("language", "common", "rare"),
    [
        ("ru", "что", "мост"),
        ("el", "και", "γέφυρα"),
        ("tr-TR", "için", "köprü"),
        ("zh", "的", "桥"),
    ],
)
def test_function_words_of_a_language(language: str, common: str, rare: str) -> None:
    found = function_words(language)
    assert words(common)[0] in found
    assert words(rare)[0] not in found


@pytest.mark.parametrize("language", [None, "en", "en-GB", "tlh"])
def test_english_and_unknown_languages_have_no_further_function_words(language: str | None) -> None:
    assert function_words(language) == frozenset()
