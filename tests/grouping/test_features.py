"""Features: rare words weigh more than common ones, early ones more than late ones."""

import math

import pytest

from newskit.grouping.copies import link
from newskit.grouping.features import MOST_TERMS, features
from newskit.grouping.frequencies import PAIR, RARE, rarities
from newskit.grouping.terms import terms
from newskit.hooks import Article, LinkContext
from newskit.text.frequencies import ranked, tables
from newskit.text.words import words


def test_the_weights_are_a_vector_of_length_one() -> None:
    found = features(Article("The lighthouse of Ostrogard burns, the keeper says."))
    assert math.fsum(weight**2 for weight in found.weights.values()) == pytest.approx(1)


def test_what_is_said_first_weighs_most() -> None:
    text = "Zandermoor " + "of the and " * 40 + "Quillfeather"
    weights = features(Article(text)).weights
    assert weights["zandermoor"] > 2 * weights["quillfeather"]
    assert next(iter(weights)) == "zandermoor"


def test_the_title_is_said_first() -> None:
    weights = features(Article("Quillfeather", title="Zandermoor")).weights
    assert list(weights) == ["zandermoor", "quillfeather"]


def test_a_book_keeps_its_heaviest_terms() -> None:
    book = Article(" ".join(f"word{n}x" for n in range(5 * MOST_TERMS)))
    assert list(features(book).weights)[:2] == ["word0x", "word1x"]
    assert len(features(book).weights) == MOST_TERMS


def test_rare_words_are_rare_and_frequent_ones_are_not() -> None:
    found = rarities("en", ["the", "ferry", "zandermoor", "7", "412", "2031"], "")
    assert found["the"] == 0
    assert 0.3 < found["ferry"] < 0.8
    assert found["zandermoor"] == 1
    assert 0 < found["7"] < found["412"] < found["2031"] == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_table_has_for_rare_is_as_rare_as_what_it_does_not_have(language: str) -> None:
    listed = ranked(tables()[language])
    last = round(100 * (9 - RARE))
    assert set(rarities(language, [*listed[last], *listed[-1]], "").values()) == {1}
    assert max(rarities(language, [*listed[last - 1]], "").values()) < 1


def test_weekdays_and_months_tell_more_than_their_frequency() -> None:
    found = rarities("en", ["tuesday", "october", "people"], "")
    assert found["tuesday"] == found["october"] > found["people"]


def test_a_number_is_one_term() -> None:
    assert terms("A 6.1 quake, 1,200 homes.") == ["a", "61", "quake", "1200", "homes"]


@pytest.mark.parametrize("language", ["de", "de-AT", "DE_ch", None, "xx"])
def test_the_language_is_the_declared_one_or_detected(language: str | None) -> None:
    text = "Der Sturm hat das Dach der Halle und die Mauer des Rathauses beschädigt"
    found = rarities(language, words(text), text)
    assert max(found["der"], found["das"], found["und"]) < 0.15


def test_without_a_table_the_short_words_are_frequent() -> None:
    text = "Vijiji vinne havina njia baada ya daraja la mto Kizimbani kuvunjika kwa mvua kubwa"
    found = rarities("sw", words(text), text)
    assert found["ya"] == 0 < found["kwa"] < found["mvua"] < found["kizimbani"] == 1


def test_without_spaces_two_characters_are_a_term() -> None:
    assert terms("Café 橋が落ちた。3") == ["café", "橋が", "が落", "落ち", "ちた", "3"]
    assert terms("a 橋 b") == ["a", "橋", "b"]


def test_two_characters_are_as_rare_as_their_word_or_as_each_of_them() -> None:
    text = "新しい橋が落ちた。新聞によると、けが人はいない。"
    found = rarities("ja", ["新聞", "聞に", "聞", "に"], text)
    assert found["聞に"] == pytest.approx((found["聞"] + found["に"]) / 2)
    assert found["新聞"] != pytest.approx((found["聞"] + found["聞に"]) / 2)
    assert rarities("th", ["ตล"], "ตลาดน้ำบางกระเจ้าเกิดเพลิงไหม้เมื่อคืนนี้")["ตล"] == PAIR


def test_the_linker_of_copies_links_nothing() -> None:
    twice = [Article("Zandermoor burns", id="a"), Article("Zandermoor burns", id="b")]
    assert link(twice, LinkContext()).groups == [[0], [1]]
