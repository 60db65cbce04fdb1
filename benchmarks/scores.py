"""Judge what a tool answered by the gold of a planted corpus.

    python benchmarks/scores.py GOLD ANSWER [--pairs FILE]

`ANSWER` is what `newskit dedupe` wrote as JSON Lines (with or without `--all`), `FILE` its verified
pairs; or `ANSWER` is the JSON that `peers.py` writes. A removed article is right when the article
it was removed for has the same base. Of a cluster all but one should go.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from planted import KINDS

from newskit.evaluation import Scores as Found
from newskit.evaluation import b_cubed

CONTAINED = 0.8
"""Least share of the base that must be verified to stand in the longer text around it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What was planted, by id."""

    base: Mapping[str, str]
    kind: Mapping[str, str]
    template: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool said.

    Attributes:
        removed: id of a removed article -> id of the one it was removed for.
        pairs: pairs it holds for the same, ids in order, with containment (None: not told).
    """

    removed: Mapping[str, str]
    pairs: Mapping[tuple[str, str], float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one tool on one corpus.

    Attributes:
        removals: precision: removed articles that were copies of the kept one; recall: how many
            of those that should go went so.
        bcubed: over the articles that are in a group of two or more in the gold or the answer
            (Bagga and Baldwin, 1998).
        templates: pairs of one template, subject or standard block that are in one group.
        cut: articles with a base inside that were removed for a shorter text.
        kinds: by kind: precision of the pairs that have a copy of that kind, recall of the pairs
            of such a copy and its base; a pair is found when it is verified or in one group.
    """

    removals: Found
    bcubed: Found
    templates: int
    cut: int
    kinds: Mapping[str, Found]


def read_gold(path: Path) -> Gold:
    """Read the gold that `planted.py` wrote."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return Gold(
        {line["id"]: line["base"] for line in lines},
        {line["id"]: line["kind"] for line in lines},
        {line["id"]: line["template"] for line in lines if line["template"]},
    )


def read_newskit(answer: Path, pairs: Path | None = None) -> Answer:
    """Read what `newskit dedupe` wrote: kept articles with `copies`, or all with `copy_of`."""
    removed: dict[str, str] = {}
    with answer.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            removed |= {copy["id"]: article["id"] for copy in article.get("copies") or ()}
            if "copy_of" in article:
                removed[article["id"]] = article["copy_of"]["id"]
    verified: dict[tuple[str, str], float | None] = {}
    if pairs:
        for line in pairs.read_text("utf-8").splitlines()[1:]:
            first, second, _, _, containment = line.split("\t")
            verified[_ordered(first, second)] = float(containment)
    return Answer(removed, verified)


def read_peer(answer: Path) -> Answer:
    """Read what `peers.py` wrote."""
    said = json.loads(answer.read_text("utf-8"))
    return Answer(said["removed"], {_ordered(a, b): None for a, b in said["pairs"]})


def score(gold: Gold, answer: Answer) -> Scores:
    """Judge an answer."""
    groups: dict[str, list[str]] = {}
    for removed, kept in answer.removed.items():
        groups.setdefault(kept, [kept]).append(removed)
    inside = {_ordered(a, b) for group in groups.values() for a, b in combinations(group, 2)}
    return Scores(
        removals=_removals(gold, answer.removed),
        bcubed=_bcubed(gold, groups.values()),
        templates=sum(_is_template(gold, *pair) for pair in inside),
        cut=sum(
            gold.kind[removed] == "embedding" and gold.kind[kept] != "embedding"
            for removed, kept in answer.removed.items()
            if gold.base[removed] == gold.base[kept]
        ),
        kinds=_kinds(gold, inside, answer.pairs),
    )


def _removals(gold: Gold, removed: Mapping[str, str]) -> Found:
    right = sum(gold.base[copy] == gold.base[kept] for copy, kept in removed.items())
    return Found(_share(right, len(removed)), _share(right, _to_go(gold)))


def _to_go(gold: Gold) -> int:
    return len(gold.base) - len(set(gold.base.values()))


def _bcubed(gold: Gold, groups: Iterable[list[str]]) -> Found:
    clusters = Counter(gold.base.values())
    group_of = {member: str(number) for number, group in enumerate(groups) for member in group}
    judged = {i: base for i, base in gold.base.items() if i in group_of or clusters[base] > 1}
    return Found(*b_cubed(group_of, judged))


def _kinds(
    gold: Gold, inside: set[tuple[str, str]], pairs: Mapping[tuple[str, str], float | None]
) -> dict[str, Found]:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for first, second in inside | pairs.keys():
        same = gold.base[first] == gold.base[second]
        for kind in {gold.kind[first], gold.kind[second]}:
            (right if same else wrong)[kind] += 1
        for copy, base in ((first, second), (second, first)):
            if gold.base[copy] != base or copy == base:
                continue
            pair = _ordered(first, second)
            contained = pairs.get(pair)
            told = pair in inside or contained is None or contained >= CONTAINED
            found[gold.kind[copy]] += gold.kind[copy] != "embedding" or told
    planted = Counter(gold.kind.values())
    return {
        kind: Found(_share(right[kind], right[kind] + wrong[kind]), found[kind] / planted[kind])
        for kind in KINDS
        if planted[kind]
    }


def _is_template(gold: Gold, first: str, second: str) -> bool:
    shared = gold.template.get(first)
    return shared is not None and shared == gold.template.get(second)


def _ordered(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    """Print the figures of one answer."""
    parser = argparse.ArgumentParser(description="Judge an answer by the gold.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("answer", type=Path)
    parser.add_argument("--pairs", type=Path, help="verified pairs, as `newskit dedupe --pairs`")
    asked = parser.parse_args()
    is_peer = asked.answer.suffix == ".json"
    answer = read_peer(asked.answer) if is_peer else read_newskit(asked.answer, asked.pairs)
    scores = score(read_gold(asked.gold), answer)
    rows = {"removals": scores.removals, "B-cubed": scores.bcubed, **scores.kinds}
    print(f"{'':<12} precision recall  F1     ({len(answer.removed):,} removed)")
    for name, found in rows.items():
        print(f"{name:<12} {found.precision:.4f}    {found.recall:.4f}  {found.f1:.4f}")
    print(f"template pairs in one group: {scores.templates}; longer texts removed: {scores.cut}")


if __name__ == "__main__":
    main()
