"""Lines that a kernel scans are the articles that parsing gives, and copies of each other alike."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from json.decoder import scanstring
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newskit
from newskit import settings
from newskit.article import KNOWN, Article, to_lines
from newskit.duplicates import blocks, copies, minhash, texts, workspace
from newskit.duplicates.kernel import NumpyKernel
from newskit.incoming import reading
from newskit.kernels import MARKS, HashedTexts, Lines
from newskit.readers import scanned
from newskit.readers.jsonlines import strict
from newskit.readers.reading import Reading
from newskit.text.times import seconds
from newskit.views import is_raw, values_of

_SPACE = re.compile(r"[ \t\r\n]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DEEPEST = 8


class PlainKernel(NumpyKernel):
    """A kernel that scans, in plain Python."""

    def scan(self, block: np.ndarray) -> Lines:
        data = block.tobytes()
        ends = [match.end() for match in re.finditer(b"\n|(?<=[^\n])$", data, re.DOTALL)]
        ends = [end for end in dict.fromkeys(ends) if end]
        starts = [0, *ends[:-1]] if ends else []
        spans = np.full((len(ends), len(KNOWN), 2), -1)
        plain, days = np.zeros((2, len(ends)), np.int64)
        clocks = np.full(len(ends), -1)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
            held = strings(data[start:end])
            if held is None:
                continue
            plain[at] = True
            for key, (first, last) in held.items():
                spans[at, KNOWN.index(key)] = start + first, start + last
            if "published" in held:
                published = data[start:end][slice(*held["published"])].decode()
                days[at] = day(published)
                if days[at] > 0:
                    clocks[at] = seconds(published) % 86_400
        places = np.array(starts, np.int64), np.array(ends, np.int64)
        return Lines(*places, plain > 0, spans, days, clocks)

    def hash_strings(
        self, block: np.ndarray, starts: np.ndarray, ends: np.ndarray
    ) -> tuple[HashedTexts, np.ndarray]:
        """Leave one string in three to the parser."""
        data = block.tobytes()
        left = (ends - starts) % 3 == 0
        told = [
            "" if leave else json.loads(b'"%b"' % data[start:end])
            for start, end, leave in zip(starts.tolist(), ends.tolist(), left, strict=True)
        ]
        return self.hash_texts(told), left


def strings(line: bytes) -> dict[str, tuple[int, int]] | None:
    """Give where the strings of known keys stand in a line; None of one that is not plain."""
    try:
        text = line.decode()
        value = strict(line)
    except ValueError:
        return None
    if line.startswith(b"\xef\xbb\xbf") or not isinstance(value, dict) or depth(value) > _DEEPEST:
        return None
    found: dict[str, tuple[int, int]] = {}
    keys: list[str] = []
    at = _SPACE.match(text, text.index("{") + 1).end()  # type: ignore[union-attr]
    while text[at] != "}":
        if text[at] == ",":
            at = _SPACE.match(text, at + 1).end()  # type: ignore[union-attr]
        key, end = scanstring(text, at + 1)
        if text[at + 1 : end - 1] != key:
            return None
        at = _SPACE.match(text, text.index(":", end) + 1).end()  # type: ignore[union-attr]
        _, end = json.JSONDecoder().raw_decode(text, at)
        if key in KNOWN:
            found[key] = len(text[: at + 1].encode()), len(text[: end - 1].encode())
        keys.append(key)
        at = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    known = [value[key] for key in found]
    if len(set(keys)) < len(keys) or set(keys) & set(MARKS):
        return None
    if not all(isinstance(each, str) and each for each in known):
        return None
    if (
        "text" not in found
        or value["text"].isspace()
        or re.search("[\ud800-\udfff]", "".join(known))
    ):
        return None
    return found


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def day(written: str) -> int:
    try:
        assert _DAY.fullmatch(written)
        return datetime.fromisoformat(written).toordinal()
    except (AssertionError, ValueError):
        return -1


def taken(paths: Sequence[str], budget: int | None, kernel: object = None) -> tuple[Reading, list]:
    problems: list[str] = []
    tell = problems.append
    found = reading(
        paths, None, {}, lambda problem: tell(str(problem)), budget=budget, kernel=kernel
    )
    return found, problems


# What is read

record = st.fixed_dictionaries(
    {
        "text": st.sampled_from(
            ["A.", "Ü “C”.", " ", "x" * 90, "line\nbreak", "\\", '"', "\U0001f388"]
        )
    },
    optional={
        "id": st.sampled_from(["a", "a-2", "b", "", 7, "00000000000000ff", "ü", 'quo"te']),
        "source": st.sampled_from(["Wire", "wire", "ü.example", "", None, "a\\b"]),
        "published": st.sampled_from(
            ["2026-03-02T17:40:00Z", "2026-02-30T17:40:00Z", "2026-03-02", "soon", 1772000000, ""]
        ),
        "path": st.sampled_from(["p", ""]),
        "copies": st.just([]),
        "x": st.sampled_from([1e-7, 2**70, [], {"y": [1]}, [[[[[[[[[0]]]]]]]]]]),
    },
)
line = st.builds(
    lambda value, ascii_, space: json.dumps(value, ensure_ascii=ascii_, separators=space),
    record,
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": "), (" , \t", " :")]),
) | st.sampled_from(
    ["", " ", "broken", "[]", "{}", '{"text": "B.", "z": "\\ud800"}',
     '{"text": "B.", "text": "C."}',
     '{"text": "A.", "id": "b"} ', '{"text": "\\u0041.", "id": "\\u0062"}', '{"te\\u0078t": "A."}',
     '{"id": "s", "text": "half \\ud83d"}', '\ufeff{"id": "a", "text": "Z."}']
)  # fmt: skip


@given(
    st.lists(line, max_size=12),
    st.sampled_from([0, 60, 300]),
    st.sampled_from([40, 200, 1 << 20]),
    st.booleans(),
)
@example(['{"text": "A.", "id": "a"}', "", '{"text": "B.", "id": "a"}'], 0, 40, True)
def test_what_is_scanned_is_what_is_parsed(lines, budget: int, block: int, ends: bool) -> None:
    """The same articles, ids and problems, whatever the blocks."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanned, "_BLOCK", block)
        path = Path(place, "a.jsonl")
        path.write_bytes("\n".join(lines).encode() + b"\n" * ends)
        expected, said = taken([str(path)], None)
        found, said_again = taken([str(path)], budget, PlainKernel())
        assert said_again == said
        assert list(found.articles) == expected.articles
        places = range(len(expected.articles))
        assert [found.articles[at] for at in reversed(places)] == expected.articles[::-1]
        if budget == 0 and is_raw(found.articles):
            for keys in (("id",), ("text", "id"), ("time",), ("id", "time")):
                wanted = [values_of(article, keys) for article in expected.articles]
                assert [*found.articles.values(keys, places)] == wanted


