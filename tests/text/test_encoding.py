"""From bytes to text: what is declared, UTF-8, detection, and what is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.encoding import decode

TEXTS = {
    "cp1252": "Die Brücke über die Ard bleibt bis zum Frühjahr gesperrt – „größere Schäden“.",
    "iso8859-2": "Most pozostanie zamknięty do wiosny, powiedziała burmistrz. Będą promy.",
    "cp1250": "Most zůstane uzavřen až do jara, řekla starostka. Škody jsou větší.",
    "cp1251": "Мост останется закрытым до весны, сообщила мэр города.",
    "koi8-r": "Мост останется закрытым до весны, сообщила мэр города.",
    "cp1253": "Η γέφυρα θα παραμείνει κλειστή μέχρι την άνοιξη, δήλωσε η δήμαρχος.",
    "shift_jis": "橋は春まで閉鎖されたままです。被害は予想よりも深刻だと市長が述べました。",
    "gb18030": "这座桥将关闭到春天。市长表示损失比预想的更严重,居民必须乘坐渡轮。",
    "euc_kr": "다리는 봄까지 폐쇄될 것입니다. 시장은 피해가 예상보다 심각하다고 말했습니다.",
}


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("around", ["", "Plain English words stand around it. " * 200])
def test_an_encoding_that_nobody_names_is_detected(encoding: str, around: str) -> None:
    text = around + TEXTS[encoding] + around
    found, note = decode(text.encode(encoding))
    assert found == text
    assert note.startswith("not UTF-8, read as ")


@pytest.mark.parametrize("encoding", [*TEXTS, "utf-8", "utf-16", "utf-16-le"])
def test_what_is_declared_is_believed(encoding: str) -> None:
    text = TEXTS.get(encoding, "Größer")
    assert decode(text.encode(encoding), encoding) == (text, "")


@pytest.mark.parametrize("declared", ["klingon", "ascii", "utf-16", "utf-8\0", "hex"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode("Für alle.".encode(), declared).text == "Für alle."


def test_utf_8_with_a_few_bad_bytes_stays_utf_8() -> None:
    data = "Die Brücke über die Ård bleibt für Fußgänger größtenteils gesperrt.".encode()
    text, note = decode(data[:11] + b"\xff" + data[11:] + "ü".encode()[:1])
    assert "Fußgänger größtenteils gesperrt" in text
    assert note == "not UTF-8 throughout, bytes replaced by \ufffd: 2"


def test_what_cannot_be_told_is_western() -> None:
    assert decode(b"caf\xe9") == ("café", "not UTF-8, read as Windows-1252")


@given(st.binary(max_size=80), st.sampled_from([None, "utf-8", "cp1252", "big5", "utf-7"]))
def test_any_bytes_become_text(data: bytes, declared: str | None) -> None:
    text, note = decode(data, declared)
    assert isinstance(text, str)
    assert "\n" not in note


@given(st.text(max_size=60))
def test_utf_8_is_never_doubted(text: str) -> None:
    encoded = text.encode("utf-8", "replace")
    if not text.startswith("\ufeff"):
        assert decode(encoded) == (encoded.decode(), "")
