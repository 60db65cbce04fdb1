"""How frequent words are, in about 40 languages: the tables of `wordfreq` (Robyn Speer, 2022).

They are read as they lie in that package. To import it would load a tokenizer and the names of all
languages, .1 CPU-s, and none of that is needed here.
"""

import gzip
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def tables() -> Mapping[str, Path]:
    """Give where the table of each language is, the larger one where there are two."""
    return _listed("small") | _listed("large")


@cache
def small_tables() -> Mapping[str, Path]:
    """Give where the smaller table of each language is: its 25,000 words."""
    return _listed("small")


def ranked(table: Path, places: int | None = None) -> Sequence[Sequence[str]]:
    """Read a table: the words that are `10 ** (-n / 100)` of all words stand at place n.

    `places` is how many are read: two thirds of the words of a large table are rarer than 1e-7.
    """
    from msgspec import Raw, msgpack

    header, *rows = msgpack.decode(gzip.decompress(table.read_bytes()), type=list[Raw])
    known = {"format": "cB", "version": 1}
    assert msgpack.decode(header) == known, f"{table}: not a table of wordfreq 3"
    return [msgpack.decode(words, type=list[str]) for words in rows[:places]]


def _listed(size: str) -> dict[str, Path]:
    found = find_spec("wordfreq")
    assert found and found.origin
    paths = Path(found.origin).parent.glob(f"data/{size}_*.msgpack.gz")
    return {path.name.removeprefix(f"{size}_").partition(".")[0]: path for path in paths}
