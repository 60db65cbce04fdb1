"""Files of labels as people have them: tables of any delimiter, JSON Lines, JSON."""

import pytest

from newskit.errors import NewskitError
from newskit.evaluation.rows import article_of, parse_rows, read_rows
from newskit.protocols import Record


def read(text: str) -> list[object]:
    return [
        (row.place, row.data) if isinstance(row, Record) else str(row)
        for row in parse_rows(text.encode(), "g")
    ]


@pytest.mark.parametrize("text", ["a,b\nx,y\n", "a;b\nx;y\n", "a\tb\nx\ty", "\ufeffa,b\r\nx,y\r\n"])
def test_tables_of_any_delimiter(text: str) -> None:
    assert read(text) == [("g:2", {"a": "x", "b": "y"})]


def test_cells_in_quotes_and_empty_lines() -> None:
    text = '\nid,summary\n\n1,"Fog, and ""more"" fog.\nStill fog."\n'
    assert read(text) == [("g:5", {"id": "1", "summary": 'Fog, and "more" fog.\nStill fog.'})]


def test_a_row_of_another_length_costs_itself() -> None:
    assert read("a,b\nx\ny,z\n") == [
        "g:2: 1 cells where the header has 2 (cells with a delimiter in them need quotes)",
        ("g:3", {"a": "y", "b": "z"}),
    ]


def test_json_lines() -> None:
    assert read('{"a": 1}\n\noops\n["b"]\n{"a": 2}\n') == [
        ("g:1", {"a": 1}),
        "g:3: not JSON: Expecting value at character 1",
        "g:4: not a JSON object",
        ("g:5", {"a": 2}),
    ]


@pytest.mark.parametrize("text", ['{"a":\n 1}', '{"a": 1}\n', '[{"a": 1}]'])
def test_one_object_in_any_form(text: str) -> None:
    assert [data for _, data in read(text)] == [{"a": 1}]


def test_an_array() -> None:
    assert read('[{"a": 1}, 2]') == [("g#1", {"a": 1}), "g#2: not a JSON object"]


def test_nothing_in_it() -> None:
    assert read("") == read("\n \n") == read("a,b\n") == []


def test_what_is_no_text_at_all() -> None:
    with pytest.raises(NewskitError, match="g: not UTF-8 at byte 2"):
        list(parse_rows(b"a\xff", "g"))
    with pytest.raises(NewskitError, match=r"^missing.csv: no such file$"):
        read_rows("missing.csv")


def test_a_row_with_a_text_is_an_article() -> None:
    row = Record({"id": 7, "text": "Fog.", "title": "", "cluster": "c"}, "g:1")
    article = article_of(row)
    assert article and (article.id, article.title, article.extra) == ("7", None, {"cluster": "c"})
    assert article_of(Record({"id": "7", "text": " "}, "g:1")) is None
