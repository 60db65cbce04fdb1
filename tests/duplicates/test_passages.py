"""Passages: a heavily edited copy is covered by them, a quoted paragraph is no copy."""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article, Level
from newskit.duplicates.collection import collection_of
from newskit.duplicates.match import Match
from newskit.duplicates.minhash import every_pair
from newskit.duplicates.overlap import overlaps
from newskit.duplicates.passages import COVERED, GAP, SHARED, SHARED_PART, WITHOUT_FACTS, edited

Report = Callable[..., str]


def match(a: Sequence[str], b: Sequence[str]) -> Match | None:
    """Match two texts by their passages alone; the first is `a`."""
    collection = collection_of([Article(" ".join(a)), Article(" ".join(b))])
    found, which = edited(collection, overlaps(collection, every_pair(len(collection))))
    assert which.sum() >= len(found)
    return found[0] if found else None


# The definition


def runs(text: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(text[place : place + 5]) for place in range(len(text) - 4)]


def covered(text: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of a text that stands in shared runs, gaps of less than 12 words closed."""
    there = set(runs(other))
    inside = [False] * len(text)
    for place, run in enumerate(runs(text)):
        if run in there:
            inside[place : place + 5] = [True] * 5
    places = [place for place, is_inside in enumerate(inside) if is_inside]
    for before, after in pairwise(places):
        if after - before - 1 < GAP:
            inside[before:after] = [True] * (after - before)
    return round(sum(inside) / len(text), 4)


def by_definition(a: list[str], b: list[str], least: float) -> tuple[float, bool, bool] | None:
    both, shorter = len(set(runs(a)) & set(runs(b))), min(len(set(runs(a))), len(set(runs(b))))
    if both < SHARED or round(both / shorter, 4) < SHARED_PART:
        return None
    shares = covered(a, b), covered(b, a)
    return (max(shares), shares[0] >= least, shares[1] >= least) if max(shares) >= least else None


NAMES = ["Ada", "Bork", "Cid", "Dov", "Elin"]
BASE = [f"w{number}a" for number in range(90)]

stretches = st.lists(
    st.tuples(st.integers(0, 89), st.integers(1, 16), st.integers(0, 20)), max_size=4
)


def changed(text: list[str], stretches: list[tuple[int, int, int]], by: str) -> list[str]:
    """Put other words, more or fewer, for some stretches of a text."""
    done = list(text)
    for number, (start, length, words) in enumerate(stretches):
        new = [f"{by}{number}x{word}" for word in range(words)]
        done[start : start + length] = new
    return done


@given(stretches, stretches, st.booleans())
def test_passages_are_those_of_the_definition(of_a, of_b, named: bool) -> None:
    """With names and figures that agree less is enough than without any."""
    names = NAMES if named else []
    a, b = [*names, *changed(BASE, of_a, "y")], [*names, *changed(BASE, of_b, "z")]
    if a == b:
        return
    expected = by_definition(a, b, COVERED if named else WITHOUT_FACTS)
    found = match(a, b)
    assert (found is None) == (expected is None)
    if found:
        assert (found.containment, found.a_may_go, found.b_may_go) == expected
        one, other = set(runs(a)), set(runs(b))
        # 51 of 160 is .31875: to four decimals either is right.
        assert abs(found.similarity - len(one & other) / len(one | other)) < 0.000_050_1
        assert found.level is Level.REWRITTEN
        assert match(b, a) == found.between(1, 0)


def with_gaps(size: int, every: int = 12) -> tuple[list[str], list[str]]:
    """Give a text and one with `size` other words after every 12 of its words."""
    base = [*NAMES, *(f"w{number}a" for number in range(120))]
    other: list[str] = []
    for start in range(0, len(base), every):
        other += [*base[start : start + every], *(f"x{start}y{n}" for n in range(size))]
    return base, other


@pytest.mark.parametrize(("size", "found"), [(1, True), (GAP - 1, True), (GAP, False)])
def test_a_gap_of_a_few_words_is_no_end_of_a_passage(size: int, found: bool) -> None:
    _, other = with_gaps(size)
    same = [word for word in other if not word.startswith("x")]
    result = match(same, other)
    assert result is not None  # the text without the gaps stands in the other
    assert result.a_may_go
    assert result.b_may_go is found


# Copies


def edit(text: str, share: float, seed: int = 1) -> str:
    """Replace a share of the words, names and figures but for themselves left alone."""
    dice = random.Random(seed)
    done = [
        word if word[0].isupper() or word[0].isdigit() or dice.random() > share else f"edit{place}"
        for place, word in enumerate(text.split())
    ]
    return " ".join(done)


def level(a: str, b: str, level: str = "rewritten") -> str | None:
    pairs = newskit.dedupe([Article(a), Article(b)], cleaners=[], level=level).pairs()
    return pairs[0].level if pairs else None


@pytest.mark.parametrize("seed", range(5))
def test_a_text_with_a_fifth_of_its_words_replaced_is_rewritten(report: Report, seed: int) -> None:
    text = report(seed, 300)
    assert level(text, edit(text, 0.2, seed)) == "rewritten"
    assert level(text, edit(text, 0.03, seed)) == "near"
    assert level(text, edit(text, 0.9, seed)) is None


def test_a_shared_paragraph_makes_no_copy(report: Report) -> None:
    quote = report("quoted", 60)
    one = f"{report(1, 90)} {quote} {report(2, 90)}"
    other = f"{report(3, 90)} {quote} {report(4, 90)}"
    assert level(one, other) is None


def form(number: int) -> str:
    """Fill in a form: a court report with other names and figures each time."""
    dice = random.Random(number)
    name = [
        "".join(dice.choices("bdfgklm", k=1) + dice.choices("aeiou", k=4)).title()
        for _ in "12345678"
    ]
    sum_, days, age, street = (dice.randint(20, 9999) for _ in "1234")
    return (
        f"The court of {name[0]} has found {name[1]} {name[2]} guilty of driving without a licence "
        f"in {name[3]} street {street} and ordered the driver, aged {age}, to pay {sum_} crowns "
        f"within {days} days. Judge {name[4]} said that the law left no other choice. The lawyer "
        f"of the accused, {name[5]}, told reporters of {name[6]} that an appeal would be lodged as "
        f"soon as the written judgment had been served. Prosecutor {name[7]} was content with it."
    )


def test_a_form_with_other_names_and_figures_is_other_news() -> None:
    """However much of it is covered."""
    a, b = form(1), form(2)
    assert covered(a.lower().split(), b.lower().split()) > COVERED
    assert level(a, b) is None


def test_the_same_form_with_a_few_other_words_is_a_copy() -> None:
    a = form(1)
    b = a.replace("without a licence", "with no permit").replace("told reporters", "made known")
    b = b.replace("as soon as the", "once the").replace("was content with it", "agreed")
    assert level(a, b) in ("near", "rewritten")


def test_scores_do_not_depend_on_batches(report: Report, monkeypatch) -> None:
    from newskit.duplicates import wordings

    texts = [report(n) for n in range(6)]
    articles = [Article(text) for text in texts] + [Article(edit(text, 0.2)) for text in texts]

    def found() -> list[Match]:
        collection = collection_of(articles)
        return [*edited(collection, overlaps(collection, every_pair(12)))[0]]

    expected = found()
    assert [(m.a, m.b) for m in expected] == [(n, n + 6) for n in range(6)]
    monkeypatch.setattr(wordings, "_PAIRS", 1)
    assert found() == expected
