"""What a tool takes from JSON Lines to pairs once it is warm: imported, and used on a few articles.

    python benchmarks/warm.py TOOL ARTICLES FEW OUT [THREADS]

runs `TOOL` on the file `FEW` and then, timed, on `ARTICLES`, and writes to `OUT` the seconds that
took, of processor time and of time, and how many articles would go. A tool is `numpy` or `numba`,
which are kernels of newskit, or a peer, at .5; peers need an interpreter that has them.
"""

import json
import sys
import time
from pathlib import Path

THRESHOLD = 0.5


def newskit(path: Path, kernel: str, threads: int) -> int:
    """Read articles, verify which are near, write nothing; give how many are copies."""
    from newskit import incoming, pipeline

    def problem(error: Exception) -> None:
        raise error

    # Nothing is held in memory, as of a large file: else few articles would warm up other code.
    given = incoming.reading([str(path)], None, {}, problem, budget=0, kernel=kernel, jobs=threads)
    found = pipeline.dedupe(given.articles, level="near", cleaners=(), kernel=kernel, jobs=threads)
    return len(found.evidence.removed)


def peer(path: Path, name: str) -> int:
    """Give how many articles a peer would remove."""
    import peers

    _, pairs = peers.pairs_of(name, THRESHOLD, path)
    return sum(1 for _ in peers.removals(pairs))


def main() -> None:
    """Run a tool twice, and write what the second time took."""
    tool, articles, few, out, *rest = sys.argv[1:]
    threads = int(rest[0]) if rest else 1
    if tool == "daft":
        import daft

        daft.set_runner_native(num_threads=threads)

    def run(path: str) -> int:
        if tool in ("numpy", "numba"):
            return newskit(Path(path), tool, threads)
        return peer(Path(path), tool)

    run(few)
    began, before = time.perf_counter(), time.process_time()
    removed = run(articles)
    cpu, wall = time.process_time() - before, time.perf_counter() - began
    Path(out).write_text(json.dumps({"cpu": cpu, "wall": wall, "removed": removed}), "utf-8")


if __name__ == "__main__":
    main()
