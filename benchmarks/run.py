"""Run the benchmarks and write `docs/benchmarks.md`; `make bench` sets up what this needs.

python benchmarks/run.py near    newskit and its peers on a planted corpus
python benchmarks/run.py growth  newskit on 10,000, 50,000 and 200,000 articles
python benchmarks/run.py stories newskit and a peer on streams of 10,000 and 100,000 reports
python benchmarks/run.py hard    newskit on inputs that break tools
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import grouped
import growth
import hard
import near
import page
from scores import read_gold

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"


def texts() -> Path | None:
    """Give the default file of base texts: `near/docs.jsonl.gz` in NEWSKIT_DATA, if it is there."""
    folder = os.environ.get("NEWSKIT_DATA")
    path = Path(folder, "near", "docs.jsonl.gz") if folder else None
    return path if path and path.is_file() else None


def plant(size: int, seed: int, source: Path | None) -> Path:
    """Build a corpus in a process of its own; give its folder."""
    out = WORK / f"{'invented' if source is None else source.name.split('.')[0]}-{size}-{seed}"
    command = [sys.executable, str(Path(__file__).with_name("planted.py")), "--out", str(out)]
    command += ["--size", str(size), "--seed", str(seed)]
    if source:
        command += ["--texts", str(source)]
    subprocess.run(command, check=True)
    return out


def run_near(asked: argparse.Namespace) -> list[str]:
    """Run newskit and its peers; give the section of the page."""
    source = None if asked.invented else asked.texts or texts()
    corpus = plant(asked.size, asked.seed, source)
    chosen = near.tools(asked.peers, asked.only)
    gold = read_gold(corpus / "gold.jsonl")
    rows = near.contest(chosen, corpus / "articles.jsonl", gold, asked.repeat, asked.limit)
    for row in rows:
        if row.scores is None:
            print(f"{row.name} failed:\n{row.cost.stderr}", file=sys.stderr)
    of = "invented texts" if source is None else f"texts of `{source.name}`"
    head = (
        f"{asked.size:,} articles made of {of}, seed {asked.seed}; cheapest of {asked.repeat} runs."
    )
    absent = near.missing(asked.peers)
    lines = [head, "", *near.table(rows, asked.size)]
    return lines + (["", f"Not installed: {', '.join(absent)}."] if absent else [])


def run_growth(asked: argparse.Namespace) -> list[str]:
    """Run newskit on corpora of rising size; give the section of the page."""
    rows = []
    for size in asked.sizes or growth.SIZES:
        corpus = plant(size, asked.seed, None)
        gold = read_gold(corpus / "gold.jsonl")
        found = growth.grow(corpus / "articles.jsonl", gold, asked.repeat, asked.limit)
        rows += [(size, row) for row in found]
    return [f"Invented texts, seed {asked.seed}.", "", *growth.table(rows)]


def run_hard(asked: argparse.Namespace) -> list[str]:
    """Run newskit on hard inputs; give the section of the page."""
    outcomes: list[hard.Outcome] = []
    for case in hard.CASES:
        if not asked.only or case.name.startswith(tuple(asked.only)):
            outcomes += hard.endure(case, WORK / "hard", asked.limit)
    return hard.table(outcomes)


def run_stories(asked: argparse.Namespace) -> list[str]:
    """Run newskit and a peer on streams of rising size; give the section of the page."""
    rows = []
    for size in asked.sizes or grouped.SIZES:
        folder = WORK / f"reports-{size}-{asked.seed}"
        command = [sys.executable, str(Path(__file__).with_name("reports.py"))]
        command += ["--out", str(folder), "--size", str(size), "--seed", str(asked.seed)]
        subprocess.run(command, check=True)
        rows += grouped.group(folder, size, asked.peers, asked.limit)
    return [f"Invented reports, 1,500 a day, seed {asked.seed}.", "", *grouped.table(rows)]


MODES = {"near": run_near, "growth": run_growth, "stories": run_stories, "hard": run_hard}


def told(arguments: Sequence[str], peers: Path) -> list[str]:
    """Give what was run, on what, with which versions."""
    versions = {"Python": platform.python_version(), "newskit": version("newskit")}
    versions |= near.installed(peers)
    return [
        f"`python benchmarks/run.py {' '.join(arguments)}`".replace(" `", "`"),
        f"on {page.machine()};",
        f"{', '.join(f'{name} {number}' for name, number in versions.items())}.",
    ]


def main() -> None:
    """Read the options, run a benchmark, print its section and write it to the page."""
    parser = argparse.ArgumentParser(description="Run a benchmark of newskit.")
    parser.add_argument("mode", nargs="?", choices=MODES, default="near")
    parser.add_argument("--size", type=int, default=20_000, help="near: articles")
    parser.add_argument("--sizes", type=_sizes, help="growth, stories: 10000,50000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=_names, default=(), help="tools or inputs, by their start")
    parser.add_argument("--repeat", type=int, help="runs of each tool [near: 3, growth: 1]")
    parser.add_argument("--limit", type=float, default=1800, help="seconds a run may take")
    parser.add_argument("--texts", type=Path, help="base texts (JSONL) [NEWSKIT_DATA, or invented]")
    parser.add_argument("--invented", action="store_true", help="use invented texts in any case")
    parser.add_argument(
        "--peers",
        type=Path,
        default=ROOT / "build" / "bench-venv" / "bin" / "python",
        help="interpreter that has the peers",
    )
    parser.add_argument("--no-page", action="store_true", help="print, write nothing")
    asked = parser.parse_args()
    asked.repeat = asked.repeat or (3 if asked.mode == "near" else 1)
    lines = [*told(sys.argv[1:] or [asked.mode], asked.peers), *MODES[asked.mode](asked)]
    print("\n".join(lines))
    if not asked.no_page:
        page.write(asked.mode, lines)


def _names(value: str) -> tuple[str, ...]:
    return tuple(filter(None, value.split(",")))


def _sizes(value: str) -> tuple[int, ...]:
    return tuple(map(int, _names(value)))


if __name__ == "__main__":
    main()
