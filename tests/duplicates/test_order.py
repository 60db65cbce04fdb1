"""Same input, same output: whatever the order, the threads, and the sizes of parts."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

import newskit
from newskit.article import Article
from newskit.deduplicated import Pair
from newskit.duplicates import near, passages, sets, shingling, signatures, terms, texts
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


def test_every_level_of_copies_is_in_the_corpus(expected: Found) -> None:
    """Else the tests below would look at nothing."""
    marks, pairs = expected
    assert {pair.level for pair in pairs} == {"exact", "near", "rewritten"}
    assert sum(isinstance(mark, dict) for mark in marks.values()) > 60


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_does_not_matter(corpus, expected: Found, seed: int) -> None:
    assert found(random.Random(seed).sample(corpus, len(corpus))) == expected


def test_threads_do_not_matter(corpus, expected: Found, monkeypatch) -> None:
    monkeypatch.setattr(texts, "BATCH", 20)
    assert found(corpus, jobs=1) == found(corpus, jobs=3) == expected


SIZES = [
    (texts, "BATCH", 7),
    (sets, "PART", 1000),
    (terms, "_BATCH", 11),
    (near, "_BATCH", 3),
    (passages, "_BATCH", 5),
    (signatures, "BATCH", 100),
    (shingling, "BATCH", 50),
    (hashing, "BATCH", 300),
]


@pytest.mark.parametrize("sizes", [SIZES[:5], SIZES])
def test_how_much_is_worked_on_at_once_does_not_matter(corpus, expected, monkeypatch, sizes):
    for module, name, size in sizes:
        assert getattr(module, name) > size
        monkeypatch.setattr(module, name, size)
    assert found(corpus, jobs=3) == expected


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
