"""What is asked of readers, kernels, stages and all else that takes bytes which nobody trusts.

`fuzz.py` looks for bytes on which it does not hold; what was found is in `findings/TARGET/`.
"""

import io
import json
import resource
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import newskit
from newskit import configuration, incoming
from newskit.article import Article, to_json
from newskit.errors import InputError, InputNote, NewskitError, ReaderError, UsageError
from newskit.host import Host

LARGEST = 1 << 30
"""Bytes of memory that one input may take."""
FINDINGS = Path(__file__).with_name("findings")
HOST = Host(frozenset({"newskit-web", "newskit-archive", "newskit-numba"}))


def read(
    data: bytes, reader: str | None, budget: int | None = None, kernel: str | None = None
) -> tuple[list[Article], list[str]]:
    """Read bytes, checking that what comes out is articles, or one line each."""
    problems: list[Exception] = []
    stream = io.BytesIO(data)
    found = incoming.reading(
        ["-"], reader, {}, problems.append, stream, budget, kernel, host=HOST
    ).articles
    articles = list(found)
    for problem in problems:
        assert isinstance(problem, InputError | InputNote), repr(problem)
        assert not isinstance(problem, ReaderError), str(problem)
        assert str(problem).startswith("stdin"), str(problem)
        assert "\n" not in str(problem), str(problem)
    return articles, list(map(str, problems))


def check_reader(data: bytes, reader: str | None) -> None:
    """Check that what was read is the same when it is written and read again."""
    articles, _ = read(data, reader)
    lines = [to_json(article.record()) for article in articles]
    written = "".join(f"{line}\n" for line in lines).encode(errors="backslashreplace")
    again = [to_json(article.record()) for article in read(written, "jsonl")[0]]
    assert [json.loads(line) for line in again] == [json.loads(line) for line in lines]


def check_scanned(data: bytes) -> None:
    """Check that lines which are scanned, and parsed when needed, are what a parser finds."""
    articles, problems = read(data, "jsonl")
    assert read(data, "jsonl", budget=1 << 20, kernel="numba") == (articles, problems)


def check_parquet(data: bytes) -> None:
    """Check that articles are the same when they were a table."""
    articles, said = read(data, "jsonl")
    table = io.BytesIO()
    newskit.write(articles, table, "parquet", host=HOST)
    again, problems = read(table.getvalue(), "parquet")
    causes = [{each.partition(": ")[2] for each in told} for told in (said, problems)]
    assert causes[1] <= causes[0], problems
    assert list(map(_without_nulls, again)) == list(map(_without_nulls, articles))


def _without_nulls(article: Article) -> object:
    """Give an article as a table has it, in which no value is no key."""
    return json.loads(
        json.dumps(article.record()),
        object_hook=lambda record: {k: v for k, v in record.items() if v is not None},
    )


def check_words(data: bytes) -> None:
    """Check hashed words, shingles and what counts as equal against plain Python."""
    import numpy as np

    from newskit.duplicates import hashfunc
    from newskit.duplicates.shingling import narrow, shingle_hashes
    from newskit.text.hashing import hashed_words, word_hash
    from newskit.text.words import words

    texts = data.decode("utf-8", "surrogateescape").split("\0")
    hashed = hashed_words(texts)
    found = [words(text) for text in texts]
    assert hashed.hashes.tolist() == [word_hash(word) for each in found for word in each]
    assert np.diff(hashed.offsets).tolist() == list(map(len, found))
    hashes, _ = shingle_hashes(hashed)
    assert narrow(hashes).tolist() == [
        hashfunc(" ".join(each[at : at + 5]).encode("utf-8", "surrogatepass"))
        for each in found
        for at in range(max(len(each) - 4, 1) if each else 0)
    ]


def check_copies(data: bytes) -> None:
    """Check that kernels find the same copies."""
    texts = data.decode("utf-8", "surrogateescape").split("\0")
    articles = [Article(text) for text in texts if text.strip()]
    found = [
        [article.record() for article in newskit.dedupe(articles, kernel=kernel, host=HOST).all]
        for kernel in ("numpy", "numba")
    ]
    assert found[0] == found[1]


def check_stages(data: bytes) -> None:
    """Check that whatever articles come in, each sentence of the digest is verbatim and cited."""
    with suppress(UsageError):
        digested(read(data, "jsonl")[0][:20])


def digested(articles: list[Article]) -> None:
    """Check the digest of articles, in each form."""
    digest = newskit.digest(articles, host=HOST)
    texts = {article.id: article.text for article in articles}
    for entry in digest.entries:
        for sentence in entry.sentences:
            assert sentence.citations
            for place in sentence.citations:
                assert texts[place.article][place.start : place.end]
    for form in ("md", "text", "json", "jsonfeed", "html"):
        newskit.render(digest, io.StringIO(), form, host=HOST)


def check_settings(data: bytes) -> None:
    """Check that a configuration is read, or refused in one line."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "newskit.toml")
        file.write_bytes(data)
        try:
            found = configuration.load(str(file))
        except UsageError as error:
            assert "\n" not in str(error), str(error)
            return
        for key, value in found.sources[0].table.items():
            configuration.told(key, configuration.Setting(value, found.sources[0].at(key), 1))


def check_gold(data: bytes) -> None:
    """Check that labels are read, and judge themselves, or are refused in one line."""
    from newskit.evaluation.labels import gold_of, readable
    from newskit.evaluation.responses import answer_of_rows
    from newskit.evaluation.rows import parse_rows

    def problem(found: Exception) -> None:
        assert "\n" not in str(found), str(found)

    try:
        gold = gold_of(parse_rows(data, "gold"), "gold", problem)
        rows = readable(parse_rows(data, "gold"), problem)
        answer_of_rows(rows, "gold", gold, problem)
    except NewskitError as error:
        problem(error)


def check_template(data: bytes) -> None:
    """Check that a template is filled, or refused in one line."""
    from newskit.renderers.template import Template

    digest = newskit.Digest("News", "2026-03-02", ())
    with TemporaryDirectory() as folder:
        file = Path(folder, "t.html")
        file.write_bytes(data)
        try:
            Template(file)(digest, io.StringIO())
        except UsageError as error:
            assert "\n" not in str(error), str(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: partial(check_reader, reader=name) for name in HOST.names("reader")},
    "any": partial(check_reader, reader=None),
    "scanned": check_scanned,
    "table": check_parquet,
    "words": check_words,
    "copies": check_copies,
    "stages": check_stages,
    "settings": check_settings,
    "gold": check_gold,
    "template": check_template,
}


def within(check: Callable[[bytes], None], data: bytes) -> None:
    """Check an input, and that it takes no more memory than it may."""
    before, peak = _resident(), _peak()
    check(data)
    if peak < _peak() > before + LARGEST:
        raise MemoryError(f"{(_peak() - before) >> 20} MB for one input")


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def known(target: str) -> list[Path]:
    """List the inputs that are kept for a target: good ones to begin with, and findings."""
    return sorted((FINDINGS / target).glob("*"))
