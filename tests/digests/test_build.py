"""The digest as a whole: which stories, in which order; exact citations on any pile."""

import io
import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.digests.build import build
from newskit.digests.order import ORDERS
from newskit.document import Citation, Digest, Entry
from newskit.errors import UsageError
from newskit.protocols import Sentence, SummaryContext
from newskit.settings import ORDERS as NAMES
from newskit.text.repeats import supports, wording_of


def first_three(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    return list(range(min(3, len(sentences))))


def report(id_: str, story: str, text: str, **known: str) -> newskit.Article:
    marks = {"boilerplate": [], "copies": [], "story": {"id": story, "size": 1}}
    return newskit.Article(text, id=id_, extra=marks, **known)


PILE = [
    report(
        "a", "a", "Fog closed the harbour of Tarn.", source="echo", published="2026-03-06T10:00"
    ),
    report("b", "b", "Cracks closed the bridge.", source="echo", published="2026-03-02T10:00"),
    report("c", "b", "A bridge is closed at Kesslow.", source="post", published="2026-03-05T10:00"),
    report("d", "d", "Nobody knows when this was written."),
    report("e", "e", "The ferry is late.", source="echo", published="2026-03-04T10:00"),
    report("f", "e", "Again the ferry was late.", source="echo", published="2026-03-04T11:00"),
    report("g", "e", "A ferry came late, too.", source="echo", published="2026-03-04T12:00"),
]


def ids(**options: object) -> str:
    return "".join(entry.id for entry in newskit.digest(PILE, **options).entries)  # type: ignore[arg-type]


def test_orders() -> None:
    assert tuple(ORDERS) == NAMES
    assert ids() == ids(order="sources") == "bead"
    assert ids(order="size") == "ebad"
    assert ids(order="newest") == "abed"
    assert ids(order="oldest") == "bead"


def test_only_the_first_ones() -> None:
    assert ids(top=2) == "be"
    assert ids(top=99) == ids()
    assert newskit.digest(PILE, top=1).date == "2026-03-06"


@pytest.mark.parametrize(
    ("since", "left"),
    [("2026-03-05", "ba"), ("1d", "ba"), ("2d", "bea"), ("0.9d", "a"), ("30h", "a"), ("1w", "bea")],
)
def test_since_a_day_or_so_long_before_the_date(since: str, left: str) -> None:
    assert ids(since=since) == left


def test_since_is_counted_from_the_date_that_is_given() -> None:
    assert ids(since="1d", date="2026-03-05") == "bea"


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-06", "9999-12-31"])
def test_since_may_reach_back_beyond_every_calendar(day: str) -> None:
    """A story without a time is left out even then."""
    assert ids(since="99999999999d", date=day) == "bea"
    assert ids(since=f"{10**7}.5d", date=day) == "bea"


@pytest.mark.parametrize(
    "wrong", [{"order": "best"}, {"top": 0}, {"since": "soon"}, {"since": "-1d"}, {"top": True}]
)
def test_wrong_options(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ids(**wrong)


def test_a_related_story_that_is_left_out_is_named_with_its_address() -> None:
    one = report("a", "a", "Fog closed the harbour of Tarn.", source="echo")
    url = "https://post.example/1"
    other = report("b", "b", "Cracks closed the bridge.", title="Cracks!", url=url)
    [entry] = build([one.marked(related=["b", "gone"]), other], first_three, top=1).entries
    assert entry.related == ("b", "gone")
    assert [(story.id, story.headline, story.url) for story in entry.related_stories] == [
        ("b", "Cracks!", url)
    ]


NAMES_SAID = ("Ada Brook", "Ben Moor", "Dimitri Morvedov", "Dimitri Morvediov")
SAID = st.builds(
    "{} told {} on {} that {} boats of {} were late.".format,
    st.sampled_from(NAMES_SAID),
    st.sampled_from(NAMES_SAID),
    st.sampled_from(["Monday", "Tuesday", "3 March", "5 March 2026"]),
    st.sampled_from(["12", "seventeen", "1.5 million", "40%"]),
    st.sampled_from(["Tarn", "Kesslow", "the harbour"]),
)
OTHER = st.sampled_from(
    [
        "He left.",
        "“It is over and nobody knew it before,” said Ada Brook. “We went home”.",
        "“Half of it",
        "But it rained.",
        "Él dijo «nada más que decir por ahora mismo».",
        "🐟 [1]: x",
    ]
)
TEXTS = st.lists(st.one_of(SAID, OTHER), min_size=1, max_size=6).map(" ".join)
PILES = st.lists(
    st.tuples(
        TEXTS,
        st.sampled_from(["s", "t"]),
        st.sampled_from(["echo", "post", None]),
        st.sampled_from(["2026-03-01", "2026-03-02T09:00Z", "2026-03-05", None, "soon"]),
        st.sampled_from([None, 0, 0, 1]),
    ),
    min_size=1,
    max_size=6,
)


Row = tuple[str, str, str | None, str | None, int | None]


def marked(rows: list[Row]) -> list[newskit.Article]:
    pile = []
    for number, (text, story, source, published, of) in enumerate(rows):
        article = newskit.Article(text, id=f"n{number}", source=source, published=published)
        marks: dict[str, object] = {"boilerplate": [], "story": {"id": story, "size": 1}}
        if of is not None and of < number:
            scores = {"similarity": 1.0, "containment": 1.0}
            marks["copy_of"] = {"id": f"n{of}", "level": "near", **scores}
        else:
            marks["copies"] = []
        pile.append(article.marked(**marks))
    return pile


def places(entry: Entry) -> list[Citation]:
    said = [*entry.sentences, *entry.only_in, *(day.sentence for day in entry.timeline)]
    found = [place for each in said for place in each.citations]
    found += [place for quote in entry.quotes for place in quote.citations]
    return found + [p for fact in entry.disputed for c in fact.claims for p in c.citations]


@given(PILES, st.randoms(use_true_random=False))
def test_every_citation_is_exact_whatever_the_pile(rows: list[Row], random: object) -> None:
    pile = marked(rows)
    digest = newskit.digest(pile, sentences=2)
    text_of = {article.id: article.text for article in pile}
    for entry in digest.entries:
        assert all(0 <= p.start < p.end <= len(text_of[p.article]) for p in places(entry))
        for said in (*entry.sentences, *entry.only_in, *(day.sentence for day in entry.timeline)):
            first, *others = (text_of[p.article][p.start : p.end] for p in said.citations)
            assert first == said.text
            assert all(supports(wording_of(other), wording_of(first)) for other in others)
            assert len({p.article for p in said.citations}) == len(said.citations)
        for quote in entry.quotes:
            place = quote.citations[0]
            assert text_of[place.article][place.start : place.end] == quote.text
        for fact in entry.disputed:
            assert len({claim.value for claim in fact.claims}) == len(fact.claims) >= 2
        assert len(entry.sentences) <= 2
        assert all(a.date < b.date for a, b in pairwise(entry.timeline))
    random.shuffle(pile)  # type: ignore[attr-defined]
    assert newskit.digest(pile, sentences=2) == digest


def test_the_news_opens_the_entry_though_a_feature_is_longer_printed() -> None:
    news = "Drivers and signallers of the railway at Tarn called off their strike on Thursday."
    feature = "Edda Lind had not seen her classroom since the strike of the drivers began."
    pile = [
        report("a", "a", f"{feature} She was glad.", title="Relief at platform four"),
        report("b", "a", f"{news} The strike of the drivers is over.", title="Strike is over"),
        report("c", "a", f"The strike of the railway drivers at Tarn is over. {news}", source="x"),
    ]
    digest = build(pile, lambda sentences, context: [0, 1, 2][: len(sentences)])
    assert "called off" in digest.entries[0].sentences[0].text or "over" in (
        digest.entries[0].sentences[0].text
    )


def test_no_pronoun_and_no_half_quote_opens_an_entry() -> None:
    pile = [report("a", "a", "He left. “It was over. The harbour of Tarn was closed by fog.")]

    def in_order(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
        return [0]

    [entry] = build(pile, in_order).entries
    assert entry.sentences[0].text == "The harbour of Tarn was closed by fog."


class TestJsonFeed:
    def feed(self, digest: Digest) -> dict[str, object]:
        stream = io.StringIO()
        newskit.render(digest, stream, "jsonfeed")
        return dict(json.loads(stream.getvalue()))

    def test_what_the_format_asks_for(self) -> None:
        feed = self.feed(newskit.digest(PILE))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"] == "News digest"
        items = feed["items"]
        assert isinstance(items, list) and len({item["id"] for item in items}) == 4
        assert items[0]["date_published"] == "2026-03-02T10:00:00Z"
        assert items[0]["authors"] == [{"name": "echo"}, {"name": "post"}]

    def test_a_stranger_writes_no_html_and_no_script_address(self) -> None:
        hostile = "<script>alert(1)</script> closed the harbour."
        url = 'https://x.example/"><script>'
        pile = [
            report("a", "a", hostile, title="<b>x</b>", url="javascript:alert(1)"),
            report("b", "b", hostile, title="<b>x</b>", url=url),
        ]
        stream = io.StringIO()
        newskit.render(newskit.digest(pile), stream, "jsonfeed")
        for item in json.loads(stream.getvalue())["items"]:
            assert "<script" not in item["content_html"] and "<b>" not in item["content_html"]
            assert "javascript" not in item["content_html"]
            assert '"' not in item.get("external_url", "")
