import io
from base64 import b64encode
from collections.abc import Mapping

import pytest

from newskit.hooks import InputError, InputNote, Record
from newskit.host import Host
from newskit.testing import ReaderContract
from newskit_web.decoding import decode_page
from newskit_web.page import READER, looks_like

FIRST = (
    "The old bridge at Port Ellering closes on Monday and stays closed until spring, the harbour "
    "office said. Ships above nine metres have to wait for the tide in the outer basin, and the "
    "ferry to Skarholm leaves from the southern quay."
)
SECOND = (
    "Repairs cost four million crowns, of which the county pays half. The council had put them off "
    "twice, most recently in the year of the flood, when the money went into the dykes instead."
)
HEAD = """
<meta property="og:title" content="Bridge closes until spring - The Ellering Post">
<link rel="canonical" href="https://www.ellering-post.example/news/bridge">
<meta property="og:site_name" content="The Ellering Post">
<meta property="article:published_time" content="2026-05-04T08:30:00+02:00">
<meta name="author" content="Ada Lindqvist">
"""


def page(body: str, head: str = HEAD) -> bytes:
    text = f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'
    return text.encode()


STORY = page(
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    f"<article><h1>Bridge closes until spring</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    "<div class='comments'><p>Great news, said nobody who has to cross it each day!</p></div>"
    "<footer>© The Ellering Post. All rights reserved.</footer>"
)


def read(data: bytes) -> list[object]:
    return list(READER.read(io.BytesIO(data), "bridge.html"))


def in_parts(content: bytes, where: str, kind: str = "text/html") -> bytes:
    head = (
        f"From: <Saved by Blink>\r\n{where}Subject: Bridge\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n'
        f"----x\r\nContent-Type: {kind}\r\nContent-Location: file:///tmp/a.html\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    picture = b"----x\r\nContent-Type: image/png\r\n\r\nGIF\r\n----x--\r\n"
    return head.encode() + b64encode(content) + b"\r\n" + picture


@pytest.mark.parametrize(
    ("where", "url"),
    [
        ("Snapshot-Content-Location: https://port.example/a\r\n", "https://port.example/a"),
        ("", "https://www.ellering-post.example/news/bridge"),
    ],
)
def test_a_page_that_a_browser_saved_as_one_file(where: str, url: str) -> None:
    whole = article(in_parts(STORY, where))
    assert whole["text"] == article(STORY)["text"]
    assert whole["url"] == url


def test_a_file_of_parts_without_a_page_is_no_article() -> None:
    assert refusal(in_parts(b"GIF", "", "image/gif")) == "bridge.html: the page is empty"


def article(data: bytes) -> Mapping[str, object]:
    (record,) = read(data)
    assert isinstance(record, Record)
    return record.data


def refusal(data: bytes) -> str:
    (error,) = read(data)
    assert isinstance(error, InputError)
    return str(error)


def test_a_page_is_an_article_with_what_the_page_says_of_it() -> None:
    assert article(STORY) == {
        "title": "Bridge closes until spring",
        "text": f"{FIRST}\n\n{SECOND}",
        "url": "https://www.ellering-post.example/news/bridge",
        "source": "ellering-post.example",
        "published": "2026-05-04T08:30:00+02:00",
        "language": "en-GB",
        "author": "Ada Lindqvist",
        "site": "The Ellering Post",
    }


class TestHtml(ReaderContract):
    plugin = "html"
    samples = (STORY,)


def test_a_title_with_a_dash_of_its_own_stays_whole() -> None:
    head = HEAD.replace("spring - The Ellering Post", "spring - or later")
    assert article(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head))["title"] == (
        "Bridge closes until spring - or later"
    )


def test_what_the_page_does_not_say_is_absent() -> None:
    bare = article(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head=""))
    assert bare.keys() <= {"text", "language", "published"}


def test_a_page_saved_by_a_browser_says_where_it_is_from() -> None:
    saved = page(f"<p>{FIRST}</p><p>{SECOND}</p>", head="<title>Bridge</title>").replace(
        b"<html", b"<!-- saved from url=(0035)https://ellering-post.example/bridge -->\n<html"
    )
    assert article(saved)["url"] == "https://ellering-post.example/bridge"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the page is empty"),
        (b" \n", "the page is empty"),
        (b"Only words, no tags.", "not an HTML page"),
        (page("<script>" + "var a = 1;" * 500 + "</script>", head=""), "no text of an article"),
        (page("<div>" * 5000 + FIRST, head=""), "no text of an article"),
        (page("<p " + " ".join(f"a{n}" for n in range(60_000)) + ">"), "too many attributes"),
        (b"<" * 300_000, "no"),
    ],
)
def test_a_page_without_an_article_is_named_with_its_reason(data: bytes, said: str) -> None:
    assert said in refusal(data)
    assert refusal(data).startswith("bridge.html: ")


def test_a_page_of_more_than_20_megabytes_is_not_read() -> None:
    assert refusal(b"<html>" + b" " * 20_000_000) == "bridge.html: a page larger than 20 MB"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("é".encode(), None, "é"),
        ("\ufeffé".encode(), None, "é"),
        ("<p>é".encode("utf-16"), None, "<p>é"),
        ("<p>é".encode("utf-16-le"), None, "<p>é"),
        ("<meta charset='windows-1251'>Мост".encode("cp1251"), None, "Мост"),
        ('<?xml version="1.0" encoding="EUC-JP"?>橋'.encode("euc-jp"), None, "橋"),
        ("<meta charset=iso-8859-1>“bridge”".encode("cp1252"), None, "“bridge”"),
        ("<meta charset=utf-16>é".encode(), None, "é"),
        ("<meta charset=latin1>é".encode(), None, "é"),
        ("Мост".encode("koi8-r"), "koi8-r", "Мост"),
        ("橋".encode("iso-2022-jp"), "ISO-2022-JP", "橋"),
        (b"<meta charset=x-unheard-of>bridge", None, "bridge"),
    ],
)
def test_the_charset_is_what_the_page_is_in(data: bytes, declared: str | None, text: str) -> None:
    assert decode_page(data, declared)[0].endswith(text)


def test_bytes_that_are_lost_are_said() -> None:
    notes = [item for item in read(STORY.replace(b"spring", b"spr\xffng", 1)) if item]
    assert [type(item) for item in notes] == [InputNote, Record]
    assert "bridge.html: " in str(notes[0])


@pytest.mark.parametrize("head", ["<!doctype HTML>", "<HTML lang=en>", "<!-- a --> <html>"])
def test_html_is_known_by_its_first_bytes(head: str) -> None:
    assert looks_like(head.encode())
    assert not looks_like(b"Prose about <html> as such.")


def test_the_installed_package_is_found_by_its_entry_point() -> None:
    assert Host().get("reader", "html") is READER
