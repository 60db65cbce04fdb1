"""What holds for every reader of newskit: on files as they are, and what becomes of them."""

import bz2
import gzip
import io
import json
import lzma
from pathlib import Path

import pytest

from newskit import incoming
from newskit.host import Host
from newskit.readers.formats import Formats
from newskit.testing import ReaderContract

TEXT = "Fog closed the harbour of Port Ellering on Monday. Ferries stayed at their berths."
ITEM = {"title": "Fog", "text": TEXT, "published": "2026-03-02T08:15:00Z"}
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gazette",
    "items": [{"id": "1", "content_text": TEXT}, {"id": "2", "content_html": f"<p>{TEXT}</p>"}],
}
NINJS = {"uri": "urn:x:1", "versioncreated": "2026-03-02T08:15:00Z", "body_text": TEXT}
NITF = f"<nitf><body><body.content><p>{TEXT}</p></body.content></body></nitf>"
NEWSML = (
    '<?xml version="1.0"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1">'
    f'<contentSet><inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML></contentSet>'
    "</newsItem>"
)
MESSAGE = f"MIME-Version: 1.0\nSubject: Fog\nFrom: Gazette <news@gazette.example>\n\n{TEXT}\n"

SAMPLES: dict[str, dict[str, str]] = {
    "text": {"a.txt": f"Fog closes harbour\n\n{TEXT}\n"},
    "jsonl": {"a.jsonl": json.dumps(ITEM) + "\n" + json.dumps(ITEM) + "\n"},
    "json": {
        "a.json": json.dumps([ITEM, ITEM], indent=1),
        "b.json": json.dumps(ITEM),
        "feed.json": json.dumps(FEED),
        "ninjs.json": json.dumps(NINJS),
    },
    "csv": {"a.csv": f'title,text\nFog,"{TEXT}"\nRain,"It ""rained"".\n\nAll day."\n'},
    "newsml": {"a.xml": NEWSML, "b.nitf": NITF},
    "mail": {"a.eml": MESSAGE, "b.mbox": f"From a Mon Mar  2 08:15:00 2026\n{MESSAGE}\n" * 2},
    "markdown": {"a.md": f"---\ntitle: Fog\ntags: [fog]\n---\n\n{TEXT}\n"},
}
FILES = {name: data.encode() for files in SAMPLES.values() for name, data in files.items()}


def pack_zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd")
    return zstd.compress(data)


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": pack_zstd}


def test_there_are_samples_for_every_reader() -> None:
    assert set(SAMPLES) == set(Host(frozenset()).builtins("reader"))


def suite(name: str) -> type[ReaderContract]:
    samples = [data.encode() for data in SAMPLES[name].values()]
    return type(f"Test{name.title()}", (ReaderContract,), {"plugin": name, "samples": samples})


globals().update({made.__name__: made for made in map(suite, SAMPLES)})


def test_whatever_nobody_else_knows_is_text() -> None:
    assert Host(frozenset()).get("reader", "text").sniff is None


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reader_is_found_by_suffix_and_by_look(name: str) -> None:
    host = Host(frozenset())
    readers = {each: host.get("reader", each) for each in host.builtins("reader")}
    formats = Formats(readers)
    for file, data in SAMPLES[name].items():
        assert formats.choose(file, data.encode()) is readers[name]
        assert formats.choose(f"{file}.gz".upper(), data.encode()) is readers[name]
        held = name == "json" and "\n" not in data
        assert formats.choose("stdin", data.encode()) is readers["jsonl" if held else name]
        assert formats.knows(f"{file}.zst")


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("file", FILES)
def test_what_is_compressed_is_what_it_was(read, tmp_path: Path, file: str, suffix: str) -> None:
    (tmp_path / file).write_bytes(FILES[file])
    (tmp_path / (file + suffix)).write_bytes(PACKERS[suffix](FILES[file]))
    plain, said = read(tmp_path / file)
    packed, said_of_packed = read(tmp_path / (file + suffix))
    assert plain
    assert said == said_of_packed == []
    assert [(a.id, a.text, a.extra) for a in packed] == [(a.id, a.text, a.extra) for a in plain]
    assert [a.path for a in packed] == [a.path.replace(file, file + suffix) for a in plain]


@pytest.mark.parametrize("file", ["a.txt", "a.jsonl", "feed.json", "a.csv"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(
    read_file, read_stdin, file: str, encoding: str
) -> None:
    plain, _ = read_file(file, FILES[file])
    data = FILES[file].decode().encode(encoding)
    for given in (data, gzip.compress(data)):
        articles, said = read_file(file, given)
        assert [a.id for a in articles] == [a.id for a in plain]
        assert said == []
    assert [a.text for a in read_stdin(data)[0]] == [a.text for a in plain]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1"])
def test_xml_says_itself_how_it_is_encoded(read_stdin, encoding: str) -> None:
    data = NITF.replace("Fog", "Nebel über allem")
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    declared = f"{mark}<?xml version='1.0' encoding='{encoding[:10].removesuffix('-le')}'?>{data}"
    (article,), said = read_stdin(declared.encode(encoding))
    assert article.text.startswith("Nebel über allem closed")
    assert said == []


@pytest.mark.parametrize("packed", [False, True])
def test_many_lines_need_not_fit_into_memory(packed: bool) -> None:
    data = "".join(json.dumps({"text": f"Report {n} – here."}) + "\n" for n in range(500))
    problems: list[Exception] = []
    given = gzip.compress(data.encode("utf-16")) if packed else data.encode()
    found = incoming.reading(
        ["-"], None, {}, problems.append, io.BytesIO(given), budget=100, host=Host(frozenset())
    )
    assert not isinstance(found.articles, list)
    for _ in range(2):
        assert [a.text for a in found.articles] == [f"Report {n} – here." for n in range(500)]
    assert problems == []
