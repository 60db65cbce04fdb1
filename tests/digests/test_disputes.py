"""Figures that independent sources give differently, and those that only seem to differ."""

import io
import json
from itertools import permutations
from time import process_time

import pytest

from newskit.article import Article
from newskit.digests.build import build
from newskit.digests.disputes import disputes
from newskit.digests.members import Member, Story
from newskit.digests.roles import independent
from newskit.digests.told import READ, tell
from newskit.document import Digest, Disputed
from newskit.renderers import markdown, text
from newskit.schema import DIGEST

INJURED = "{} people were injured when the night bus left the coast road near Ellmouth on Monday."
WIDE = "The council of Ellmouth ordered {} wooden benches for the promenade from a sawmill in Tarn."


def told(*texts: str, sources: tuple[str, ...] = ()) -> tuple[Disputed, ...]:
    """Give the disputes of a story of these texts, named a, b, … and each another source."""
    names = sources or tuple("abcdefgh"[: len(texts)])
    articles = [
        Article(each, id=id_, source=name)
        for each, id_, name in zip(texts, "abcdefgh", names, strict=False)
    ]
    story = Story("a", tuple(Member(article.id, article) for article in articles))
    return disputes(tell(story), independent(story.members))


def who(fact: Disputed) -> dict[str, str]:
    """Give who says what: figure to the ids of the articles."""
    return {
        claim.text: "".join(citation.article for citation in claim.citations)
        for claim in fact.claims
    }


class TestDisputed:
    def test_a_different_figure_in_a_corresponding_sentence(self) -> None:
        [fact] = told(WIDE.format("forty-two"), "It rained. " + WIDE.format("57"))
        assert who(fact) == {"forty-two": "a", "57": "b"}
        assert fact.unit == "bench"

    def test_the_same_outcome_counted_in_other_words(self) -> None:
        [fact] = told(
            INJURED.format("Fourteen"),
            "A crash that sent 17 people to hospital on Monday renews a quarrel about the road.",
            "She was one of 14 people who were hurt near Ellmouth on Monday.",
        )
        assert who(fact) == {"Fourteen": "ac", "17": "b"}
        assert fact.about == "… people were injured"
        assert [claim.value for claim in fact.claims] == [14, 17]

    def test_damage_in_any_currency(self) -> None:
        [fact] = told(
            "The owner of the night bus, Tarn Coaches, put the damage at 2.3 million crowns.",
            "Repairs are likely to cost 3.1 million crowns, a survey of the night bus found.",
            "An agent who crawled underneath with a lamp spoke of 3.1 million crowns.",
        )
        assert who(fact) == {"3.1 million": "bc", "2.3 million": "a"}

    def test_a_citation_is_the_sentence_that_gives_the_figure(self) -> None:
        texts = ("It was foggy. " + INJURED.format("14"), INJURED.format("17") + " It was foggy.")
        [fact] = told(*texts)
        cited = {
            citation.article: texts["ab".index(citation.article)][citation.start : citation.end]
            for claim in fact.claims
            for citation in claim.citations
        }
        assert cited == {"a": INJURED.format("14"), "b": INJURED.format("17")}

    def test_the_other_figures_of_the_sentence_agree(self) -> None:
        said = "Rescuers in Ellmouth found {} sheep alive on 30 flooded meadows and {} sheep dead."
        story = [said.format(400, 25).replace("sheep", "ponies"), said.format(400, 61)]
        [fact] = told(story[0], story[1].replace("sheep", "ponies"))
        assert who(fact) == {"25": "a", "61": "b"}

    def test_claims_of_more_sources_come_first(self) -> None:
        [fact] = told(*(INJURED.format(count) for count in (14, 17, 17)))
        assert list(who(fact)) == ["17", "14"]


KORAL = (
    "A magnitude 6.1 earthquake struck the Koral valley early on Monday, killing 23 people and "
    "injuring 210, the ministry said. The quake began at a depth of 12 km, a seismologist said.",
    "A strong tremor of magnitude 6.4 shook the hills around Ostrin before dawn. The governor put "
    "the death toll at 31. More than 300 people were injured. It began only 20 km deep.",
    "The death toll from Monday's earthquake in the Koral valley, the worst in decades, rose to "
    "31, rescuers said. Doctors counted 320 injured. The 6.4-magnitude quake hit at night.",
)


