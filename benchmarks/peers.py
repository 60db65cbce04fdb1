r"""The other tools, as their documentations advise: a JSONL file in, pairs and removals out.

    python benchmarks/peers.py NAME THRESHOLD ARTICLES OUT

All get the same words (`\w+` of the lower-cased text, so quotes and dashes do not count), make
5-grams of them and 128 permutations. What each does with them is its own: where its documentation
computes shingles outside, Python makes them; where it wants a text, it gets the words joined. An
article is removed for the first kept one before it that its index gives, which is what the
documentations show; that kept article need not be verified. This file runs in a virtual
environment that newskit knows nothing of.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

SIZE = 5
PERMUTATIONS = 128

Pair = tuple[int, int]
"""Positions of two articles, the earlier one first."""

_words = re.compile(r"\w+").findall


def datasketch(texts: list[str], threshold: float) -> list[Pair]:
    """MinHash.bulk with xxhash instead of SHA-1, MinHashLSH in an insertion session."""
    import xxhash

    return _in_bulk(texts, threshold, hashfunc=xxhash.xxh32_intdigest)


def datasketch_sha1(texts: list[str], threshold: float) -> list[Pair]:
    """MinHash.bulk with the default hash function, SHA-1."""
    return _in_bulk(texts, threshold)


def datasketch_first(texts: list[str], threshold: float) -> list[Pair]:
    """As its documentation begins: each shingle an `update`, hashed by SHA-1."""
    from datasketch import MinHash

    def sketch(text: str) -> MinHash:
        made = MinHash(num_perm=PERMUTATIONS)
        for run in set(shingles(text)):
            made.update(run.encode())
        return made

    return _indexed(map(sketch, texts), threshold)


def _in_bulk(texts: list[str], threshold: float, **options: Any) -> list[Pair]:
    from datasketch import MinHash

    tokens = ([run.encode() for run in shingles(text)] for text in texts)
    return _indexed(MinHash.generator(tokens, num_perm=PERMUTATIONS, **options), threshold)


def _indexed(sketches: Iterable[Any], threshold: float) -> list[Pair]:
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    pairs: list[Pair] = []
    for position, sketch in enumerate(sketches):
        pairs += [(earlier, position) for earlier in index.query(sketch)]
        index.insert(position, sketch, check_duplication=False)
    return pairs


def rensa(texts: list[str], threshold: float) -> list[Pair]:
    """RMinHash in batches, RMinHashDeduplicator with LSH, which verifies on the sketches."""
    from rensa import RMinHash, RMinHashDeduplicator

    kept = RMinHashDeduplicator(threshold=threshold, num_perm=PERMUTATIONS, use_lsh=True)
    pairs: list[Pair] = []
    for start in range(0, len(texts), 2000):
        batch = [shingles(text) for text in texts[start : start + 2000]]
        sketches = RMinHash.from_token_sets(batch, num_perm=PERMUTATIONS, seed=42)
        names = [str(start + place) for place in range(len(batch))]
        new = kept.add_pairs(list(zip(names, sketches, strict=True)))
        copies = [place for place, is_new in enumerate(new) if not is_new]
        found = kept.get_duplicate_sets([sketches[place] for place in copies])
        for place, earlier in zip(copies, found, strict=True):
            pairs += [(int(name), start + place) for name in earlier if int(name) < start + place]
    return pairs


def gaoya(texts: list[str], threshold: float) -> list[Pair]:
    """MinHashStringIndex, in bulk; bands as in its documentation at .5, else its defaults."""
    from gaoya.minhash import MinHashStringIndex

    bands = {"num_bands": 42, "band_size": 3} if threshold <= 0.5 else {}
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=threshold,
        ngram_range=(SIZE, SIZE),
        id_container="vec",
        **bands,
    )
    normal = [" ".join(_words(text.lower())) for text in texts]
    index.par_bulk_insert_docs(list(range(len(normal))), normal)
    found = index.par_bulk_query(normal)
    return [
        (other, place) for place, others in enumerate(found) for other in others if other < place
    ]


def daft(path: Path, threshold: float) -> tuple[list[str], list[Pair]]:
    """Read, normalize and `minhash` in daft; bands and components as in its tutorial, in NumPy."""
    import daft as engine
    import numpy as np

    text = engine.col("text").lower().regexp_replace(r"\W+", " ")
    frame = engine.read_json(str(path)).select(
        engine.col("id"),
        text.minhash(
            num_hashes=PERMUTATIONS, ngram_size=SIZE, seed=42, hash_function="xxhash"
        ).alias("sketch"),
    )
    table = frame.to_arrow()
    column = table.column("sketch").combine_chunks()
    sketches = np.asarray(column.flatten()).reshape(-1, PERMUTATIONS)
    ids = table.column("id").to_pylist()
    bands, rows = band_sizes(threshold)
    root = list(range(len(ids)))
    for band in range(bands):
        keys = np.ascontiguousarray(sketches[:, band * rows : (band + 1) * rows])
        keys = keys.view(np.dtype((np.void, keys.itemsize * rows))).ravel()
        _, first, bucket = np.unique(keys, return_index=True, return_inverse=True)
        for place in np.flatnonzero(first[bucket] != np.arange(len(ids))).tolist():
            low, high = sorted((_root(root, int(first[bucket[place]])), _root(root, place)))
            root[high] = low
    roots = [_root(root, place) for place in range(len(ids))]
    return ids, [(low, place) for place, low in enumerate(roots) if low != place]


def band_sizes(threshold: float) -> tuple[int, int]:
    """Give bands and rows that least mistake the threshold, as datasketch and daft choose them.

    The sum of false positives and false negatives, each the area between the probability of
    becoming a candidate, 1 - (1 - s^rows)^bands, and the step at the threshold.
    """
    import numpy as np

    steps = (np.arange(1000) + 0.5) / 1000

    def mistaken(bands: int, rows: int) -> float:
        chance = 1 - (1 - steps**rows) ** bands
        return float(np.where(steps < threshold, chance, 1 - chance).sum())

    sizes = [
        (bands, rows)
        for rows in range(1, PERMUTATIONS + 1)
        for bands in range(1, PERMUTATIONS // rows + 1)
    ]
    return min(sizes, key=lambda size: mistaken(*size))


def shingles(text: str) -> list[str]:
    """Give the word 5-grams of a text as strings; a shorter text is one."""
    words = _words(text.lower())
    if len(words) < SIZE:
        return [" ".join(words)]
    return [
        " ".join(run)
        for run in zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    ]


def removals(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Give for each removed article the kept one: the first before it that is kept and paired."""
    earlier: dict[int, list[int]] = {}
    for low, high in pairs:
        earlier.setdefault(high, []).append(low)
    removed: set[int] = set()
    for high in sorted(earlier):
        kept = [low for low in earlier[high] if low not in removed]
        if kept:
            removed.add(high)
            yield min(kept), high


