"""One harmless line of a stranger's text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.line import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Two\r\nlines\tand\u2028more ", "Two lines and more"),
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("\x9b2J \x00 \x7f \u202etfel \u2066", r"\x9b2J \x00 \x7f \u202etfel \u2066"),
        ("latin-\udcff.txt", r"latin-\udcff.txt"),
        ("می\u200cخواهم 👩\u200d🚒 שלום\u200f", "می\u200cخواهم 👩\u200d🚒 שלום\u200f"),
        (r"C:\news", r"C:\news"),
    ],
)
def test_a_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(st.characters(categories=None)))
def test_nothing_moves_a_terminal_and_nothing_is_left_to_do(text: str) -> None:
    line = one_line(text)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in line}
    assert one_line(line) == line
