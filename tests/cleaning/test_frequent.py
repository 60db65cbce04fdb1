"""Lines as units, and the codes by which lines that open alike are found."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.cleaning.frequent import Openings, opening
from newskit.cleaning.lines import Lines

PIECES = st.sampled_from(
    [
        "The",
        "the",
        "THE",
        "harbour",
        "Harbour",
        "U.S.",
        "10,000",
        "It’s",
        "café",
        "cafe\u0301",
        "co\u00adop",
        "coop",
        "№",
        "ﬁsh",
        "a" * 17,
        "—",
        "“",
        "”",
        "(",
        "_",
        "-" * 9,
        "-" * 32,
        "IW",
        "\u200b",
        "日本",
        "x",
    ]
)
SPACES = st.sampled_from([" ", "", "  ", "\xa0", "\t", "\u3000"])
LINE = st.lists(st.tuples(SPACES, PIECES), max_size=5).map(
    lambda parts: "".join(piece for part in parts for piece in part)
)
ENDS = st.sampled_from(["\n", "\r", "\r\n", "\n\n"])
TEXT = st.lists(st.tuples(LINE | st.text(max_size=40), ENDS), min_size=1, max_size=20).map(
    lambda parts: "".join(piece for part in parts for piece in part)
)


@given(TEXT)
def test_lines_that_open_alike_have_one_code(text: str) -> None:
    openings = Openings()
    openings.add("Another text.")
    openings.add(text)
    codes = defaultdict(set)
    for line, code in zip(Lines(text).texts, openings.of(1), strict=True):
        codes[opening(line)].add(code)
    assert all(len(found) == 1 for found in codes.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The “Bridge” is shut", "THE BRIDGE again"),
        ("Word (“IW”) one", "Word\xa0(“IW”) two"),
        ("-" * 32 + " one title", "-" * 32 + " other title"),
        ("Cafe\u0301 au lait", "Café au bar"),
        ("The cafe\u0301", "The café"),
        ("co\u00adop shop", "coop shop"),
        ("U.S. ships", "u s boats"),
    ],
)
def test_openings_are_alike_up_to_case_and_punctuation(one: str, other: str) -> None:
    openings = Openings()
    openings.add(f"{one}\n{other}")
    first, second = openings.of(0)
    assert opening(one) == opening(other)
    assert first == second


def test_frequent_are_codes_of_so_many_lines() -> None:
    openings = Openings()
    for text in ("The bridge is shut.\nNo boat sails.", "the “Bridge” again", "The Bridge, too"):
        openings.add(text)
    (bridge,) = openings.of(1)
    assert openings.frequent(range(3), 3) == {bridge}
    assert openings.frequent(range(2), 3) == frozenset()


@given(TEXT)
def test_lines_stand_where_they_say(text: str) -> None:
    lines = Lines(text)
    where = [(lines.start(index), lines.end(index)) for index in range(len(lines.texts))]
    assert [text[start:end].strip() for start, end in where] == lines.texts
    assert all(not {"\r", "\n"} & set(text[start:end]) for start, end in where)
    left = [text[end:start] for (_, end), (start, _) in zip([(0, 0), *where], where, strict=False)]
    assert not "".join(left).strip()
