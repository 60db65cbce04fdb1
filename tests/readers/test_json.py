"""JSON Lines and JSON files: a bad part costs only itself, and its place is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import to_json
from newskit.readers import jsonfile, jsonlines
from newskit.readers.jsonlines import fast_parser, strict


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


# JSON Lines


def test_a_bad_line_costs_only_itself(read_file) -> None:
    data = [json.dumps({"text": f"Text {n}."}) for n in range(1, 31)]
    data[16] = '{"text": "cut o'
    articles, said = read_file("feed.jsonl", "\n".join(data))
    assert [a.text for a in articles] == [f"Text {n}." for n in range(1, 31) if n != 17]
    assert articles[-1].path == "feed.jsonl:30"
    assert said == [
        "InputError: feed.jsonl:17: not JSON: Unterminated string starting at at character 10"
    ]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"A text.", "not JSON: Expecting value at character 1 (plain text? try --reader text)"),
        (b"<html>", "not JSON: Expecting value at character 1 (HTML or XML?)"),
        (b'{"text": "a"} {"text": "b"}', "not JSON: Extra data at character 15"),
        (b'{"text": "a", "score": NaN}', "not JSON: NaN is not a JSON value"),
        (b'{"text": "a", "score": -Infinity}', "not JSON: -Infinity is not a JSON value"),
        (b'{"text": "a", "score": 1e999}', "not JSON: 1e999 is too large a number"),
        (
            b'{"text": "caf\xe9"}',
            "not UTF-8 at byte 14 (iconv -f WINDOWS-1252 -t UTF-8 converts old files)",
        ),
        (b'{"text": ' + b"[" * 99_999 + b"]" * 99_999 + b"}", "not an article: nested too deeply"),
        (b'["text"]', "not a JSON object"),
        (b"17", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", 'no key "text" (another name? try --field text=NAME)'),
        (b'{"title": "a"}', 'no key "text" (another name? try --field text=NAME)'),
        (b'{"text": null}', 'no key "text" (another name? try --field text=NAME)'),
        (b'{"text": ["a"]}', '"text" is not text'),
        (b'{"text": " "}', "the text is empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line(read_file, line: bytes, cause: str) -> None:
    good = lines({"text": "Good."})
    articles, said = read_file("feed.jsonl", good + line + b"\n" + good)
    assert [a.text for a in articles] == ["Good.", "Good."]
    (problem,) = said
    assert problem.partition(": ")[2] == f"feed.jsonl:2: {cause}"


def test_empty_lines_byte_order_marks_and_crlf_are_passed_over(read_file) -> None:
    data = b'\xef\xbb\xbf{"text": "One."}\r\n\r\n  \n\xef\xbb\xbf{"text": "Two."}'
    articles, said = read_file("feed.jsonl", data)
    assert [(a.text, a.path) for a in articles] == [
        ("One.", "feed.jsonl:1"),
        ("Two.", "feed.jsonl:4"),
    ]
    assert said == []


def test_no_number_loses_a_digit(read_file) -> None:
    line = '{"text": "a", "id": "1", "path": "p", "big": 123456789012345678901234567890, "x": 0.1}'
    (article,), _ = read_file("feed.jsonl", line)
    assert json.loads(to_json(article.record())) == json.loads(line)


def test_what_is_read_can_be_written(read_file) -> None:
    """Whatever depth the parser takes, the writer takes as well."""
    for depth in (100, 800, 900, 950, 980, 990, 1000):
        nested = "[" * depth + "]" * depth
        articles, said = read_file("feed.jsonl", f'{{"text": "a", "x": {nested}}}')
        assert len(articles) + len(said) == 1
        assert all(nested in to_json(a.record()) for a in articles)


# JSON files


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ('{"text": "A."}', ["a.json"]),
        ('[{"text": "A."}, {"text": "B."}]', ["a.json#1", "a.json#2"]),
        ('{"text": "A."}\n{"text": "B."}', ["a.json#1", "a.json#2"]),
        ('{"text": "A."}[{"text": "B."}]', ["a.json#1", "a.json#2"]),
        ('\ufeff [\n{"text": "A."}\n]\n', ["a.json"]),
    ],
)
def test_objects_arrays_and_objects_in_a_row(read_file, data: str, places: list[str]) -> None:
    articles, said = read_file("a.json", data)
    assert [a.path for a in articles] == places
    assert [a.text for a in articles] == ["A.", "B."][: len(places)]
    assert said == []


@pytest.mark.parametrize(("name", "data"), [("a.json", "[]"), ("a.json", ""), ("a.jsonl", "\n")])
def test_a_file_without_records_is_no_error_but_is_named(read_file, name: str, data: str) -> None:
    articles, said = read_file(name, data)
    assert articles == []
    assert said == [f"InputNote: {name}: nothing in it"]


@pytest.mark.parametrize(
    ("bad", "line", "cause"),
    [
        ('{"text": }', 0, "not JSON: Expecting value"),
        ('{"text": "cut', 0, "not JSON: Invalid control character at"),
        ('{"text": "A." "x": 1}', 0, "not JSON: Expecting ',' delimiter"),
        ('{"text": "A.", "x": [1, 2}', 0, "not JSON: Expecting ',' delimiter"),
        ('{"text": "A.", "x": NaN}', 0, "not JSON: NaN is not a JSON value"),
        ('{"text": "A.", "x": [\n1e999]}', 0, "not JSON: 1e999 is too large a number"),
        ('{"text": "\udce9"}', 0, "not UTF-8"),
        ('{"text": "A.",\n"x":\n"\udce9"}', 2, "not UTF-8"),
        ('{"text": ' + "[" * 99_999 + "]" * 99_999 + "}", 0, "not an article: nested too deeply"),
        ("nonsense", 0, "not JSON: Expecting value"),
    ],
)
@pytest.mark.parametrize("form", ["[\n  %s,\n  %s,\n  %s\n]", "%s\n%s\n%s\n", "[%s,\n%s,\n%s]"])
def test_a_bad_item_costs_only_itself(read_file, bad: str, line: int, cause: str, form) -> None:
    good = '{"text": "Good."}'
    data = (form % (good, bad, good)).encode("utf-8", "surrogateescape")
    articles, said = read_file("a.json", data)
    assert [a.path for a in articles] == ["a.json#1", "a.json#3"]
    first = 3 if form.startswith("[\n") else 2
    assert said == [f"InputError: a.json:{first + line}: {cause}"]


def test_the_first_item_may_be_the_bad_one(read_file) -> None:
    articles, said = read_file("a.json", '[\n  {"text": oops},\n  {"text": "Good."}\n]')
    assert [a.path for a in articles] == ["a.json#2"]
    assert said == ["InputError: a.json:2: not JSON: Expecting value"]


@pytest.mark.parametrize(
    "data",
    [
        '[{"text": "A."}, {"text": }, {"text": "B."}]',
        # What begins a line here may stand inside of the bad item.
        '[\n{"text": "A."},\n{\n"text": },\n{"text": "B."}]',
    ],
)
def test_what_cannot_be_found_again_is_told(read_file, data: str) -> None:
    articles, said = read_file("a.json", data)
    assert [a.text for a in articles] == ["A."]
    (problem,) = said
    assert problem.endswith("not JSON: Expecting value; what comes after it was not read")


def test_what_is_inside_of_a_bad_item_is_no_item(read_file) -> None:
    data = """[
  {
    "text": "Broken",
    "comments": [
      {"text": "A comment."},
      {"text": "Another."}
    ],,
  },
  {
    "text": "Whole."
  }
]"""
    articles, said = read_file("a.json", data)
    assert [a.text for a in articles] == ["Whole."]
    assert len(said) == 1


def test_an_array_that_has_no_end_is_told(read_file) -> None:
    articles, said = read_file("a.json", '[\n{"text": "A."},\n')
    assert [a.text for a in articles] == ["A."]
    assert said == ["InputError: a.json:3: not JSON: the array has no end"]


@pytest.mark.parametrize("piece", [1, 2, 7, 64])
@pytest.mark.parametrize("form", [None, 1])
def test_items_at_the_edge_of_what_is_looked_at(read_file, monkeypatch, piece: int, form) -> None:
    records = [
        {"text": f'Bridge {n} – "closed" \\ 😀', "n": [n, -1.5e-7, None, True, {"x": []}]}
        for n in range(20)
    ]
    data = json.dumps(records, indent=form, ensure_ascii=False).encode()
    monkeypatch.setattr(jsonfile, "_PIECE", piece)
    articles, said = read_file("a.json", data)
    assert [{"text": a.text, **a.extra} for a in articles] == records
    assert said == []


def test_what_is_no_object_in_an_array_costs_only_itself(read_file) -> None:
    articles, said = read_file("a.json", '[{"text": "A."}, 7, [{"text": "B."}], {"text": "C."}]')
    assert [a.text for a in articles] == ["A.", "C."]
    assert said == [
        "InputError: a.json#2: not a JSON object",
        "InputError: a.json#3: not a JSON object",
    ]


# Looking at what came in


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (lines({"text": "A."}, {"text": "B."}), ["A.", "B."]),
        (lines({"text": "A."}), ["A."]),
        (b'\xef\xbb\xbf{"text": "A."}\n', ["A."]),
        (b'{ "text": "A." }', ["A."]),
        (b'broken\n{"text": "A."}\n', ["A."]),
        (json.dumps({"text": "x" * 9000}).encode(), ["x" * 9000]),
        (json.dumps([{"text": "A."}, {"text": "B."}], indent=2).encode(), ["A.", "B."]),
        (json.dumps({"text": "A."}, indent=2).encode(), ["A."]),
        (b'[\n{"text": "A."},\n{"text": "B."}\n]', ["A.", "B."]),
        (b'[{"text": "A."},\n{"text": "B."}]', ["A.", "B."]),
        (b"[]", []),
    ],
)
def test_standard_input_that_looks_like_json_is_json(read_stdin, data: bytes, texts) -> None:
    articles, _ = read_stdin(data)
    assert [a.text for a in articles] == texts
    assert all(a.title is None for a in articles)


def test_articles_of_standard_input_have_no_path(read_stdin) -> None:
    (article,), _ = read_stdin(lines({"text": "A."}))
    assert "path" not in article.record()


def test_the_suffix_decides_before_the_look_and_the_user_before_both(read_file) -> None:
    (article,), _ = read_file("a.txt", lines({"text": "A."}))
    assert article.text == '{"text": "A."}'
    (article,), _ = read_file("a.txt", lines({"text": "A."}), reader="jsonl")
    assert article.text == "A."
    (article,), _ = read_file("a.jsonl", "Just text.", reader="text")
    assert article.text == "Just text."


# Parsed fast


@pytest.mark.parametrize(
    "data", ['[{"text": "a"}, {"text": "b"}]', '{\n  "text": "a"\n}', "[\n{}\n]"]
)
def test_json_that_is_no_lines_is_told_which_reader_reads_it(read_file, data: str) -> None:
    _, said = read_file("feed.jsonl", data)
    assert said[0].endswith("(JSON of several lines, or an array? try --reader json)")
    assert "--reader text" not in "".join(said)


STRANGE = [
    '{"text": "a", "big": 123456789012345678901234567890, "small": -9223372036854775809}',
    '{"text": "a", "x": 5e-324, "y": 1E+2, "z": -0, "w": -0.0, "v": 0.1, "u": 9007199254740993.0}',
    '{"text": "a", "text": "b", "x": 1, "text": "c"}',
    '{"text": "half a \\ud83d smile", "x": "\\ud83d\\ude00\\/\\u0000"}',
    '{"": "a", "text": "\u2028\x7f"} \t\r',
    '\ufeff{"text": "a"}',
    '\x0b{"text": "a"}\x0c',
    '{"text": "tab\t"}',
    '{"text": "a",}',
    '{"text": "a"}\0',
    "{'text': 'a'}",
    '{"text": NaN}',
    '{"x": 1e400}',
    '{"x": -Infinity}',
    '{"x": 01}',
    '{"x": 1.}',
    '{"x": "\\u12_4"}',
    f'{{"x": {"9" * 4301}}}',
    *(f'{{"x": {"[" * depth}{"]" * depth}}}' for depth in (49, 50, 51, 300, 2000)),
    *('{"x": ' + '{"a":' * depth + "1" + "}" * depth + "}" for depth in (49, 50, 51, 300, 2000)),
]


def outcome(parse, line: bytes) -> str:
    try:
        return repr(parse(line))
    except ValueError as error:
        return f"refused: {error}"


@pytest.mark.parametrize("line", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "utf-8-sig"])
def test_the_fast_parser_answers_as_the_strict_one(line: str, encoding: str) -> None:
    data = line.encode(encoding, "replace")
    assert outcome(fast_parser(), data) == outcome(strict, data)


@given(st.binary(max_size=40) | st.text(max_size=20).map(lambda t: json.dumps({t: t}).encode()))
def test_the_fast_parser_answers_as_the_strict_one_for_any_bytes(data: bytes) -> None:
    assert outcome(fast_parser(), data) == outcome(strict, data)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_the_fast_parser_reads_every_number_as_it_is(number: float) -> None:
    assert outcome(fast_parser(), repr(number).encode()) == repr(number)


def test_many_lines_are_read_as_few_are(read_file, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\n".join(line for line in STRANGE if "\x0b" not in line)
    few = read_file("feed.jsonl", data.encode())
    monkeypatch.setattr(jsonlines, "WORTH_LOADING", 3)
    assert read_file("feed.jsonl", data.encode()) == few
    assert len(few[0]) > 3
    assert len(few[1]) > 3
