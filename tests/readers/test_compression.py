"""What is compressed: the bytes tell, what is damaged costs only what comes after it."""

import bz2
import gzip
import json
import lzma
import sys
import zlib

import pytest

from newskit.readers import compression

zstd = pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")

LINES = b"".join(
    json.dumps({"text": f"Report {n} of the day."}).encode() + b"\n" for n in range(99)
)


def test_the_bytes_tell_and_not_the_suffix(read_file) -> None:
    (article,), _ = read_file("a.txt", gzip.compress(b"A text."))
    assert article.text == "A text."
    (article,), _ = read_file("a.jsonl.gz", b'{"text": "Not compressed."}')
    assert article.text == "Not compressed."
    (article,), _ = read_file("dump", bz2.compress(b'{"text": "A."}'))
    assert (article.text, article.path) == ("A.", "dump:1")


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstd.compress], ids=lambda p: p.__module__
)
class TestMembers:
    def test_several_one_after_the_other(self, read_stdin, pack) -> None:
        data = pack(LINES[:1000]) + pack(b"") + pack(LINES[1000:]) + b"\0" * 512
        articles, said = read_stdin(data)
        assert len(articles) == 99
        assert said == []

    def test_what_is_cut_off_gives_what_was_there(self, read_file, pack) -> None:
        articles, said = read_file("a.jsonl", pack(LINES) + pack(LINES)[:-9])
        assert len(articles) >= 99
        assert said == [
            "InputError: a.jsonl: cut off: what comes before the end of the compressed data "
            "was read (fetch it again)"
        ]

    def test_what_is_damaged_is_told(self, read_file, pack) -> None:
        articles, said = read_file("a.jsonl", pack(LINES) + b"no data of this kind")
        assert len(articles) == 99
        (problem,) = said
        assert problem.startswith("InputError: a.jsonl: damaged ")

    def test_a_text_that_is_cut_off_is_read_as_far_as_it_goes(self, read_file, pack) -> None:
        articles, said = read_file("a.txt", pack(b"A text that is whole.")[:-2])
        assert len(articles) + len(said) in (1, 2)
        assert "cut off" in said[-1]


def test_an_error_far_from_the_cut_is_told_too(read_file) -> None:
    data = gzip.compress(b"broken\n" + LINES)
    _, said = read_file("a.jsonl", data[:-8])
    assert [problem.partition(": ")[2].split(":")[1] for problem in said] == ["1", " cut off"]


def test_a_bomb_is_left_before_it_is_over(monkeypatch: pytest.MonkeyPatch, read_file) -> None:
    monkeypatch.setattr(compression, "_BOMB_BYTES", 1 << 20)
    articles, said = read_file(
        "a.jsonl", gzip.compress(b'{"text": "A."}\n' + (b" " * 999 + b"\n") * 4_000)
    )
    assert [a.text for a in articles] == ["A."]
    assert said == [
        "InputError: a.jsonl: unpacks to more than 500 times its size, read up to there "
        "(to read all of it, unpack it first)"
    ]


def test_what_needs_much_memory_to_unpack_is_refused(read_file) -> None:
    options = {zstd.CompressionParameter.window_log: 30}
    big_window = zstd.ZstdCompressor(options=options)
    data = big_window.compress(LINES) + big_window.flush()
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 29}]
    packed = lzma.LZMACompressor(lzma.FORMAT_XZ, filters=[{**filters[0], "dict_size": 1 << 20}])
    head = packed.compress(LINES) + packed.flush()
    for given in (data, big_dictionary(head)):
        articles, said = read_file("a.jsonl", given)
        assert articles == []
        assert said[0].startswith("InputError: a.jsonl: damaged ")


def big_dictionary(data: bytes) -> bytes:
    """Let an xz block say that it needs 3 GiB to be unpacked; the block header is summed anew."""
    size = (data[12] + 1) * 4
    header = bytearray(data[12 : 12 + size - 4])
    at = header.index(bytes([0x21, 0x01])) + 2
    header[at] = 39
    return data[:12] + bytes(header) + zlib.crc32(header).to_bytes(4, "little") + data[12 + size :]
