"""The first look at a text loses no line that a rule would mark."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newskit.article import Article
from newskit.cleaning import rules
from newskit.cleaning.lines import Lines
from newskit.cleaning.suspects import CLOSERS, LEADERS, suspects, suspects_of_each
from newskit.text import credits, endings, furniture, prompts, stamps
from newskit.text.openings import fold, openings
from newskit.text.phrases import Phrases, compiled

TABLES: Sequence[tuple[Phrases, Mapping[str, Sequence[str]], re.RegexFlag]] = (
    (furniture.STOCK, furniture.STOCK_PHRASES, re.IGNORECASE),
    (furniture.LABELS, furniture.LABEL_PHRASES, re.IGNORECASE),
    (furniture.STAMP, stamps.STAMPS, re.IGNORECASE),
    (endings.HEADINGS, endings.TAIL_HEADINGS, re.IGNORECASE),
    (furniture.BYLINE, credits.BYLINES, re.NOFLAG),
    (endings.ABOUT_HEADING, endings.ABOUT_HEADINGS, re.NOFLAG),
    (endings.ABOUT_INLINE, endings.ABOUT_INLINES, re.NOFLAG),
)
PATTERNS = [
    (pattern, flags)
    for _, table, flags in TABLES
    for patterns in table.values()
    for pattern in patterns
    if "(?=" not in pattern and "(?P=" not in pattern  # take long to draw from
]
ANYWHERE = (prompts.CONTACT, endings.FORWARD_LOOKING, credits.AGENCY_CREDIT)
ENDINGS = [pattern for patterns in furniture.ENDINGS.values() for pattern in patterns]
SENTENCE = "The harbour bridge will stay closed until Friday, the port authority said on Tuesday."
CLOSED = (
    "Jane Doe can be reached at the port.",
    "Jane Doe CAN BE CONTACTED via the desk!",
    "Jane Doe contributed to this report from the port.",
    "Harbour Times, all rights reserved.",
    "Le Port, TOUS DROITS RÉSERVÉS!",
    "Der Hafen. Alle Rechte vorbehalten.",
    "Caution Regarding Forward-Looking Statements.",
    "A word on forward looking information.",
    "Our ſafe harbor.",
    "Folge unſ auf Mastodon.",
    "By Mira Okonjo Jr.",
    "About the Northspan Group™ Northspan Group builds bridges.",
    "Last updated 3 hours ago.",
    "• © 2024 Harbour Times.",
    "» À lire aussi : le pont.",
    "\u2003İmage: Jane Doe!",
)
"""Boilerplate that is closed like a sentence."""

LETTERS = st.characters(codec="utf-8", exclude_characters="\r\n")


def matched(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> st.SearchStrategy[str]:
    """Draw lines that begin with what `pattern` matches."""
    return in_one_line(rf"\A(?:{pattern})", flags)


def in_one_line(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> st.SearchStrategy[str]:
    """Draw lines in which `pattern` is found."""
    return st.from_regex(re.compile(pattern, flags)).map(
        lambda text: text.replace("\r", " ").strip("\n").replace("\n", " ")
    )


LINES = st.one_of(
    st.sampled_from(PATTERNS).flatmap(lambda each: matched(*each)),
    st.sampled_from(ANYWHERE).flatmap(matched),
    st.sampled_from(ENDINGS).flatmap(in_one_line),
    st.sampled_from([*CLOSED, SENTENCE, "x" * 50 + " and", "Northspan builds bridges.", "", " "]),
    st.text(LETTERS, max_size=20),
)
DECORATED = st.tuples(
    st.text(st.sampled_from(f"{LEADERS}\xa0\u2003\u3000\x0b\x85"), max_size=2),
    LINES,
    st.sampled_from(["", "", *CLOSERS, " "]),
).map("".join)
TEXTS = st.tuples(
    st.lists(DECORATED | st.just(SENTENCE), min_size=1, max_size=8),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r"]),
).map(lambda drawn: drawn[1].join([SENTENCE, *drawn[0]]))


@contextmanager
def by_force() -> Iterator[None]:
    """Hold every line against every pattern."""
    tables = {id(each): (table, flags) for each, table, flags in TABLES}

    def match(self: Phrases, text: str) -> tuple[str, re.Match[str]] | None:
        table, flags = tables[id(self)]
        for rule, patterns in table.items():
            for pattern in patterns:
                if found := compiled(pattern, flags).match(text):
                    return rule, found
        return None

    def everything(text: str) -> dict[int, bool]:
        return dict.fromkeys(Lines(text).numbers, True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Phrases, "match", match)
        patch.setattr(rules, "suspects", everything)
        yield


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_what_a_pattern_matches_opens_as_its_openings_say(
    pattern: str, flags: re.RegexFlag
) -> None:
    known = tuple(openings(pattern))

    @settings(max_examples=5)
    @given(st.from_regex(re.compile(rf"\A(?:{pattern})", flags)))
    def opens(text: str) -> None:
        assert fold(text).startswith(known)

    opens()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("ab?c", {b"abc", b"ac"}),
        ("(?:ox|by (?:a|the )?)not", {b"oxnot", b"by not", b"by anot", b"by the n"}),
        ("[xy-z]{1,3}end", {b"x", b"y", b"z"}),
        ("a[^b]c", {b"a"}),
        (r"\(c\)\d", {b"(c)"}),
        ("Né", {b"n\xc3\xa9", b"n\xc3\x89"}),
        ("us", {b"us", b"u\xc5\xbf"}),
    ],
)
def test_openings_are_read_from_the_pattern(pattern: str, found: set[bytes]) -> None:
    assert set(openings(pattern)) == found


@pytest.mark.parametrize("pattern", ["[^a]b", r"\w+", ".*", "(?:a|.)b", "a?"])
def test_a_pattern_that_opens_with_anything_has_no_openings(pattern: str) -> None:
    with pytest.raises(ValueError, match="no opening"):
        openings(pattern)


def test_sentences_are_not_suspected() -> None:
    assert suspects("\n\n".join([SENTENCE, "“Nobody came,” she said, “and nobody will.”"])) == {}


@pytest.mark.parametrize("line", CLOSED)
def test_boilerplate_may_be_closed_like_a_sentence(line: str) -> None:
    before = [line, SENTENCE] if line.startswith("By") else []
    article = Article(text="\n".join([*before, *[SENTENCE] * 4, line, SENTENCE]))
    (spans,) = rules.clean([article])
    assert any(line in article.text[span.start : span.end] for span in spans)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(TEXTS)
def test_the_first_look_changes_nothing(text: str) -> None:
    article = Article(text=text, source="Harbour Times")
    (spans,) = rules.clean([article])
    with by_force():
        (reference,) = rules.clean([article])
    assert spans == reference


@given(st.lists(TEXTS | st.text(max_size=40), max_size=5))
def test_many_texts_together_are_looked_at_as_each_alone(texts: list[str]) -> None:
    assert list(suspects_of_each(texts)) == [suspects(text) for text in texts]


@given(matched(prompts.CONTACT))
def test_a_contact_is_looked_for_where_one_may_be(text: str) -> None:
    assert rules._label(text, 9, None, opens=False) == "contact"


@given(matched(endings.FORWARD_LOOKING))
def test_a_forward_looking_heading_is_looked_for_where_one_may_be(text: str) -> None:
    assert rules._looks_forward(text)


@given(matched(credits.AGENCY_CREDIT, re.NOFLAG))
def test_an_agency_is_looked_for_where_one_may_be(text: str) -> None:
    assert rules._is_agency_credit(text)
