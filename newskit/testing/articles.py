"""Invented articles to test with: one at will, a small pile with its answers, and odd piles."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from newskit.article import KNOWN, Article

TEXT = (
    "The swing bridge at Port Ellering is closed until Friday, the harbour office said. "
    "A barge struck its northern gate on Tuesday night; nobody was hurt."
)


def article(text: str = TEXT, **keys: Any) -> Article:
    """Make an article.

    Args:
        text: its text.
        keys: its other keys, as in a record: `title`, `source`, `published`, …; those that newskit
            does not know are kept as further ones.
    """
    known = {key: value for key, value in keys.items() if key in KNOWN}
    extra = {key: value for key, value in keys.items() if key not in KNOWN}
    return Article(text, **known, extra=extra)


class Corpus(list[Article]):
    """A small pile of invented articles, and what is true of it.

    Attributes:
        copies: pairs of ids that newskit finds to be copies, by level: `exact`, `near`,
            `rewritten`.
        stories: the ids of each story with several articles.
    """

    copies: ClassVar[Mapping[str, Sequence[tuple[str, str]]]] = {
        "exact": [("ferry", "ferry-reprint")],
        "near": [("ferry", "ferry-edited"), ("ferry-edited", "ferry-reprint")],
        "rewritten": [
            ("ferry", "ferry-retold"),
            ("ferry-edited", "ferry-retold"),
            ("ferry-reprint", "ferry-retold"),
        ],
    }
    stories: ClassVar[Sequence[Sequence[str]]] = (
        ("ferry", "ferry-edited", "ferry-other", "ferry-reprint", "ferry-retold"),
        ("school", "school-other"),
    )


_FERRY = (
    "The ferry Aurelia ran aground off Skarholm on Monday morning with 214 passengers on board. "
    "Lifeboats from Port Ellering took everyone ashore within three hours, the coast guard said. "
    "Captain Ines Halloran told the harbour office that the steering had failed in thick fog. "
    "Two crew members were treated for bruises at the hospital in Dunmarrow. "
    "A tug is to pull the ship off the sandbank at high tide on Wednesday. "
    "Until then the island is served by a fishing boat that carries 40 people at a time."
)
_EDITED = _FERRY.replace("on Monday morning", "early on Monday").replace(
    "The ferry Aurelia", "SKARHOLM: The car ferry Aurelia"
)
_RETOLD = (
    "All 214 passengers of the ferry Aurelia are safe after the ship hit a sandbank near Skarholm. "
    "Within three hours, lifeboats sent from Port Ellering had brought everyone to the shore, "
    "according to the coast guard. "
    "Thick fog lay over the water when the steering failed, Captain Ines Halloran has told the "
    "harbour office. "
    "At the hospital in Dunmarrow, bruises of two members of the crew were treated. "
    "On Wednesday, when the tide is high, a tug is to pull the ship off the bank. "
    "The island is meanwhile served by a fishing boat, which can carry 40 people at a time."
)
_FERRY_OTHER = (
    "Passengers of the stranded ferry Aurelia have described hours of waiting off Skarholm. "
    "“We heard a long scrape and then nothing at all,” said Tomas Veld, a teacher from Dunmarrow. "
    "The ferry had left Port Ellering in fog on Monday and went aground half a mile from the pier. "
    "Blankets and tea were handed out in the island's church hall. "
    "The shipping line promised to refund all tickets and to pay for hotel rooms."
)
_SCHOOL = (
    "Part of the roof of the Linden school in Ostrava Mills collapsed during a storm on Thursday. "
    "The gymnasium below was empty, and no pupil was hurt, head teacher Mara Quist said. "
    "Some 320 children are to have lessons in the town hall from Monday. "
    "Engineers had called the beams of the gymnasium sound in an inspection two years ago."
)
_SCHOOL_OTHER = (
    "Parents in Ostrava Mills want to know why the roof of the Linden school could collapse. "
    "The storm on Thursday brought it down on an empty gymnasium while all pupils were at lunch. "
    "Engineers had inspected the beams of the gymnasium two years ago and found nothing. "
    "Head teacher Mara Quist said that lessons for the 320 children go on in the town hall. "
    "Repairs may cost 1.2 million crowns, and council leader Per Anders promised new inspections."
)
_MARKET = (
    "The weekly market of Dunmarrow moves to the riverside in May. "
    "Stallholders had asked for more room and for water connections. "
    "The old square will be repaved until the autumn.\n\n"
    "Subscribe to our newsletter and never miss a story."
)
_CHESS = (
    "Odile Brandt, 17, has won the open chess championship of the northern counties. "
    "She drew her last game after 61 moves and finished half a point ahead.\n\n"
    "Subscribe to our newsletter and never miss a story."
)
_HONEY = (
    "Bees on the roof of the library have given 90 kilograms of honey this year. "
    "The jars are sold at the counter; the money goes to new books for children.\n\n"
    "Subscribe to our newsletter and never miss a story."
)
_GERMAN = (
    "Das Stadtarchiv sucht alte Fotos vom Bau der Talsperre. "
    "Wer welche hat, kann sie bis Ende Mai am Marktplatz abgeben und bekommt Kopien."
)


@cache
def corpus() -> Corpus:
    """Give a pile of twelve articles: copies of three levels, stories, footers, two languages."""
    monday, friday = "2026-03-02T09:{}:00Z", "2026-03-06T07:{}:00Z"
    source = {name: f"{name}.example" for name in ("gazette", "courier", "post", "echo")}
    items: list[dict[str, Any]] = [
        {"id": "ferry", "text": _FERRY, "title": "Ferry runs aground off Skarholm"},
        {"id": "ferry-reprint", "text": _FERRY, "title": "Fog: 214 saved"},
        {"id": "ferry-edited", "text": _EDITED, "title": "Ferry aground"},
        {"id": "ferry-retold", "text": _RETOLD, "title": "Everyone safe after ferry hits sandbank"},
        {"id": "ferry-other", "text": _FERRY_OTHER, "title": "“Then nothing at all”"},
        {"id": "school", "text": _SCHOOL, "title": "Storm brings down school roof"},
        {"id": "school-other", "text": _SCHOOL_OTHER, "title": "Parents ask about school roof"},
        {"id": "market", "text": _MARKET, "title": "Market moves to the river"},
        {"id": "chess", "text": _CHESS, "title": "Brandt is champion"},
        {"id": "honey", "text": _HONEY, "title": "Honey from the library"},
        {"id": "german", "text": _GERMAN, "title": "Alte Fotos gesucht", "language": "de"},
        {"id": "bare", "text": "A brass band from Velm plays in the park on Sunday."},
    ]
    of = ["gazette", "courier", "post", "echo", "courier", "gazette", "post", *["echo"] * 4]
    for number, (item, name) in enumerate(zip(items, of, strict=False)):
        day = friday if item["id"].startswith("school") else monday
        item |= {"source": source[name], "published": day.format(10 + number)}
        item |= {"url": f"https://{source[name]}/{item['id']}", "language": "en"} | item
    return Corpus(article(**item) for item in items)


@cache
def odd_piles() -> dict[str, list[Article]]:
    """Give piles that are well formed and not what anybody thinks of, each by what it is.

    There are none without text, since an `Article` has one; ids differ, as newskit sees to it.
    """
    long = " ".join(f"Barge {n} passed lock {n % 7} of the canal at noon." for n in range(150))
    scripts = [
        "أُغلق الجسر في الميناء حتى يوم الجمعة. لم يصب أحد.",
        "港口的桥关闭到星期五。没有人受伤。",
        "ท่าเรือปิดสะพานจนถึงวันศุกร์ไม่มีใครบาดเจ็บ",
        "पुल शुक्रवार तक बंद है। किसी को चोट नहीं आई।",
        "Cafe\u0301 Zoe\u0308 🛳️👩🏽‍✈️ ﬁ Ⅻ １２ ß İ — “so” ‘it’ goes…",
    ]
    controls = "A\x00b \x1b[31mred\x1b[0m \x07\x08\x7f\x85 c\r\nd\u2028e\u202ef\ufeffg\t\x0b\x0c h."
    markup = '<script>alert(1)</script> [x](javascript:x) | a | **b** `c` {{ d }} % $e $(f) "g", \\'
    marks: dict[str, Any] = {"boilerplate": "none", "copies": 40_000, "x": [[], 1e308]}
    dates = ["yesterday", "0001-01-01", "9999-12-31T23:59:59Z", "2026-02-30", "", "2026-03-02"]
    return {
        "one article": [article()],
        "one word": [article("Rain.")],
        "only white space around a word": [article(" \n\n\t rain \u00a0\n")],
        "no words": [article("… ?! —"), article("🛳️"), article("\u200b.")],
        "texts without metadata": [Article(text) for text in (_SCHOOL, _CHESS, _HONEY)],
        "one text many times": [article(source=f"s{n}", id=f"n{n}") for n in range(12)],
        "many scripts": [article(text, title=text[:9], source=text[:3]) for text in scripts],
        "control characters": [
            article(controls, id="\x1b]0;x\x07", title=controls, source=controls, language="\x00")
        ],
        "half characters": [article("Fog \ud83d rises. \udfff Rain falls.", title="\ud800")],
        "markup": [article(f"{markup}\n\n{TEXT}", title=markup, source=markup, url=markup)],
        "a long text": [article(long, title="Locks " * 500)],
        "a long word": [article("a" * 50_000), article("港" * 5_000)],
        "long lines of one letter": [article("a " * 5_000), article("\n" * 5_000 + "b")],
        "strange times": [article(published=day, id=f"d{n}") for n, day in enumerate(dates)],
        "strange languages": [article(language=tag, id=tag) for tag in ("xx", "en_GB", "??", "zh")],
        "strange marks": [article(id="m", **marks), article(id="n", boilerplate=[{"start": -1}])],
    }
