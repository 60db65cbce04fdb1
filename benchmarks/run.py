"""Run the benchmarks and write `docs/benchmarks.md`; `make bench` sets up what this needs.

python benchmarks/run.py near    newskit and its peers on a planted corpus
python benchmarks/run.py growth  newskit on 10,000, 50,000 and 200,000 articles
python benchmarks/run.py stories newskit and a peer on streams of 10,000 and 100,000 reports
python benchmarks/run.py hard    newskit on inputs that break tools
python benchmarks/run.py kernel  the kernels and the peers, warm and on one thread; two threads
python benchmarks/run.py large   newskit in 1 GB of memory, on two million articles
python benchmarks/run.py short   the same, on ten million of 40 words
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
import kernel
import large
import near
import page
from planted import WORDS
from scores import read_gold
from varied import text_size, vary

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"


def texts() -> Path | None:
    """Give the default file of base texts: `near/docs.jsonl.gz` in NEWSKIT_DATA, if it is there."""
    folder = os.environ.get("NEWSKIT_DATA")
    path = Path(folder, "near", "docs.jsonl.gz") if folder else None
    return path if path and path.is_file() else None


def plant(size: int, seed: int, source: Path | None, words: int = WORDS) -> Path:
    """Build a corpus in a process of its own; give its folder."""
    name = "invented" if source is None else source.name.split(".")[0]
    out = WORK / f"{name}-{size}-{seed}{'' if words == WORDS else f'-{words}'}"
    command = [sys.executable, str(Path(__file__).with_name("planted.py")), "--out", str(out)]
    command += ["--size", str(size), "--seed", str(seed), "--words", str(words)]
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


def run_kernel(asked: argparse.Namespace) -> list[str]:
    """Run the kernels and the peers, then one thread and two; give the section of the page."""
    articles = plant(asked.size, asked.seed, None, kernel.WORDS) / "articles.jsonl"
    chosen = kernel.tools(asked.peers, asked.only)
    runs = kernel.contest(chosen, articles, asked.repeat, asked.limit)
    head = f"{asked.size:,} invented articles, seed {asked.seed}, with texts of "
    head += f"{text_size(articles):,.0f} bytes on average; cheapest of {asked.repeat} runs."
    lines = [head, "", *kernel.table(runs, asked.size)]
    if asked.many:
        many = WORK / "kernel" / "articles.jsonl"
        vary(articles, many, asked.many)
        both = kernel.threads(many, asked.repeat, asked.limit)
        lines += ["", *kernel.table_of_threads(both, asked.many)]
        many.unlink()
    return lines


def run_large(asked: argparse.Namespace) -> list[str]:
    """Run newskit on corpora that are larger than its memory; give the section of the page."""
    sizes = asked.sizes or large.SIZES
    base = plant(min(large.BASE, sizes[0]), asked.seed, None, kernel.WORDS)
    return _in_memory(base, sizes, asked)


def run_short(asked: argparse.Namespace) -> list[str]:
    """Do the same with many short articles."""
    sizes = asked.sizes or large.SHORT_SIZES
    base = WORK / f"short-{asked.seed}"
    large.invent(base / "articles.jsonl", min(large.BASE, sizes[0]), asked.seed)
    return _in_memory(base, sizes, asked)


def _in_memory(base: Path, sizes: Sequence[int], asked: argparse.Namespace) -> list[str]:
    source, articles = base / "articles.jsonl", WORK / "large" / "articles.jsonl"
    rows = []
    for size in sizes:
        vary(source, articles, size)
        rows += [large.measured(articles, size, asked.limit) for _ in range(asked.repeat)]
        articles.unlink()
    cheapest = [min((row for row in rows if row.size == size), key=_cpu) for size in sizes]
    mean = text_size(source)
    head = f"Invented texts of {mean:,.0f} bytes on average, seed {asked.seed}, `--memory "
    return [f"{head}{large.MEMORY}`.", "", *large.table(cheapest)]


def _cpu(row: large.Row) -> tuple[int, float]:
    return -abs(row.cost.code), row.cost.cpu  # a failure counts


MODES = {
    "near": run_near,
    "growth": run_growth,
    "stories": run_stories,
    "hard": run_hard,
    "kernel": run_kernel,
    "large": run_large,
    "short": run_short,
}


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
    parser.add_argument("--size", type=int, default=20_000, help="near, kernel: articles")
    parser.add_argument("--sizes", type=_sizes, help="growth, stories, large, short: 10000,50000")
    parser.add_argument(
        "--many", type=int, default=100_000, help="kernel: articles for threads; 0 for none"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=_names, default=(), help="tools or inputs, by their start")
    parser.add_argument("--repeat", type=int, help="runs of each tool [near, kernel: 3, others: 1]")
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
    asked.repeat = asked.repeat or (3 if asked.mode in ("near", "kernel") else 1)
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
