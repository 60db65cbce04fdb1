"""The article: its id, its JSON form, its marks."""

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article, content_id, to_json, to_lines, with_unique_ids
from newskit.errors import InputError
from newskit.hooks import Record
from newskit.readers.records import to_article

FULL = {
    "title": "Bridge closed",
    "text": "The bridge over the Ard is closed.",
    "url": "https://ard.example/1",
    "source": "ard.example",
    "published": "2026-03-04T11:20:00Z",
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)  # fmt: skip


def read(record: dict[str, object], path: str | None = None) -> Article:
    (article,) = (a for a in to_article(Record(record, "x"), {}, path) if isinstance(a, Article))
    return article


# Ids


def test_an_id_is_16_hex_digits_and_never_changes() -> None:
    """Ids stand in people's files: this one must be the same in every version of newskit."""
    assert read(FULL).id == "293f6eb892e4db0b"
    assert re.fullmatch("[0-9a-f]{16}", Article("Just a text.").id)


@pytest.mark.parametrize("key", FULL)
def test_an_id_depends_on(key: str) -> None:
    assert read(FULL | {key: FULL[key] + "!"}).id != read(FULL).id


@pytest.mark.parametrize("key", ["language", "path", "author", "copies"])
def test_an_id_does_not_depend_on(key: str) -> None:
    assert read(FULL | {key: "en"}).id == read(FULL).id


def test_an_id_tells_keys_apart() -> None:
    """The same characters under another key are another article."""
    assert read({"text": "A.", "title": "b"}).id != read({"text": "A.", "source": "b"}).id
    assert read({"text": "A.", "title": "ab", "url": "c"}).id != (
        read({"text": "A.", "title": "a", "url": "bc"}).id
    )


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from newskit.article import Article; print(Article('One text.', title='é').id)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == Article("One text.", title="é").id


def test_an_id_that_came_along_stays(article) -> None:
    assert article(id="wire-17").id == "wire-17"
    assert article(id="wire-17").record()["id"] == "wire-17"


def test_a_text_with_a_lone_surrogate_has_an_id(article) -> None:
    assert article("half a \ud83d smile").id != article("half a \ude00 smile").id


# Equal ids


def numbered(articles: list[Article]) -> dict[str, str | None]:
    return {a.id: a.path for a in with_unique_ids(articles)}


@given(st.permutations(range(5)))
def test_equal_ids_are_numbered_whatever_the_order(article, order: list[int]) -> None:
    prints = [article(id="a", path=f"{n}.txt") for n in range(4)] + [article(id="b")]
    assert numbered([prints[place] for place in order]) == {
        "a": "0.txt",
        "a-2": "1.txt",
        "a-3": "2.txt",
        "a-4": "3.txt",
        "b": None,
    }


@given(st.permutations(range(4)))
def test_a_number_that_is_taken_is_passed_over(article, order: list[int]) -> None:
    prints = [
        article(id="a", path="1"),
        article(id="a", path="2"),
        article(id="a-2", path="3"),
        article(id="a-2", path="4"),
    ]
    assert numbered([prints[place] for place in order]) == {
        "a": "1",
        "a-3": "2",
        "a-2": "3",
        "a-2-2": "4",
    }


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]), max_size=12))
def test_ids_are_unique_in_the_end_and_numbering_again_changes_nothing(article, ids) -> None:
    once = with_unique_ids([article(id=id_, n=n) for n, id_ in enumerate(ids)])
    assert len({a.id for a in once}) == len(ids)
    assert {a.id for a in once} >= set(ids)
    assert with_unique_ids(once) == once


def test_records_that_are_equal_in_everything_are_numbered_too(article) -> None:
    twins = with_unique_ids([article(), article()])
    assert [a.id for a in twins] == [article().id, article().id + "-2"]


# The JSON form


@given(st.dictionaries(st.text(), json_values))
def test_unknown_keys_and_null_values_survive(extra: dict[str, object]) -> None:
    record = {**extra, "text": "A text.", "id": "1", "path": "p"}
    for key in ("title", "url", "source", "published", "language"):
        record.pop(key, None)
    assert read(record).record() == record


def test_absent_keys_stay_absent_and_null_stays_null() -> None:
    record = read({"text": "A text.", "id": "1", "title": None, "x": None}).record()
    assert record == {"id": "1", "text": "A text.", "title": None, "x": None}


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_id_or_path_gives_way_to_the_true_one(empty) -> None:
    """An output line whose id is null could not be found from the marks that name it."""
    record = read({"text": "A text.", "id": empty, "path": empty}, path="a.jsonl:1").record()
    assert record["id"] == Article("A text.").id
    assert record["path"] == "a.jsonl:1"


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_a_line_of_json_is_valid_utf8_whatever_a_record_holds(record: dict[str, str]) -> None:
    line = to_json(record)
    assert "\n" not in line
    assert json.loads(line.encode()) == record


def test_text_is_written_as_it_is_except_lone_surrogates() -> None:
    assert to_json({"text": "Größe 北 🎈"}) == '{"text": "Größe 北 🎈"}'
    assert to_json({"text": "ö\ud83d"}) == r'{"text": "\u00f6\ud83d"}'


