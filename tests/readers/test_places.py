"""Files, folders, lists of files; what cannot be read costs only itself."""

import io
import os
from pathlib import Path

import pytest

import newskit
from newskit import incoming
from newskit.hooks import Reader, Record, hookimpl
from newskit.host import Host
from newskit.readers.places import listed


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def paths(articles) -> list[str]:
    return [article.path for article in articles]


# Folders


def test_a_folder_is_read_in_the_order_of_names(read, inbox: Path) -> None:
    (inbox / "sub").mkdir()
    for name in ("b.txt", "a.TXT", "sub/c.txt"):
        (inbox / name).write_text("A text.")
    (inbox / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    articles, said = read("inbox")
    assert paths(articles) == [
        "inbox/a.TXT",
        "inbox/b.txt",
        "inbox/d.jsonl:1",
        "inbox/d.jsonl:2",
        "inbox/sub/c.txt",
    ]
    assert said == []


def test_hidden_files_and_folders_are_passed_over_in_silence(read, inbox: Path) -> None:
    (inbox / ".git").mkdir()
    for name in (".hidden.txt", ".git/a.txt", "seen.txt"):
        (inbox / name).write_text("A text.")
    articles, said = read("inbox")
    assert (paths(articles), said) == (["inbox/seen.txt"], [])


def test_a_loop_of_links_ends(read, inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.")
    (inbox / "again").symlink_to(inbox)
    articles, _ = read("inbox")
    assert paths(articles) == ["inbox/a.txt"]


def test_a_link_to_a_file_is_read_and_a_dead_one_is_told(read, inbox: Path) -> None:
    (inbox.parent / "outside").write_text("A text.")
    (inbox / "a.txt").symlink_to(inbox.parent / "outside")
    (inbox / "b.txt").symlink_to(inbox.parent / "gone")
    articles, said = read("inbox")
    assert paths(articles) == ["inbox/a.txt"]
    assert said == ["InputError: inbox/b.txt: no such file"]


def test_files_of_another_kind_are_left_out_and_named(read, inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.")
    for name in ("page.html", "notes", "z.pdf", "y.docx", "x.png", "b.warc.gz", "c.htm"):
        (inbox / name).write_text("whatever")
    articles, said = read("inbox")
    assert paths(articles) == ["inbox/a.txt"]
    assert said == [
        "LeftOut: inbox: 4 files have no articles, left out: notes, x.png, y.docx …",
        "LeftOut: inbox: 1 file has no reader, left out: b.warc.gz (pip install newskit-archive)",
        "LeftOut: inbox: 2 files have no reader, left out: c.htm, page.html "
        "(pip install newskit-web)",
    ]


def test_a_folder_without_articles_is_an_error(read, inbox: Path) -> None:
    (inbox / "page.html").write_text("whatever")
    articles, said = read("inbox")
    assert articles == []
    assert said[-1] == "InputError: inbox: no articles in this folder"


def test_json_in_a_folder_that_holds_no_article_is_left_out(read, samples: Path) -> None:
    """`samples/gold.json` tells what is the same as what; it is no article."""
    articles, said = read(samples)
    assert len(articles) == 19
    assert said == [f"LeftOut: {samples}: 1 file has no articles, left out: gold.json"]


def test_json_that_is_named_must_hold_articles(read, samples: Path) -> None:
    articles, said = read(samples / "gold.json")
    assert articles == []
    assert said[0].startswith("NoArticle: ")


# Files


def test_a_file_that_is_missing_costs_only_itself(read, inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.")
    articles, said = read("inbox/gone.txt", "inbox/a.txt", "gone")
    assert paths(articles) == ["inbox/a.txt"]
    assert said == [
        "InputError: inbox/gone.txt: no such file",
        "InputError: gone: no such file",
    ]


@pytest.mark.parametrize(
    ("name", "cause"),
    [("x" * 5000, "File name too long"), ("a\0b", "no file can have this name")],
    ids=["too long", "with NUL"],
)
def test_a_name_that_no_file_can_have(read, name: str, cause: str) -> None:
    """A text given as an argument, or a list of files separated by NUL read as lines."""
    assert read(name) == ([], [f"InputError: {name}: {cause}"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_costs_only_itself(read, inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.")
    (inbox / "b.txt").write_text("A text.")
    (inbox / "b.txt").chmod(0)
    (inbox / "closed").mkdir(mode=0)
    articles, said = read("inbox")
    assert paths(articles) == ["inbox/a.txt"]
    assert said == [
        "InputError: inbox/b.txt: Permission denied",
        "InputError: inbox/closed: Permission denied",
    ]


WEB, ARCHIVE, OTHER = (
    "pip install newskit-web",
    "pip install newskit-archive",
    "--reader names one",
)


@pytest.mark.parametrize(
    ("name", "data", "kind", "remedy"),
    [
        ("page.html", "<p>A text.", ".html files", WEB),
        ("page.HTM.gz", "<p>A text.", ".HTM files", WEB),
        ("feed.rss", "<rss>", ".rss files", WEB),
        ("feed.xml", "<?xml version='1.0'?><!-- a --><rss>", "feeds", WEB),
        ("feed.xml", "<rdf:RDF xmlns='x'>", "feeds", WEB),
        ("a.txt", "<!DOCTYPE html><p>", "HTML", WEB),
        ("feed", "<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feeds", WEB),
        ("pages.warc", "WARC/1.0", ".warc files", ARCHIVE),
        ("pages", "WARC/1.0\r\n", "WARC", ARCHIVE),
        ("a.parquet", "PAR1", ".parquet files", ARCHIVE),
        ("a", "PAR1", "Parquet", ARCHIVE),
        ("paper.pdf", "%PDF-1.4", "PDF", OTHER),
        ("paper", "%PDF-1.4", "PDF", OTHER),
        ("notes.docx", "what", ".docx files", OTHER),
        ("all.zip", "what", ".zip files", OTHER),
        ("map.xml", "<urlset>", ".xml files", OTHER),
        ("a.tar.gz", "a" * 257 + "ustar", "TAR archives", OTHER),
    ],
)
def test_what_no_reader_reads_is_named_with_the_package_that_does(
    read_file, name: str, data: str, kind: str, remedy: str
) -> None:
    articles, said = read_file(name, data)
    assert articles == []
    assert said == [f"NoReader: {name}: no reader for {kind} ({remedy})"]
    articles, _ = read_file(name, data, reader="text")
    assert len(articles) == 1


def test_a_file_of_an_unknown_kind_is_looked_at(read_file) -> None:
    (article,), _ = read_file("dump.2026", '{"text": "A."}\n{"text": "B"')
    assert article.text == "A."
    (article,), _ = read_file("README", "Just a text.")
    assert article.text == "Just a text."


def test_an_unreadable_name_survives(read, inbox: Path) -> None:
    """File names are bytes; those that are not UTF-8 are found again all the same."""
    name = os.fsencode(inbox) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text("A text.")
    except OSError:
        pytest.skip("the file system wants UTF-8")
    (article,), _ = read("inbox")
    assert os.fsencode(article.path) == b"inbox/caf\xe9.txt"


def test_the_dash_is_standard_input_wherever_it_stands(read, inbox: Path) -> None:
    (inbox / "a.txt").write_text("From a file.")
    articles, _ = read("-", "inbox", stdin=b"From a pipe.")
    assert [a.text for a in articles] == ["From a pipe.", "From a file."]


@pytest.mark.parametrize(
    ("data", "nul", "names"),
    [
        (b"a.txt\nb c.txt\r\n\n d.txt\n", False, ["a.txt", "b c.txt", " d.txt"]),
        (b"a.txt\0b\nc.txt\0", True, ["a.txt", "b\nc.txt"]),
        (b"", False, []),
    ],
)
def test_lists_of_files(data: bytes, nul: bool, names: list[str]) -> None:
    assert listed(io.BytesIO(data), nul) == names


# Readers of plugins


class Telegraph:
    """A plugin whose articles are lines between slashes."""

    @hookimpl
    def newskit_readers(self) -> dict[str, Reader]:
        return {
            "telegraph": Reader(
                lambda stream, source: (
                    Record({"text": line.decode(), "wired": True}, f"{source}:{n}")
                    for n, line in enumerate(stream.read().split(b"/"), 1)
                ),
                suffixes=(".tgm", ".txt"),
                sniff=lambda head: True,
            )
        }


def read_with_plugin(*inputs: str, reader: str | None = None) -> list[str]:
    host = Host(frozenset())
    host.register(Telegraph(), "telegraph")
    problems: list[Exception] = []
    articles = incoming.reading(inputs, reader, {}, problems.append, host=host).articles
    assert problems == []
    return [f"{article.path} {article.text}" for article in articles]


def test_a_broken_reader_that_nobody_chose_is_not_felt(inbox: Path) -> None:
    class Broken:
        @hookimpl
        def newskit_readers(self) -> dict[str, str]:
            return {"broken": "no_such_module:READER"}

    (inbox / "a.txt").write_text("A text.")
    (inbox / "notes").write_text("Another.")
    (inbox / "b.org").write_text("Another.")
    host = Host(frozenset())
    host.register(Broken(), "broken")
    articles = incoming.reading(["inbox"], None, {}, lambda problem: None, host=host).articles
    assert [article.text for article in articles] == ["A text."]


def test_what_the_caller_raises_is_not_blamed_on_a_reader(inbox: Path) -> None:
    def stop(problem: Exception) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        newskit.read("inbox/gone.txt", on_problem=stop)


def test_a_plugin_reads_the_suffix_that_only_it_knows(inbox: Path) -> None:
    (inbox / "a.tgm").write_text("ONE STOP/TWO STOP")
    (inbox / "b.txt").write_text("ONE/TWO")
    (inbox / "README").write_text("ONE/TWO")
    files = ("inbox/a.tgm", "inbox/b.txt", "inbox/README")
    assert read_with_plugin(*files) == [
        "inbox/a.tgm:1 ONE STOP",
        "inbox/a.tgm:2 TWO STOP",
        "inbox/b.txt ONE/TWO",
        "inbox/README ONE/TWO",
    ]
    assert read_with_plugin("inbox/b.txt", reader="telegraph") == [
        "inbox/b.txt:1 ONE",
        "inbox/b.txt:2 TWO",
    ]
