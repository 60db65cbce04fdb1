"""Corresponding passages of two texts, what was changed in them, and runs of equal words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from newskit.text.align import AlignableText, AlignedPair, align, alignable
from newskit.text.furniture import is_prose
from newskit.text.sentences import sentences
from newskit.text.spans import Span, merge
from newskit.text.words import Word, located_words

RUN = 8
"""Fewest words in a row that count as shared word for word."""

DIFFED = 1_000_000
"""Greatest product of the numbers of words of two sentences whose edits are looked for."""


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
class Correspondence:
    """Sentences of two texts that correspond, in the order of the first, and those that do not."""

    passages: tuple[Passage, ...]
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]


def told(text: str, language: str | None, skip: Sequence[Span]) -> AlignableText:
    """Prepare the sentences that tell the story, without headings; all, where none reads so."""
    every = sentences(text, language, skip)
    tells = cache(is_prose)
    headings = [span for span in every if not tells(text[slice(*span)])]
    if len(headings) < len(every):
        skip = merge([*skip, *headings])
    return alignable(text, language, skip)


def correspondence(text_a: str, text_b: str, a: AlignableText, b: AlignableText) -> Correspondence:
    """Lay two texts side by side, as `told` prepared them, with what was changed word by word."""
    pairs = align(a, b).pairs
    return Correspondence(
        tuple(passage(text_a, text_b, pair) for pair in pairs),
        _unpaired(a.sentences, (pair.a for pair in pairs)),
        _unpaired(b.sentences, (pair.b for pair in pairs)),
    )


def _unpaired(every: Sequence[Span], paired: Iterable[Span]) -> tuple[Span, ...]:
    has_counterpart = set(paired)
    return tuple(sentence for sentence in every if sentence not in has_counterpart)


def passage(text_a: str, text_b: str, pair: AlignedPair) -> Passage:
    """Give two aligned sentences with what stays and what changes, word by word."""
    return Passage(pair.a, pair.b, pair.score, tuple(_edits(text_a, text_b, pair)))


def _edits(text_a: str, text_b: str, pair: AlignedPair) -> Iterator[Edit]:
    """Yield what stays and what changes, word by word, in order."""
    if text_a[slice(*pair.a)] == text_b[slice(*pair.b)]:
        yield Edit("equal", pair.a, pair.b)
        return
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


def shared_runs(a: Sequence[Word], b: Sequence[Word]) -> list[Run]:
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