class Odd(str):
    """A text of a kind of its own."""


any_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
    | st.sampled_from([2**64, -(2**63) - 1, 1e16, 1e-5, 0.8123, -0.0, (1, 2), Odd("x")]),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters()) | st.integers(), inner)
    ),
    max_leaves=5,
)  # fmt: skip


STRANGE = [
    *(1e16, -1e22, 9e-5, 0.0001, 123456.789, -0.0, float("nan"), float("inf"), 2**64, 10**30),
    *({1: 2}, {None: 1}, {True: 1}, {1.5: 1}, {1e16: 1}, {"\ud800": 1}, [1e-5], {}, []),
    *("\ud800", 'ü\x00\x7f\u2028/"\\', Odd("x"), (1, 2), [None, True, 0.5], {"a": [{"b": 1e-5}]}),
]


@given(extra=st.dictionaries(st.text(), any_values), text=st.text(st.characters(), min_size=1))
def test_lines_are_what_to_json_gives_however_many(article, extra, text: str) -> None:
    some = article("A. " + text, **{key: value for key, value in extra.items() if key != "text"})
    line = to_json(some.record()).encode() + b"\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newskit.article.WORTH_LOADING", 1)
        assert list(to_lines([some, some, some])) == [line] * 3


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_strange_values_are_written_as_to_json_does(article, monkeypatch, value: object) -> None:
    monkeypatch.setattr("newskit.article.WORTH_LOADING", 0)
    some = article(x=value)
    assert list(to_lines([some])) == [to_json(some.record()).encode() + b"\n"]


def test_the_text_stands_where_it_belongs(article, monkeypatch) -> None:
    monkeypatch.setattr("newskit.article.WORTH_LOADING", 0)
    key = '"text": ""'
    for keys in ({"title": key}, {"id": key, "title": "text"}, {"x": {"text": key}}, {"url": key}):
        some = article(f"{key}, {key}", **keys)
        assert list(to_lines([some])) == [to_json(some.record()).encode() + b"\n"]


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()], ids=["bytes", "set", "object"])
def test_what_is_no_json_is_written_neither_way(article, monkeypatch, value: object) -> None:
    for first_fast in (0, 9):
        monkeypatch.setattr("newskit.article.WORTH_LOADING", first_fast)
        with pytest.raises(TypeError, match="is not JSON serializable"):
            list(to_lines([article(x=value)]))


def test_a_deep_mark_is_written_either_way(article, monkeypatch) -> None:
    deep: list[object] = []
    for _ in range(850):
        deep = [deep]
    monkeypatch.setattr("newskit.article.WORTH_LOADING", 0)
    assert list(to_lines([article(x=deep)])) == [to_json(article(x=deep).record()).encode() + b"\n"]


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0\u2003"])
def test_an_article_has_a_text(text: str) -> None:
    with pytest.raises(ValueError, match="the text is empty"):
        Article(text)
    (problem,) = to_article(Record({"text": text}, "a.jsonl:3"), {}, None)
    assert isinstance(problem, InputError)
    assert str(problem) == "a.jsonl:3: the text is empty"


# Marks


def test_a_mark_makes_a_new_article(article) -> None:
    plain = article(x=1)
    marked = plain.marked(story={"id": "s", "size": 1})
    assert marked.extra == {"x": 1, "story": {"id": "s", "size": 1}}
    assert plain.extra == {"x": 1}
    assert marked.marked(story=None) == plain


def test_the_story_text_is_the_text_without_boilerplate(article) -> None:
    text = "Read this. The bridge is closed. Follow us."
    spans = [{"start": 33, "end": 43, "rule": "footer"}, {"start": 0, "end": 11, "rule": "lead"}]
    marked = article(text, boilerplate=spans)
    assert marked.boilerplate() == [(0, 11), (33, 43)]
    assert marked.story_text() == "The bridge is closed. "
    assert article(text).story_text() == text


@pytest.mark.parametrize(
    "mark",
    [
        None,
        "0-11",
        {"start": 0, "end": 11},
        [{"start": 0, "end": 9999}],
        [{"start": -4, "end": 3}],
        [{"start": 5, "end": 5}],
        [{"start": 7, "end": 2}],
        [{"start": "0", "end": "4"}],
        [{"start": 0.0, "end": 4.0}],
        [{"start": 0}],
        [None, 7, []],
    ],
)
def test_a_boilerplate_mark_that_makes_no_sense_is_passed_over(article, mark) -> None:
    marked = article("The bridge is closed.", boilerplate=mark)
    assert marked.boilerplate() == []
    assert marked.story_text() == "The bridge is closed."
    assert marked.record()["boilerplate"] == mark


def test_overlapping_boilerplate_is_one_span(article) -> None:
    mark = [{"start": 4, "end": 10}, {"start": 0, "end": 6}]
    assert article("The bridge is closed.", boilerplate=mark).boilerplate() == [(0, 10)]


def test_content_id_is_what_an_article_without_id_gets(article) -> None:
    assert content_id(article(id="other")) == article().id
