"""The default linker: reports of one event come together, in any order, and nothing else does."""

import random
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.errors import UsageError
from newskit.grouping import candidates
from newskit.grouping.events import link
from newskit.hooks import Article, LinkContext

FERRY_A = Article(
    id="a",
    title="Ferry crews in Kestrel Bay walk out over night shifts",
    text="Ferry crews in Kestrel Bay stopped work on Monday over unpaid night shifts. The union"
    " Deckhands United said 340 sailors had joined the walkout and that no boat would leave the"
    " harbour before Thursday. The operator Norlanes called the walkout unlawful. Commuters"
    " queued for buses across the Orrin bridge.",
)
FERRY_B = Article(
    id="b",
    title="Norlanes boats idle as deckhands strike",
    text="No boat left Kestrel Bay harbour this morning. Deckhands United, the union of the"
    " sailors, is striking for pay for night shifts and says 340 of its members take part."
    " Norlanes, which runs the ferry, wants a judge to stop the walkout. Buses over the Orrin"
    " bridge were full by seven.",
)
FERRY_C = Article(
    id="c",
    title="Commuters stranded in Kestrel Bay",
    text="Thousands of commuters looked for another way to work when the ferry crews of Norlanes"
    " in Kestrel Bay walked out. The sailors want pay for night shifts, their union Deckhands"
    " United said. Long queues for buses formed at the Orrin bridge.",
)
FERRY_EARLIER = Article(
    id="d",
    title="Tickets to become dearer in spring",
    text="A day ticket will cost nine percent more from March, the ferry operator announced. It"
    " blames the price of diesel and the hull inspections that the coastguard ordered after the"
    " grounding of the Marigold in Kestrel Bay. A pensioners' association called the fares"
    " shameless. Norlanes had raised them twice last year.",
)
ORCHID = Article(
    id="e",
    title="Bog orchid found in Tarn valley",
    text="Botanists have found a colony of bog orchids in the Tarn valley, the first in ninety"
    " years. The flowers, each smaller than a fingernail, grow on moss beside a drained peat"
    " pond. The county wants to fence the meadow off before the hikers come.",
)
BANK = Article(
    id="f",
    title="Central bank cuts rate to two percent",
    text="The central bank of Veldania lowered its key interest rate by a quarter point to two"
    " percent. Governor Ilse Brandt said inflation was beaten. Economists had expected the cut;"
    " mortgage lenders welcomed it.",
)
NEWS = [FERRY_A, FERRY_B, FERRY_C, FERRY_EARLIER, ORCHID, BANK]


def ids(articles: list[Article], **context: object) -> list[list[str]]:
    """Give the stories of `articles` as sorted lists of ids."""
    groups = link(articles, LinkContext(**context)).groups  # type: ignore[arg-type]
    return sorted(sorted(articles[i].id for i in group) for group in groups)


def dated(article: Article, day: str) -> Article:
    return Article(article.text, id=article.id, title=article.title, published=day)


def invented(events: int, reports: int, seed: int = 7) -> list[Article]:
    """Make events with twelve invented words of their own, and reports that use nine of them."""
    dice = random.Random(seed)
    articles = []
    for event in range(events):
        own = ["".join(dice.choices("bdfgklmnprstvz", k=3)) + f"o{event:03}a" for _ in range(12)]
        for report in range(reports):
            said = " ".join(f"the {word} of" for word in dice.sample(own, 9))
            articles.append(Article(f"It was said that {said} it.", id=f"{event:03}-{report}"))
    return articles


def test_reports_of_one_event_are_a_story_and_others_stay_alone() -> None:
    assert ids(NEWS) == [["a", "b", "c"], ["d"], ["e"], ["f"]]


def test_another_event_of_the_saga_is_related_to_the_story() -> None:
    found = link(NEWS, LinkContext())
    related = {
        frozenset(frozenset(NEWS[i].id for i in found.groups[side]) for side in pair)
        for pair in found.related
    }
    assert related == {frozenset([frozenset("abc"), frozenset("d")])}


def test_a_saga_holds_both_events_and_is_related_to_nothing() -> None:
    assert ids(NEWS, granularity="saga") == [["a", "b", "c", "d"], ["e"], ["f"]]
    assert not link(NEWS, LinkContext(granularity="saga")).related


