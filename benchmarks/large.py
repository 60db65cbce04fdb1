"""newskit on more articles than memory holds: peak memory, and time an article."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import store
from measure import Cost, measure

MEMORY = "1GB"
BASE = 50_000
"""Articles that are planted; more are these in other letters."""

SIZES = (200_000, 2_000_000)
SHORT_SIZES = (1_000_000, 10_000_000)
SHORT_WORDS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A run: how many articles of how many bytes, what it took, and how many stayed."""

    size: int
    bytes: int
    cost: Cost
    kept: int


def invent(out: Path, size: int, seed: int) -> None:
    """Write short articles, one in ten a copy of another but for a word."""
    from msgspec.json import encode

    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as to:
        for article in store.articles(size, SHORT_WORDS, seed):
            known = {key: getattr(article, key) for key in ("id", "text", "source", "published")}
            to.write(encode(known) + b"\n")


def measured(articles: Path, size: int, limit: float) -> Row:
    """Run the whole command; what it wrote is deleted."""
    folder = articles.parent
    work, out, stats = folder / "work", folder / "kept.jsonl", folder / "stats.json"
    shutil.rmtree(work, ignore_errors=True)  # else an earlier run that was stopped would go on
    command = [sys.executable, "-m", "newskit", "dedupe", "-q", "--level", "near", "--no-clean"]
    command += ["--memory", MEMORY, "--work-dir", str(work), "--stats", str(stats)]
    cost = measure([*command, "-o", str(out), str(articles)], limit)
    shutil.rmtree(work, ignore_errors=True)
    out.unlink(missing_ok=True)
    kept = 0 if cost.code else json.loads(stats.read_text("utf-8"))["out"]["kept"]
    print(f"{size:,}: {cost.cpu:.1f} CPU-s, {cost.peak:,.0f} MB {cost.stderr}", file=sys.stderr)
    return Row(size, articles.stat().st_size, cost, kept)


def table(rows: Sequence[Row]) -> list[str]:
    """Give what each size took, beside the first, as a Markdown table."""
    return [
        f"| articles | GB | CPU µs an article | x {rows[0].size:,} | s | peak MB | removed |",
        "|---|---|---|---|---|---|---|",
        *(_line(row, rows[0]) for row in rows),
    ]


def _line(row: Row, first: Row) -> str:
    cost, each = row.cost, row.cost.cpu / row.size
    cells = [f"{row.size:,}", f"{row.bytes / 1e9:.1f}"]
    if cost.code:
        cells += [f"failed ({cost.code}) after {cost.wall:.0f} s", "", "", "", ""]
    else:
        cells += [f"{each * 1e6:,.0f}", f"{each / (first.cost.cpu / first.size):.2f}"]
        cells += [f"{cost.wall:,.0f}", f"{cost.peak:,.0f}", f"{row.size - row.kept:,}"]
    return f"| {' | '.join(cells)} |"
