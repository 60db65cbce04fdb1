"""newskit stories, and a peer, on streams of invented reports of rising size."""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, measure

SIZES = (10_000, 100_000)

PEER = Path(__file__).with_name("peer_stories.py")
PEER_LIMIT = 10_000
"""Articles up to which the peer is tried: it holds all pairs."""


@dataclass(frozen=True, slots=True)
class Row:
    """What grouping one stream cost, and how right it was (None: it failed)."""

    tool: str
    size: int
    cost: Cost
    before: float
    b_cubed: tuple[float, float, float] | None


def group(folder: Path, size: int, python: Path, limit: float) -> list[Row]:
    """Run newskit on the stream of a folder, and the peer if it is small enough.

    Args:
        folder: has `articles.jsonl` and `gold.jsonl`; answers are written there.
        size: how many articles it has.
        python: the interpreter that has the peer.
        limit: seconds a run may take.
    """
    articles, gold = folder / "articles.jsonl", _gold(folder / "gold.jsonl")
    newskit = [sys.executable, "-m", "newskit"]
    answer = folder / "stories.jsonl"
    dedupe = measure([*newskit, "dedupe", "--all", "--quiet", str(articles)], limit)
    cost = measure([*newskit, "stories", "--quiet", "-o", str(answer), str(articles)], limit)
    rows = [Row("newskit", size, cost, dedupe.cpu, _judged(cost, answer, gold))]
    if size <= PEER_LIMIT and python.exists():
        answer = folder / "peer.jsonl"
        cost = measure([str(python), str(PEER), str(articles), str(answer)], limit)
        rows.append(Row("scikit-learn", size, cost, 0.0, _judged(cost, answer, gold)))
    for row in rows:
        print(f"{row.size:,} {row.tool}: {row.cost.cpu:.1f} CPU-s", file=sys.stderr)
    return rows


def table(rows: list[Row]) -> list[str]:
    """Give what grouping took as a Markdown table."""
    lines = [
        "| articles | tool | CPU-s | of it finding copies | CPU µs an article | peak MB "
        "| B-cubed P / R / F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cost = row.cost
        right = " / ".join(f"{share:.3f}".removeprefix("0") for share in row.b_cubed or ())
        cells = [
            f"{row.size:,}",
            row.tool,
            f"{cost.cpu:.1f}",
            f"{row.before:.1f}" if row.before else "–",
            f"{cost.cpu / row.size * 1e6:,.0f}",
            f"{cost.peak:,.0f}",
            right or f"failed ({cost.code})",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 (Bagga and Baldwin, 1998) of a grouping."""
    together = Counter((found[id_], gold[id_]) for id_ in gold)
    sizes, right = Counter(found.values()), Counter(gold.values())
    precision = sum(n * n / sizes[f] for (f, _), n in together.items()) / len(gold)
    recall = sum(n * n / right[g] for (_, g), n in together.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _judged(cost: Cost, answer: Path, gold: Mapping[str, str]) -> tuple[float, float, float] | None:
    if cost.code:
        print(cost.stderr, file=sys.stderr)
        return None
    with answer.open(encoding="utf-8") as lines:
        found = {r["id"]: str(r["story"]["id"]) for r in map(json.loads, lines)}
    return b_cubed(found, gold)


def _gold(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as lines:
        return {record["id"]: str(record["story"]) for record in map(json.loads, lines)}
