"""Everything that can be said about two articles side by side, as data.

The level and its scores come from the stage that decides about copies; here is the evidence: which
passages correspond and what was changed in them, what only one of the two has, and whether names,
numbers and quotations are the same.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from newskit.article import Article, Level
from newskit.text.align import AlignedPair, Alignment, align, alignable
from newskit.text.names import names
from newskit.text.numbers import moments, numbers
from newskit.text.quotes import quotes
from newskit.text.spans import Span, overlaps
from newskit.text.words import Word, located_words, words

RUN = 8
"""Fewest words in a row that count as shared word for word."""

DIFFED = 1_000_000
"""Greatest product of the numbers of words of two sentences whose edits are looked for."""

TELLING = 20
"""Least number that tells something without a unit; every text has a `two` and a `five`."""

QUOTED = 3
"""Fewest words of a quotation that is compared; shorter ones are a manner of speaking."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words that stays (`equal`) or differs (`changed`); a span may be empty."""

    kind: str
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Two sentences that correspond, how alike their terms are (0 to 1), and the edits."""

    a: Span
    b: Span
    score: float
    edits: tuple[Edit, ...]

    def is_verbatim(self) -> bool:
        """Tell whether the two sentences have the same words."""
        return all(edit.kind == "equal" for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stand in both texts."""

    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What both articles have of one sort, and what only one has; each as it is written there."""

    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles side by side; spans are offsets into their texts as they came in.

    Args:
        a, b: the articles.
        level: how they are the same, or None.
        scores: the scores that were handed in, with the coverage of both texts and the weighted
            Jaccard of their terms added (see `newskit.text.align.Alignment`).
        passages: sentences that correspond, in the order of `a`.
        runs: what is shared word for word, longest first.
        only_a, only_b: sentences without counterpart.
        sentences: how many sentences each text has.
        words: how many words each text has.
        quotes, names, numbers, dates: what is shared and what differs.
    """

    a: Article
    b: Article
    level: Level | None
    scores: Mapping[str, float]
    passages: tuple[Passage, ...]
    runs: tuple[Run, ...]
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]
    sentences: tuple[int, int]
    words: tuple[int, int]
    quotes: Facts
    names: Facts
    numbers: Facts
    dates: Facts

    def record(self) -> dict[str, object]:
        """Give the comparison as a JSON object, passages with their texts."""
        return {
            "a": self.a.id,
            "b": self.b.id,
            "level": str(self.level) if self.level else None,
            "scores": dict(self.scores),
            "passages": [
                {
                    "a": _place(self.a, passage.a),
                    "b": _place(self.b, passage.b),
                    "score": passage.score,
                    "edits": [asdict(edit) for edit in passage.edits],
                }
                for passage in self.passages
            ],
            "verbatim": [
                {"a": _place(self.a, run.a), "b": _place(self.b, run.b), "words": run.words}
                for run in self.runs
            ],
            "only_a": [_place(self.a, span) for span in self.only_a],
            "only_b": [_place(self.b, span) for span in self.only_b],
            **{
                sort: asdict(getattr(self, sort))
                for sort in ("quotes", "names", "numbers", "dates")
            },
        }


