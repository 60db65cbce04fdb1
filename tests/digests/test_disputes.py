"""Figures that independent sources give differently, and those that only seem to differ."""

import io
import json
from itertools import permutations

import pytest

from newskit.article import Article
from newskit.digests.build import build
from newskit.digests.disputes import disputes
from newskit.digests.members import Member, Story
from newskit.digests.roles import independent
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
    return disputes(story, independent(story.members))


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


class TestNotDisputed:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("14", "fourteen"),
            ("About 300", "297"),
            ("Nearly 62", "61"),
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

    def test_a_copy(self) -> None:
        first = Article(INJURED.format("14"), id="a", source="echo")
        copy = Article(INJURED.format("17"), id="b", source="post")
        members = (Member("a", first), Member("b", copy, of="a", level="near"))
        assert disputes(Story("a", members), independent(members)) == ()

    def test_an_article_that_gives_both_figures(self) -> None:
        both = INJURED.format("17") + " Police had first spoken of 14 people."
        assert told(INJURED.format("14"), both) == ()

    def test_an_article_that_gives_several_figures_makes_no_claim(self) -> None:
        several = INJURED.format("17") + " On Monday night, 19 people were hurt, a nurse said."
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

    def test_outcomes_with_nothing_else_in_common(self) -> None:
        assert (
            told(INJURED.format("14"), "Last winter 17 people were hurt by ice on the road.") == ()
        )

    def test_another_year(self) -> None:
        other = "Near Ellmouth, 17 people were hurt on a Monday in 2011."
        assert told(INJURED.format("14"), other.replace(" in 2011", ""))
        assert told(INJURED.format("14"), other) == ()

    def test_figures_too_far_apart(self) -> None:
        assert told(WIDE.format("42"), WIDE.format("420")) == ()

    @pytest.mark.parametrize(
        "said",
        [
            "Ellmouth United beat the harbour team of Tarn {}-1 at the old ground on Sunday.",
            "The driver, a {}-year-old man from Tarn, left the coast road near Ellmouth.",
            "The {}th night bus of the season left the coast road near Ellmouth at dawn.",
        ],
        ids=["score", "age", "ordinal"],
    )
    def test_scores_ages_and_ordinals(self, said: str) -> None:
        assert told(said.format(24), said.format(36)) == ()

    def test_dates_and_times(self) -> None:
        said = "The night bus left the coast road near Ellmouth {} on the way to Tarn."
        assert told(said.format("at 7:52 a.m."), said.format("at 8:15 a.m.")) == ()
        assert told(said.format("on 3 March"), said.format("on 5 March")) == ()


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [
        Article(INJURED.format(count), id=id_, source=id_, published=f"2026-03-0{day}T08:00:00Z")
        for id_, count, day in (("a", 14, 2), ("b", 17, 1), ("c", 14, 1), ("d", 22, 3))
    ]
    found = set()
    for order in permutations(articles):
        story = Story("a", tuple(Member(article.id, article) for article in order))
        found.add(disputes(story, {"a": 0, "b": 1, "c": 2, "d": 3}))
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
