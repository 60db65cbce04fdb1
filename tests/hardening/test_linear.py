"""No text is so bad that twice as much of it takes four times as long.

Processor time is compared with itself, at two lengths, in the same process. All pieces:
`pytest -m hardening tests/hardening` (some minutes); `make test` takes those that were slow once.
"""

import io
from collections.abc import Callable
from time import process_time

import pytest

import newskit
from newskit.article import Article
from newskit.host import Host

HOST = Host(frozenset())
SHORT = 10_000
"""Characters of the shorter text; the longer one is twice that."""
MOST = 3.5
"""Times as long as the shorter one that the longer may take: what is quadratic takes 4."""
SLIGHT = 0.5
"""Seconds below which nothing is said."""
MANY = 40_000
"""Characters of the shorter text where no two pieces are equal: what is quadratic begins late."""

ONCE_SLOW = ["a\n", "A\n", "- a\n", "Ada Brook is a writer in Leeds.\n"]
PIECES = [
    *(" x", "\n.", "a", "A", "1", ".", '"', "“", "'", "(", "<", "&", "-", ",", "a ", "A ", "1 "),
    *("A. ", "a. ", ", a", "\t.", "é", "中", "。中", "ab-", "<a ", "<p>", "http://a ", "a@b.c "),
    *("1,1", "1.1.", "$1 ", "1 million ", "12 March ", "Mr. ", "“A” ", "He said. ", "A B said "),
    *("(a", "[x", "* a\n", "# a\n", "> a\n", "a.b.", "A-B-", "A, ", "(Reuters) - ", "By A B\n"),
    *("LONDON (AP) — ", "By A ", "Read more: a\n", "Follow us ", "© 2026 ", "“a", "a’s ", "I "),
    *("\u200b", "\u0301a", "\u202e", "half a million ", "one ", "A and B, ", "A of the "),
    *("00:00 ", "Updated 5 March ", "2026-03-02 ", "Monday ", "www.a ", "@a", "\r.", "\f.", " \n."),
    *("x\n\n", "Ab", "ab\tcd\n", "A B C.\n", "Why? ", "! ", "… ", "... ", "a; ", "1% ", "\\", "`"),
    *("|a", "_a_", "*a*", "~~", "][", "](", "🎉", "\u3099a", "click ", "reporting by ", "[^"),
]
"""What hostile texts are made of: what patterns begin with, over and over, and never end with."""
NUMBERED = [
    *("{n}\n", "{n}\t{n}\t{n}\n", "Item {n} is here. ", "The fire killed {n} people. ", "w{n} "),
    *("It costs ${n} million. ", "It is {n} percent of {n}. ", "On 3 March {n} it rained. "),
    *("“We go {n},” said Ada Brook. ", "“We all go {n} of the way,” said Brook. ", "I said {n}. "),
    *("We saw {a} Brook there. ", "We saw Ada {a} there. ", "{a} and ", "{a} ", "{a}\n\n"),
    *("Ada {a}, {n}, said so. ", "{a}, 40, said so. ", "Then Brook, {n}, said so. "),
    *("About {a} Inc.\nIt is a firm in {a}.\n\n", "The ferry to {a} is late.\n", "(a{n}) "),
]
"""The same where no two pieces are equal: `{n}` is a number, `{a}` a word with a capital."""


def clean(articles: list[Article]) -> object:
    return newskit.mark_boilerplate(articles, host=HOST)


def summarize(articles: list[Article]) -> object:
    return newskit.summarize(articles, host=HOST)


def digest(articles: list[Article]) -> None:
    made = newskit.digest(articles, host=HOST)
    for form in ("md", "text", "html", "json", "jsonfeed"):
        newskit.render(made, io.StringIO(), form, host=HOST)


def compare(articles: list[Article]) -> object:
    return newskit.compare(articles, host=HOST)


def text_of(piece: str, length: int) -> str:
    if piece not in NUMBERED:
        return (piece * (length // len(piece) + 1))[:length]
    letters = str.maketrans("0123456789", "abcdefghij")
    numbers = map(str, range(length // len(piece) + 1))
    return "".join(piece.format(n=n, a=f"Xa{n.translate(letters)}") for n in numbers)


def seconds(work: Callable[[list[Article]], object], piece: str, length: int) -> float:
    text = text_of(piece, length)
    articles = [
        Article(text, id="a", title=text[:200], source="a.example"),
        Article(f"The ferry is late. {text}", id="b", published="2026-03-02"),
    ]
    began = process_time()
    work(articles)
    return process_time() - began


def check(work: Callable[[list[Article]], object], piece: str, length: int = SHORT) -> None:
    work([Article("The bridge is closed. It opens in May.")])  # what it imports is not asked
    rounds = []
    for _ in range(3):  # other work on the machine can only make it slower: one round is proof
        short, long = (seconds(work, piece, each) for each in (length, 2 * length))
        if long < max(SLIGHT, MOST * short):
            return
        rounds.append(f"{short:.2f} s, of twice as much {long:.2f}")
    pytest.fail(f"{piece!r}: {'; '.join(rounds)}")


@pytest.mark.parametrize("piece", ONCE_SLOW)
def test_what_was_slow_once(piece: str) -> None:
    check(summarize, piece)


@pytest.mark.hardening
def test_what_is_quadratic_is_found() -> None:
    def work(articles: list[Article]) -> int:
        return sum(range(len(articles[0].text) ** 2 // 4))

    with pytest.raises(pytest.fail.Exception, match="of twice as much"):
        check(work, "a")


@pytest.mark.hardening
@pytest.mark.parametrize(
    "work", [clean, summarize, digest, compare], ids=lambda work: work.__name__
)
@pytest.mark.parametrize("piece", [*ONCE_SLOW, *PIECES, *NUMBERED])
def test_any_piece(work: Callable[[list[Article]], object], piece: str) -> None:
    check(work, piece, MANY if piece in NUMBERED else SHORT)