def _place(article: Article, span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": article.text[slice(*span)]}


def compare(
    a: Article, b: Article, level: Level | None, scores: Mapping[str, float] | None = None
) -> Comparison:
    """Lay two articles side by side; what is marked as boilerplate is left out.

    Args:
        a: one article.
        b: the other.
        level: how they are the same, or None when they are not.
        scores: the scores behind the level.
    """
    text_a = alignable(a.text, a.language, a.boilerplate())
    text_b = alignable(b.text, b.language, b.boilerplate())
    alignment = align(text_a, text_b)
    words_a, words_b = _own_words(a), _own_words(b)
    return Comparison(
        a=a,
        b=b,
        level=level,
        scores={**(scores or {}), **_alignment_scores(alignment)},
        passages=tuple(_passage(a, b, pair) for pair in alignment.pairs),
        runs=tuple(_shared_runs(words_a, words_b)),
        only_a=_unpaired(text_a.sentences, (pair.a for pair in alignment.pairs)),
        only_b=_unpaired(text_b.sentences, (pair.b for pair in alignment.pairs)),
        sentences=(len(text_a.sentences), len(text_b.sentences)),
        words=(len(words_a), len(words_b)),
        quotes=_facts(_quotations(a), _quotations(b), _same_words),
        names=_facts(_names(a), _names(b), _same_name),
        numbers=_facts(_numbers(a), _numbers(b), _same_number),
        dates=_facts(_dates(a), _dates(b), _same_date),
    )


def _alignment_scores(alignment: Alignment) -> dict[str, float]:
    return {
        "coverage_a": alignment.coverage_a,
        "coverage_b": alignment.coverage_b,
        "weighted_jaccard": alignment.jaccard,
    }


def _own_words(article: Article) -> list[Word]:
    skip = article.boilerplate()
    return [
        word
        for word in located_words(article.text)
        if not overlaps(Span(word.start, word.end), skip)
    ]


def _unpaired(sentences: Sequence[Span], paired: Iterable[Span]) -> tuple[Span, ...]:
    has_counterpart = set(paired)
    return tuple(sentence for sentence in sentences if sentence not in has_counterpart)


# Edits inside corresponding sentences


def _passage(a: Article, b: Article, pair: AlignedPair) -> Passage:
    return Passage(pair.a, pair.b, pair.score, tuple(_edits(a.text, b.text, pair)))


def _edits(text_a: str, text_b: str, pair: AlignedPair) -> Iterator[Edit]:
    """Yield what stays and what changes, word by word, in order."""
    words_a, words_b = _words_in(text_a, pair.a), _words_in(text_b, pair.b)
    if len(words_a) * len(words_b) > DIFFED:
        yield Edit("changed", pair.a, pair.b)
        return
    matcher = SequenceMatcher(
        None, [word.text for word in words_a], [word.text for word in words_b], autojunk=False
    )
    for tag, first_a, last_a, first_b, last_b in matcher.get_opcodes():
        yield Edit(
            "equal" if tag == "equal" else "changed",
            _extent(words_a, first_a, last_a, pair.a),
            _extent(words_b, first_b, last_b, pair.b),
        )


def _words_in(text: str, span: Span) -> list[Word]:
    return [
        Word(word.text, word.start + span.start, word.end + span.start)
        for word in located_words(text[slice(*span)])
    ]


def _extent(words: Sequence[Word], first: int, last: int, within: Span) -> Span:
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else within.end
    return Span(at, at)


# Words in a row


def _shared_runs(a: Sequence[Word], b: Sequence[Word]) -> list[Run]:
    """Give the longest runs of `RUN` words or more that stand in both, no word of `a` in two."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - RUN + 1):
        places.setdefault(tuple(word.text for word in b[j : j + RUN]), []).append(j)
    runs = []
    i = 0
    while i <= len(a) - RUN:
        starts = places.get(tuple(word.text for word in a[i : i + RUN]), ())
        length, at = max(((_run_length(a, b, i, j), -j) for j in starts[:20]), default=(0, 0))
        if length:
            last_a, last_b = a[i + length - 1], b[length - at - 1]
            runs.append(Run(Span(a[i].start, last_a.end), Span(b[-at].start, last_b.end), length))
        i += max(length, 1)
    return sorted(runs, key=lambda run: (-run.words, run.a))


def _run_length(a: Sequence[Word], b: Sequence[Word], i: int, j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length].text == b[j + length].text:
        length += 1
    return length


# Quotations, names, numbers

T = TypeVar("T")


def _facts(
    a: Mapping[T, str], b: Mapping[T, str], same: Callable[[T, T], bool] = operator.eq
) -> Facts:
    """Compare what two texts have, as values shown by how they are first written."""
    return Facts(
        tuple(shown for one, shown in a.items() if any(same(one, other) for other in b)),
        tuple(shown for one, shown in a.items() if not any(same(one, other) for other in b)),
        tuple(shown for other, shown in b.items() if not any(same(one, other) for one in a)),
    )


def _quotations(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for quote in quotes(article.text, article.boilerplate()):
        written = article.text[slice(*quote.span)].rstrip(",.;")
        said = words(written)
        if len(said) >= QUOTED:
            found.setdefault(f" {' '.join(said)} ", written)
    return found


def _same_words(a: str, b: str) -> bool:
    """Tell whether one quotation is the other or a part of it."""
    return a in b or b in a


def _numbers(article: Article) -> dict[tuple[float, str], str]:
    found: dict[tuple[float, str], str] = {}
    for number in numbers(article.text, article.language, article.boilerplate()):
        if not number.unit and number.value < TELLING:
            continue
        written = article.text[slice(*number.span)]
        has_sign = not written[0].isalnum()
        shown = written if has_sign or not number.unit else f"{written} ({number.unit})"
        found.setdefault((number.value, number.unit), shown)
    return found


def _same_number(a: tuple[float, str], b: tuple[float, str]) -> bool:
    """Tell whether values are equal, and units, too, where both are known."""
    (value, unit), (other_value, other_unit) = a, b
    unknown = not (unit and other_unit) and value >= TELLING
    return value == other_value and (unit == other_unit or unknown)


def _dates(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for moment in moments(article.text, article.boilerplate()):
        found.setdefault(moment.value, article.text[slice(*moment.span)])
    return found


def _same_date(a: str, b: str) -> bool:
    """Tell whether dates are equal, or one only leaves out the year: `2026-03-20` and `03-20`."""
    return a == b or a == b[5:] or b == a[5:]


def _names(article: Article) -> dict[frozenset[str], str]:
    """Give each name once, in the order of the text, without those that are part of a longer."""
    mentions = names(article.text, article.language, article.boilerplate())
    found: dict[frozenset[str], str] = {}
    for name in mentions:
        found.setdefault(frozenset(map(str.casefold, name.words)), " ".join(name.words))
    return {
        name: shown for name, shown in found.items() if not any(name < longer for longer in found)
    }


def _same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether one name is the other or a part of it: `Brook` and `Ada Brook`."""
    return a <= b or b <= a
