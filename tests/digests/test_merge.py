"""The summary of a story is told in order of time, and cites in order of time."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from newskit.article import Article
from newskit.digests.members import Member, Story
from newskit.digests.merge import merge
from newskit.digests.told import tell
from newskit.document import CitedSentence
from newskit.protocols import Sentence, SummaryContext

CRACKS = "Engineers found cracks in two piers of the bridge at Kesslow."
FERRY = "Drivers must use the ferry at Port Ellering until spring."
BLOW = "The mayor called the closure a blow for the market."


def everything(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    return list(range(len(sentences)))


def told(*members: Member) -> tuple[CitedSentence, ...]:
    sources = {member.id: number for number, member in enumerate(members)}
    story = Story("s", members)
    return merge(story, tell(story), everything, sources)


def member(id_: str, text: str, published: str | None = None) -> Member:
    return Member(id_, Article(text, id=id_, published=published))


# The ids tell another order than the times do, and so do the texts of the times.
TIMED = [
    member("c", CRACKS, "2026-03-01T23:30:00+01:00"),
    member("a", FERRY, "2026-03-02T00:15:00+01:00"),
    member("b", BLOW, "Mon, 02 Mar 2026 06:00:00 GMT"),
    member("0", "A bus will run to the ferry every hour."),
]


@pytest.mark.parametrize("order", list(permutations(TIMED)))
def test_the_earliest_report_speaks_first_and_the_one_without_a_time_last(
    order: tuple[Member, ...],
) -> None:
    assert [sentence.citations[0].article for sentence in told(*order)] == ["c", "a", "b", "0"]


def test_the_titles_are_in_the_order_of_the_reports() -> None:
    seen: list[str] = []

    def choose(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
        seen.extend(context.titles[sentence.article] for sentence in sentences)
        return [0]

    late = Article(BLOW, id="a", title="Late", published="2026-03-05")
    early = Article(CRACKS, id="b", title="Early", published="2026-03-01")
    story = Story("s", (Member("a", late), Member("b", early)))
    merge(story, tell(story), choose, {"a": 0, "b": 1})
    assert seen == ["Early", "Late"]


def test_of_reports_without_a_time_the_one_printed_most_often_speaks_first() -> None:
    copies = [
        Member(f"copy-{n}", None, {"id": f"copy-{n}"}, of="b", level="exact") for n in range(2)
    ]
    summary = told(member("a", FERRY), member("b", CRACKS), *copies)
    assert [sentence.text for sentence in summary] == [CRACKS, FERRY]


def test_a_sentence_is_cited_to_its_own_place_and_then_in_order_of_time() -> None:
    says = [
        member("a", f"{CRACKS} {BLOW}", "2026-03-04"),
        member("d", CRACKS, "2026-03-03"),
        member("c", f"{FERRY} {CRACKS}", "2026-03-02"),
        member("b", f"It is cold. {CRACKS}"),
    ]

    def cracks_of_a(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
        return [max(i for i, each in enumerate(sentences) if each.text == BLOW) - 1]

    story = Story("s", tuple(says))
    source_of = {member.id: n for n, member in enumerate(says)}
    (sentence,) = merge(story, tell(story), cracks_of_a, source_of)
    assert [citation.article for citation in sentence.citations] == ["a", "c", "d", "b"]
    assert sentence.support == 4
    texts = {each.id: each.article.text for each in says if each.article}
    assert {texts[c.article][c.start : c.end] for c in sentence.citations} == {CRACKS}
