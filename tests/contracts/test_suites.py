"""The suites find the things that break a promise, say which promise, and pass good ones."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, BinaryIO

import pytest

from newskit import testing
from newskit.hooks import Article, BoilerplateSpan, InputError, Reader, Record, StoryGroups
from newskit.testing.broken import Broken
from newskit.testing.contract import Contract
from newskit.testing.readers import broken_forms

COUNT = count()


def told(kind: str, plugin: object, only: str = "", **given: object) -> dict[str, str]:
    """Run the suite of a kind; give the promises that are broken, with what is said of them."""
    contract: type[Contract] = getattr(testing, f"{kind.capitalize()}Contract")
    suite = type("Suite", (contract,), {"plugin": plugin, **given})()
    found = {}
    for name in dir(suite):
        if name.startswith(f"test_{only}"):
            try:
                getattr(suite, name)()
            except Exception as error:
                found[name.removeprefix("test_")] = str(error)
    return found


# Any kind


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        *[(kind, "type") for kind in ("cleaner", "detector", "linker", "summarizer", "renderer")],
        *[(kind, "range") for kind in ("cleaner", "detector", "linker", "summarizer", "keeper")],
        *[(kind, "generator") for kind in ("cleaner", "detector", "summarizer")],
        *[(kind, "prints") for kind in ("cleaner", "detector", "keeper", "linker", "summarizer")],
        *[(kind, how) for kind in ("renderer", "writer") for how in ("closes", "prints")],
        ("keeper", "nan"),
    ],
)
def test_what_fails_in_a_known_way_is_found(kind: str, how: str) -> None:
    found = told(kind, getattr(Broken(how), kind))
    expected = {"prints": "prints 'printed by", "nan": "not equal", "closes": "closed"}
    assert any(expected.get(how, "") in said for said in found.values()), found


@pytest.mark.parametrize("kind", ["cleaner", "detector", "keeper", "linker", "summarizer"])
def test_what_answers_well_passes(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newskit.testing.broken.SECONDS", 0)
    assert told(kind, getattr(Broken("slow"), kind)) == {}


# One promise after the other, on the smallest things that break it


def by_memory(sentences: Sequence[Any], context: object) -> list[int]:
    return list(range(len(sentences)))[:: -1 if next(COUNT) % 2 else 1]


def by_set(articles: Sequence[Article]) -> list[list[BoilerplateSpan]]:
    first = [next(iter(set(article.text.split())), "") for article in articles]
    ends = [article.text.index(word) + 1 for word, article in zip(first, articles, strict=True)]
    return [[BoilerplateSpan(0, end, "set")] for end in ends]


def by_place(articles: Sequence[Article], context: object) -> StoryGroups:
    return StoryGroups([range(len(articles))[:2]] if articles else [])


def by_title(article: Article) -> int:
    return len(article.title)  # type: ignore[arg-type]


def or_none(article: Article) -> str | None:
    return article.published


def sorting(articles: list[Article]) -> list[tuple[int, int]]:
    articles.sort(key=lambda article: article.text)
    return []


def moving(articles: Sequence[Article]) -> list[tuple[int, int]]:
    os.environ["MOVED"] = str(next(COUNT))
    return []


def raw(digest: Any, stream: Any) -> None:
    stream.writelines(entry.headline for entry in digest.entries)


def silent(digest: Any, stream: Any) -> None:
    stream.write("# News\n")


@pytest.mark.parametrize(
    ("kind", "plugin", "broken", "said"),
    [
        ("summarizer", by_memory, "one_pile_has_one_answer", "asked again"),
        ("cleaner", by_set, "the_hash_seed_changes_nothing", "PYTHONHASHSEED"),
        ("linker", by_place, "the_order_of_articles_changes_nothing", "in another order"),
        ("keeper", by_title, "odd_articles_are_answered", "one article: TypeError"),
        ("keeper", or_none, "keys_of_all_articles_are_comparable", "not supported"),
        ("detector", sorting, "one_pile_has_one_answer", "in place"),
        ("detector", moving, "it_keeps_to_itself", "environment"),
        ("renderer", raw, "no_control_character_is_written_raw", r"\x1b"),
        ("renderer", silent, "stories_are_written", "nothing is written"),
    ],
)
def test_a_broken_promise_is_named(kind: str, plugin: object, broken: str, said: str) -> None:
    found = told(kind, plugin, broken)
    assert said in found[broken], found


# Readers

LINES = b"Fog.\nSun.\n"


def lines(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    for number, line in enumerate(stream, 1):
        text = line.decode("utf-8", "replace").strip()
        place = f"{source}:{number}"
        yield Record({"text": text}, place) if text else InputError(place, "no text")


def test_a_reader_that_keeps_the_promises_passes() -> None:
    reader = Reader(lines, (".lines",), lambda head: head[:1].isalpha())
    assert told("reader", reader, samples=[LINES]) == {}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda s, source: [Record({"text": s.read().decode()}, source)], "yield an InputError"),
        (lambda s, source: [Record({"text": b"Fog."}, source)], "no JSON object"),
        (lambda s, source: [Record({"text": "Fog."}, "elsewhere")], "not in the source"),
        (lambda s, source: [InputError(source, "no")], "no article in"),
        (lambda s, source: [{"text": "Fog."}], "a reader gives Record"),
        (lambda s, source: [ValueError("no")], "a reader gives Record"),
        (lambda s, source: [Record({"text": f"{next(COUNT)}"}, source)], "two answers"),
        (lambda s, source: [Record({"text": f"{len(s.read1())}"}, source)], "byte by byte"),
        (lambda s, source: [Record({"text": f"{s.seek(0)}"}, source)], "raises"),
        (lambda s, source: [Record({"text": "a"}, source), InputError(source, "a\nb")], "one line"),
    ],
)
def test_a_reader_that_breaks_a_promise_is_told_which(
    broken: Callable[..., Any], said: str
) -> None:
    found = told("reader", Reader(broken), samples=[LINES])
    assert any(said in message for message in found.values()), found


def test_a_sniff_must_know_the_samples_and_suffixes_have_a_form() -> None:
    def said(reader: Reader, *samples: bytes) -> str:
        return str(told("reader", reader, samples=samples))

    assert "sniff does not" in said(Reader(lines, sniff=lambda head: False), b"Fog.")
    assert "capitals" in said(Reader(lines, (".TXT",)), b"Fog.")
    assert "dot" in said(Reader(lines, ("txt",)), b"Fog.")
    assert "no samples" in said(Reader(lines))


def test_broken_forms_are_none_of_the_sample() -> None:
    forms = list(broken_forms(LINES))
    assert len(forms) > 30
    assert LINES not in forms