class TestQuantities:
    """What any reader of an event compares, whatever the words around it."""

    def test_the_dead_the_injured_the_magnitude_and_the_depth(self) -> None:
        assert {fact.about: who(fact) for fact in told(*KORAL)} == {
            "magnitude …": {"6.1": "a", "6.4": "bc"},
            "killing …": {"23": "a", "31": "bc"},
            "injuring …": {"210": "a", "300": "b", "320": "c"},
            "depth of …": {"12": "a", "20": "b"},
        }

    def test_each_in_its_unit(self) -> None:
        assert [fact.unit for fact in told(*KORAL)] == ["magnitude", "people", "people", "km"]

    def test_a_lower_bound_does_not_differ_from_what_is_a_little_more(self) -> None:
        assert told(*KORAL[1:]) == ()

    @pytest.mark.parametrize(
        "said",
        [
            "The death toll stood at 31 on Tuesday.",
            "The toll of the quake that shook the hills of Ostrin on Monday climbed past 31.",
            "Rescuers spoke of 31 dead.",
            "In Ostrin, 31 people have died.",
            "The 6.1 quake killed 31 people.",
        ],
    )
    def test_the_dead_in_other_words(self, said: str) -> None:
        [fact] = told(KORAL[0], said)
        assert who(fact) == {"23": "a", "31": "b"}

    @pytest.mark.parametrize(
        "said",
        [
            "The 6.4 magnitude quake injured cattle.",
            "A quake of 6.4 on the Richter scale shook Ostrin.",
            "It had a magnitude of 6.4.",
        ],
    )
    def test_the_magnitude_in_other_words(self, said: str) -> None:
        [fact] = told(KORAL[0], said)
        assert who(fact) == {"6.1": "a", "6.4": "b"}

    def test_not_where_a_report_gives_several(self) -> None:
        after = "It had a magnitude of 6.4. An hour later a tremor of magnitude 5.2 followed."
        assert told(KORAL[0], after) == ()

    def test_not_with_what_is_of_another_size(self) -> None:
        [fact] = told(KORAL[0], "Rescuers spoke of 31 dead.", "The fall killed three people.")
        assert who(fact) == {"23": "a", "31": "b"}

    @pytest.mark.parametrize(
        "said",
        [
            "A week ago 31 people were killed in the hills.",
            "In 2011 a quake killed 31 people there.",
            "The toll road to Ostrin was closed for 31 minutes.",
            "They were killed, 31 of the oldest houses fell.",
        ],
    )
    def test_not_of_another_event_or_thing(self, said: str) -> None:
        assert told(KORAL[0], said) == ()


class TestNotDisputed:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("14", "fourteen"),
            ("About 300", "297"),
            ("Nearly 62", "61"),
            ("More than 60", "66"),
            ("12 to 20", "17"),
            ("Between 12 and 20", "17"),
        ],
    )
    def test_figures_that_may_be_the_same(self, one: str, other: str) -> None:
        assert told(INJURED.format(one), INJURED.format(other)) == ()

    def test_but_figures_that_are_neither_round_nor_hedged_are(self) -> None:
        assert told(INJURED.format("297"), INJURED.format("302"))

    def test_an_update_by_the_same_publisher(self) -> None:
        texts = INJURED.format("14"), INJURED.format("17")
        assert told(*texts, sources=("echo", "echo")) == ()
        assert told(*texts, texts[1], sources=("echo", "echo", "post")) == ()

    def test_an_update_of_a_copy(self) -> None:
        first = Article(INJURED.format("14"), id="a", source="echo")
        copy = Article(INJURED.format("17"), id="b", source="echo")
        members = (Member("a", first), Member("b", copy, of="a", level="near"))
        assert disputes(tell(Story("a", members)), independent(members)) == ()

    def test_an_article_that_gives_both_figures(self) -> None:
        both = INJURED.format("17") + " Police had first spoken of 14 people."
        assert told(INJURED.format("14"), both) == ()

    def test_an_article_that_gives_several_figures_makes_no_claim(self) -> None:
        several = "In Ellmouth, 17 people were hurt on Monday. By night, 19 people were injured."
        assert told(INJURED.format("14"), several) == ()

    def test_a_change_told_the_other_way_round(self) -> None:
        said = "The council of Ellmouth raised the fare on the night bus "
        one, other = "from 30 crowns to 40 crowns.", "to 40 crowns from 30 crowns."
        assert told(said + one, said + other) == ()

    def test_different_things(self) -> None:
        assert told(WIDE.format("42"), "In Tarn, 57 benches of another sawmill burned.") == ()
        assert (
            told(
                "On Monday 14 people were injured in Ellmouth.",
                "On Monday 17 people were killed in Ellmouth.",
            )
            == ()
        )

    def test_sentences_whose_other_figures_differ(self) -> None:
        said = "In Ellmouth {} boats brought {} tonnes of herring ashore in the week before Easter."
        assert told(said.format(12, 40), said.format(12, 55))
        assert told(said.format(12, 40), said.format(17, 55)) == ()

    def test_shares_of_something_else(self) -> None:
        said = "In Ellmouth {} of the {} want the old bridge over the Tarn open, a poll found."
        assert told(said.format("54%", "grocers"), said.format("61%", "grocers"))
        other = "The poll found 61% of the teachers and nurses for the bridge over the Tarn."
        assert told(said.format("54%", "grocers"), other) == ()

    def test_outcomes_with_nothing_else_in_common(self) -> None:
        assert (
            told(INJURED.format("14"), "Last winter 17 people were hurt by ice on the road.") == ()
        )

    def test_another_year(self) -> None:
        other = "Near Ellmouth, 17 people were hurt on a Monday in 2011."
        assert told(INJURED.format("14"), other.replace(" in 2011", ""))
        assert told(INJURED.format("14"), other) == ()

    def test_figures_too_far_apart(self) -> None:
        other = "A sawmill in Tarn has orders of Ellmouth for {} wooden benches on the promenade."
        assert told(WIDE.format("42"), other.format("57"))
        assert told(WIDE.format("42"), other.format("420")) == ()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (
                "A man of Tarn, a {}-year-old, drove the bus.",
                "The bus of Tarn had a {}-year-old man.",
            ),
            ("Ellmouth beat Tarn {}-1 on Sunday.", "On Sunday, Ellmouth lost to Tarn {}-1."),
            ("The bus to Tarn left at {}:15.", "In Tarn at {}:15 the bus from Ellmouth left."),
            ("The {}th bus of the night left Tarn.", "The {}th bus of the night left Tarn."),
        ],
        ids=["age", "score", "time", "ordinal"],
    )
    def test_what_may_be_of_anything_in_other_words(self, one: str, other: str) -> None:
        assert told(one.format(12), other.format(14)) == ()


