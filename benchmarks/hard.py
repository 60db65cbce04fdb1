"""Inputs that break tools: crowds of one text, giants, scraps, and scripts without spaces.

Each case knows how many articles should stay: copies have the same words, or (in the scripts) all
sentences but one.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import invented
from measure import Cost, measure
from near import LEVELS, newskit
from scores import read_newskit
from texts import join

Given = Iterator[tuple[str, bool]]
"""Texts, and whether each is a copy of one before it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of input: its name, and a function from a random generator to its texts."""

    name: str
    texts: Callable[[random.Random], Given]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What newskit did with a case: how many articles came, should stay and stayed."""

    case: str
    level: str
    articles: int
    expected: int
    kept: int | None
    cost: Cost


def identical(rng: random.Random) -> Given:
    """Give 100,000 times the same article."""
    text = join(invented.text(rng, invented.lexicon(), 460))
    for number in range(100_000):
        yield text, number > 0


def giant(rng: random.Random) -> Given:
    """Give one article of 20 MB among a thousand of ordinary size."""
    words = invented.lexicon()
    parts = [join(invented.text(rng, words, 50_000)) for _ in range(65)]
    giant_text = "\n\n".join(parts)
    while len(giant_text.encode()) < 20_000_000:
        giant_text += "\n\n" + join(invented.text(rng, words, 50_000))
    for number in range(1000):
        yield join(invented.text(rng, words, 460)), False
        if number == 500:
            yield giant_text, False


def lines(rng: random.Random) -> Given:
    """Give a million articles of one line, one in a hundred of them a copy."""
    return _repeating(rng, 1_000_000, 0.01, _sentence(rng, 8, 14))


def scraps(rng: random.Random) -> Given:
    """Give 20,000 articles of fewer than five words; equal ones come by chance as well."""
    words = invented.lexicon()
    seen: set[str] = set()
    for _ in range(20_000):
        text = " ".join(words.draw(rng, rng.randint(1, 4)))
        yield text, text in seen
        seen.add(text)


def digits(rng: random.Random) -> Given:
    """Give 10,000 articles of nothing but digits, a fifth of them copies."""
    return _repeating(
        rng,
        10_000,
        0.2,
        lambda: " ".join(str(rng.randrange(10**6)) for _ in range(rng.randint(50, 150))),
    )


def emoji(rng: random.Random) -> Given:
    """Give 10,000 articles of nothing but emoji, a fifth of them copies."""
    return _repeating(
        rng,
        10_000,
        0.2,
        lambda: " ".join(
            "".join(chr(rng.randint(0x1F600, 0x1F64F)) for _ in range(rng.randint(1, 4)))
            for _ in range(rng.randint(50, 150))
        ),
    )


def script(letters: str, longest: int, space: str, stop: str) -> Callable[[random.Random], Given]:
    """Give a case of 2,000 articles in a script, a quarter of them copies without one sentence.

    Args:
        letters: the first and the last letter of the script.
        longest: letters in the longest word.
        space: what stands between words.
        stop: what ends a sentence.
    """

    def texts(rng: random.Random) -> Given:
        alphabet = [chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1)]
        words = ["".join(rng.choices(alphabet, k=rng.randint(1, longest))) for _ in range(5000)]
        weights = list(accumulate(1 / rank for rank in range(1, 5001)))

        def sentence() -> str:
            return space.join(rng.choices(words, cum_weights=weights, k=rng.randint(8, 20))) + stop

        bases: list[list[str]] = []
        for number in range(2000):
            if number % 4 == 3:
                copied = list(bases.pop(rng.randrange(len(bases))))
                del copied[rng.randrange(len(copied))]
                yield " ".join(copied), True
            else:
                bases.append([sentence() for _ in range(20)])
                yield " ".join(bases[-1]), False

    return texts


CASES = (
    Case("100,000 identical", identical),
    Case("one of 20 MB", giant),
    Case("a million lines", lines),
    Case("under five words", scraps),
    Case("only digits", digits),
    Case("only emoji", emoji),
    Case("Chinese", script("一鿋", 2, "", "。")),
    Case("Arabic", script("ءي", 6, " ", ".")),
    Case("Thai", script("กฮ", 5, "", " ")),
)


def endure(case: Case, folder: Path, limit: float) -> Iterator[Outcome]:
    """Write the articles of a case and give what newskit makes of them at each level."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.jsonl"
    number = copies = 0
    with articles.open("w", encoding="utf-8") as to:
        for text, is_copy in case.texts(random.Random(case.name)):
            number += 1
            copies += is_copy
            record = {"id": f"a{number:07d}", "text": text}
            to.write(json.dumps(record, ensure_ascii=False) + "\n")
    for level, options in LEVELS.items():
        tool = newskit(level, options)
        cost = measure(tool.command(articles, folder), limit)
        print(f"{case.name} {level}: {cost.cpu:.1f} CPU-s", file=sys.stderr)
        removed = None if cost.code else len(read_newskit(folder / "kept.jsonl").removed)
        kept = None if removed is None else number - removed
        yield Outcome(case.name, level, number, number - copies, kept, cost)


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """Give the outcomes as a Markdown table."""
    lines = [
        "| input | level | articles | should stay | stay | CPU s | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in outcomes:
        stay = f"failed ({each.cost.code})" if each.kept is None else f"{each.kept:,}"
        lines.append(
            f"| {each.case} | {each.level} | {each.articles:,} | {each.expected:,} | {stay} "
            f"| {each.cost.cpu:.1f} | {each.cost.peak:,.0f} |"
        )
    return lines


def _sentence(rng: random.Random, least: int, most: int) -> Callable[[], str]:
    words = invented.lexicon()
    return lambda: " ".join(words.draw(rng, rng.randint(least, most))).capitalize() + "."


def _repeating(rng: random.Random, number: int, copies: float, make: Callable[[], str]) -> Given:
    """Give texts of `make`, of which an exact share is a copy of the one `before`."""
    every = round(1 / copies)
    before = ""
    for position in range(1, number + 1):
        is_copy = position % every == 0
        before = before if is_copy else make()
        yield before, is_copy
