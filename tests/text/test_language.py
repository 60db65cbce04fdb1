"""Languages are detected from a sentence or two; what is too short to tell is in none."""

import subprocess
import sys

import pytest

from newskit.text.language import LEAST, code_of, detect, language_of

PLAIN = "The boat left in the night, and the crew of the ferry was asleep for most of that time."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PLAIN, "en"),
        ("Ferry strike strands commuters as union demands pay for night shifts", "en"),
        ("El barco salió de noche y los marineros dormían en la cubierta del buque", "es"),
        ("Le bateau est parti dans la nuit et les marins dormaient sur le pont", "fr"),
        ("Паром ушёл ночью, когда команда спала в каютах", "ru"),
        ("Паром відплив уночі, коли команда спала в каютах", "uk"),
        ("船は夜に出た", "ja"),
        ("الباخرة غادرت ليلا والبحارة نائمون", "ar"),
        ("Fergen gikk om natten mens mannskapet sov i lugarene sine", "nb"),
        ("Zandermoor", None),
        ("7 12 2031", None),
        ("🎈 🎈", None),
        ("", None),
    ],
)
def test_a_language_is_detected(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_what_comes_late_in_a_text_does_not_matter() -> None:
    late = " Le bateau est parti dans la nuit et les marins dormaient." * 50
    assert detect(PLAIN * 5 + late) == "en"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de", "de"), ("de-AT", "de"), ("PT_br", "pt"), ("nn", "nb"), ("hr-HR", "sh"), (None, "")],
)
def test_a_tag_is_read_as_its_language(tag: str | None, code: str) -> None:
    assert code_of(tag) == code


def test_what_is_said_of_a_text_is_believed() -> None:
    assert language_of(PLAIN * 2, "de-AT") == "de-AT"
    assert language_of(PLAIN * 2) == "en"


def test_of_a_few_words_nothing_is_said() -> None:
    text = "Le bateau est parti dans la nuit et les marins dormaient sur le pont. "
    assert language_of(text[: LEAST - 1]) is None
    assert language_of(text * 2) == "fr"


def test_a_release_that_opens_with_names_is_plain_english_too() -> None:
    names = "ARDWICK, May 4, 2031 -- Brook Harbour Ferries Ltd. (ARD: BHF) " * 6
    assert len(names) < 400
    code = "import sys; from newskit.text.language import detect; "
    code += f"print(detect({names + PLAIN * 3!r}), 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "en False\n"


def test_plain_english_is_told_without_the_model() -> None:
    code = f"import sys; from newskit.text.language import detect; detect({PLAIN!r})"
    code += "; print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
