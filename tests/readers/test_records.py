"""From a record to an article: names of keys, types of values."""

import json

import pytest

from newskit.errors import UsageError
from newskit.text.times import parse_time


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
    assert said == ['NoArticle: a.jsonl:1: no key "content" (another name? try --field text=NAME)']


LONG = "Fog closed the harbour of Port Ellering on Monday. " * 3


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"maintext": LONG, "title": "Fog"}, "maintext"),
        ({"lead": LONG, "fields": {"body": LONG * 2, "by": None}}, "fields.body"),
        ({"content": LONG, "image": f"https://post.example/{'x' * 500}"}, "content"),
    ],
)
def test_without_a_text_the_longest_one_is_named(read_file, record, name: str) -> None:
    said = [f'InputError: a.jsonl:1: no key "text" (--field text={name} is the longest text)']
    assert read_record(read_file, record) == (None, said)
    got, said = read_record(read_file, record, text=name)
    assert said == []
    assert got["text"].startswith("Fog closed")


def test_an_article_has_no_such_key(read_file) -> None:
    with pytest.raises(UsageError, match=r"--field: an article has no 'headline' \(it has id, "):
        read_record(read_file, {"text": "A."}, headline="title")


# Types


def test_a_whole_number_is_an_id(read_file) -> None:
    got, said = read_record(read_file, {"text": "A.", "id": 20417})
    assert got["id"] == "20417"
    assert said == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [(1772473200, "1772473200"), (1772473200000, "1772473200000"), (1772473200.5, "1772473200.5")],
)
def test_a_time_may_be_a_number(read_file, given: float, kept: str) -> None:
    got, said = read_record(read_file, {"text": "A.", "published": given})
    assert got["published"] == kept
    assert parse_time(kept).year == 2026
    assert said == []


def test_times_that_are_not_understood_are_counted_and_told_once(read_file) -> None:
    given = ["2026-03-02", "03/04/2026", "yesterday", 5, True, "", None, "March 2, 2026"]
    lines = "\n".join(json.dumps({"text": "A.", "published": each}) for each in given)
    articles, said = read_file("a.jsonl", lines)
    assert articles[1].published == "03/04/2026"
    assert said == [
        "InputNote: a.jsonl:5: published is a bool, not text: left alone, not used",
        "InputNote: a.jsonl: 3 times of publication not understood, not used: '03/04/2026' "
        "(2026-03-02T17:40:00Z would be)",
    ]


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
