"""What a plain line is, and that one that is called plain is what the parser sees."""

import io
import json
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newskit.article import KNOWN
from newskit.kernels import MARKS, Lines
from newskit.readers import bounded
from newskit.readers.jsonlines import strict
from newskit_numba.kernel import KERNEL

TEXT = KNOWN.index("text")
NESTED = '{"text": "a", "x": '


def scanned(data: bytes) -> Lines:
    lines = KERNEL.scan(np.frombuffer(data, np.uint8))
    assert lines is not None
    return lines


def is_plain(line: str | bytes) -> bool:
    data = line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
    lines = scanned(data)
    assert len(lines.plain) == 1
    return bool(lines.plain[0])


def values(data: bytes, lines: Lines, line: int) -> dict[str, str]:
    return {
        key: json.loads(b'"' + data[start:end] + b'"')
        for key, (start, end) in zip(KNOWN, lines.spans[line].tolist(), strict=True)
        if start >= 0
    }


PLAIN = [
    '{"text": "a"}',
    '{"text": "a"}\n',
    '{"text":"a"}\r\n',
    ' \t\r{ \t"text"\r:\t"a" } \t\r\n',
    '{"id": "1", "title": "t", "text": "a", "url": "u", "source": "s", "language": "en"}',
    '{"text": "“Fog” – é 東 😀"}',
    r'{"text": "\" \\ \/ \b \f \n \r \t \u00e9 \uD83D\uDE00 \ud83d\ude00"}',
    r'{"text": "\u0041"}',
    r'{"text": "\\"}',
    r'{"text": "\"", "id": "\\"}',
    '{"text": " \u00a0\\n."}',
    r'{"text": "\b"}',
    '{"text": "\x7f"}',
    '{"text": "' + "x" * 63 + '"}',
    '{"text": "' + "x" * 64 + '"}',
    '{"text": "' + "x" * 200 + 'é"}',
    '{"text": "a", "x": null, "y": true, "z": false}',
    '{"text": "a", "x": 0, "y": -0, "z": -12.5, "w": 123456789012345}',
    '{"text": "a", "x": {}, "y": [], "z": [{}, [], {"a": [1, 2]}, "s", null]}',
    '{"text": "a", "x": { "k" : 1 , "l" : [ 1 , 2 ] } , "y" : [ [ ] , { } ] }',
    NESTED + "[" * 7 + "]" * 7 + "}",
    NESTED + '{"a":' * 6 + "{}" + "}" * 6 + "}",
    '{"text": "a", "x": {"text": 1, "text": 2, "copies": 3, "a\\u0062": 4}}',
    '{"text": "a", "": 1}',
    '{"text": "a", "Text": "b", "texts": "c", "copy": "d"}',
]

