"""The level `rewritten`: retold reports are found, independent reports of one event are not."""

from itertools import combinations
from pathlib import Path

import pytest

import newskit
from newskit.article import Article
from newskit.duplicates.collection import collection_of
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.rewritten import COVERED, candidates, retellings, retold, rewritten
from newskit.text.align import align, alignable
from newskit.text.words import shingles, words

DAM_WIRE = """\
Water began to pour over the Kessel dam on Tuesday night after three days of rain, and 6,200 people
in the valley below were told to leave their homes.
Governor Hanne Brook declared an emergency shortly after midnight and asked for army helicopters.
“We would rather move people twice than bury them once,” she told reporters in Steinach.
The dam, built in 1958, holds back 40 million cubic metres, about twice what its single spillway was
designed for.
An inspection last autumn had found rust on two of the four gates, but repairs were put off until
the summer because the budget was spent.
By Wednesday morning the water had fallen by eleven centimetres, said Oskar Wendt, who runs the dam.
He warned that a second storm was expected on Friday.
Shelters were opened in nine schools, and farmers drove some 800 cattle to the hills.
The railway between Steinach and Auen is closed at least until Sunday.
Opposition leader Petra Lamm called for the minister of works to resign over the delayed repairs.
"""
DAM_RETOLD = """\
Some 6,200 residents of the valley under the Kessel dam had to leave their homes on Tuesday night,
when, after rain that lasted three days, water poured over its crest.
It was just past midnight that an emergency was declared by the governor, Hanne Brook; she also
requested army helicopters.
In Steinach she said she would “rather move people twice than bury them once”.
Built in 1958, the dam has one spillway only, designed for half of the 40 million cubic metres that
it holds.
Rust had been found on two of four gates when inspectors came last autumn. With the budget spent,
the repair was postponed to this summer.
Oskar Wendt, in charge of the dam, said the level was eleven centimetres lower by Wednesday morning,
and that Friday could bring a second storm.
Nine schools serve as shelters. About 800 cattle were driven up the hills by farmers.
Trains will not run between Auen and Steinach before Sunday.
The delay of the repairs should cost the minister of works his post, said Petra Lamm of the
opposition.
"""
DAM_INDEPENDENT = """\
Ilse Moor took the cat, the insurance papers and a loaf of bread. At two in the morning she stood in
the gymnasium of a school in Auen, her slippers soaked, among hundreds of neighbours.
The Kessel dam had spilled over on Tuesday night, and the valley was being emptied: 6,200 people,
says the governor's office.
On camp beds between the climbing bars the old sleep and the young stare at their telephones.
“They told us for years that the gates were sound,” said Moor, who is 71.
A fire engine drives past every ten minutes with its siren off. Bakers hand out rolls at the door.
Engineers interviewed by this newspaper say that concrete dams of that age seldom break, but that
nobody should want to find out.
Hanne Brook, the governor, visited the shelter at dawn and left without answering questions.
Schools stay shut for the week. Whoever wants to help can bring blankets to the town hall.
Moor wants to go home on Thursday, flood or no flood, to feed the hens.
"""
STRIKE_ONE = """\
Nurses at Sankt Alban hospital walked out on Monday over night shifts.
About 300 of them gathered at the gate, the union said.
The hospital postponed 45 operations and sent emergencies to Lund.
Director Karl Ohm said he was ready to talk at any time.
The union wants two nurses in each ward at night instead of one.
A second walkout is planned for next week unless there is an offer.
"""
STRIKE_TWO = """\
It was cold at the gate of Sankt Alban hospital, where nurses went on strike on Monday.
They say that one nurse in a ward at night is not enough: last month a patient fell and lay for an
hour.
“I count the minutes until the early shift comes,” said Mira Dahl, a nurse for twelve years.
Director Karl Ohm spoke of a difficult budget.
Health insurers have cut what they pay for nights, a study of the university in Lund found.
The strike ended in the evening. Patients looked on from the windows and waved.
"""


def verdict(a: str, b: str) -> tuple[bool, bool] | None:
    found = rewritten(alignable(a), alignable(b))
    return (found.a_may_go, found.b_may_go) if found else None


def jaccard(a: str, b: str) -> float:
    one, other = shingles(words(a)), shingles(words(b))
    return len(one & other) / len(one | other)


def test_a_heavy_rewrite_is_found_though_no_run_of_words_would_find_it() -> None:
    assert jaccard(DAM_WIRE, DAM_RETOLD) < 0.1
    found = rewritten(alignable(DAM_WIRE), alignable(DAM_RETOLD))
    assert found
    assert found.a_may_go and found.b_may_go
    assert 0.5 < found.similarity < found.containment <= 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DAM_WIRE, DAM_INDEPENDENT),
        (DAM_RETOLD, DAM_INDEPENDENT),
        (STRIKE_ONE, STRIKE_TWO),
        (DAM_WIRE, STRIKE_ONE),
        ("", DAM_WIRE),
    ],
)
def test_independent_reports_and_unrelated_ones_are_not(a: str, b: str) -> None:
    assert verdict(a, b) is None


def test_the_margin_between_the_two_is_wide() -> None:
    copy = retold(align(alignable(DAM_WIRE), alignable(DAM_RETOLD)))
    report = retold(align(alignable(DAM_WIRE), alignable(DAM_INDEPENDENT)))
    assert min(copy) > 0.35
    assert max(report) < 0.05


