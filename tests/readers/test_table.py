"""CSV and TSV: names of columns, delimiters, quotation marks, places."""

import pytest

from newskit.readers import bounded


def test_the_first_row_names_the_keys_in_any_case(read_file) -> None:
    data = "ID,Title,TEXT,Section, published \n7,Fog,It is closed.,Local,2026-03-02\n"
    (article,), said = read_file("a.csv", data)
    assert article.record() == {
        "id": "7",
        "title": "Fog",
        "text": "It is closed.",
        "Section": "Local",
        "published": "2026-03-02",
        "path": "a.csv:2",
    }
    assert said == []


def test_no_column_is_lost_to_another_of_the_same_name(read_file) -> None:
    data = "text,Text,tag,tag,Tag\nIt is closed.,Gulls cry.,fog,rain,sun\n"
    (article,), _ = read_file("a.csv", data)
    assert article.text == "It is closed."
    assert article.extra == {"Text": "Gulls cry.", "tag": "fog", "tag-2": "rain", "Tag": "sun"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read_file, delimiter: str) -> None:
    data = delimiter.join(["id", '"a,b;c\td|e"', "text"]) + "\n" + delimiter.join("1xT") + "\n"
    (article,), _ = read_file("a.csv", data)
    assert article.record() == {"id": "1", "a,b;c\td|e": "x", "text": "T", "path": "a.csv:2"}


def test_excel_may_name_the_delimiter(read_file) -> None:
    (article,), said = read_file("a.csv", "sep=;\r\nid,x;text\r\n1;A, b\r\n")
    assert article.record() == {"id": article.id, "text": "A, b", "id,x": "1", "path": "a.csv:3"}
    assert said == []


def test_fields_in_quotes_may_hold_anything(read_file) -> None:
    data = 'text,id\n"One, ""two"".\n\nThree.",1\nFour.,2\n\n"Five.",3\n'
    articles, said = read_file("a.csv", data)
    assert [(a.text, a.path) for a in articles] == [
        ('One, "two".\n\nThree.', "a.csv:2"),
        ("Four.", "a.csv:5"),
        ("Five.", "a.csv:7"),
    ]
    assert said == []


def test_a_quotation_mark_that_is_never_closed_costs_its_line(read_file) -> None:
    articles, said = read_file("a.csv", 'id,text\n1,"No end\n2,Good.\n3,Good.\n')
    assert [(a.id, a.path) for a in articles] == [("2", "a.csv:3"), ("3", "a.csv:4")]
    assert said == [
        "InputError: a.csv:2: a quotation mark that is never closed "
        '(write " inside of a field as "")'
    ]


def test_a_field_that_is_too_long_costs_its_line(read_file, monkeypatch) -> None:
    monkeypatch.setattr(bounded, "LARGEST", 40)
    data = (
        'id,text\n1,"No end\n' + "".join(f"{n},Good.\n" for n in range(2, 20)) + f"20,{'x' * 50}\n"
    )
    articles, said = read_file("a.csv", data)
    assert [a.id for a in articles] == [str(n) for n in range(2, 20)]
    assert [problem.split(": ")[1] for problem in said] == ["a.csv:2", "a.csv:21"]


def test_more_fields_than_names_are_told(read_file) -> None:
    articles, said = read_file("a.csv", "id,text\n1,One, two\n2,Good.,,\n3\n")
    assert [a.id for a in articles] == ["2"]
    assert said == [
        "InputError: a.csv:2: 3 fields, the first row names 2 "
        "(is a text with a delimiter not in quotes?)",
        'NoArticle: a.csv:4: no key "text" (another name? try --field text=NAME)',
    ]


def test_old_tables_are_decoded(read_file) -> None:
    data = "id;text\n1;Die Brücke über die Ard bleibt für Fußgänger gesperrt.\n2;Größer.\n"
    articles, said = read_file("a.csv", data.encode("cp1252"))
    assert "Brücke" in articles[0].text
    assert [a.text for a in articles][1:] == ["Größer."]
    assert said == ["InputNote: a.csv:2: not UTF-8, read as Windows-1252"]


def test_a_table_in_utf_8_with_a_bad_byte_stays_utf_8(read_file) -> None:
    row = "Die Brücke über die Ård bleibt für Fußgänger gesperrt – größere Schäden."
    data = f"id;text\n1;{row}\xa4\n2;Größer.\n".encode().replace("\xa4".encode(), b"\xff")
    articles, said = read_file("a.csv", data)
    assert [a.text for a in articles] == [row + "\ufffd", "Größer."]
    assert said == [
        "InputNote: a.csv:2: not UTF-8 throughout, bytes replaced by \ufffd: 1",
    ]


def test_other_names_and_columns_without_one(read_file) -> None:
    (article,), _ = read_file("a.tsv", "\tbody\tbody.x\n1\tA.\t2\n", text="body")
    assert article.record() == {"text": "A.", "body.x": "2", "id": article.id, "path": "a.tsv:2"}


def test_a_table_on_standard_input_is_known_by_its_column(read_stdin) -> None:
    assert [a.id for a in read_stdin(b"id,text\n1,A.\n2,B.\n")[0]] == ["1", "2"]
    assert len(read_stdin(b"The text, he said, is\nshort.\n")[0]) == 1


@pytest.mark.parametrize("data", ["", "\n\n", "id,text\n", "sep=;\n"])
def test_a_table_without_rows_has_no_articles(read_file, data: str) -> None:
    assert read_file("a.csv", data) == ([], ["InputNote: a.csv: nothing in it"])