NOT_PLAIN = [
    "\n",
    " \n",
    "null",
    "[]",
    "{}",
    '"text"',
    '{"text": ""}',
    '{"text": " "}',
    '{"text": "\\n\\t\\r \\f"}',
    '{"text": "\u00a0\u2003\u3000\u2028\x85\u1680"}',
    '{"text": "\\u00a0\\u001c\\u0020"}',
    '{"text": null}',
    '{"text": 5}',
    '{"text": ["a"]}',
    '{"text": {"a": "b"}}',
    '{"id": "a"}',
    '{"text": "a", "id": ""}',
    '{"text": "a", "title": null}',
    '{"text": "a", "url": 5}',
    '{"text": "a", "text": "a"}',
    '{"text": "a", "id": "1", "id": "2"}',
    '{"text": "a", "x": 1, "x": 1}',
    '{"te\\u0078t": "a"}',
    '{"text": "a", "\\u0078": "b"}',
    *('{"text": "a", "' + mark + '": []}' for mark in MARKS),
    '{"text": "a"',
    '{"text": "a}',
    '{"text": "a",}',
    '{"text": "a" "x": 1}',
    '{"text" "a"}',
    '{"text": }',
    '{text: "a"}',
    "{'text': 'a'}",
    '{,"text": "a"}',
    '{"text": "a"} x',
    '{"text": "a"}{"text": "a"}',
    '{"text": "a"}\x0b',
    '\ufeff{"text": "a"}',
    '{"text": "a\tb"}',
    '{"text": "a\x00b"}',
    '{"text": "a\\x"}',
    '{"text": "a\\u12g4"}',
    '{"text": "a\\u12"}',
    '{"text": "a\\',
    '{"text": "a\\u',
    '{"text": "a", "x": NaN}',
    '{"text": "a", "x": Infinity}',
    '{"text": "a", "x": -Infinity}',
    '{"text": "a", "x": 1e5}',
    '{"text": "a", "x": 1E400}',
    '{"text": "a", "x": 1234567890123456}',
    '{"text": "a", "x": 0.1234567890123456}',
    '{"text": "a", "x": 01}',
    '{"text": "a", "x": -}',
    '{"text": "a", "x": -a}',
    '{"text": "a", "x": .5}',
    '{"text": "a", "x": 5.}',
    '{"text": "a", "x": +5}',
    '{"text": "a", "x": tru}',
    '{"text": "a", "x": nulll}',
    '{"text": "a", "x": [1,]}',
    '{"text": "a", "x": [1 2]}',
    '{"text": "a", "x": [1}',
    '{"text": "a", "x": {"a" 1}}',
    '{"text": "a", "x": {"a": 1,}}',
    '{"text": "a", "x": {1: 2}}',
    '{"text": "a", "x": {"a": 1]}',
    '{"text": "a", "x": [1]]}',
    NESTED + "[" * 8 + "]" * 8 + "}",
    NESTED + '{"a":' * 7 + "{}" + "}" * 7 + "}",
    NESTED + "[" * 5000,
    r'{"text": "half \ud83d"}',
    r'{"text": "half \ude00 pair"}',
    r'{"text": "\ud83d\u0041"}',
    '{"text": "raw \ud83d"}',
    b'{"text": "\xc0\xaf"}',
    b'{"text": "\xc1\xbf"}',
    b'{"text": "\xe0\x9f\xbf"}',
    b'{"text": "\xf0\x8f\xbf\xbf"}',
    b'{"text": "\xf4\x90\x80\x80"}',
    b'{"text": "\xf5\x80\x80\x80"}',
    b'{"text": "\xff"}',
    b'{"text": "\x80"}',
    b'{"text": "\xc3"}',
    b'{"text": "\xe2\x80"}',
    b'{"text": "\xf0\x9f\x98"}',
    b'{"text": "\xe2\x80',
    '{"text": "a"}'.encode("utf-16"),
    '{"text": "a"}'.encode("utf-16-le"),
]


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_is_found_with_what_is_in_it(line: str) -> None:
    data = line.encode()
    lines = scanned(data)
    assert lines.plain.tolist() == [True]
    parsed = strict(data)
    assert values(data, lines, 0) == {key: parsed[key] for key in KNOWN if key in parsed}


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_a_line_that_is_not_plain(line: str | bytes) -> None:
    assert not is_plain(line)


def test_a_text_of_one_character_is_plain_unless_that_is_white_space() -> None:
    characters = [chr(code) for code in range(0x3100)]
    for escaped in (True, False):
        lines = [json.dumps({"text": one}, ensure_ascii=escaped) for one in characters]
        plain = scanned("\n".join(lines).encode()).plain.tolist()
        assert plain == [not one.isspace() for one in characters]


def test_each_line_is_by_itself() -> None:
    data = "".join(
        line.rstrip("\n") + "\n" for line in PLAIN + [x for x in NOT_PLAIN if isinstance(x, str)]
    ).encode("utf-8", "surrogatepass")
    lines = scanned(data)
    assert lines.plain.tolist() == [True] * len(PLAIN) + [False] * (len(lines.plain) - len(PLAIN))
    parts = [data[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]
    assert parts == list(io.BytesIO(data))
    assert (lines.spans[~lines.plain] == -1).all()


def test_nothing_has_no_lines() -> None:
    assert [len(part) for part in scanned(b"")] == [0] * 6


def test_a_line_longer_than_an_article_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"text": "a"}\n'
    monkeypatch.setattr(bounded, "LARGEST", len(line))
    assert is_plain(line)
    monkeypatch.setattr(bounded, "LARGEST", len(line) - 1)
    assert not is_plain(line)


@pytest.mark.parametrize("count, plain", [(128, True), (129, False)])
def test_keys_are_compared_with_each_other_up_to_a_number(count: int, plain: bool) -> None:
    keys = "".join(f', "k{number}": 1' for number in range(count))
    assert is_plain('{"text": "a"' + keys + "}") is plain


DAYS = {
    "2026-03-02T17:40:00Z": date(2026, 3, 2).toordinal(),
    "0001-01-01T00:00:00Z": 1,
    "9999-12-31T23:59:59Z": date.max.toordinal(),
    "2024-02-29T00:00:00Z": date(2024, 2, 29).toordinal(),
    "2000-02-29T00:00:00Z": date(2000, 2, 29).toordinal(),
    "1900-02-29T00:00:00Z": -1,
    "2026-02-29T00:00:00Z": -1,
    "2026-04-31T00:00:00Z": -1,
    "2026-13-01T00:00:00Z": -1,
    "2026-00-01T00:00:00Z": -1,
    "2026-01-00T00:00:00Z": -1,
    "0000-01-01T00:00:00Z": -1,
    "2026-01-01T24:00:00Z": -1,
    "2026-01-01T23:60:00Z": -1,
    "2026-01-01T23:59:60Z": -1,
    "2026-01-01T23:59:59z": -1,
    "2026-01-01 23:59:59Z": -1,
    "2026-01-01T23:59:59": -1,
    "2026-01-01T23:59:59+00:00": -1,
    "2026-1-01T23:59:59ZZ": -1,
    "2026-0a-01T23:59:59Z": -1,
    "２026-01-01T23:59:59Z": -1,
    "2026-03-02": date(2026, 3, 2).toordinal(),
    "2026-02-30": -1,
    "2026-03-0": -1,
    "2026-03-02T": -1,
    "yesterday": -1,
    "Mon, 02 Mar 2026": -1,
}


