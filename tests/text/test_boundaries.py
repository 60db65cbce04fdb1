"""Sentence boundaries in many languages: invented news, a line a sentence, in `boundaries/`."""

from pathlib import Path

import pytest

from newskit.text.sentences import sentences

FILES = sorted(Path(__file__).with_name("boundaries").glob("*.txt"))
WITHOUT_SPACES = ("ja", "zh")


def split(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_text_is_split_at_each_end_and_nowhere_else(file: Path) -> None:
    space = "" if file.stem in WITHOUT_SPACES else " "
    for paragraph in file.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = paragraph.split("\n")
        assert split(space.join(lines), file.stem) == lines


def test_there_are_fourteen_languages_of_thirty_two_sentences() -> None:
    counts = [len(file.read_text(encoding="utf-8").split("\n")) for file in FILES]
    assert len(FILES) == 14
    assert all(count == 32 + 7 + 1 for count in counts)  # blank lines, and the end of the last


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ka", "ხიდი ჩამოინგრა. ¦ არავინ დაშავებულა. ¦ რატომ?"),
        ("hy", "Կամուրջը փլուզվեց։ ¦ Ոչ ոք չի տուժել։ ¦ Ո՞վ էր ստուգում։"),
        ("am", "ድልድዩ ፈረሰ። ¦ ማንም አልተጎዳም። ¦ መቼ ይከፈታል፧ ¦ ነገ።"),
        ("ur", "پل گر گیا۔ ¦ کوئی زخمی نہیں ہوا۔ ¦ کیوں؟ ¦ معلوم نہیں۔"),
        ("fa", "پل فرو ریخت. ¦ ۱۴ نفر زخمی شدند. ¦ چرا؟ ¦ معلوم نیست."),
        ("he", "הגשר קרס. ¦ איש לא נפגע. ¦ למה? ¦ לא ידוע."),
        ("bn", "সেতুটি ভেঙে পড়েছে। ¦ কেউ আহত হয়নি। ¦ কেন?"),
        ("ta", "பாலம் இடிந்து விழுந்தது. ¦ யாருக்கும் காயம் இல்லை. ¦ ஏன்?"),
        ("ko", "다리가 무너졌다. ¦ 14명이 다쳤다. ¦ 왜 그랬을까? ¦ “곧 열겠다.”고 말했다."),
        ("km", "ស្ពានបានដួលរលំ។ ¦ គ្មាននរណារងរបួសទេ។ ¦ វានឹងបើក។"),
        ("my", "တံတားပြိုကျခဲ့သည်။ ¦ ဘယ်သူမှမထိခိုက်ပါ။"),
        ("bo", "ཟམ་པ་ཆག་སོང་། ¦ སུ་ཡང་རྨ་མ་ཐེབས།"),
        ("uk", "Міст на вул. Садовій упав у 2018 р. ¦ За словами проф. Гая, ніхто не постраждав."),
        ("cs", "Most na ul. Nové spadl 3. května. ¦ Podle Ing. Nováka nebyl nikdo zraněn."),
        ("sv", "Bron föll kl. 8.45. ¦ Enligt dr. Ek skadades bl.a. två barn."),
    ],
)
def test_a_few_sentences_of_further_languages(language: str, text: str) -> None:
    lines = [line.strip() for line in text.split("¦")]
    assert split(" ".join(lines), language) == lines


@pytest.mark.parametrize("language", [None, "xx", "tlh-Latn", "en_GB"])
def test_an_unknown_language_is_split_by_common_rules(language: str | None) -> None:
    lines = ["Mr. Roe fell.", "Nobody was hurt.", "Γιατί;", "Κανείς δεν ξέρει."]
    assert split(" ".join(lines), language) == lines


def test_a_semicolon_is_no_question_outside_of_greek() -> None:
    assert len(split("The bridge fell; Nobody was hurt; It was old.", "el")) == 1


def test_a_quotation_opens_after_a_full_width_stop() -> None:
    assert split("桥塌了。“为什么？”她问道。", "zh") == ["桥塌了。", "“为什么？”她问道。"]
