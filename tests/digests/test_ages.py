"""How old the people are that a sentence names."""

import pytest

from newskit.article import Article
from newskit.digests.ages import ages_in, same_person
from newskit.digests.disputes import disputes
from newskit.digests.members import Member, Story
from newskit.digests.told import tell
from newskit.text.spans import Span


def ages(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*age.span)], age.person) for age in ages_in(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Police arrested Ana Brook, 34, on Monday.", "ana brook"),
        ("Police arrested Ana Maria Brook, aged 34.", "ana maria brook"),
        ("Ana Brook, a 34-year-old clerk, was hurt.", "ana brook"),
        ("The 34-year-old clerk Ana Brook was hurt.", "ana brook"),
        ("Ana Brook, who led the union, died on Monday at the age of 34.", "ana brook"),
    ],
)
def test_of_whom_an_age_is(sentence: str, person: str) -> None:
    assert ages(sentence) == [("34", person)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A 34-year-old Tarn man was hurt.",
        "On Monday, 34, or more, came.",
        "Brook, then 34, was a clerk.",
        "Tarn United won, 34 points ahead.",
    ],
)
def test_no_age_of_anybody_named(sentence: str) -> None:
    assert ages(sentence) == []


def test_a_surname_alone_goes_with_the_given_names_of_the_text() -> None:
    assert ages("Police arrested Brook, 34, on Monday. Ana Brook said so.") == [("34", "ana brook")]


def test_one_person() -> None:
    assert same_person("ana maria brook", "ana brook")
    assert same_person("brook", "ana brook")
    assert not same_person("ana brook", "leo brook")
    assert not same_person("ana brook", "ana brooks")


def disputed(*texts: str) -> list[set[str]]:
    members = tuple(Member(i, Article(t, id=i)) for i, t in zip("abc", texts, strict=False))
    found = disputes(tell(Story("a", members)), {member.id: n for n, member in enumerate(members)})
    return [{claim.text for claim in fact.claims} for fact in found]


def test_the_age_of_a_person_is_disputed_whatever_the_sentences_say() -> None:
    one = "Police arrested Ana Brook, 34, near the harbour on Monday."
    assert disputed(one, "The 36-year-old clerk Ana Brook was led away.") == [{"34", "36"}]
    assert disputed(one, "The 36-year-old clerk Leo Brook was led away.") == []
    assert disputed(one, "The 34-year-old clerk Ana Brook was led away.") == []


def test_a_figure_torn_apart_or_given_in_another_unit_as_well_is_none() -> None:
    said = "The old bridge at Tarn is {} long, the harbour office said on Monday."
    assert disputed(said.format("310 metres"), said.format("290 metres")) == [{"310", "290"}]
    assert disputed(said.format("1, 310 metres"), said.format("1, 290 metres")) == []
    both = said.format("9 miles (14 km)"), said.format("9 miles (15 km)")
    assert disputed(*both) == []
