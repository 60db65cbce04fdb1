"""Plain text: titles, encodings, several texts on standard input."""

import pytest

from newskit.readers.plaintext import split_title

BODY = "The bridge over the Ard is closed until spring. Ferries replace it."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Bridge closed\n\n{BODY}", "Bridge closed"),
        (f"Bridge closed\n{BODY}", "Bridge closed"),
        (f"Who closed the bridge?\n\n{BODY}", "Who closed the bridge?"),
        (f"\n\n  Bridge closed \n\n{BODY}\n\n", "Bridge closed"),
        (f"Bridge closed\r\n\r\n{BODY}", "Bridge closed"),
        (f"Bridge closed\r\r{BODY}", "Bridge closed"),
        (f"Bridge closed at 5 p.m\n\n{BODY}", "Bridge closed at 5 p.m"),
        (f"A first sentence.\n\n{BODY}", ""),
        (f"“A sentence in quotation marks.”\n\n{BODY}", ""),
        (f"The mayor said:\n\n{BODY}", ""),
        (f"{'Long ' * 40}\n\n{BODY}", ""),
        ("A line of a poem\nand another", ""),
        ("Only one line", ""),
        ("Two equal lines\nTwo equal lines", ""),
    ],
)
def test_the_first_line_is_the_title_when_it_reads_like_one(text: str, title: str) -> None:
    found, body = split_title(text)
    assert found == title
    assert body == (BODY if title else text.replace("\r\n", "\n").strip())


def test_an_article_of_a_file(read_file) -> None:
    (article,), said = read_file("a.txt", f"Bridge closed\n\n{BODY}\n")
    assert (article.title, article.text, article.path) == ("Bridge closed", BODY, "a.txt")
    assert said == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(read_file, encoding: str) -> None:
    (article,), said = read_file("a.txt", f"Brücke zu\n\n{BODY}".encode(encoding))
    assert (article.title, article.text) == ("Brücke zu", BODY)
    assert said == []


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_utf_16_of_both_kinds(read_file, mark: bytes, encoding: str) -> None:
    (article,), _ = read_file("a.txt", mark + f"Brücke\n\n{BODY}".encode(encoding))
    assert article.title == "Brücke"


def test_what_is_not_utf_8_is_windows_1252_and_says_so(read_file) -> None:
    (article,), said = read_file("a.txt", "“Brücke” – zu".encode("cp1252"))
    assert article.text == "“Brücke” – zu"
    assert said == ["InputNote: a.txt: not UTF-8, read as Windows-1252"]


def test_a_mark_that_promises_too_much(read_file) -> None:
    articles, said = read_file("a.txt", b"\xff\xfe\x00")
    assert articles == []
    assert said == ["InputError: a.txt: not text in the encoding it names: truncated data"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)) * 20,
        b"\x01\x02\x03\x04 a few letters",
        "UTF-16 without a mark".encode("utf-16-le"),
    ],
)
def test_a_binary_file_is_no_article(read_file, data: bytes) -> None:
    articles, said = read_file("a.txt", data)
    assert articles == []
    assert said[-1:] == ["InputError: a.txt: a binary file, not text"]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\x0c"])
def test_an_empty_file_is_an_error_but_empty_standard_input_is_not(
    read_file, read_stdin, data: bytes
) -> None:
    assert read_file("a.txt", data) == ([], ["InputError: a.txt: the text is empty"])
    assert read_stdin(data) == ([], [])


@pytest.mark.parametrize("separator", [b"\f", b"\0", b"\n\f\n", b"\0\0"])
def test_standard_input_is_split_at_form_feeds_and_nuls(read_stdin, separator: bytes) -> None:
    data = separator.join([b"Bridge closed\n\nIt is closed.", b"Second text.", b"Third text."])
    articles, said = read_stdin(data)
    assert [a.text for a in articles] == ["It is closed.", "Second text.", "Third text."]
    assert [a.path for a in articles] == [None] * 3
    assert said == []


def test_a_form_feed_in_a_file_is_white_space(read_file) -> None:
    (article,), _ = read_file("a.txt", b"Page one ends here.\n\x0cPage two.")
    assert article.text == "Page one ends here.\n\x0cPage two."


@pytest.mark.parametrize(
    "text",
    [
        "[Update] The bridge is closed.",
        "[1] A list of sources.\n[2] Another.",
        "{Brackets} are no JSON.",
        "{ neither are these } he said.",
        "The mayor:\n{laughs}\nThat was all.",
        '"A quotation," he said.',
        "1",
        "null",
    ],
)
def test_a_text_that_begins_like_json_is_still_a_text(read_stdin, read_file, text: str) -> None:
    for articles, said in (read_stdin(text.encode()), read_file("no_suffix", text)):
        assert [f"{a.title or ''}{a.text}".replace("\n", "") for a in articles] == [
            text.replace("\n", "")
        ]
        assert said == []


def test_a_long_text_on_standard_input_arrives_whole(read_stdin) -> None:
    """The first 4,096 bytes are read ahead to look at them."""
    text = " ".join(f"Ferry {n} left." for n in range(5000))
    (article,), _ = read_stdin(text.encode())
    assert article.text == text
