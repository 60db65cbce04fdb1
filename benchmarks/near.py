"""newskit and its peers on one planted corpus: how fast, how much memory, how right."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, measure
from peers import DEFAULTS
from planted import KINDS
from scores import Answer, Gold, Scores, read_newskit, read_peer, score

PEERS = Path(__file__).with_name("peers.py")
REFERENCE = "datasketch 0.5"
"""The tool whose speed is 1."""

LEVELS = {
    "near": ["--level", "near"],
    "near, --no-clean": ["--level", "near", "--no-clean"],
    "default level": [],
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool with its settings.

    Attributes:
        name: what its row is called.
        command: (articles, folder for results) -> the command to run.
        read: (folder with results) -> the answer.
    """

    name: str
    command: Callable[[Path, Path], list[str]]
    read: Callable[[Path], Answer]


@dataclass(frozen=True, slots=True)
class Row:
    """A tool, its cheapest run, and its figures (None: it failed, see `cost.stderr`)."""

    name: str
    cost: Cost
    scores: Scores | None


def newskit(name: str, options: Sequence[str]) -> Tool:
    """Give newskit with options of `dedupe`."""

    def command(articles: Path, out: Path) -> list[str]:
        files = ["--pairs", str(out / "pairs.tsv"), "-o", str(out / "kept.jsonl"), str(articles)]
        return [sys.executable, "-m", "newskit", "dedupe", "--quiet", *options, *files]

    return Tool(name, command, lambda out: read_newskit(out / "kept.jsonl", out / "pairs.tsv"))


def peer(name: str, threshold: float, python: Path) -> Tool:
    """Give a peer at a threshold, run by the interpreter of its own environment."""

    def command(articles: Path, out: Path) -> list[str]:
        answer = out / "answer.json"
        return [str(python), str(PEERS), name, str(threshold), str(articles), str(answer)]

    return Tool(f"{name} {threshold}", command, lambda out: read_peer(out / "answer.json"))


def installed(python: Path) -> dict[str, str]:
    """Give the peers that an environment has, with their versions."""
    if not python.exists():
        return {}
    said = subprocess.run([python, PEERS], capture_output=True, check=True, text=True).stdout
    versions: dict[str, str] = json.loads(said)
    return versions


def tools(python: Path, only: Iterable[str] = ()) -> list[Tool]:
    """Give newskit at two levels, and each installed peer at its default threshold and at .5."""
    chosen = [newskit(f"newskit, {level}", options) for level, options in LEVELS.items()]
    for name in installed(python):
        chosen += [peer(name, threshold, python) for threshold in (DEFAULTS[name], 0.5)]
    wanted = tuple(only)
    return [tool for tool in chosen if not wanted or tool.name.startswith(wanted)]


def contest(
    chosen: Sequence[Tool], articles: Path, gold: Gold, repeat: int, limit: float
) -> list[Row]:
    """Run each tool `repeat` times, in turns, and judge its answer; the cheapest run counts."""
    costs: dict[str, list[Cost]] = {tool.name: [] for tool in chosen}
    for turn in range(repeat):
        for tool in chosen:
            out = articles.parent / tool.name.replace(" ", "-")
            out.mkdir(exist_ok=True)
            cost = measure(tool.command(articles, out), limit)
            costs[tool.name].append(cost)
            print(f"{turn + 1}/{repeat} {tool.name}: {cost.cpu:.1f} CPU-s", file=sys.stderr)
    rows = []
    for tool in chosen:
        runs = costs[tool.name]
        failed = next((run for run in runs if run.code), None)
        out = articles.parent / tool.name.replace(" ", "-")
        cheapest = failed or min(runs, key=lambda run: run.cpu)
        rows.append(Row(tool.name, cheapest, None if failed else score(gold, tool.read(out))))
    return rows


def table(rows: Sequence[Row], size: int) -> list[str]:
    """Give the rows as two Markdown tables: cost and quality, and recall by kind of copy."""
    reference = next((row.cost.cpu for row in rows if row.name == REFERENCE and row.scores), None)
    lines = [
        f"| tool | articles / CPU-s | x {REFERENCE} | peak MB | removed, right | should go, found "
        "| B-cubed F1 | template pairs joined | cut short |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_judged(row, size, reference) for row in rows]
    lines += ["", f"| found, by kind | {' | '.join(KINDS)} |", "|---" * (len(KINDS) + 1) + "|"]
    for row in rows:
        if row.scores:
            found = (_plain(row.scores.kinds[kind].recall) for kind in KINDS)
            lines.append(f"| {row.name} | {' | '.join(found)} |")
    return lines


def missing(python: Path) -> list[str]:
    """Give the peers that an environment does not have."""
    return sorted(DEFAULTS.keys() - installed(python).keys())


def _judged(row: Row, size: int, reference: float | None) -> str:
    cost = row.cost
    if row.scores is None:
        return f"| {row.name} | failed ({cost.code}) after {cost.wall:.0f} s | | | | | | | |"
    scores = row.scores
    cells = [
        f"{size / cost.cpu:,.0f}",
        f"{reference / cost.cpu:.2f}" if reference else "–",
        f"{cost.peak:,.0f}",
        _plain(scores.removals.precision),
        _plain(scores.removals.recall),
        _plain(scores.bcubed.f1),
        f"{scores.templates:,}",
        f"{scores.cut:,}",
    ]
    return f"| {row.name} | {' | '.join(cells)} |"


def _plain(value: float) -> str:
    """Give a share with three decimals, without the leading zero."""
    return f"{value:.3f}".removeprefix("0")
