"""A corpus is the same bytes for the same seed, and its gold tells the truth."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import planted
import pytest
from texts import is_typographic, join

SIZE = 1200


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("planted")
    planted.build(out, SIZE, seed=3)
    return out


@pytest.fixture(scope="module")
def articles(folder: Path) -> list[dict]:
    return read(folder / "articles.jsonl")


@pytest.fixture(scope="module")
def gold(folder: Path) -> list[dict]:
    return read(folder / "gold.jsonl")


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def test_the_script_gives_the_same_bytes_whatever_the_hash_seed(folder, tmp_path: Path) -> None:
    command = [sys.executable, planted.__file__, "--size", str(SIZE), "--seed", "3", "--out"]
    environment = os.environ | {"PYTHONHASHSEED": "77"}
    subprocess.run([*command, str(tmp_path)], check=True, env=environment)
    for name in ("articles.jsonl", "gold.jsonl"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_another_seed_gives_another_corpus(folder, tmp_path: Path) -> None:
    planted.build(tmp_path, 100, seed=4)
    assert (
        read(tmp_path / "articles.jsonl")[0]["text"] != read(folder / "articles.jsonl")[0]["text"]
    )


def test_every_article_has_its_line_of_gold(articles, gold) -> None:
    assert len(articles) == len(gold) == SIZE
    assert [a["id"] for a in articles] == [g["id"] for g in gold]
    assert len({a["id"] for a in articles}) == SIZE


def test_every_kind_is_there_and_copies_name_their_base(gold) -> None:
    kinds = Counter(line["kind"] for line in gold)
    assert kinds.keys() == {*planted.KINDS, "base", "single", "template", "subject", "block"}
    kind_of = {line["id"]: line["kind"] for line in gold}
    for line in gold:
        copy = line["kind"] in planted.KINDS
        assert (kind_of[line["base"]] == "base") if copy else line["base"] == line["id"]


def test_there_are_pairs_and_a_crowd(gold) -> None:
    sizes = Counter(Counter(line["base"] for line in gold).values())
    assert sizes[2] > 20
    assert sum(30 <= size <= 50 for size in sizes.elements()) == 1


def test_hard_negatives_share_text_with_their_group(articles, gold) -> None:
    texts = {article["id"]: article["text"] for article in articles}
    groups: dict[str, list[str]] = {}
    for line in gold:
        if line["template"]:
            groups.setdefault(line["template"], []).append(line["id"])
    assert {"market-many", "law-many", "wire-many-0", "subject-0"} <= groups.keys()
    for ids in groups.values():
        first, second = (shingles(texts[id_]) for id_ in ids[:2])
        assert 5 < len(first & second) < 0.9 * len(first | second)


def test_copies_share_text_with_their_base_and_others_do_not(articles, gold) -> None:
    texts = {article["id"]: article["text"] for article in articles}
    for line in gold:
        if line["kind"] in planted.KINDS:
            copy, base = shingles(texts[line["id"]]), shingles(texts[line["base"]])
            assert len(copy & base) >= 0.3 * min(len(copy), len(base)), line
    single = [shingles(texts[line["id"]]) for line in gold if line["kind"] == "single"]
    assert all(len(a & b) < 5 for a, b in pairwise(single))


def test_embedded_bases_are_20_to_50_of_a_hundred_words(articles, gold) -> None:
    words = {article["id"]: len(article["text"].split()) for article in articles}
    shares = [words[g["base"]] / words[g["id"]] for g in gold if g["kind"] == "embedding"]
    assert all(0.19 < share < 0.51 for share in shares)
    assert max(shares) - min(shares) > 0.15


def test_nine_of_ten_texts_carry_typography(articles) -> None:
    assert sum(is_typographic(article["text"]) for article in articles) > 0.9 * SIZE


def test_a_share_has_source_and_date_or_none(articles, tmp_path: Path) -> None:
    dated = sum("source" in article and "published" in article for article in articles)
    assert 0.7 * SIZE < dated < 0.9 * SIZE
    planted.build(tmp_path, 100, seed=3, dated=0)
    assert {key for a in read(tmp_path / "articles.jsonl") for key in a} == {"id", "title", "text"}


def test_given_texts_are_used_before_invented_ones(make, tmp_path: Path) -> None:
    given = [{"id": f"g{n}", "title": f"Given {n}", "text": join(make(n, 400))} for n in range(9)]
    with gzip.open(tmp_path / "given.jsonl.gz", "wt", encoding="utf-8") as to:
        to.writelines(json.dumps(record) + "\n" for record in given)
    planted.build(tmp_path, 60, seed=1, texts=tmp_path / "given.jsonl.gz", words=60)
    gold = read(tmp_path / "gold.jsonl")
    assert {line["origin"] for line in gold} > {"g1", "g2", None}
    titles = {article["id"]: article["title"] for article in read(tmp_path / "articles.jsonl")}
    single = [line for line in gold if line["kind"] == "block" and line["origin"]]
    assert all(titles[line["id"]] == f"Given {line['origin'][1:]}" for line in single)
