"""What an entry tells beside its summary: spellings, quotes, days, what one source adds."""

import pytest

from newskit.article import Article
from newskit.digests.members import Member, Story
from newskit.digests.only import only_in
from newskit.digests.said import key_quotes
from newskit.digests.spellings import spellings
from newskit.digests.timeline import timeline
from newskit.digests.told import Telling, tell
from newskit.document import Citation, Disputed
from newskit.text.standing import is_whole, opens_well

CRACKS = "Engineers found cracks in two piers of the bridge at Kesslow on Monday."
FERRY = "Drivers must use the ferry at Port Ellering until the spring of next year."
SOURCES = {letter: number for number, letter in enumerate("abcdef")}


def telling(*texts: str, days: tuple[int, ...] = ()) -> Telling:
    """Give the sentences of articles a, b, … of a story, published on days of March."""
    articles = [
        Article(text, id=id_, source=id_, published=f"2026-03-{day:02}" if day else None)
        for id_, text, day in zip("abcdef", texts, days or (0,) * len(texts), strict=False)
    ]
    return tell(Story("a", tuple(Member(article.id, article) for article in articles)))


def written(told: Telling, places: tuple[Citation, ...]) -> dict[str, str]:
    texts = {article[0].article.id: article[0].article.text for article in told}
    return {place.article: texts[place.article][place.start : place.end] for place in places}


class TestSpellings:
    def found(self, *texts: str) -> list[set[str]]:
        facts: tuple[Disputed, ...] = spellings(telling(*texts), SOURCES)
        assert all(fact.kind == "name" for fact in facts)
        return [{claim.text for claim in fact.claims} for fact in facts]

    def test_a_surname_beside_the_same_given_name(self) -> None:
        said = "The mayor thanked Dimitri {} for his work on the harbour."
        other = "On Monday, Dimitri {} left the harbour office in tears."
        assert self.found(said.format("Morvedov"), other.format("Morvediov")) == [
            {"Dimitri Morvedov", "Dimitri Morvediov"}
        ]

    def test_a_surname_alone_in_sentences_that_say_nearly_the_same(self) -> None:
        said = "Engineers told {} on Monday that two piers of the bridge had cracks."
        assert self.found(said.format("Lindqvale"), said.format("Lindkvale")) == [
            {"Lindqvale", "Lindkvale"}
        ]
        other = "At the market nobody knew where {} had gone."
        assert self.found(said.format("Lindqvale"), other.format("Lindkvale")) == []

    def test_who_says_what_with_the_sentence(self) -> None:
        said = "The mayor thanked Dimitri {} for his work on the harbour."
        told = telling(*(said.format(name) for name in ("Morvedov", "Morvediov", "Morvediov")))
        [fact] = spellings(told, SOURCES)
        assert fact.about == "Dimitri Morvediov"
        assert [set(written(told, claim.citations)) for claim in fact.claims] == [{"b", "c"}, {"a"}]
        assert written(told, fact.claims[1].citations) == {"a": said.format("Morvedov")}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Velmark", "Velmarks"),
            ("Kesslow", "Kesslower"),
            ("Halvern", "Velmark"),
            ("Organisation", "Organization"),
        ],
    )
    def test_not_another_form_and_not_another_name(self, one: str, other: str) -> None:
        said = "Engineers told the people of {} on Monday that the bridge had cracks."
        assert self.found(said.format(one), said.format(other)) == []

    def test_not_where_an_article_has_both(self) -> None:
        said = "The mayor thanked Dimitri {} for his work on the harbour."
        both = said.format("Morvedov") + " A brother, Dimitri Morvediov, did not come."
        assert self.found(said.format("Morvedov"), both) == []


class TestQuotes:
    SAID = "“She came in far too fast and did not answer”, said Odile Brannagh, a pilot."

    def test_those_of_most_sources_with_the_whole_name_of_the_speaker(self) -> None:
        alone = "“There was no bang, only a very long groan”, said Ines Quillan."
        shorter = "Odile Brannagh saw it. “She came in far too fast”, Brannagh said, “again”."
        told = telling(f"{alone} {CRACKS}", f"{CRACKS} {self.SAID}", shorter)
        first, second = key_quotes(told, SOURCES)
        assert (first.speaker, first.support) == ("Odile Brannagh", 2)
        assert (second.speaker, second.support) == ("Ines Quillan", 1)
        assert set(written(told, first.citations)) == {"b", "c"}

    def test_the_words_are_verbatim_without_the_marks(self) -> None:
        told = telling(f"{CRACKS} {self.SAID}")
        [quote] = key_quotes(told, SOURCES)
        assert written(told, quote.citations) == {"a": quote.text}
        assert quote.text == "She came in far too fast and did not answer"

    def test_not_what_the_summary_quotes_or_what_nobody_is_named_for(self) -> None:
        told = telling(f"{CRACKS} {self.SAID}", "“It was over before it began”, he said.")
        assert key_quotes(told, SOURCES, [self.SAID]) == ()