class TestOneWording:
    """Sentences that differ in little but the figure, as in copies that were edited."""

    @pytest.mark.parametrize(
        ("said", "one", "other"),
        [
            (INJURED, "300", "310"),
            (WIDE, "42", "420"),
            ("Ellmouth United beat the harbour team of Tarn {}-1 on Sunday.", "2", "3"),
            ("The driver, a {}-year-old man from Tarn, left the coast road.", "24", "36"),
            ("The committee of Tarn refused to repeal section {} of the harbour act.", "8", "11"),
            ("It has been with us for well over {} years.", "13", "20"),
        ],
    )
    def test_any_other_figure(self, said: str, one: str, other: str) -> None:
        [fact] = told(said.format(one), said.format(other))
        assert set(who(fact)) == {one, other}
        assert fact.kind == "number"

    def test_in_copies_of_different_publishers(self) -> None:
        first = Article(INJURED.format("14"), id="a", source="echo")
        copy = Article(INJURED.format("17") + " Of the 14 hurt, two left.", id="b", source="post")
        members = (Member("a", first), Member("b", copy, of="a", level="near"))
        [fact] = disputes(tell(Story("a", members)), independent(members))
        assert who(fact) == {"14": "a", "17": "b"}

    def test_where_other_words_differ_a_little(self) -> None:
        edited = (
            INJURED.format("17").replace("when", "after").replace("on Monday", "late on Monday")
        )
        [fact] = told(INJURED.format("14"), edited)
        assert who(fact) == {"14": "a", "17": "b"}

    def test_not_of_another_name(self) -> None:
        said = "{} of Tarn sold {} tonnes of herring at the harbour auction in the first week."
        assert told(said.format("Mr Ada Brook", 12), said.format("Mr Ben Moor", 17)) == ()

    @pytest.mark.parametrize(
        ("one", "other", "kind"),
        [
            ("at 7:52 a.m.", "at 8:15 a.m.", "time"),
            ("on 3 March", "on 5 March", "date"),
            ("on Tuesday", "on Wednesday", "date"),
        ],
    )
    def test_days_and_times(self, one: str, other: str, kind: str) -> None:
        said = "The night bus left the coast road near Ellmouth {} on the way to Tarn."
        [fact] = told(said.format(one), said.format(other))
        assert (fact.kind, fact.unit) == (kind, "")
        assert set(who(fact)) == {one.removeprefix("at ").removeprefix("on "), other[3:]}

    def test_a_date_without_its_year_is_the_same(self) -> None:
        said = "The night bus left the coast road near Ellmouth on {}."
        assert told(said.format("3 March"), said.format("3 March 2026")) == ()

    def test_the_monday_of_another_week_is_another_day(self) -> None:
        said = "The night bus left the coast road near Ellmouth on {}."
        articles = [
            Article(said.format(name), id=name, source=name, published=f"2026-03-{day}")
            for name, day in (("Monday", "02"), ("Friday", "13"))
        ]
        members = tuple(Member(article.id, article) for article in articles)
        assert disputes(tell(Story("a", members)), independent(members)) == ()


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [
        Article(INJURED.format(count), id=id_, source=id_, published=f"2026-03-0{day}T08:00:00Z")
        for id_, count, day in (("a", 14, 2), ("b", 17, 1), ("c", 14, 1), ("d", 22, 3))
    ]
    found = set()
    for order in permutations(articles):
        story = Story("a", tuple(Member(article.id, article) for article in order))
        found.add(disputes(tell(story), {"a": 0, "b": 1, "c": 2, "d": 3}))
    assert len(found) == 1
    [facts] = found
    assert who(facts[0]) == {"14": "ca", "17": "b", "22": "d"}


