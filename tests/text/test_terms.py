"""Terms: content words, inflections met, stop words out."""

import pytest

from newskit.text.terms import stem, terms


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
