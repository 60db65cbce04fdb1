"""Articles as texts: equal ones are one, whatever the batches and threads."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates import texts as module
from newskit.duplicates.sets import flagged, text_of
from newskit.duplicates.shingling import hashfunc
from newskit.duplicates.texts import LEAD, Texts, hashed_texts
from newskit.text.words import shingles, words

words_ = st.sampled_from(["Ard", "ARD", "bay,", "“cap”", "橋", "7", "—", "é", "e\u0301", "ﬁ", "fi"])
said = st.lists(words_, min_size=1, max_size=9).map(" ".join)
some = st.lists(said | st.text(min_size=1, max_size=9).filter(str.strip), max_size=8)


def of(texts: list[str], jobs: int = 1) -> Texts:
    return hashed_texts([Article(text) for text in texts], jobs)


def held(texts: Texts) -> list[dict[int, bool]]:
    """Give the upper bits of the shingles of each text, and whether they stand behind the lead."""
    found: list[dict[int, bool]] = [{} for _ in texts.lengths]
    for run in texts.shingles:
        rows = zip(run.tolist(), text_of(run, texts.bits).tolist(), flagged(run), strict=True)
        for packed, text, behind in rows:
            found[text][packed >> 32] = bool(behind)
    return found


@given(some)
def test_equal_words_in_equal_order_are_one_text(texts: list[str]) -> None:
    found = of(texts)
    numbers: dict[tuple[str, ...], int] = {}
    assert found.of.tolist() == [
        numbers.setdefault(tuple(words(text)), len(numbers)) for text in texts
    ]
    assert found.first.tolist() == [found.of.tolist().index(n) for n in range(len(numbers))]
    assert len(set(found.keys.tolist())) == len(numbers)


@given(some)
def test_a_text_is_counted_as_words_and_shingles(texts: list[str]) -> None:
    found = of(texts)
    for number, first in enumerate(found.first.tolist()):
        here = words(texts[first])
        assert found.lengths[number] == len(here)
        assert found.sizes[number] == len(shingles(here)) == len(held(found)[number])
        assert set(held(found)[number]) == {
            hashfunc(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles(here)
        }


def test_the_lead_of_a_text_is_its_first_forty_words() -> None:
    said = [f"w{number}" for number in range(60)]
    (held_,) = held(of([" ".join(said)]))
    behind = {hashfunc(" ".join(said[n : n + 5]).encode()): n >= LEAD for n in range(56)}
    assert LEAD + 4 == 40
    assert held_ == behind
    again = of([" ".join(said + said)])
    assert again.leads.tolist() == [LEAD]  # what comes back behind the lead is still of the lead


def test_a_key_tells_words_and_their_order() -> None:
    keys = of(["a b", "b a", "a", "a a", "b", "ab", "a b c", "c b a"]).keys.tolist()
    assert len(set(keys)) == 8
    assert of(["A, b!"]).keys.tolist() == keys[:1]


def test_boilerplate_is_no_part_of_a_text() -> None:
    mark = [{"start": 6, "end": 17, "rule": "footer"}]
    marked = Article("A day. Follow us.", extra={"boilerplate": mark})
    found = hashed_texts([Article("A day"), marked, Article("Another day")])
    assert found.of.tolist() == [0, 0, 1]
    assert found.in_part.tolist() == [True, False]


def test_who_printed_a_text_does_not_depend_on_the_order() -> None:
    prints = [
        Article("A day.", source=" Ledger.example", published="2026-03-02T08:00:00Z"),
        Article("A DAY", source="courier.example", published="2026-03-04"),
        Article("Another.", source="COURIER.example", published="2026-03-04T23:00:00Z"),
    ]
    one, other = hashed_texts(prints), hashed_texts(prints[::-1])
    assert one.prints == other.prints[::-1]
    assert one.prints[0] == one.prints[1] != hashed_texts(prints[:1]).prints[0]


def pile(count: int) -> list[str]:
    dice = random.Random(1)
    return [" ".join(dice.choices("abcdefg", k=dice.randint(1, 7))) for _ in range(count)]


@pytest.mark.parametrize(("batch", "jobs"), [(1, 1), (7, 1), (7, 3), (1000, 3)])
def test_batches_and_threads_change_nothing(monkeypatch, batch: int, jobs: int) -> None:
    texts = pile(200)
    expected = of(texts)
    assert 20 < len(expected.first) < 200
    monkeypatch.setattr(module, "BATCH", batch)
    found = of(texts, jobs)
    for name in ("of", "first", "keys", "lengths", "sizes", "leads", "in_part"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    assert found.prints == expected.prints
    assert held(found) == held(expected)


def test_articles_are_gone_through_once(monkeypatch) -> None:
    """They may be read from a file each time they are taken."""
    monkeypatch.setattr(module, "BATCH", 4)
    taken = []

    class Lazy(list):
        def __iter__(self):
            return (taken.append(place) or article for place, article in enumerate(list(self[:])))

    hashed_texts(Lazy(Article(text) for text in pile(10)), jobs=2)
    assert taken == list(range(10))


def test_nothing_in_nothing_out() -> None:
    found = of([])
    assert [len(part) for part in (found.of, found.first, found.lengths, found.prints)] == [0] * 4
