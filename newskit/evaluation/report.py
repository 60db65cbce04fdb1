"""What comes out: scores, how much they rest on, mistakes; and the JSON form."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from newskit.evaluation.counts import PairCounts, Scores
from newskit.evaluation.known import Known
from newskit.evaluation.mistakes import Mistake
from newskit.evaluation.rouge import Mean, Rouge


@dataclass(frozen=True, slots=True)
class Basis:
    """How many the scores rest on: articles, pairs, or reference summaries, as the gold has them.

    Args:
        judged: those that count.
        unanswered: those of them that the answer does not name: alone, or without a summary.
        unlabelled: in the answer, and not in the gold: nobody knows whether it is right.
        unsure: pairs that are labelled unsure, and do not count.
        unknown: in the gold, and not judged because an article is not there.
    """

    judged: int
    unanswered: int = 0
    unlabelled: int = 0
    unsure: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """The scores at one setting of a sweep."""

    setting: str
    pairs: PairCounts
    b_cubed: Scores | None = None


@dataclass(frozen=True, slots=True)
class Weak:
    """A summary that is far from its reference."""

    id: str
    rouge: Rouge


@dataclass(frozen=True, slots=True)
class Report:
    """How good an answer is.

    Args:
        kind: what the gold is: `pairs`, `clusters` or `summaries`.
        level: at which level articles were judged to be the same; None for summaries.
        basis: how much was judged.
        pairs: pairs of articles, counted.
        b_cubed: B-cubed; with clusters only.
        groups: how many clusters the gold has, and how many groups the answer makes of their
            articles; with clusters only.
        labels: by label of a pair, how many pairs have it and how many of these are said the same.
        rouge: means by measure; with reference summaries only.
        joined: the worst pairs that should not be one.
        missed: the worst pairs that should be.
        weak: the worst summaries.
        sweep: scores at other settings.
        varied: what has another setting at each point of the sweep.
        known: titles of the articles.
    """

    kind: str
    level: str | None
    basis: Basis
    pairs: PairCounts | None = None
    b_cubed: Scores | None = None
    groups: tuple[int, int] | None = None
    labels: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    rouge: Mapping[str, Mean] = field(default_factory=dict)
    joined: tuple[Mistake, ...] = ()
    missed: tuple[Mistake, ...] = ()
    weak: tuple[Weak, ...] = ()
    sweep: tuple[Point, ...] = ()
    varied: str = ""
    known: Known = field(default_factory=Known)

    def record(self) -> dict[str, object]:
        """Give the report as a JSON object; what was not asked or cannot be told is not there."""
        record: dict[str, object] = {
            "kind": self.kind,
            "level": self.level,
            "basis": asdict(self.basis),
            "pairs": self.pairs and _pairs(self.pairs),
            "b_cubed": self.b_cubed and _scores(self.b_cubed),
        }
        if self.b_cubed and self.pairs:
            record["ari"] = _rounded(self.pairs.adjusted_rand)
        if self.groups:
            record["groups"] = dict(zip(("gold", "found"), self.groups, strict=True))
        record["labels"] = {
            label: {"pairs": pairs, "said_same": said}
            for label, (pairs, said) in self.labels.items()
        }
        record["rouge"] = {
            name: {key: _rounded(value) for key, value in mean._asdict().items()}
            for name, mean in self.rouge.items()
        }
        record["varied"] = self.varied or None
        record["sweep"] = [_point(point) for point in self.sweep]
        record["joined"] = [self._mistake(mistake) for mistake in self.joined]
        record["missed"] = [self._mistake(mistake) for mistake in self.missed]
        record["weak"] = [
            self._article(weak.id) | {name: _scores(s) for name, s in weak.rouge.items()}
            for weak in self.weak
        ]
        return {key: value for key, value in record.items() if value not in (None, {}, [])}

    def _mistake(self, mistake: Mistake) -> dict[str, object]:
        articles = {"a": self._article(mistake.a), "b": self._article(mistake.b)}
        return {
            key: value for key, value in (asdict(mistake) | articles).items() if value is not None
        }

    def _article(self, id_: str) -> dict[str, object]:
        article = {
            "id": id_,
            "name": self.known.called.get(id_),
            "title": self.known.titles.get(id_),
        }
        return {key: value for key, value in article.items() if value}


def _pairs(pairs: PairCounts) -> dict[str, object]:
    counts = {name: getattr(pairs, name) for name in ("found", "wrong", "missed", "apart")}
    scores = {name: _rounded(getattr(pairs, name)) for name in ("precision", "recall", "f1")}
    return {**counts, **scores}


def _scores(scores: Scores) -> dict[str, object]:
    named = {"precision": scores.precision, "recall": scores.recall, "f1": scores.f1}
    return {name: _rounded(value) for name, value in named.items()}


def _point(point: Point) -> dict[str, object]:
    record: dict[str, object] = {"setting": point.setting, "pairs": _pairs(point.pairs)}
    return record | ({"b_cubed": _scores(point.b_cubed)} if point.b_cubed else {})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