DEFAULTS = {"datasketch": 0.9, "rensa": 0.8, "gaoya": 0.75, "daft": 0.7}
"""The default threshold; rensa and daft have none: that of the example and of the tutorial."""

_FROM_TEXTS: dict[str, Callable[[list[str], float], list[Pair]]] = {
    "datasketch": datasketch,
    "datasketch-sha1": datasketch_sha1,
    "datasketch-first": datasketch_first,
    "rensa": rensa,
    "gaoya": gaoya,
}


def versions() -> dict[str, str]:
    """Give the versions of the peers that are installed here."""
    found = {}
    for name in DEFAULTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def pairs_of(name: str, threshold: float, path: Path) -> tuple[list[str], list[Pair]]:
    """Run one peer; give the ids and its pairs."""
    if name == "daft":
        return daft(path, threshold)
    import orjson

    with path.open("rb") as lines:
        records = [orjson.loads(line) for line in lines]
    texts = [record["text"] for record in records]
    return [record["id"] for record in records], _FROM_TEXTS[name](texts, threshold)


def run(name: str, threshold: float, path: Path) -> dict[str, Any]:
    """Run one peer; give its pairs and, for each removed id, the kept one."""
    ids, pairs = pairs_of(name, threshold, path)
    removed = {ids[high]: ids[low] for low, high in removals(pairs)}
    return {"pairs": [(ids[low], ids[high]) for low, high in pairs], "removed": removed}


def main() -> None:
    """Run a peer, or without arguments tell which there are."""
    if len(sys.argv) == 1:
        print(json.dumps(versions()))
        return
    name, threshold, articles, out = sys.argv[1:]
    answer = run(name, float(threshold), Path(articles))
    Path(out).write_text(json.dumps(answer), "utf-8")


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place


if __name__ == "__main__":
    main()