@pytest.mark.parametrize("pair", [(FERRY_A, FERRY_B), (FERRY_B, FERRY_C)])
def test_two_articles_are_enough(pair: tuple[Article, Article]) -> None:
    assert ids(list(pair)) == [sorted(article.id for article in pair)]


def test_two_unrelated_articles_are_two_stories() -> None:
    assert ids([ORCHID, BANK]) == [["e"], ["f"]]


@given(st.permutations(NEWS), st.sampled_from(["event", "story", "saga"]))
def test_the_order_of_the_input_changes_nothing(order: list[Article], granularity: str) -> None:
    first = link(NEWS, LinkContext(granularity))
    again = link(order, LinkContext(granularity))
    names = [[NEWS[i].id for i in group] for group in first.groups]
    assert [sorted(order[i].id for i in group) for group in again.groups] == names
    assert again.related == first.related


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8), st.integers(0, 40))
def test_no_two_reports_of_a_story_are_further_apart_than_the_window(
    days: list[int], window: int
) -> None:
    articles = [
        Article(FERRY_A.text, id=f"{n}", published=f"2031-0{1 + day // 28}-{1 + day % 28:02}")
        for n, day in enumerate(days)
    ]
    exact = [(day // 28, day % 28) for day in days]
    length = {0: 0, 1: 31, 2: 59}
    number = [length[month] + day for month, day in exact]
    for granularity in ("event", "story"):
        groups = link(articles, LinkContext(granularity, window)).groups
        assert sorted(i for group in groups for i in group) == list(range(len(days)))
        for group in groups:
            assert max(number[i] for i in group) - min(number[i] for i in group) <= window


def test_a_window_parts_what_a_saga_keeps() -> None:
    articles = [dated(FERRY_A, "2031-05-04"), dated(FERRY_B, "2031-05-06")]
    assert ids(articles) == [["a", "b"]]
    assert ids(articles, window=1) == [["a"], ["b"]]
    assert ids(articles, window=1, granularity="saga") == [["a", "b"]]


def test_without_a_window_likeness_fades_with_the_days() -> None:
    assert ids([dated(FERRY_A, "2031-05-04"), dated(FERRY_B, "2031-06-20")]) == [["a"], ["b"]]


def test_an_unknown_time_parts_nothing() -> None:
    articles = [dated(FERRY_A, "2031-05-04"), dated(FERRY_B, "last Monday"), FERRY_C]
    assert ids(articles, window=0) == [["a", "b", "c"]]


@given(st.lists(st.sampled_from(NEWS), unique_by=lambda article: article.id, max_size=6))
def test_events_lie_inside_stories_and_stories_inside_sagas(articles: list[Article]) -> None:
    wide = [ids(articles, granularity=name) for name in ("saga", "story", "event")]
    for outer, inner in pairwise(wide):
        for group in inner:
            assert sum(set(group) <= set(whole) for whole in outer) == 1


def test_boilerplate_is_not_compared() -> None:
    form = " Leave your opinion about Zandermoor, Quillfeather and Ostrogard below this page."
    articles = [
        Article(article.text + form, id=article.id).marked(
            boilerplate=[{"start": len(article.text), "end": len(article.text + form)}]
        )
        for article in (ORCHID, BANK)
    ]
    assert ids(articles) == [["e"], ["f"]]


def test_no_articles_are_no_stories() -> None:
    assert link([], LinkContext()).groups == []


def test_one_article_is_one_story() -> None:
    assert link([BANK], LinkContext()).groups == [[0]]


def test_texts_without_words_are_compared_by_what_they_have() -> None:
    faces = [Article("🎈🎈 🎂", id="a"), Article("🎈🎈 🎂", id="b"), Article("🌧️ 🚲", id="c")]
    assert ids(faces) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("language", ["xx", "tlh-Latn", "", "not a tag at all"])
def test_an_unknown_language_is_no_obstacle(language: str) -> None:
    strange = Article(FERRY_C.text, id="c", language=language)
    assert ids([FERRY_A, FERRY_B, strange, BANK]) == [["a", "b", "c"], ["f"]]


SPANISH = [
    "Un incendio destruyó anoche el mercado de Villarobla. Los bomberos tardaron seis horas en"
    " apagar las llamas y la alcaldesa Rocío Berenguel pidió ayuda para los comerciantes.",
    "La alcaldesa de Villarobla, Rocío Berenguel, visitó los restos del mercado, que se quemó en"
    " un incendio la noche del martes. Los bomberos creen que las llamas empezaron en una cocina.",
    "El equipo femenino de balonmano de la ciudad ganó la final por tres goles. La portera fue"
    " la mejor jugadora de la noche y dedicó el título a los aficionados.",
]
GERMAN = [
    "Ein Sturm hat in der Nacht das Dach der Festhalle von Grünhausen abgedeckt. Die Feuerwehr"
    " sperrte den Marktplatz, verletzt wurde niemand. Der Bürgermeister spricht von Glück.",
    "In Grünhausen ist der Marktplatz gesperrt: Der Sturm riss das Dach von der Festhalle. Die"
    " Feuerwehr sicherte die Trümmer, und der Bürgermeister dankte den Helfern.",
    "Die Bahn will die Strecke durch das Moor bis zum Herbst erneuern. Die Züge fahren dann"
    " wieder jede Stunde, und die Fahrt soll nur noch die Hälfte der Zeit dauern.",
]


@pytest.mark.parametrize("declared", [True, False])
def test_other_languages_are_grouped_whether_declared_or_not(declared: bool) -> None:
    articles = [
        Article(text, id=f"{language}{n}", language=language if declared else None)
        for language, texts in (("es", SPANISH), ("de", GERMAN))
        for n, text in enumerate(texts)
    ]
    assert ids(articles) == [["de0", "de1"], ["de2"], ["es0", "es1"], ["es2"]]


def test_hundreds_of_articles_are_grouped_through_candidates() -> None:
    articles = invented(events=90, reports=3)
    expected = [[f"{event:03}-{report}" for report in range(3)] for event in range(90)]
    assert ids(articles) == expected


def test_an_event_that_fills_most_of_a_pile_is_one_story() -> None:
    giant = [Article(a.text, id=f"giant-{a.id}") for a in invented(events=1, reports=300, seed=9)]
    pile = [dated(article, "2031-05-04") for article in giant + invented(events=50, reports=2)]
    groups = link(pile, LinkContext()).groups
    assert max(map(len, groups)) == len(giant)


def test_the_order_of_hundreds_changes_nothing() -> None:
    articles = [
        Article(article.text, id=article.id, published=f"2031-05-{1 + number % 28:02}")
        for number, article in enumerate(invented(events=30, reports=10))
    ]
    first = link(articles, LinkContext())
    order = random.Random(4).sample(articles, len(articles))
    again = link(order, LinkContext())
    names = [[articles[i].id for i in group] for group in first.groups]
    assert sorted(sorted(order[i].id for i in group) for group in again.groups) == sorted(
        map(sorted, names)
    )
    assert again.related == first.related


def test_an_event_with_more_reports_than_each_is_compared_with_is_one_story(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "NEAREST", 10)
    articles = [
        Article(article.text, id=article.id, published=f"2031-05-{1 + number % 3:02}")
        for number, article in enumerate(invented(events=2, reports=120))
    ]
    assert ids(articles) == [
        [f"{event:03}-{report}" for report in sorted(map(str, range(120)))] for event in range(2)
    ]


def test_a_granularity_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'tale'.*event, story, saga"):
        link(NEWS, LinkContext(granularity="tale"))


def test_importing_the_linker_loads_no_tables() -> None:
    code = "import sys, newskit.grouping.events; print('msgspec.msgpack' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_short_texts_of_one_weekday_are_no_story() -> None:
    texts = (
        "The old bridge was closed on Monday after cracks were found. Engineers inspect it.",
        "Potato prices rose sharply on Monday as farmers reported a poor harvest. Shops worry.",
        "The home side won the cup final on Monday with two late goals. Fans sang all night.",
    )
    marked = newskit.stories([newskit.Article(text) for text in texts])
    assert [article.extra["story"]["size"] for article in marked] == [1, 1, 1]
