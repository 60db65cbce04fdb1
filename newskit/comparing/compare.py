"""Everything that can be said about two articles side by side, as data.

The level and its scores come from the stage that decides about copies; here is the evidence: which
passages correspond and what was changed in them, what only one of the two has, and whether names,
numbers and quotations are the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from newskit.article import Article, Level
from newskit.comparing.facts import (
    Facts,
    shared_dates,
    shared_names,
    shared_numbers,
    shared_quotations,
)
from newskit.text.align import align, alignable
from newskit.text.passages import Passage, Run, correspondence, shared_runs, told
from newskit.text.spans import Span, overlaps
from newskit.text.words import Word, located_words


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
        sentences: how many sentences each text has; headings are none.
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

    def stated(self) -> Iterator[tuple[str, Facts]]:
        """Give the facts for people: what each sort is called, those sorts that a text has."""
        for name, facts in (
            ("Quotations", self.quotes),
            ("Names", self.names),
            ("Numbers", self.numbers),
            ("Dates and times", self.dates),
        ):
            if facts.shared or facts.only_a or facts.only_b:
                yield name, facts

    def record(self) -> dict[str, object]:
        """Give the comparison as a JSON object, passages with their texts."""
        return {
            "a": self.a.id,
            "b": self.b.id,
            "level": str(self.level) if self.level else None,
            "scores": dict(self.scores),
            "passages": [
                {
                    "a": _place(self.a, found.a),
                    "b": _place(self.b, found.b),
                    "score": found.score,
                    "edits": [asdict(edit) for edit in found.edits],
                }
                for found in self.passages
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
    text_a, text_b = (told(each.text, each.language, each.boilerplate()) for each in (a, b))
    laid = correspondence(a.text, b.text, text_a, text_b)
    words_a, words_b = _own_words(a), _own_words(b)
    return Comparison(
        a=a,
        b=b,
        level=level,
        scores={**(scores or {}), **_alignment_scores(a, b)},
        passages=laid.passages,
        runs=tuple(shared_runs(words_a, words_b)),
        only_a=laid.only_a,
        only_b=laid.only_b,
        sentences=(len(text_a.sentences), len(text_b.sentences)),
        words=(len(words_a), len(words_b)),
        quotes=shared_quotations(a, b),
        names=shared_names(a, b),
        numbers=shared_numbers(a, b),
        dates=shared_dates(a, b),
    )


def _alignment_scores(a: Article, b: Article) -> dict[str, float]:
    """Score all of both texts, headings too, as those do who decide about copies."""
    alignment = align(
        alignable(a.text, a.language, a.boilerplate()),
        alignable(b.text, b.language, b.boilerplate()),
    )
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
