"""Features: rare words weigh more than common ones, early ones more than late ones."""

import math

import pytest

from newskit.grouping.candidates import ALL_PAIRS, candidates
from newskit.grouping.copies import link
from newskit.grouping.features import MOST_TERMS, Features, features
from newskit.grouping.frequencies import guess_language, rarities
from newskit.grouping.related import FAMILY, related_pairs
from newskit.grouping.similarity import UNIT, faded, text_similarity
from newskit.hooks import Article, LinkContext
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
    found = rarities("en", ["the", "ferry", "zandermoor", "7", "2031"])
    assert found["the"] == 0
    assert 0.3 < found["ferry"] < 0.8
    assert found["zandermoor"] == 1
    assert 0 < found["7"] < found["2031"] < 1


@pytest.mark.parametrize("language", ["de", "de-AT", "DE_ch", None, "xx"])
def test_the_language_is_the_declared_one_or_guessed(language: str | None) -> None:
    found = rarities(language, words("Der Sturm hat das Dach der Halle und die Mauer beschädigt"))
    assert max(found["der"], found["das"], found["und"]) < 0.15


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The boat left in the night and the crew slept", "en"),
        ("El barco salió de noche y los marineros dormían en la cubierta del buque", "es"),
        ("Le bateau est parti dans la nuit et les marins dormaient", "fr"),
        ("Паром ушёл ночью, команда спала", "ru"),
        ("船は夜に出た", "ja"),
        ("الباخرة غادرت ليلا", "ar"),
        ("🎈 🎈", "en"),
    ],
)
def test_a_language_is_guessed_from_its_script_and_small_words(text: str, language: str) -> None:
    assert guess_language(words(text)) == language


def test_an_article_is_wholly_like_itself_and_one_without_terms_like_none() -> None:
    one, none = features(Article("Zandermoor burns")), Features({})
    assert text_similarity(one, one) == UNIT
    assert text_similarity(one, none) == text_similarity(none, none) == 0


@pytest.mark.parametrize(
    ("days", "window", "left"),
    [(0, None, 5000), (1, None, 5000), (1, 0.5, 0), (4, None, 3033), (4, 4, 3033), (40, None, 0)],
)
def test_likeness_fades_after_a_day_and_ends_at_the_window(
    days: int, window: float | None, left: int
) -> None:
    assert faded(5000, Features({}, 100.0), Features({}, 100.0 + days), window) == left


def test_likeness_to_what_has_no_time_does_not_fade() -> None:
    assert faded(5000, Features({}, 1.0), Features({}), 0) == 5000


def test_few_are_all_compared_and_many_only_where_heavy_terms_are_shared() -> None:
    few = [Features({f"w{n}": 1.0}) for n in range(4)]
    assert len(list(candidates(few))) == 6
    many = [Features({f"w{n // 2}": 0.9, "everywhere": 0.4}) for n in range(2 * ALL_PAIRS)]
    assert list(candidates(many)) == [(n, n + 1) for n in range(0, 2 * ALL_PAIRS, 2)]


def test_the_groups_of_one_saga_are_related_and_of_a_long_one_those_alike() -> None:
    assert related_pairs([(0, 1), (2,), (3,)], [(0, 1, 3), (2,)], {}) == [(0, 2)]
    long = [(n,) for n in range(FAMILY + 1)]
    saga = [tuple(range(FAMILY + 1))]
    assert related_pairs(long, saga, {(2, 5): 1500, (3, 6): 1499}) == [(2, 5)]


def test_the_linker_of_copies_links_nothing() -> None:
    twice = [Article("Zandermoor burns", id="a"), Article("Zandermoor burns", id="b")]
    assert link(twice, LinkContext()).groups == [[0], [1]]
