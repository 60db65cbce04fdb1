import gzip
import io

import pytest

from newskit.hooks import InputError, InputNote, Record
from newskit.testing import ReaderContract
from newskit_archive.records import records
from newskit_archive.warc import READER

STORY = (
    "The old bridge at Port Ellering closes on Monday and stays closed until spring, the harbour "
    "office said. Ships above nine metres have to wait for the tide in the outer basin."
)
PAGE = f"<html lang=en><title>Bridge closes</title><body><p>{STORY}</p><p>{STORY[:90]}</p></html>"


def record(
    content: bytes, kind: str = "response", uri: str = "https://www.post.example/bridge"
) -> bytes:
    type_ = "application/http" if kind == "response" else "text/html"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: 2026-05-04T08:00:00Z\r\n"
        f"Content-Type: {type_}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(
    page: bytes, headers: str = "Content-Type: text/html", status: str = "200 OK"
) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + page


GOOD = record(response(PAGE.encode()))
INFO = record(b"software: none\r\n", kind="warcinfo")


def read(data: bytes) -> list[object]:
    return list(READER.read(io.BytesIO(data), "in.warc"))


def places(data: bytes) -> list[str]:
    return [item.place for item in read(data) if isinstance(item, Record)]


def told(data: bytes) -> list[str]:
    return [str(item) for item in read(data) if isinstance(item, Exception)]


def test_a_page_in_an_archive_is_an_article() -> None:
    (one,) = read(INFO + GOOD)
    assert isinstance(one, Record)
    assert one.place == f"in.warc#{len(INFO)}"
    assert one.data == {
        "title": "Bridge closes",
        "text": f"{STORY}\n\n{STORY[:90]}",
        "url": "https://www.post.example/bridge",
        "source": "post.example",
        "language": "en",
        "crawled": "2026-05-04T08:00:00Z",
    }


class TestWarc(ReaderContract):
    plugin = "warc"
    samples = (INFO + GOOD + GOOD,)


def test_a_resource_is_a_page_without_http() -> None:
    assert len(places(record(PAGE.encode(), kind="resource"))) == 1


def test_what_http_did_to_a_page_is_undone() -> None:
    packed = response(
        gzip.compress(PAGE.encode()), "Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    chunked = response(
        f"{len(PAGE):x}\r\n{PAGE}\r\n0\r\n\r\n".encode(),
        "Content-Type: text/html\r\nTransfer-Encoding: chunked",
    )
    cyrillic = response(
        PAGE.replace("bridge", "мост").encode("cp1251"),
        "Content-Type: text/html; charset=windows-1251",
    )
    found = [
        item.data["text"] for item in read(record(packed) + record(chunked) + record(cyrillic))
    ]  # type: ignore[attr-defined]
    assert found[0] == found[1] == f"{STORY}\n\n{STORY[:90]}"
    assert "old мост" in found[2]


def test_what_is_no_page_is_counted_in_one_note() -> None:
    others = [
        record(response(b"%PDF-", "Content-Type: application/pdf")),
        record(response(b"gone", status="404 Not Found")),
        record(response(b"moved", status="301 Moved")),
        record(response(b"<html><body></body></html>")),
        record(b"", kind="revisit"),
    ]
    assert places(b"".join(others) + GOOD) == [f"in.warc#{sum(map(len, others))}"]
    assert told(b"".join(others) + GOOD) == [
        "in.warc: records left out: 1 not HTML, 1 without an article, 2 without status 200"
    ]
    assert [type(item) for item in read(others[0])] == [InputNote]


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (b"garbage\r\nmore of it\r\n", "no WARC record begins here; passed over until one does"),
        (GOOD.replace(b"Content-Length", b"Content-Size"), "a damaged header"),
        (GOOD.replace(b"Content-Length: ", b"Content-Length: -"), "a damaged header"),
        (record(b"\0\1\2 no HTTP at all"), "a damaged record: no answer of a server in it"),
    ],
)
def test_a_damaged_record_is_named_with_its_place_and_costs_itself_only(
    damaged: bytes, said: str
) -> None:
    assert places(GOOD + damaged + GOOD) == ["in.warc#0", f"in.warc#{len(GOOD + damaged)}"]
    assert told(GOOD + damaged + GOOD)[0].startswith(f"in.warc#{len(GOOD)}: {said}")


def test_the_end_is_cut_off() -> None:
    assert told(GOOD + GOOD[:-100]) == [f"in.warc#{len(GOOD)}: cut off"]


def test_a_page_of_more_than_20_megabytes_is_passed_over() -> None:
    large = record(response(b" " * 20_000_001))
    assert told(large + GOOD) == ["in.warc#0: larger than 20 MB"]
    assert places(large + GOOD) == [f"in.warc#{len(large)}"]


def test_arc_is_named() -> None:
    assert told(b"filedesc://a.arc 127.0.0.1 2026 text/plain 70\n1 0 X\n\n") == [
        "in.warc#0: an ARC file, not WARC ('warcio recompress' makes one of it)"
    ]


def test_only_what_is_wanted_is_kept_in_memory() -> None:
    found = list(records(io.BytesIO(INFO + GOOD), frozenset({"response"}), 1 << 20))
    assert [one.offset for one in found] == [len(INFO)]
    assert isinstance(read(b"\xff")[0], InputError)
