"""How old the people are that a sentence names: `Ana Brook, 34,`, `34-year-old Ana Brook`."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from newskit.digests.told import READ
from newskit.text.spans import Span
from newskit.text.terms import STOP_WORDS
from newskit.text.words import words

OLDEST = 120
"""Years."""

MENTIONS = 50
"""Times that a surname is looked at for a given name before it: a report gives it at the first."""

BEFORE = 200
"""Characters before a surname in which given names stand."""

_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_PART = (
    rf"(?:{_CAPITAL}[\w'’]{{0,40}}(?:-[\w'’]{{1,40}}){{0,3}}\.?|[\"“][\w ]{{1,40}}[\"”]"
    r"|de|del|der|di|van|von|al|bin)"
)
_PARTS = re.compile(rf"(?:{_PART}\s){{1,3}}\Z")
_NAME = rf"(?<!\w){_CAPITAL}[\w'’.-]{{0,60}}(?:\s{_PART}){{0,4}}(?<![.])"
_AGE = r"(?P<age>\d{1,3})(?![\d%])"
_OLD = r"\s?-\s?years?\s?-\s?old\s"
_PATTERNS = (
    # Ana Brook, 34, / Ana Brook, a 34-year-old clerk / Ana Brook, aged 34
    re.compile(
        rf"(?P<name>{_NAME})\s?,\s(?:(?:now|aged?)\s)?{_AGE}(?=\s?[,.;:)]|\s(?:and|of|from)\b)"
    ),
    re.compile(rf"(?P<name>{_NAME})\s?,\sa[n]?\s{_AGE}(?={_OLD})"),
    # 34-year-old clerk Ana Brook
    re.compile(
        rf"(?<!\w){_AGE}{_OLD}(?:[a-z][\w’'-]*\s){{0,3}}(?P<name>{_NAME})(?P<next>\s?[\w,.;:]+)"
    ),
    # Ana Brook, who led the union, has died at the age of 84
    re.compile(
        rf"(?P<name>{_NAME})(?:\s?,[^.;]{{1,160}},)?,?\s(?:(?:who|has|had)\s){{0,2}}(?:died|dies)\b"
        rf"[^.;]{{0,100}}?\b(?:at(?:\sthe)?\sage(?:\sof)?|aged|at)\s{_AGE}(?=\s?[,.;]|\s[a-z])"
    ),
)
_NO_PEOPLE_LISTED = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    street avenue road route highway section chapter page
"""
_NO_PEOPLE = frozenset(_NO_PEOPLE_LISTED.split())


class Age(NamedTuple):
    """An age: where it stands, and the words of the name of the person, the surname last."""

    span: Span
    person: str


def ages_in(text: str, sentence: Span) -> Iterator[Age]:
    """Give the ages of people that a sentence names."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, *sentence):
            person = words(match["name"])
            while person and person[0] in STOP_WORDS:
                person = person[1:]
            if 0 < int(match["age"]) <= OLDEST and _is_person(person, match):
                surname = match["name"].split()[-1]
                whole = person if len(person) > 1 else [*_given(text, surname), *person]
                yield Age(Span(*match.span("age")), " ".join(whole))


def _is_person(name: list[str], match: re.Match[str]) -> bool:
    """Tell a person from a day, a street, or a town of people (`a 34-year-old Oslo man`)."""
    if not name or name[-1] in STOP_WORDS or (len(name) == 1 and name[0] in _NO_PEOPLE):
        return False
    if "next" not in match.re.groupindex:
        return True
    after = match["next"].strip().lower()
    stands_alone = not after[0].isalpha() or after in STOP_WORDS or after.endswith("ed")
    return len(name) > 1 and stands_alone


def _given(text: str, surname: str) -> list[str]:
    """Give the words that stand before the first mentions of a surname in a text."""
    mentions = re.compile(rf"{re.escape(surname)}\b").finditer(text, 0, READ)
    found: set[str] = set()
    for mention in islice(mentions, MENTIONS):
        at = mention.start()
        if before := _PARTS.search(text, max(0, at - BEFORE), at):
            found.update(words(before[0]))
    return sorted(found - STOP_WORDS - _NO_PEOPLE - {words(surname)[-1]})


def same_person(a: str, b: str) -> bool:
    """Tell whether two names may be of one person: one surname, and a given name if both have."""
    *one, surname = a.split()
    *other, last = b.split()
    return surname == last and (not one or not other or not set(one).isdisjoint(other))
