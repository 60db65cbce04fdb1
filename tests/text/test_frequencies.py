"""The tables of word frequencies are read as their own package reads them."""

import subprocess
import sys

import pytest

from newskit.text.frequencies import ranked, small_tables, tables


@pytest.mark.parametrize(("language", "word"), [("en", "ferry"), ("de", "fähre"), ("da", "færge")])
def test_a_word_has_the_frequency_that_its_package_gives(language: str, word: str) -> None:
    from wordfreq import get_frequency_dict

    [place] = [n for n, words in enumerate(ranked(tables()[language])) if word in words]
    assert 10 ** (-place / 100) == pytest.approx(get_frequency_dict(language, "best")[word])


def test_the_languages_are_those_of_the_package() -> None:
    from wordfreq import available_languages

    assert {code: str(path) for code, path in tables().items()} == available_languages("best")
    assert small_tables().keys() == available_languages("small").keys()


def test_the_package_is_not_imported() -> None:
    code = "import sys; from newskit.text.frequencies import ranked, tables; "
    code += "ranked(tables()['da']); print('wordfreq' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