@pytest.mark.parametrize("published", DAYS)
def test_the_day_of_publication(published: str) -> None:
    lines = scanned(json.dumps({"text": "a", "published": published}).encode())
    assert lines.plain[0] and lines.days[0] == DAYS[published]
    assert (lines.clocks[0] < 0) == (lines.days[0] < 0)


def test_without_a_time_there_is_no_day() -> None:
    lines = scanned(b'{"text": "a"}')
    assert (lines.days[0], lines.clocks[0]) == (0, -1)


@given(st.datetimes())
def test_any_day_is_the_day(time: datetime) -> None:
    published = f"{time:%H:%M:%S}Z"
    line = f'{{"text": "a", "published": "{time.date().isoformat()}T{published}"}}'
    lines = scanned(line.encode())
    assert lines.days[0] == time.toordinal()
    assert lines.clocks[0] == (time.hour * 60 + time.minute) * 60 + time.second


strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.sampled_from([0.5, -1.25, 10.75])
anything = st.recursive(
    st.none() | st.booleans() | numbers | strings,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strings, inner, max_size=3),
    max_leaves=8,
)
known = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
articles = st.fixed_dictionaries(
    {"text": known.filter(lambda text: not text.isspace())},
    optional={key: known for key in KNOWN if key != "text"} | {"x": anything, "y": anything},
)


def depth(value: Any) -> int:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(depth, inner), default=0)
    return 0


@given(articles, st.booleans(), st.sampled_from([None, 0]), st.randoms())
def test_ordinary_articles_are_plain(
    article: dict[str, Any], escaped: bool, indent: int | None, random: Any
) -> None:
    keys = sorted(article)
    random.shuffle(keys)
    article = {key: article[key] for key in keys}
    line = json.dumps(article, ensure_ascii=escaped, indent=indent).replace("\n", " \r\t") + "\n"
    data = b"\n" + line.encode() + b"\n"
    lines = scanned(data)
    if depth(article) <= 8:
        assert lines.plain.tolist() == [False, True, False]
        assert values(data, lines, 1) == {key: article[key] for key in KNOWN if key in article}


def check_what_is_plain(data: bytes) -> None:
    """What the contract says of a plain line must hold, as the parser of newskit sees it."""
    lines = scanned(data)
    parts = [data[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]
    assert parts == list(io.BytesIO(data))
    for number in np.flatnonzero(lines.plain).tolist():
        parsed = strict(parts[number])
        assert parsed == json.loads(parts[number].decode())
        found = values(data, lines, number)
        assert found == {key: parsed[key] for key in KNOWN if key in parsed}
        assert all(found.values()) and found["text"].strip()
        assert not set(parsed) & set(MARKS)
        assert depth(parsed) <= 8
        top: list[Any] = []
        json.loads(parts[number], object_pairs_hook=top.append)
        assert len({key for key, _ in top[-1]}) == len(top[-1])


@given(articles, st.data())
def test_what_was_garbled_and_is_still_plain_is_what_the_parser_sees(
    article: dict[str, Any], data: Any
) -> None:
    line = bytearray(json.dumps(article, ensure_ascii=data.draw(st.booleans())).encode() + b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(line) - 1))
        if data.draw(st.booleans()):
            line[at] = data.draw(st.integers(0, 255))
        else:
            line[at : at + data.draw(st.integers(0, 4))] = data.draw(
                st.sampled_from(
                    [b"", b'"', b"\\", b"{", b"}", b",", b"\\u", b"\xed\xa0\x80", b"e", b"0"]
                )
            )
    check_what_is_plain(bytes(line))


TOKENS = (
    '{"text":"a" {"text":"a","x": { } [ ] , : " "text" "id" "x" "a" 1 - 0 .5 e true null'
    " \\n \\ é \\ud83d"
)
tokens = st.sampled_from([*TOKENS.split(), " ", "\n"])


@given(st.lists(tokens, max_size=14).map("".join))
@example('{"text":"a","x":[}')
def test_any_tokens_that_are_plain_are_what_the_parser_sees(given: str) -> None:
    check_what_is_plain(given.encode())


@given(st.binary(max_size=80))
def test_any_bytes_cut_anywhere_are_read_to_their_end_only(given: bytes) -> None:
    check_what_is_plain(given)
    check_what_is_plain(b'{"text": "' + given)
