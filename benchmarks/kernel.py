"""The kernels of newskit and its peers, from JSON Lines to pairs, warm and on one thread."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import near
from measure import measure
from varied import vary

WARM = Path(__file__).with_name("warm.py")
FEW = 2_000
"""Articles that each tool gets before it is timed."""

WORDS = 376
"""Mean length of a base, so that the mean text has 2.4 KB."""

KERNELS = {"newskit, numba": "numba", "newskit, NumPy": "numpy"}
PEERS = {
    "datasketch, as its documentation begins": "datasketch-first",
    "datasketch in bulk, SHA-1": "datasketch-sha1",
    "datasketch in bulk, xxhash": "datasketch",
    "rensa": "rensa",
    "daft": "daft",
}
REFERENCE = "newskit, numba"


@dataclass(frozen=True, slots=True)
class Took:
    """What a warm run took: seconds, and how many articles it would remove."""

    cpu: float
    wall: float
    removed: int


def tools(python: Path, only: Iterable[str] = ()) -> dict[str, tuple[str, str]]:
    """Give the names of the tools, and the interpreter and the name that each is run by."""
    found = {name: (sys.executable, kernel) for name, kernel in KERNELS.items()}
    there = near.installed(python)
    found |= {
        name: (str(python), peer) for name, peer in PEERS.items() if peer.partition("-")[0] in there
    }
    wanted = tuple(only)
    return {name: how for name, how in found.items() if not wanted or name.startswith(wanted)}


def contest(
    chosen: dict[str, tuple[str, str]], articles: Path, repeat: int, limit: float
) -> dict[str, list[Took]]:
    """Run each tool `repeat` times on one thread, in turns; one that fails has no runs."""
    # What a library begins beside this is no work, but would be counted.
    os.environ |= dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
    )
    runs: dict[str, list[Took]] = {name: [] for name in chosen}
    for turn in range(repeat):
        for name, (python, tool) in chosen.items():
            if turn == len(runs[name]):
                runs[name] += _run(python, tool, articles, 1, limit)
                _tell(f"{turn + 1}/{repeat} {name}", runs[name])
    return runs


def threads(articles: Path, repeat: int, limit: float) -> dict[int, list[Took]]:
    """Run the faster kernel on one thread and on two, in turns."""
    runs: dict[int, list[Took]] = {1: [], 2: []}
    for turn in range(repeat):
        for number, took in runs.items():
            took += _run(sys.executable, KERNELS[REFERENCE], articles, number, limit)
            _tell(f"{turn + 1}/{repeat} threads: {number}", took)
    return runs


def table(runs: dict[str, list[Took]], size: int) -> list[str]:
    """Give the tools as a Markdown table; the cheapest run of each counts."""
    lines = [
        f"| tool | articles / CPU-s | CPU µs an article | {REFERENCE} is faster by | removed |",
        "|---|---|---|---|---|",
    ]
    cheapest = {name: min(took, key=lambda one: one.cpu) for name, took in runs.items() if took}
    reference = cheapest.get(REFERENCE)
    for name in runs:
        if name not in cheapest:
            lines.append(f"| {name} | failed | | | |")
            continue
        took = cheapest[name]
        times = f"{took.cpu / reference.cpu:.1f}" if reference else "–"
        lines.append(
            f"| {name} | {size / took.cpu:,.0f} | {took.cpu / size * 1e6:,.1f} | {times} "
            f"| {took.removed:,} |"
        )
    return lines


def table_of_threads(runs: dict[int, list[Took]], size: int) -> list[str]:
    """Give one thread and two as a Markdown table; the quickest run of each counts."""
    lines = [
        "| articles | threads | s | articles / s | x one thread | CPU-s |",
        "|---|---|---|---|---|---|",
    ]
    quickest = {
        number: min(took, key=lambda one: one.wall) for number, took in runs.items() if took
    }
    for number in runs:
        if number not in quickest:
            lines.append(f"| {size:,} | {number} | failed | | | |")
            continue
        took = quickest[number]
        times = f"{quickest[1].wall / took.wall:.2f}" if 1 in quickest else "–"
        lines.append(
            f"| {size:,} | {number} | {took.wall:.1f} | {size / took.wall:,.0f} | {times} "
            f"| {took.cpu:.1f} |"
        )
    return lines


def _run(python: str, tool: str, articles: Path, number: int, limit: float) -> list[Took]:
    few, out = articles.with_name("few.jsonl"), articles.with_name("took.json")
    vary(articles, few, FEW)
    command = [python, str(WARM), tool, str(articles), str(few), str(out), str(number)]
    cost = measure(command, limit)
    if cost.code:
        print(f"{tool} failed ({cost.code}):\n{cost.stderr}", file=sys.stderr)
        return []
    return [Took(**json.loads(out.read_text("utf-8")))]


def _tell(what: str, took: Sequence[Took]) -> None:
    if took:
        print(f"{what}: {took[-1].cpu:.2f} CPU-s, {took[-1].wall:.2f} s", file=sys.stderr)
