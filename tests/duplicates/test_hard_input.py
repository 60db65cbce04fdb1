"""Hard input: crowds, giants, scraps, and scripts of all kinds come to the right groups in time."""

import random
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import newskit
from newskit.article import Article
from newskit.deduplicated import Deduplicated

Report = Callable[..., str]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ask for so much processor time at most; a busy machine is no failure."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def run(articles: list[Article], **options: object) -> Deduplicated:
    return newskit.dedupe(articles, cleaners=[], **options)


def groups(texts: list[str], **options: object) -> list[list[int]]:
    """Give the groups of copies as numbers of texts."""
    result = run([Article(text, id=f"{n:05}") for n, text in enumerate(texts)], **options)
    of = {a.id: [int(a.id)] for a in result}
    for article in result.removed:
        of[article.extra["copy_of"]["id"]].append(int(article.id))
    return sorted(sorted(group) for group in of.values())


# Crowds


def test_thousands_of_near_identical_texts_leave_one(report: Report) -> None:
    """Each has one word of its own, somewhere else in the text."""
    said, dice = report(1).split(), random.Random(1)
    crowd = []
    for n in range(3000):
        place = dice.randrange(len(said))
        text = " ".join([*said[:place], f"own{n}", *said[place:]])
        crowd.append(Article(text, id=f"{n:04}", published="2026-03-02"))
    with at_most(12):
        (kept,) = run(crowd)
    assert kept.id == "0000"
    assert len(kept.extra["copies"]) == 2999
    assert {entry["level"] for entry in kept.extra["copies"]} == {"near"}


def test_thousands_of_identical_texts_leave_one(report: Report) -> None:
    with at_most(5):
        (group,) = groups([report(1)] * 3000)
    assert len(group) == 3000


def test_thousands_of_texts_of_one_line(report: Report) -> None:
    lines = [f"{report(n, 12)}" for n in range(4900)]
    again = [f"{lines[n]} Indeed." for n in range(100)]
    with at_most(15):
        found = groups(lines + again)
    assert [group for group in found if len(group) > 1] == [[n, 4900 + n] for n in range(100)]
    assert len(found) == 4900


# Giants


@pytest.fixture(scope="module")
def giant(report: Report) -> str:
    text = report("giant", 290_000)
    assert len(text) > 2_000_000
    return text


def test_a_text_of_two_megabytes_and_its_copies(giant: str, report: Report) -> None:
    said = giant.split()
    edited = " ".join("edited" if n % 50 == 0 else word for n, word in enumerate(said))
    part = " ".join(said[100_000:100_300])
    with at_most(20):
        assert groups([part, giant, edited, report(1), giant.upper()]) == [[0, 1, 2, 4], [3]]


def test_a_giant_that_holds_all_others_stays(report: Report) -> None:
    texts = [report(n, 100) for n in range(200)]
    with at_most(10):
        assert groups([*texts, " ".join(texts)]) == [list(range(201))]


@pytest.mark.parametrize(
    "text", ["word " * 400_000, "x" * 2_000_000, "7" * 2_000_000, "橋" * 100_000]
)
def test_a_text_that_says_nothing_at_length(text: str) -> None:
    with at_most(20):
        assert groups([text, "something else", text + " more"])[-1] in ([1], [2])


# Scraps


@pytest.mark.parametrize(
    "texts",
    [
        ["One.", "Two.", "One two.", "one", "ONE TWO", "two one"],
        ["1", "2", "1 2", " 1.", "1, 2", "2 1"],
        ["🎈", "🎉", "🎈 🎉", "🎈 ", "🎈\n🎉", "🎉 🎈"],
        ["桥", "梁", "桥梁", "桥。", "桥 梁", "梁桥"],
        ["—", "…", "— …", " —", "—\t…", "… —"],
    ],
    ids=["words", "digits", "emoji", "characters", "punctuation"],
)
def test_texts_of_fewer_than_five_words_are_copies_only_when_equal(texts: list[str]) -> None:
    assert groups(texts) == [[0, 3], [1], [2, 4], [5]]
    many = [f"scrap {n}" for n in range(200)]
    assert groups(texts + many)[:4] == [[0, 3], [1], [2, 4], [5]]


def numbers(seed: int, count: int = 120) -> list[str]:
    dice = random.Random(seed)
    return [str(dice.randrange(10**6)) for _ in range(count)]


def emoji(seed: int, count: int = 120) -> list[str]:
    dice = random.Random(seed)
    return ["".join(chr(0x1F300 + dice.randrange(500)) for _ in range(3)) for _ in range(count)]


@pytest.mark.parametrize("make", [numbers, emoji])
def test_texts_of_figures_only_and_of_emoji_only(make: Callable[[int], list[str]]) -> None:
    texts = [make(seed) for seed in range(130)]
    copies = [[*text[:60], *make(999)[:2], *text[60:]] for text in texts[:10]]
    found = groups([" ".join(text) for text in texts + copies])
    assert [group for group in found if len(group) > 1] == [[n, 130 + n] for n in range(10)]
    assert len(found) == 130


