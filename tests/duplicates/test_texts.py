"""Articles as texts: equal ones are one, whatever the batches, threads and files."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.duplicates import numbering, workspace
from newskit.duplicates import texts as module
from newskit.duplicates.sets import flagged, text_of
from newskit.duplicates.sharing import reduced
from newskit.duplicates.shingling import LEAD, hashfunc, shingle_counts
from newskit.duplicates.templates import UNKNOWN
from newskit.duplicates.texts import Texts, hashed_texts
from newskit.duplicates.workspace import Workspace
from newskit.text.words import shingles, words

words_ = st.sampled_from(["Ard", "ARD", "bay,", "“cap”", "橋", "7", "—", "é", "e\u0301", "ﬁ", "fi"])
said = st.lists(words_, min_size=1, max_size=9).map(" ".join)
some = st.lists(said | st.text(min_size=1, max_size=9).filter(str.strip), max_size=8)


def of(texts: list[str], workspace: Workspace | None = None) -> Texts:
    return hashed_texts([Article(text) for text in texts], workspace or Workspace())


def held(texts: Texts) -> list[dict[int, bool]]:
    """Give the upper bits of the shingles of each text, and whether they stand behind the lead."""
    found: list[dict[int, bool]] = [{} for _ in texts.lengths]
    for bucket in range(len(texts.shingles)):
        part = texts.shingles.take(bucket)
        rows = zip(part.tolist(), text_of(part, texts.bits).tolist(), flagged(part), strict=True)
        for packed, text, behind in rows:
            assert packed * len(texts.shingles) >> 64 == bucket
            found[text][packed >> 32] = found[text].get(packed >> 32, True) and bool(behind)
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


@given(some, st.sampled_from([1, 400]))
def test_a_text_is_counted_as_words_and_shingles(texts: list[str], part: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "PART", part)
        found = of(texts)
        reduced_ = reduced(found.shingles, found.bits, len(found.lengths), Workspace())
        sizes = shingle_counts(found.lengths) - reduced_.repeats
        shingles_of = held(of(texts))
    for number, first in enumerate(found.first.tolist()):
        here = words(texts[first])
        assert found.lengths[number] == len(here)
        assert sizes[number] == len(shingles(here)) == len(shingles_of[number])
        assert set(shingles_of[number]) == {
            hashfunc(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles(here)
        }


def test_the_lead_of_a_text_is_its_first_forty_words() -> None:
    said = [f"w{number}" for number in range(60)]
    (held_,) = held(of([" ".join(said)]))
    behind = {hashfunc(" ".join(said[n : n + 5]).encode()): n >= LEAD for n in range(56)}
    assert LEAD + 4 == 40
    assert held_ == behind
    again = of([" ".join(said + said)])
    found = reduced(again.shingles, again.bits, 1, Workspace())
    assert found.lead_repeats.tolist() == [0]  # what comes back behind the lead is of the lead


def test_a_key_tells_words_and_their_order() -> None:
    keys = of(["a b", "b a", "a", "a a", "b", "ab", "a b c", "c b a"]).keys.tolist()
    assert len(set(keys)) == 8
    assert of(["A, b!"]).keys.tolist() == keys[:1]


def test_boilerplate_is_no_part_of_a_text() -> None:
    mark = [{"start": 6, "end": 17, "rule": "footer"}]
    marked = Article("A day. Follow us.", extra={"boilerplate": mark})
    found = hashed_texts([Article("A day"), marked, Article("Another day")], Workspace())
    assert found.of.tolist() == [0, 0, 1]
    assert found.in_part.tolist() == [True, False]


PRINTS = [
    Article("A day.", source=" Ledger.example", published="2026-03-02T08:00:00Z"),
    Article("A DAY", source="courier.example", published="2026-03-04"),
    Article("Another.", source="COURIER.example", published="2026-03-04T23:00:00Z"),
    Article("A third.", source="ledger.example", published="2026-03-05"),
    Article("A fourth."),
]


@pytest.mark.parametrize("batch", [1, 2, 10])
@pytest.mark.parametrize("seed", range(4))
def test_who_printed_a_text_does_not_depend_on_the_order(monkeypatch, seed, batch) -> None:
    """Of equal texts the print counts whose source comes first: the courier's of `A day`."""
    monkeypatch.setattr(module, "BATCH", batch)
    articles = random.Random(seed).sample(PRINTS, 5)
    found = hashed_texts(articles, Workspace())
    day, another, third, fourth = (
        found.of[articles.index(print_)] for print_ in (PRINTS[0], *PRINTS[2:])
    )
    source, days = found.prints.source.tolist(), found.prints.day.tolist()
    assert source[day] == source[another] != source[third] != source[fourth] == 0
    assert days[day] == days[another] == days[third] - 1 < UNKNOWN <= days[fourth]


def pile(count: int) -> list[str]:
    dice = random.Random(1)
    return [" ".join(dice.choices("abcdefg", k=dice.randint(1, 7))) for _ in range(count)]


@pytest.mark.parametrize("in_files", [False, True])
@pytest.mark.parametrize("recent", [0, 9, 1 << 16])
@pytest.mark.parametrize(("batch", "jobs", "part"), [(1, 1, 1), (7, 1, 99), (7, 3, 9), (500, 3, 1)])
def test_batches_threads_and_files_change_nothing(
    monkeypatch, tmp_path, batch: int, jobs: int, part: int, recent: int, in_files: bool
) -> None:
    """Nor does how many texts are looked up in a dict, before they are sorted in."""
    texts = [*pile(100), "—", "…", *pile(200), "—"]  # three are without a word, and differ
    expected = of(texts)
    assert 20 < len(expected.first) < 200
    monkeypatch.setattr(module, "BATCH", batch)
    monkeypatch.setattr(numbering, "_RECENT", recent)
    monkeypatch.setattr(workspace, "PART", part)
    found = of(texts, Workspace(jobs=jobs, folder=tmp_path if in_files else None, memory=99))
    assert len(found.shingles) > 1
    for name in ("of", "first", "keys", "lengths", "in_part"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    for name in ("source", "day"):
        assert np.array_equal(getattr(found.prints, name), getattr(expected.prints, name)), name
    assert held(found) == held(expected)


def test_articles_are_gone_through_once(monkeypatch) -> None:
    """They may be read from a file each time they are taken."""
    monkeypatch.setattr(module, "BATCH", 4)
    taken = []

    class Lazy(list):
        def __iter__(self):
            return (taken.append(place) or article for place, article in enumerate(list(self[:])))

    hashed_texts(Lazy(Article(text) for text in pile(10)), Workspace(jobs=2))
    assert taken == list(range(10))


def test_nothing_in_nothing_out() -> None:
    found = of([])
    assert [len(part) for part in (found.of, found.first, found.lengths, found.prints.day)] == [
        0
    ] * 4
    assert held(found) == []
