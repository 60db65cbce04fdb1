"""What is asked of the readers, the hashed words and the stages on any bytes at all.

`fuzz.py` looks for bytes on which it does not hold; what was found is in `findings/TARGET/`.
"""

import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import newskit
from newskit import incoming
from newskit.article import Article, to_json
from newskit.errors import InputError, InputNote, UsageError
from newskit.host import Host

FINDINGS = Path(__file__).with_name("findings")
HOST = Host(frozenset())


def read(data: bytes, reader: str | None) -> list[Article]:
    """Read bytes, checking that what comes out is articles, or one line each."""
    problems: list[Exception] = []
    stream = io.BytesIO(data)
    found = incoming.reading(["-"], reader, {}, problems.append, stream, host=HOST).articles
    for problem in problems:
        assert isinstance(problem, InputError | InputNote), repr(problem)
        assert str(problem).startswith("stdin"), str(problem)
        assert "\n" not in str(problem), str(problem)
    return list(found)


def check_reader(data: bytes, reader: str | None) -> None:
    """Check that what was read is the same when it is written and read again."""
    articles = read(data, reader)
    lines = [to_json(article.record()) for article in articles]
    written = "".join(f"{line}\n" for line in lines).encode(errors="backslashreplace")
    again = [to_json(article.record()) for article in read(written, "jsonl")]
    assert [json.loads(line) for line in again] == [json.loads(line) for line in lines]


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


def check_stages(data: bytes) -> None:
    """Check that whatever articles come in, each sentence of the digest is verbatim and cited."""
    articles = read(data, "jsonl")[:20]
    try:
        digest = newskit.digest(articles, host=HOST)
    except UsageError:
        return
    texts = {article.id: article.text for article in articles}
    for entry in digest.entries:
        for sentence in entry.sentences:
            assert sentence.citations
            for place in sentence.citations:
                assert texts[place.article][place.start : place.end]
    for form in ("md", "text", "json", "jsonfeed", "html"):
        newskit.render(digest, io.StringIO(), form, host=HOST)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: partial(check_reader, reader=name) for name in HOST.builtins("reader")},
    "any": partial(check_reader, reader=None),
    "words": check_words,
    "stages": check_stages,
}


def known(target: str) -> list[Path]:
    """List the inputs that are kept for a target: good ones to begin with, and findings."""
    return sorted((FINDINGS / target).glob("*"))
