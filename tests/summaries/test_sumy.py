"""The bridge to sumy."""

import os
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newskit import builtin
from newskit.hooks import Sentence, Summarizer, SummaryContext
from newskit.summaries import sumy

METHODS = [
    sumy.lexrank,
    sumy.textrank,
    sumy.lsa,
    sumy.luhn,
    sumy.kl,
    sumy.sumbasic,
    sumy.reduction,
    sumy.edmundson,
]
every_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
ENGLISH = SummaryContext(("Bridge over the Ard collapses",), "en-GB")

LINES = [
    "A bridge over the river Ard collapsed on Monday.",
    "Reporters gathered early in the morning fog.",
    "Two drivers were pulled from the river below the bridge.",
    "The mayor promised an inquiry into the bridge within weeks.",
    "A bakery stayed open.",
    "Engineers had warned the mayor of rust on the bridge for years.",
]


def article(*lines: str) -> list[Sentence]:
    return [Sentence(line, 0, place) for place, line in enumerate(lines)]


@pytest.fixture(autouse=True)
def no_warning_and_no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let any warning fail the test, any connection, and any look for NLTK's data."""

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError(f"wants {args}")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import nltk

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(nltk.data, "find", refuse)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_each_method_is_registered() -> None:
    names = {f"sumy-{method.__name__}": method for method in METHODS}
    catalogue = builtin.newskit_summarizers()
    registered = {name: catalogue[name] for name in catalogue if name.startswith("sumy-")}
    assert registered.keys() == names.keys()
    for name, target in registered.items():
        module, _, attribute = str(target).partition(":")
        assert getattr(import_module(module), attribute) is names[name]


@every_method
def test_a_sentence_on_the_matter_comes_before_an_aside(method: Summarizer) -> None:
    order = list(method(article(*LINES), ENGLISH))
    assert sorted(order) == list(range(6))
    if method is not sumy.sumbasic:  # It likes short sentences.
        assert order.index(0) < order.index(4)


@every_method
def test_a_repeat_comes_after_all_that_is_new(method: Summarizer) -> None:
    repeated = article(LINES[0], LINES[0], *LINES[1:], LINES[0].upper() + "!!")
    order = method(repeated, ENGLISH)
    assert list(order[-2:]) == [1, 7]
    alone = [0 if i == 0 else i - 1 for i in order[:-2]]
    assert alone == method(article(*LINES), ENGLISH)


@every_method
@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Yes."],
        ["It is what it is.", "And so it was.", "To be or not to be."],
        ["…", "—", "!!"],
        ["Rain.", "Wind."],
        ["桥在星期一倒塌了。", "市长承诺调查桥。", "面包店照常营业。"],
    ],
    ids=["nothing", "one", "only stop words", "no words", "single words", "Chinese"],
)
def test_poor_texts(method: Summarizer, lines: list[str]) -> None:
    order = method(article(*lines), ENGLISH)
    assert sorted(order) == list(range(len(lines)))


@pytest.mark.parametrize("method", [sumy.lexrank, sumy.textrank, sumy.lsa, sumy.luhn])
def test_where_sumy_rates_nothing_the_order_is_that_of_the_text(method: Summarizer) -> None:
    lines = ["It is what it was.", "It was what it is to be.", "It is to be or not to be."]
    assert method(article(*lines), ENGLISH) == [0, 1, 2]


@every_method
@pytest.mark.parametrize("language", [None, "de", "el", "zh-Hans", "tlh", "../x", "", "pt_BR"])
def test_any_language(method: Summarizer, language: str | None) -> None:
    order = method(article(*LINES), SummaryContext((), language))
    assert sorted(order) == list(range(6))


def test_stop_words_are_those_of_the_language() -> None:
    lines = [
        "Nicht alle waren auch noch mit dabei.",
        "Nicht alle sind auch noch mit weg.",
        "Die Brücke stürzte ein.",
        "Brücke gesperrt, Brücke gesucht.",
    ]
    german = sumy.luhn(article(*lines), SummaryContext((), "de"))
    assert german[0] == 3  # the one sentence with a word of content that comes twice
    assert sumy.luhn(article(*lines), SummaryContext((), "en"))[0] == 0


def test_titles_count_in_edmundson() -> None:
    lines = ["Gulls circled.", "Ships waited.", "Cranes stood still.", "Tugs slept.", "Fog rose."]
    plain = sumy.edmundson(article(*lines), SummaryContext(("",), "en"))
    titled = sumy.edmundson(article(*lines), SummaryContext(("Cranes idle",), "en"))
    assert plain[0] == 0
    assert titled.index(2) < plain.index(2)


@pytest.mark.parametrize(
    ("method", "most"), [(sumy.luhn, sumy.MOST_SENTENCES), (sumy.kl, sumy.MOST_SENTENCES_KL)]
)
def test_more_sentences_than_it_orders(method: Summarizer, most: int) -> None:
    lines = [f"Lot {n} went to bidder {n % 7}." for n in range(most)]
    order = method(article(*lines, "Lot one went to bidder 1.", "Bidder 1 won lot 1."), ENGLISH)
    assert sorted(order) == list(range(most + 2))
    assert list(order[-2:]) == [most, most + 1]


WORDS = st.sampled_from(["bridge", "the", "Mayor,", "3", "is", "桥", "é…", "rust"])


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.builds(
            Sentence,
            text=st.lists(WORDS, max_size=6).map(" ".join),
            article=st.integers(0, 2),
            position=st.integers(0, 4),
        ),
        max_size=7,
    )
)
def test_every_sentence_has_a_place(sentences: list[Sentence]) -> None:
    for method in METHODS:
        assert sorted(method(sentences, ENGLISH)) == list(range(len(sentences)))


HASHED = """
from newskit.hooks import Sentence, SummaryContext
from newskit.summaries import coverage, sumy
lines = {lines!r}
story = [Sentence(line, n % 2, n // 2) for n, line in enumerate(lines)]
context = SummaryContext(("Bridge collapses", "Mayor promises inquiry"), "en")
for method in [coverage.summarize, {methods}]:
    print(method(story, context))
"""


@pytest.mark.hardening
def test_the_hash_seed_does_not_matter() -> None:
    """Nor for texts of many ties; `tests/contracts` asks every method about one pile."""
    names = ", ".join(f"sumy.{method.__name__}" for method in METHODS)
    code = HASHED.format(
        lines=LINES + [line.replace("bridge", "road") for line in LINES], methods=names
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in "01"
    ]
    answers = {process.communicate()[0] for process in running}
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) == 9
