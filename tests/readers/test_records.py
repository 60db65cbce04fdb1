"""From a record to an article: names of keys, types of values."""

import json

import pytest

from newskit.errors import UsageError


def read_record(read_file, record: dict[str, object], **fields: str):
    articles, said = read_file("a.jsonl", json.dumps(record), **fields)
    return articles[0].record() if articles else None, said


# --field


@pytest.mark.parametrize(
    ("record", "fields", "expected"),
    [
        ({"body": "A."}, {"text": "body"}, {"text": "A."}),
        ({"body": "A.", "x": 1}, {"text": "body"}, {"text": "A.", "x": 1}),
        (
            {"a": {"b": {"c": "A."}, "d": 1}},
            {"text": "a.b.c"},
            {"text": "A.", "a": {"b": {}, "d": 1}},
        ),
        (
            {"text": "Short.", "body": "Long."},
            {"text": "body"},
            {"text": "Long.", "body": "Short."},
        ),
        (
            {"text": "T.", "title": "X"},
            {"text": "title", "title": "text"},
            {"text": "X", "title": "T."},
        ),
        ({"text": "A."}, {"text": "text"}, {"text": "A."}),
        ({"text": "A."}, {"title": "head.line"}, {"text": "A."}),
        ({"text": "A.", "head": "H"}, {"title": "head.line"}, {"text": "A.", "head": "H"}),
        ({"text": "A.", "site": "ard"}, {"source": "site"}, {"text": "A.", "source": "ard"}),
    ],
)
def test_keys_may_have_other_names(read_file, record, fields, expected) -> None:
    got, said = read_record(read_file, {**record, "id": "1", "path": "p"}, **fields)
    assert got == {**expected, "id": "1", "path": "p"}
    assert said == []


def test_a_name_that_is_not_there_is_told(read_file) -> None:
    got, said = read_record(read_file, {"body": "A."}, text="content")
    assert got is None
    assert said == ['NoArticle: a.jsonl:1: no key "text" (another name? try --field text=NAME)']


def test_an_article_has_no_such_key(read_file) -> None:
    with pytest.raises(UsageError, match=r"--field: an article has no 'headline' \(it has id, "):
        read_record(read_file, {"text": "A."}, headline="title")


# Types


def test_a_whole_number_is_an_id(read_file) -> None:
    got, said = read_record(read_file, {"text": "A.", "id": 20417})
    assert got["id"] == "20417"
    assert said == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [(17, "a int"), (1.5, "a float"), (True, "a bool"), (["a"], "a list"), ({"a": 1}, "an object")],
)
def test_a_key_of_the_wrong_type_stays_and_is_told(read_file, value, kind: str) -> None:
    got, said = read_record(read_file, {"text": "A.", "title": value})
    assert got["title"] == value
    assert said == [f"InputNote: a.jsonl:1: title is {kind}, not text: left alone, not used"]


def test_a_title_of_the_wrong_type_is_no_part_of_the_id(read_file) -> None:
    with_list, _ = read_record(read_file, {"text": "A.", "title": ["a"]})
    without, _ = read_record(read_file, {"text": "A."})
    assert with_list["id"] == without["id"]


def test_an_id_or_path_of_the_wrong_type_gives_way(read_file) -> None:
    """Every line that leaves has an id that other lines can name."""
    got, said = read_record(read_file, {"text": "A.", "id": [7], "path": 3})
    assert got["path"] == "a.jsonl:1"
    assert isinstance(got["id"], str)
    assert len(said) == 2


def test_null_and_empty_values_stay_without_a_word(read_file) -> None:
    got, said = read_record(read_file, {"text": "A.", "title": None, "url": "", "language": None})
    assert (got["title"], got["url"], got["language"]) == (None, "", None)
    assert said == []


def test_the_path_of_an_earlier_run_stays(read_file) -> None:
    got, _ = read_record(read_file, {"text": "A.", "path": "in/feed.jsonl:17"})
    assert got["path"] == "in/feed.jsonl:17"


def test_equal_records_get_numbers(read_file) -> None:
    line = json.dumps({"text": "A."}) + "\n"
    articles, _ = read_file("a.jsonl", line * 3)
    first = articles[0].id
    assert sorted(a.id for a in articles) == [first, f"{first}-2", f"{first}-3"]