def test_the_lead_and_one_more_sentence_in_common_are_no_rewrite() -> None:
    lead = " ".join(DAM_WIRE.splitlines()[:3])
    assert verdict(lead + "\n" + STRIKE_ONE, lead + "\n" + DAM_INDEPENDENT) is None


def test_only_a_text_that_is_covered_may_go() -> None:
    """A brief may be a copy of the article that has it in other words, never the reverse."""
    brief = "\n".join(DAM_RETOLD.splitlines()[:9])
    longer = DAM_WIRE + STRIKE_ONE + STRIKE_TWO
    assert verdict(brief, longer) == (True, False)
    assert verdict(longer, brief) == (False, True)


def test_scores_do_not_depend_on_the_order_of_the_texts() -> None:
    one = rewritten(alignable(DAM_WIRE), alignable(DAM_RETOLD))
    other = rewritten(alignable(DAM_RETOLD), alignable(DAM_WIRE))
    assert one and other
    assert (one.similarity, one.containment) == (other.similarity, other.containment)
    assert one.similarity == round(one.similarity, 4)
    assert one.containment == round(one.containment, 4) >= COVERED


def suggested(articles: list[Article]) -> set[tuple[int, int]]:
    return {(a, b) for a, b in candidates(articles).tolist()}


def test_of_few_articles_those_are_candidates_that_share_terms() -> None:
    articles = [Article(text) for text in (DAM_WIRE, STRIKE_ONE, DAM_RETOLD, DAM_INDEPENDENT)]
    found = suggested(articles)
    assert (0, 2) in found
    assert not {(0, 1), (1, 2)} & found


def test_among_many_articles_the_rewrite_is_a_candidate_and_most_pairs_are_not() -> None:
    strangers = [Article(text=f"On day {seed} w{seed}x z{seed}y spoke.") for seed in range(150)]
    articles = [Article(text=DAM_WIRE), *strangers, Article(text=DAM_RETOLD)]
    found = suggested(articles)
    assert (0, 151) in found
    assert len(found) < 100


NOTICE = "Newswire Aster sends releases on behalf of companies and accepts no liability for them. "
NOTICE += "The information contains statements about the future that involve risks of any kind. "
NOTICE += "Readers should consult the filings that each company makes with the supervisory office. "
NOTICE += "Aster has offices in four cities and answers questions of the press every working day."


def news_of_aster(count: int) -> list[Article]:
    """Let a wire print short items over its standard block, each on a day of its own."""
    return [
        Article(
            f"Firm{n} t{n}x boss{n} w{n}y z{n}v. {NOTICE}",
            source="aster.example",
            published=f"2026-03-{n % 28 + 1:02}",
        )
        for n in range(count)
    ]


def pairs_retold(articles: list[Article]) -> set[tuple[int, int]]:
    collection = collection_of(articles)
    return {(m.a, m.b) for m in retellings(collection, every_pair(len(collection)))}


def test_standard_blocks_make_no_rewrites() -> None:
    news = news_of_aster(30)
    assert rewritten(alignable(news[0].text), alignable(news[1].text))
    assert len(collection_of(news).templates)
    assert pairs_retold(news) == set()


def test_a_retelling_is_found_though_both_prints_have_a_standard_block() -> None:
    retold = [Article(text + NOTICE, source="aster.example", published="2026-03-02")
              for text in (DAM_WIRE, DAM_RETOLD)]  # fmt: skip
    assert (30, 31) in pairs_retold([*news_of_aster(30), *retold])


def test_a_standard_block_makes_no_candidates_among_many_articles() -> None:
    """Its terms are in too few of the articles to be everyday words; its words are template."""
    news = news_of_aster(40)
    strangers = [Article(text=f"On day {n} w{n}x met z{n}y at v{n}w.") for n in range(80)]
    retelling = [Article(text=DAM_WIRE + NOTICE), Article(text=DAM_RETOLD + NOTICE)]
    found = suggested([*news, *strangers, *retelling])
    assert {(a, b) for a, b in found if b < len(news)} == set()
    assert (120, 121) in found


def test_many_copies_of_one_report_are_no_template() -> None:
    copies = [
        Article(DAM_WIRE + f"Printed by paper{n}.", source=f"{n}.example", published="2026-03-02")
        for n in range(30)
    ]
    collection = collection_of([*copies, Article(DAM_RETOLD, published="2026-03-02")])
    assert not len(collection.templates)
    found = {(m.a, m.b) for m in retellings(collection, every_pair(31))}
    assert {(n, 30) for n in range(30)} <= found


def test_retellings_that_have_copies_of_their_own_are_found_too() -> None:
    """Two prints of a report, and two of its retelling: one of the four stays."""
    pile = [
        Article(f"{text} Printed by {paper}.", id=f"{paper}-{number}")
        for number, text in enumerate((DAM_WIRE, DAM_RETOLD))
        for paper in ("Ledger", "Courier")
    ]
    result = newskit.dedupe(pile, cleaners=[])
    assert len(result) == 1
    levels = sorted(str(article.extra["copy_of"]["level"]) for article in result.removed)
    assert levels == ["near", "rewritten", "rewritten"]


def test_the_samples() -> None:
    """000 retells the agency report that 001 and 002 print; 003 and 004 are independent."""
    folder = Path(__file__).parents[2] / "samples"
    texts = {
        name: alignable((folder / f"{name}.txt").read_text(encoding="utf-8").split("\n", 1)[1])
        for name in ("000", "001", "002", "003", "004")
    }
    found = {(a, b) for a, b in combinations(texts, 2) if rewritten(texts[a], texts[b])}
    assert found == {("000", "001"), ("000", "002"), ("001", "002")}