# Scripts


CHINESE = """连接两岸的老桥将关闭到春天。县政府星期一宣布，工程师在四个桥墩中的两个上发现
了裂缝，十二月的洪水使情况更加严重。司机必须改乘埃林港的渡轮，它每次只能装十二辆汽车，晚上
九点停航。市长说关闭对市场是沉重打击，因为一半的摊贩来自对岸。修理费用为三百万，其中国家承
担三分之二。渔民提出免费用小船送孩子上学，县里先要检查救生衣。"""
OTHER_CHINESE = """省里的象棋冠军今年只有十二岁。她星期天用十九步战胜了去年的冠军，然后坐
电车回家，因为第二天的作业还没有写完。她的父亲向等在礼堂门口的记者这样解释。教练说她每天只
练习一个小时，其余时间都在院子里踢球。"""
ARABIC = """سيبقى الجسر القديم فوق النهر مغلقا حتى الربيع كما أعلنت المقاطعة يوم الاثنين
بعد أن وجد المهندسون شقوقا في اثنتين من دعائمه الأربع عقب فيضان ديسمبر. وعلى السائقين أن
يستعملوا العبارة في ميناء إيلرينغ وهي تحمل اثنتي عشرة سيارة في كل مرة وتتوقف عند التاسعة
مساء. وقالت رئيسة البلدية إن الإغلاق ضربة للسوق لأن نصف الباعة يأتون من الضفة الأخرى.
وستكلف الأعمال ثلاثة ملايين تدفع الدولة ثلثيها."""
OTHER_ARABIC = """فازت طفلة في الثانية عشرة من عمرها ببطولة الشطرنج في الإقليم. هزمت حامل
اللقب في تسع عشرة نقلة يوم الأحد ثم عادت إلى البيت بالترام لأن عليها واجبات مدرسية كما قال
والدها للصحفيين الذين كانوا ينتظرونها أمام القاعة بآلات التصوير. وأضافت مدربتها أنها لا
تتدرب أكثر من ساعة في اليوم وتلعب الكرة بقية الوقت."""
THAI = """สะพานเก่าข้ามแม่น้ำจะปิดไปจนถึงฤดูใบไม้ผลิ
ทางจังหวัดแจ้งเมื่อวันจันทร์ว่าวิศวกรพบรอยร้าวในตอม่อสองจากสี่ต้นหลังน้ำท่วมเดือนธันวาคม
ผู้ขับรถต้องใช้เรือข้ามฟากซึ่งบรรทุกรถได้ครั้งละสิบสองคันและหยุดวิ่งตอนสามทุ่ม
นายกเทศมนตรีกล่าวว่าการปิดสะพานกระทบตลาดมาก เพราะแม่ค้าครึ่งหนึ่งมาจากอีกฝั่ง
การซ่อมจะใช้เงินสามล้านซึ่งรัฐจ่ายสองในสาม"""
OTHER_THAI = """เด็กหญิงอายุสิบสองปีชนะการแข่งขันหมากรุกของภาค
เธอเอาชนะแชมป์เก่าในสิบเก้าตาเมื่อวันอาทิตย์แล้วนั่งรถรางกลับบ้าน เพราะยังมีการบ้านต้องทำ
พ่อของเธอบอกนักข่าวที่มารอหน้าศาลากลางพร้อมกล้อง
ครูฝึกเล่าว่าเธอซ้อมเพียงวันละหนึ่งชั่วโมง"""


@pytest.mark.parametrize(
    ("text", "other", "old", "new"),
    [
        (CHINESE, OTHER_CHINESE, "星期一", "昨天"),
        (ARABIC, OTHER_ARABIC, "ثلاثة ملايين", "خمسة ملايين"),
        (THAI, OTHER_THAI, "วันจันทร์", "วันอังคาร"),
    ],
    ids=["Chinese", "Arabic", "Thai"],
)
@pytest.mark.parametrize("strangers", [0, 120])
def test_copies_with_a_small_edit(text, other, old, new, strangers: int, report: Report) -> None:
    assert text.count(old) == 1
    edited = text.replace(old, new)
    half = text[: 3 * len(text) // 5]
    unspaced = text.replace("\n", " ")
    texts = [text, edited, other, half, unspaced, other.replace(".", "!").replace("。", "！")]
    texts += [report(n) for n in range(strangers)]
    found = groups(texts)
    assert found[:2] == [[0, 1, 3, 4], [2, 5]]
    assert len(found) == 2 + strangers


def test_marks_and_forms_of_a_script_make_no_difference() -> None:
    """Presentation forms, full width, vowel signs as composed and as decomposed."""
    for text in (
        CHINESE,
        ARABIC,
        THAI,
        "Ｆｕｌｌ ｗｉｄｔｈ ｎｅｗｓ ｏｆ ｔｈｅ ｄａｙ",
        "Škoda, Žižkov, Łódź i Århus",
    ):
        forms = [text, *(unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKD"))]
        assert len(groups(forms)) == 1
