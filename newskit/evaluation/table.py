"""A report as text for people."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from newskit.evaluation.known import Known
from newskit.evaluation.mistakes import Mistake
from newskit.evaluation.report import Point, Report, Weak
from newskit.evaluation.sweep import best
from newskit.text.line import one_line

_UNITS = {"pairs": "pair", "clusters": "article", "summaries": "reference"}
_SCORES = ("precision", "recall", "F1")


def write(report: Report, stream: TextIO) -> None:
    """Write a report."""
    for line in _lines(report):
        stream.write(f"{line}\n")


def _lines(report: Report) -> Iterator[str]:
    yield _basis(report)
    yield ""
    yield from _scores(report)
    if report.labels:
        yield ""
        yield f"{'label':<12} {'pairs':>9} {'said the same':>14}"
        for label, (pairs, said) in report.labels.items():
            yield f"{label or 'unsure':<12} {pairs:>9,} {said:>14,}"
    if report.sweep:
        yield ""
        yield from _sweep(report.sweep, report.varied)
    yield from _mistakes("Wrongly joined", report.joined, report.known)
    yield from _mistakes("Missed", report.missed, report.known)
    yield from _weak(report.weak, report.known)


def _basis(report: Report) -> str:
    basis = report.basis
    parts = [f"{_count(basis.judged, _UNITS[report.kind])} judged"]
    if report.level:
        parts[0] += f" at level {report.level}"
    if report.groups:
        gold, found = report.groups
        parts.append(f"{_count(gold, 'cluster')} in the gold, {_count(found, 'group')} found")
    further = "more said the same" if report.kind == "pairs" else "more in the answer"
    for number, said in (
        (basis.unsure, "unsure"),
        (basis.unknown, "not judged, for want of an article"),
        (basis.unanswered, "of them not in the answer"),
        (basis.unlabelled, f"{further}, not judged"),
    ):
        if number:
            parts.append(f"{number:,} {said}")
    return "; ".join(parts)


def _scores(report: Report) -> Iterator[str]:
    yield _row("", _SCORES)
    if pairs := report.pairs:
        counts = f"{pairs.found:,} found, {pairs.wrong:,} wrong, {pairs.missed:,} missed"
        yield _row("pairs", (pairs.precision, pairs.recall, pairs.f1), counts)
    if report.b_cubed:
        yield _row("B-cubed", (*report.b_cubed, report.b_cubed.f1))
    if report.pairs and report.b_cubed:
        yield _row("ARI", ("", "", report.pairs.adjusted_rand))
    for name, mean in report.rouge.items():
        yield _row(name, (mean.precision, mean.recall, mean.f1), f"± {mean.error:.4f}")
    if report.pairs and report.pairs.one_sided:
        yield "No pair is labelled different, so precision cannot be told (see --complete)."


def _sweep(points: Sequence[Point], varied: str) -> Iterator[str]:
    by_group = any(point.b_cubed for point in points)
    yield _row(varied, (*_SCORES, *(["B-cubed F1"] if by_group else [])))
    top = best(points)
    for point in points:
        pairs = point.pairs
        cells: tuple[object, ...] = (pairs.precision, pairs.recall, pairs.f1)
        if point.b_cubed:
            cells = (*cells, point.b_cubed.f1)
        yield _row(point.setting, cells, "best" if point is top else "")


def _mistakes(heading: str, found: Sequence[Mistake], known: Known) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{heading}, the worst first:"
    for number, mistake in enumerate(found, 1):
        said = [_count(mistake.pairs, "pair")] if mistake.pairs > 1 else []
        if mistake.score is not None:
            said.append(f"score {mistake.score:.4g}")
        if mistake.likeness is not None:
            said.append(f"{mistake.likeness:.0%} of the words shared")
        yield f"{number:>3}. {', '.join([*said, f'gold: {one_line(mistake.gold)}'])}"
        for id_ in (mistake.a, mistake.b):
            yield f"     {_named(id_, known)}"


def _weak(found: Sequence[Weak], known: Known) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield "Farthest from their references:"
    for number, weak in enumerate(found, 1):
        scores = ", ".join(f"{name} {scores.f1:.4f}" for name, scores in weak.rouge.items())
        yield f"{number:>3}. {scores}"
        yield f"     {_named(weak.id, known)}"


def _named(id_: str, known: Known) -> str:
    parts = (known.called.get(id_, id_), known.titles.get(id_, ""))
    return "  ".join(one_line(part) for part in parts if part)


def _row(name: str, cells: Sequence[object], more: str = "") -> str:
    line = f"{name:<12}" + "".join(f"{_cell(cell):>11}" for cell in cells)
    return f"{line}   {more}".rstrip()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
