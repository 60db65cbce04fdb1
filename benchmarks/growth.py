"""How newskit grows: time an article and peak memory on corpora of rising size."""

import sys
from collections.abc import Sequence
from pathlib import Path

from measure import measure
from near import LEVELS, Row, newskit
from scores import Gold, score

SIZES = (10_000, 50_000, 200_000)


def grow(articles: Path, gold: Gold, repeat: int, limit: float) -> list[Row]:
    """Run newskit at each level on one corpus."""
    rows = []
    for level, options in LEVELS.items():
        tool = newskit(level, options)
        out = articles.parent / level.replace(" ", "-")
        out.mkdir(exist_ok=True)
        runs = [measure(tool.command(articles, out), limit) for _ in range(repeat)]
        cost = min(runs, key=lambda run: (-abs(run.code), run.cpu))
        print(f"{articles.parent.name} {level}: {cost.cpu:.1f} CPU-s", file=sys.stderr)
        rows.append(Row(level, cost, None if cost.code else score(gold, tool.read(out))))
    return rows


def table(rows: Sequence[tuple[int, Row]]) -> list[str]:
    """Give sizes and what newskit took for them as a Markdown table."""
    lines = [
        "| articles | level | CPU µs an article | peak MB | KB an article | right | found |",
        "|---|---|---|---|---|---|---|",
    ]
    for size, row in rows:
        cost = row.cost
        if row.scores is None:
            lines.append(f"| {size:,} | {row.name} | failed ({cost.code}) | | | | |")
            continue
        removals = row.scores.removals
        lines.append(
            f"| {size:,} | {row.name} | {cost.cpu / size * 1e6:,.0f} | {cost.peak:,.0f} "
            f"| {cost.peak / size * 1e3:.1f} | {removals.precision:.3f} | {removals.recall:.3f} |"
        )
    return lines