class TestTimeline:
    def test_what_was_new_on_each_day(self) -> None:
        told = telling(CRACKS, f"{CRACKS} {FERRY}", days=(2, 4))
        first, second = timeline(told, ["a", "b"], SOURCES)
        assert (first.date, first.articles, first.sentence.text) == ("2026-03-02", 1, CRACKS)
        assert (second.date, second.sentence.text) == ("2026-03-04", FERRY)
        assert first.sentence.support == 2

    def test_none_of_one_day_or_without_times(self) -> None:
        assert timeline(telling(CRACKS, FERRY, days=(2, 2)), ["a", "b"], SOURCES) == ()
        assert timeline(telling(CRACKS, FERRY), ["a", "b"], SOURCES) == ()
        assert timeline(telling(CRACKS, CRACKS, days=(2, 3)), ["a", "b"], SOURCES) == ()


class TestOnlyIn:
    ADDED = "The repair by Tarn Steel is going to cost 3.9 million crowns, Ada Brook said."

    def test_names_and_numbers_that_stand_nowhere_else(self) -> None:
        told = telling(CRACKS, f"{CRACKS} {self.ADDED}")
        [sentence] = only_in(told, SOURCES)
        assert (sentence.text, sentence.support) == (self.ADDED, 1)
        assert written(told, sentence.citations) == {"b": self.ADDED}

    def test_not_what_the_entry_has_and_not_of_a_single_source(self) -> None:
        told = telling(CRACKS, f"{CRACKS} {self.ADDED}")
        [sentence] = only_in(told, SOURCES)
        assert only_in(told, SOURCES, sentence.citations) == ()
        assert only_in(told, {"a": 0, "b": 0}) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "He left the harbour at dawn.",
        "This surprised the engineers.",
        "and then “it was over”.",
        "“It was over, the mayor said.",
        'It was over," the mayor said.',
        "But the bridge held.",
    ],
)
def test_what_cannot_open_an_entry(sentence: str) -> None:
    assert not opens_well(sentence)


@pytest.mark.parametrize(
    "sentence",
    [CRACKS, "This week the bridge closed.", "“Fog is over”, the mayor said.", "„Aus“, sagte sie."],
)
def test_what_can(sentence: str) -> None:
    assert opens_well(sentence) and is_whole(sentence)


class TestSeveralLanguages:
    SPANISH = (
        "Las autoridades de Kesslow cerraron el puente el lunes por la noche después de que los "
        "ingenieros encontraran 14 grietas en los pilares, según dijo la alcaldesa Ana Brook."
    )

    def test_what_one_source_adds_in_another_language_stands_last(self) -> None:
        told = telling(self.SPANISH, f"{CRACKS} The Ellering Ferry Company runs 9 boats from Tarn.")
        assert [x.citations[0].article for x in only_in(told, SOURCES, (), "en")] == ["b", "a"]

    def test_a_day_is_told_in_the_language_of_the_entry_where_it_can_be(self) -> None:
        told = telling(self.SPANISH, CRACKS, FERRY, days=(2, 2, 3))
        first, second = timeline(told, ["a", "b", "c"], SOURCES, (), "en")
        assert (first.sentence.text, second.sentence.text) == (CRACKS, FERRY)
        first, second = timeline([told[0], told[2]], ["a", "c"], SOURCES, (), "en")
        assert first.sentence.text == self.SPANISH


class TestDays:
    def test_a_statement_not_a_quotation_nor_what_the_entry_has(self) -> None:
        quoted = "“The whole bridge shook when we crossed it,” said Ana Brook of Tarn."
        told = telling(CRACKS, f"{quoted} {FERRY} The council met at Tarn.", days=(2, 3))
        had = Citation("b", told[1][1].span.start, told[1][1].span.end)
        _, second = timeline(told, ["a", "b"], SOURCES)
        assert second.sentence.text == FERRY
        _, second = timeline(told, ["a", "b"], SOURCES, [had])
        assert second.sentence.text == "The council met at Tarn."
