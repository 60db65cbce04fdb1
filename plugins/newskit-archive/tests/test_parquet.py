import datetime as dt
import io
import json
import subprocess
import sys
from decimal import Decimal
from textwrap import dedent
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import newskit
from newskit import Article
from newskit.hooks import KNOWN, InputError, Record
from newskit.host import Host
from newskit.testing import ReaderContract, WriterContract
from newskit_archive.parquet_in import READER
from newskit_archive.parquet_out import WRITER

FOG = "Fog lay over the harbour of Port Ellering all Monday."


def written(*articles: Article) -> bytes:
    stream = io.BytesIO()
    WRITER.write(articles, stream)
    return stream.getvalue()


def rows(data: bytes) -> list[Any]:
    return [
        item.data if isinstance(item, Record) else str(item)
        for item in READER.read(io.BytesIO(data), "in.parquet")
    ]


def table(**columns: Any) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def types(data: bytes) -> dict[str, str]:
    schema = parquet.read_schema(io.BytesIO(data))
    return {field.name: str(field.type) for field in schema}


def test_a_row_is_an_article_and_its_place_is_its_number() -> None:
    found = list(READER.read(io.BytesIO(table(text=["Fog.", "Sun."], id=[1, None])), "in.parquet"))
    assert found == [
        Record({"text": "Fog.", "id": 1}, "in.parquet#1"),
        Record({"text": "Sun."}, "in.parquet#2"),
    ]


def test_what_json_does_not_have_becomes_what_is_nearest() -> None:
    zoned = dt.datetime(2026, 5, 4, 8, 30, tzinfo=dt.UTC)
    data = table(
        utc=[zoned],
        local=pa.array([zoned], pa.timestamp("ms", "Europe/Stockholm")),
        naive=[zoned.replace(tzinfo=None)],
        nanoseconds=pa.array([zoned.replace(tzinfo=None)], pa.timestamp("ns")),
        day=[zoned.date()],
        price=[Decimal("1.50")],
        score=[float("nan")],
        raw=[b"Fog."],
        noise=[b"\xff\xfe"],
        body=[{"content": "Fog.", "pages": [1, None], "none": None, "at": zoned}],
        map=pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        kind=pa.array(["news"]).dictionary_encode(),
    )
    assert rows(data) == [
        {
            "utc": "2026-05-04T08:30:00Z",
            "local": "2026-05-04T10:30:00+02:00",
            "naive": "2026-05-04T08:30:00",
            "nanoseconds": "2026-05-04T08:30:00",
            "day": "2026-05-04",
            "price": "1.50",
            "raw": "Fog.",
            "noise": "//4=",
            "body": {"content": "Fog.", "pages": [1, None], "at": "2026-05-04T08:30:00Z"},
            "map": {"a": 1},
            "kind": "news",
        }
    ]


class TestReading(ReaderContract):
    plugin = "parquet"
    samples = (table(text=[FOG, "Sun."], published=[dt.date(2026, 5, 4), None]),)


class TestWriting(WriterContract):
    plugin = "parquet"
    reader = "parquet"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 90 + b"PAR1", b"prose"])
def test_what_is_no_parquet_is_an_error_with_its_reason(data: bytes) -> None:
    (message,) = rows(data)
    assert message.startswith("in.parquet: cannot be read as Parquet: ")


def test_columns_have_the_narrowest_type_that_loses_nothing() -> None:
    data = written(
        Article(FOG, "a", extra={"n": 1, "x": 0.5, "ok": True, "tags": ["fog"], "mixed": 1}),
        Article(
            "Sun.",
            "b",
            title="Sun",
            extra={"n": 2, "tags": [], "mixed": "one", "story": {"id": "b", "size": 1}},
        ),
    )
    assert types(data) == {
        "id": "string",
        "title": "string",
        "text": "string",
        "mixed": "extension<arrow.json>",
        "n": "int64",
        "ok": "bool",
        "story": "struct<id: string, size: int64>",
        "tags": "list<element: string>",
        "x": "double",
    }


@pytest.mark.parametrize(
    "values",
    [
        (1, 1.0),
        (1 << 63, 1),
        ("half a character: \ud800", "b"),
        ({}, {}),
        ([{}], []),
        ([1, "one"], [2]),
        ({"a": 1}, [1]),
        (True, 1),
        tuple({f"key{n}-{row}": n for n in range(150)} for row in range(2)),
    ],
)
def test_what_fits_no_type_is_kept_as_json_that_says_so(values: tuple[object, ...]) -> None:
    articles = [Article(f"Text {n}.", extra={"x": value}) for n, value in enumerate(values)]
    data = written(*articles)
    assert types(data)["x"] == "extension<arrow.json>"
    assert [(row["x"], type(row["x"])) for row in rows(data)] == [(v, type(v)) for v in values]


json_values = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
keys = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).filter(
    lambda key: key not in KNOWN
)


@given(st.lists(st.dictionaries(keys, json_values, max_size=4), min_size=1, max_size=6))
def test_articles_come_back_as_they_were(extras: list[dict[str, Any]]) -> None:
    articles = [Article(f"Text {n}.", extra=extra) for n, extra in enumerate(extras)]
    assert list(map(json_form, rows(written(*articles)))) == [
        json_form(article.record()) for article in articles
    ]


def json_form(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def test_marks_come_back_as_they_were() -> None:
    reports = [f"{FOG} Report {n // 2}: no ferry sailed for {n // 2} days." for n in range(6)]
    marked = newskit.stories(
        [Article(text, source=f"{n}.example") for n, text in enumerate(reports)]
    )
    assert any("copy_of" in article.extra for article in marked)
    stream = io.BytesIO()
    newskit.write(marked, stream, "parquet")
    assert rows(stream.getvalue()) == [article.record() for article in marked]


def test_no_articles_are_an_empty_table() -> None:
    assert rows(written()) == []
    assert types(written()) == {"text": "string"}


def test_the_stream_may_be_a_pipe() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any, /) -> int:
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    WRITER.write([Article(FOG)], pipe)  # type: ignore[arg-type]
    assert rows(pipe.data)[0]["text"] == FOG


def test_a_damaged_table_gives_what_stands_before_the_damage() -> None:
    data = table(text=[f"{FOG} {n}" for n in range(5000)])
    broken = data[:200] + bytes(len(data) // 3) + data[200 + len(data) // 3 :]
    assert isinstance(list(READER.read(io.BytesIO(broken), "in.parquet"))[-1], InputError)


def test_the_installed_package_is_found_by_its_entry_point() -> None:
    assert Host().get("writer", "parquet") is WRITER
    assert Host().get("reader", "parquet") is READER


def test_to_know_what_a_plugin_reads_loads_nothing_heavy() -> None:
    code = """
        import sys
        import newskit_archive.parquet_in, newskit_archive.parquet_out, newskit_archive.warc
        import newskit_web.feed, newskit_web.page
        print(*{"lxml", "trafilatura", "feedparser", "fastwarc", "pyarrow"} & set(sys.modules))
    """
    run = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, check=True)
    assert run.stdout.strip() == b""
