"""Same input, same output: whatever the order, the threads, the sizes of parts, and the memory."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

import newskit
from newskit import settings
from newskit.article import Article, to_lines
from newskit.deduplicated import Pair
from newskit.duplicates import (
    blocks,
    copies,
    kernel,
    minhash,
    near,
    numbering,
    overlap,
    shingling,
    signatures,
    terms,
    texts,
    verify,
    wordings,
    workspace,
)
from newskit.duplicates.collection import collection_of
from newskit.text import hashing

Report = Callable[..., str]
Found = tuple[dict[str, object], list[Pair]]


def found(articles: list[Article], **options: object) -> Found:
    result = newskit.dedupe(articles, **options)
    marks = {a.id: a.extra.get("copy_of") or a.extra["copies"] for a in result.all}
    return marks, result.pairs()


@pytest.fixture(scope="module")
def expected(corpus: list[Article]) -> Found:
    return found(corpus)


def test_copies_of_every_level_and_templates_are_in_the_corpus(corpus, expected: Found) -> None:
    """Else the tests below would look at nothing."""
    assert len(collection_of(newskit.dedupe(corpus).kept).templates) > 100
    marks, pairs = expected
    assert {pair.level for pair in pairs} == {"exact", "near", "rewritten"}
    assert sum(isinstance(mark, dict) for mark in marks.values()) > 60


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_does_not_matter(corpus, expected: Found, seed: int) -> None:
    assert found(random.Random(seed).sample(corpus, len(corpus))) == expected


def test_threads_do_not_matter(corpus, expected: Found, monkeypatch) -> None:
    monkeypatch.setattr(texts, "BATCH", 20)
    monkeypatch.setattr(workspace, "PART", 1000)
    assert found(corpus, jobs=1) == found(corpus, jobs=3) == expected


SIZES = [
    (texts, "BATCH", 7),
    (numbering, "_RECENT", 20),
    (workspace, "PART", 1000),
    (terms, "_BATCH", 11),
    (blocks, "_BATCH", 4),
    (overlap, "_PAIRS", 9),
    (copies, "_AT_ONCE", 2),
    (near, "_BATCH", 3),
    (verify, "_AT_ONCE", 5),
    (wordings, "_PAIRS", 5),
    (kernel, "_AT_ONCE", 60),
    (signatures, "BATCH", 100),
    (shingling, "BATCH", 50),
    (hashing, "BATCH", 300),
]


def shrink(sizes, monkeypatch) -> None:
    for module, name, size in sizes:
        assert getattr(module, name) > size
        monkeypatch.setattr(module, name, size)


@pytest.mark.parametrize("sizes", [SIZES[:8], SIZES])
def test_how_much_is_worked_on_at_once_does_not_matter(corpus, expected, monkeypatch, sizes):
    shrink(sizes, monkeypatch)
    assert found(corpus, jobs=3) == expected


# Memory


def written(articles, **options: object) -> tuple[list[bytes], list[Pair]]:
    result = newskit.dedupe(articles, **options)
    return [*to_lines(result.all)], result.pairs()


@pytest.fixture
def no_memory(monkeypatch) -> None:
    """Let next to nothing be in memory, in many small parts; and ask every detector."""
    monkeypatch.setattr(settings, "LEAST_MEMORY", 0)
    shrink([(workspace, "PART", 2000), *SIZES[3:7], (minhash, "FEW", 5)], monkeypatch)


@pytest.mark.usefixtures("no_memory")
@pytest.mark.parametrize("memory", [8, 20_000])
@pytest.mark.parametrize("level", ["exact", "rewritten", "story"])
def test_files_do_not_matter(corpus, samples, tmp_path, level: str, memory: int) -> None:
    """The results are the same, byte for byte, and the folder is as empty as before."""
    for articles in (corpus[:150], newskit.read(samples, on_problem=lambda problem: None)):
        expected = written(articles, level=level)
        assert written(articles, level=level, memory=memory, work_dir=tmp_path) == expected
        assert [*tmp_path.iterdir()] == []
    assert written(articles, level=level, memory=memory, jobs=3) == expected


@pytest.mark.usefixtures("no_memory")
def test_files_do_not_matter_against_old_articles(corpus, tmp_path) -> None:
    old, new = corpus[:100], corpus[100:200]
    expected = written(new, against=old)
    assert expected[1]
    assert written(new, against=old, memory=8, work_dir=tmp_path) == expected


@pytest.mark.usefixtures("no_memory")
def test_most_of_it_is_in_files_then(corpus, tmp_path, monkeypatch) -> None:
    """Else the tests above would look at nothing."""
    filled: set[str] = set()

    class Watched(workspace.Buckets):
        def spill(self) -> None:
            super().spill()
            if self._folder is not None and any(self._folder.iterdir()):
                filled.add(self._folder.name)

    monkeypatch.setattr(workspace, "Buckets", Watched)
    monkeypatch.setattr(workspace.Column, "finished", named(filled, workspace.Column.finished))
    newskit.dedupe(corpus, memory=8, work_dir=tmp_path)
    buckets = {"shingles", "shared", "by-text", "bands", "sample", "sampled-pairs", "found-terms"}
    assert filled == buckets | {"sets", "sets-without", "blocks", "terms"}


def named(filled: set[str], finished):
    def watched(column):
        filled.add(column._file.name)
        assert column._file.stat().st_size
        return finished(column)

    return watched


# Marks


def test_ids_do_not_matter_but_in_ties(corpus: list[Article], expected: Found) -> None:
    """Which articles are copies of each other does not depend on what they are called."""
    renamed = [replace(a, id=f"{int(a.id[1:]) * 7919 % 1009:04}") for a in corpus]
    name = {new.id: old.id for new, old in zip(renamed, corpus, strict=True)}
    _, pairs = found(renamed)
    _, before = expected
    of_both = {(frozenset((name[p.a], name[p.b])), p.level, p.similarity) for p in pairs}
    assert of_both == {(frozenset((p.a, p.b)), p.level, p.similarity) for p in before}


def test_no_chains_no_loss(corpus: list[Article], expected: Found) -> None:
    """Each removed article names a kept one, which lists it, at a level verified for the pair."""
    marks, pairs = expected
    scores = {frozenset((p.a, p.b)): (p.level, p.similarity, p.containment) for p in pairs}
    removed = {id_: mark for id_, mark in marks.items() if isinstance(mark, dict)}
    for id_, mark in removed.items():
        assert mark["id"] not in removed
        assert id_ in [entry["id"] for entry in marks[mark["id"]]]
        said = mark["level"], mark["similarity"], mark["containment"]
        assert said == scores[frozenset((id_, mark["id"]))]
    assert sum(len(mark) for mark in marks.values() if isinstance(mark, list)) == len(removed)
    assert len(marks) == len(corpus)