class TestWritten:
    def digest(self) -> Digest:
        mark = {"id": "a", "size": 2}
        return build(
            [
                Article(INJURED.format("14"), id="a", source="Echo", extra={"story": mark}),
                Article(INJURED.format("17"), id="b", source="Post", extra={"story": mark}),
            ],
            lambda sentences, context: [0],
        )

    def test_as_markdown(self) -> None:
        stream = io.StringIO()
        markdown.render(self.digest(), stream)
        line = "*Disputed:* “… people were injured”: 14 [1] or 17 [2]\n"
        assert line in stream.getvalue().splitlines(keepends=True)

    def test_as_text(self) -> None:
        stream = io.StringIO()
        text.render(self.digest(), stream)
        assert "Disputed: “… people were injured”: 14 [1] or 17 [2]" in stream.getvalue()

    def test_as_json(self) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        record = json.loads(json.dumps(self.digest().record()))
        jsonschema.validate(record, DIGEST)
        end = len(INJURED.format("14"))
        assert record["stories"][0]["disputed"] == [
            {
                "kind": "number",
                "about": "… people were injured",
                "unit": "people",
                "claims": [
                    {"value": 14, "text": "14", "citations": [cited("a", end)]},
                    {"value": 17, "text": "17", "citations": [cited("b", end)]},
                ],
            }
        ]


def cited(article: str, end: int) -> dict[str, object]:
    return {"article": article, "start": 0, "end": end}


class TestCost:
    """Work that grows with the text, not with its square."""

    def test_a_table(self) -> None:
        row = (
            "Tarn United {} points, {} wins and {}% of the passes in the northern league of 2026.\n"
        )
        text = "".join(row.format(n % 97, n % 31, n % 89) for n in range(6_000))
        assert len(text) > 450_000
        started = process_time()
        told(text, text.replace("Tarn", "Varn"))
        assert process_time() - started < 8

    def test_a_figure_cut_off_where_reading_ends_is_none(self) -> None:
        said = (
            "The number of people hurt when the old night bus from Tarn left the narrow coast road "
            "near the harbour of Ellmouth early on Monday was {}."
        )
        rain = "It rained on. "
        ends = READ - said.index("{}") - len("14")
        text = (rain * READ)[-ends:] + said.format(140)
        assert text[:READ].endswith(" was 14")
        assert told(text, said.format(17)) == ()
        assert told(text[2 * len(rain) :], said.format(170))

    def test_a_sentence_that_is_a_table_says_nothing(self) -> None:
        row = INJURED.format("{}").removesuffix(".") + "; bus {} of {}" * 10 + "."
        assert told(row.format(14, *range(100, 120)), row.format(17, *range(100, 120))) == ()

    def test_many_articles(self) -> None:
        said = "Near {}, {} people were hurt when the {} bus left the {} road on Monday."
        towns = [a + b for a in ("Oak", "Elm", "Ash", "Fir") for b in ("ton", "ley", "ham")]
        story = [
            " ".join(
                said.format(towns[n], 14 + 3 * (i % 2), towns[(i + n) % 12], towns[(i * n) % 12])
                for n in range(12)
            )
            for i in range(60)
        ]
        ids = [f"{i:03}" for i in range(len(story))]
        articles = [Article(each, id=id_, source=id_) for each, id_ in zip(story, ids, strict=True)]
        members = tuple(Member(article.id, article) for article in articles)
        started = process_time()
        [fact] = disputes(tell(Story("000", members)), independent(members))
        assert process_time() - started < 6
        assert [len(claim.citations) for claim in fact.claims] == [30, 30]