# What is made of it


@pytest.fixture
def file(corpus: list[Article], tmp_path: Path) -> Path:
    """Half of the corpus as a file: lines that are plain, and some that are not; ids come again."""
    lines = []
    for at, line in enumerate(to_lines(corpus[:150])):
        record = json.loads(line)
        if at % 7 == 0:
            record["published"] = f"2026-03-{at % 28 + 1:02} 08:00"
        if at % 11 == 0:
            record["copies"] = [{"id": "dropped before"}]
        if at % 13 == 0:
            record["source"] = None
        if at % 17 == 0:
            record["id"] = corpus[0].id
        lines.append(json.dumps(record, ensure_ascii=at % 2 == 0))
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(lines))
    return path


def shown(articles: Sequence[Article], **options: object) -> tuple[list[bytes], object]:
    result = newskit.dedupe(articles, **{"cleaners": [], **options})
    return [*to_lines(result.all)], result.pairs()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"jobs": 3, "keep": "latest"},
        {"memory": 8, "kernel": PlainKernel()},
        {"cleaners": ["rules"], "kernel": PlainKernel()},
    ],
)
def test_copies_of_what_is_scanned_are_those_of_what_is_parsed(
    file: Path, monkeypatch: pytest.MonkeyPatch, options: dict
) -> None:
    """By the kernel that scanned it, or by one that leaves every text to the parser."""
    monkeypatch.setattr(settings, "LEAST_MEMORY", 0)
    for module, name, size in (
        (texts, "BATCH", 50),
        (workspace, "PART", 9000),
        (minhash, "FEW", 5),
        (blocks, "_BATCH", 9),
        (copies, "_AT_ONCE", 20),
        (scanned, "_BLOCK", 9000),
    ):
        monkeypatch.setattr(module, name, size)
    expected, _ = taken([str(file)], None)
    found, _ = taken([str(file)], 0, PlainKernel())
    assert is_raw(found.articles)
    assert shown(found.articles, **options) == shown(expected.articles, **options)


def test_a_pile_in_memory_in_part_and_of_two_files_is_compared_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "BATCH", 50)
    other = file.with_name("other.jsonl")
    other.write_text("\n".join(file.read_text().splitlines()[:90]))
    paths = [str(file), str(other)]
    expected, _ = taken(paths, None)
    for budget in (0, 50_000, file.stat().st_size + 9_000):
        found, _ = taken(paths, budget, PlainKernel())
        result = shown(found.articles, kernel=PlainKernel())
        assert result == shown(expected.articles)
