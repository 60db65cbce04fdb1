"""A small corpus makes a large one, and the tables of kernels and of large piles tell what ran."""

import json
import sys
from pathlib import Path

import kernel
import large
import peers
import planted
import pytest
import warm
from kernel import Took
from measure import Cost, measure
from varied import letters, text_size, vary

ARTICLES = [
    {"id": "a", "title": "Fog", "text": 'Fog “closed” the\nharbour of "Port Éllering", 3 hurt.'},
    {"id": "b", "text": "It rained in Oske all day long.", "source": "paper.example"},
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), "utf-8")
    return path


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_other_letters_leave_vowels_capitals_and_the_rest_in_their_places() -> None:
    said = "Fog “closed” the\nharbour, 3 hurt."
    other = said.encode().translate(letters(1)).decode()
    assert other != said
    assert other == said.encode().translate(letters(1)).decode()
    assert other != said.encode().translate(letters(2)).decode()
    kept = {*"aeiou “”\n,.3"}
    assert [c for c in other if c in kept] == [c for c in said if c in kept]
    assert [c.isupper() for c in other] == [c.isupper() for c in said]


def test_every_letter_has_another_one_so_that_different_words_stay_different() -> None:
    for seed in range(30):
        assert sorted(letters(seed)) == list(range(256))


def test_a_large_corpus_is_the_small_one_again_in_other_letters(small: Path) -> None:
    out = small.with_name("large.jsonl")
    vary(small, out, 5)
    made = read(out)
    assert [article["id"] for article in made] == ["a-0", "b-0", "a-1", "b-1", "a-2"]
    assert [article["text"] for article in made[:2]] == [article["text"] for article in ARTICLES]
    assert len({article["text"] for article in made}) == 5
    assert made[3]["source"] != "paper.example"
    assert made[1].keys() == ARTICLES[1].keys()


def test_parts_of_it_have_no_shingle_in_common(tmp_path: Path) -> None:
    planted.build(tmp_path, 200, seed=1)
    vary(tmp_path / "articles.jsonl", tmp_path / "large.jsonl", 600)
    texts = [article["text"] for article in read(tmp_path / "large.jsonl")]
    parts = [
        {run for text in texts[at : at + 200] for run in peers.shingles(text)}
        for at in (0, 200, 400)
    ]
    assert min(map(len, parts)) > 10_000
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert len(parts[one] & parts[other]) < 10


def test_the_size_of_a_text_is_in_bytes(small: Path) -> None:
    assert text_size(small) == sum(len(a["text"].encode()) for a in ARTICLES) / 2


def test_articles_of_the_kernels_have_2400_bytes(tmp_path: Path) -> None:
    planted.build(tmp_path, 1500, seed=1, words=kernel.WORDS)
    assert 2300 < text_size(tmp_path / "articles.jsonl") < 2500


def test_short_articles_have_40_words(tmp_path: Path) -> None:
    path = tmp_path / "short" / "articles.jsonl"
    large.invent(path, 50, seed=1)
    made = read(path)
    assert len({article["id"] for article in made}) == 50
    assert {len(article["text"].split()) for article in made} == {40}


def test_a_warm_run_tells_what_it_took(tmp_path: Path) -> None:
    planted.build(tmp_path, 300, seed=1, words=100)
    articles, out = str(tmp_path / "articles.jsonl"), tmp_path / "took.json"
    cost = measure([sys.executable, warm.__file__, "numpy", articles, articles, str(out)])
    took = Took(**json.loads(out.read_text()))
    assert cost.code == 0
    assert 0 < took.cpu < cost.cpu / 2
    assert took.removed > 20


def test_kernels_are_compared_with_peers_of_the_same_run() -> None:
    runs = {
        kernel.REFERENCE: [Took(0.5, 9.0, 7), Took(0.4, 8.0, 7)],
        "rensa": [Took(4.0, 5.0, 9)],
        "daft": [],
    }
    lines = kernel.table(runs, 20_000)
    assert f"| {kernel.REFERENCE} | 50,000 | 20.0 | 1.0 | 7 |" in lines
    assert "| rensa | 5,000 | 200.0 | 10.0 | 9 |" in lines
    assert "| daft | failed | | | |" in lines
    assert len({line.count("|") for line in lines}) == 1


def test_peers_that_are_not_installed_are_not_run(tmp_path: Path) -> None:
    assert list(kernel.tools(tmp_path / "no-python")) == ["newskit, numba", "newskit, NumPy"]
    assert list(kernel.tools(tmp_path / "no-python", ["newskit, Num"])) == ["newskit, NumPy"]


def test_threads_are_compared_by_the_clock() -> None:
    lines = kernel.table_of_threads({1: [Took(9.0, 10.0, 1)], 2: [Took(9.5, 5.0, 1)]}, 1000)
    assert lines[-1] == "| 1,000 | 2 | 5.0 | 200 | 2.00 | 9.5 |"
    failed = kernel.table_of_threads({1: [], 2: [Took(9.5, 5.0, 1)]}, 1000)
    assert len({line.count("|") for line in lines + failed}) == 1


def test_a_large_pile_is_compared_with_the_first() -> None:
    rows = [
        large.Row(1000, 2_400_000, Cost(0.1, 0.2, 300, 0, ""), 800),
        large.Row(10_000, 24_000_000, Cost(1.2, 2.0, 900, 0, ""), 8000),
        large.Row(20_000, 48_000_000, Cost(1.2, 2.0, 900, -9, ""), 0),
    ]
    lines = large.table(rows)
    assert "| 10,000 | 0.0 | 120 | 1.20 | 2 | 900 | 2,000 |" in lines
    assert lines[-1].startswith("| 20,000 | 0.0 | failed (-9) after 2 s |")
    assert len({line.count("|") for line in lines}) == 1
