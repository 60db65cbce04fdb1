"""No bytes bring a reader down, and no record brings down what makes an article of it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import KNOWN, Article, to_json
from newskit.errors import InputError, InputNote
from newskit.hooks import STDIN, Reader, Record
from newskit.host import Host
from newskit.readers.records import to_article

pieces = st.sampled_from(
    [b'{"text": "A."}', b"{", b"}", b"[", b"]", b'"', b"\\u", b",", b"\n", b"\0", b"\f",
     b"---\n", b"a: [*b]\n", b"+++\n", b"# T\n", b"Subject: ", b"\n\n", b"From a 2026\n", b"text,",
     b"Content-Type: text/html; charset=", b"<newsItem>", b"<p>", b"</", b"<nitf>", b"&a;", b"=?",
     b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xe9", b"\x1b", b"1e999", b"NaN", " ü".encode()]
)  # fmt: skip
some_bytes = st.binary(max_size=60) | st.lists(pieces, max_size=12).map(b"".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.fixture(scope="module", params=sorted(Host(frozenset()).builtins("reader")))
def reader(request) -> Reader:
    return Host(frozenset()).get("reader", request.param)


@given(some_bytes, st.sampled_from([STDIN, "a file"]))
def test_any_bytes_are_records_or_a_reason(reader: Reader, data: bytes, place: str) -> None:
    for found in reader.read(io.BytesIO(data), place):
        assert isinstance(found, Record | InputError | InputNote)
        if isinstance(found, Record):
            assert isinstance(found.data, dict)
        else:
            assert str(found).startswith(place)
            assert "\n" not in str(found)


@given(some_bytes)
def test_any_bytes_can_be_looked_at(reader: Reader, data: bytes) -> None:
    assert reader.sniff is None or reader.sniff(data) in (True, False)


@given(
    st.dictionaries(st.sampled_from([*KNOWN, "x", "copies", "boilerplate", "story"]), values),
    st.dictionaries(
        st.sampled_from(KNOWN), st.lists(st.sampled_from("xyz"), min_size=1).map(tuple)
    ),
)
def test_any_record_is_an_article_or_a_reason(record, fields) -> None:
    found = list(to_article(Record(record, "a.jsonl:7"), fields, "a.jsonl:7"))
    (last,) = [one for one in found if not isinstance(one, InputNote)]
    assert isinstance(last, Article | InputError)
    if isinstance(last, Article):
        assert to_json(last.record())
        assert last.story_text() is not None
        assert last.id == last.record()["id"]
        if not fields:
            changed = {key for key, value in record.items() if last.record()[key] != value}
            assert changed <= {"id", "path", "published"}
            if "published" in changed:
                assert last.published == str(record["published"])
