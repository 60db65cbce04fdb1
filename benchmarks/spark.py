"""The engine `spark`: what it costs, whether its tasks are alike, and whether it finds the same.

    python benchmarks/spark.py [--sizes 10000 50000] [--level near] [--same 0] [--master local[2]]

Runs `newskit dedupe` with the engine and without it on planted corpora of rising size, or on
`--pile FILE`; with `--same N`, one of their articles is added N times. Processor time is that of
all processes, Java included. The times of tasks are from the log that Spark keeps of events.
"""

import argparse
import ctypes
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from run import WORK, plant

FOLDER = WORK / "spark"
SIZES = (10_000, 50_000, 200_000)
LONG = 1.0
"""Seconds from which on a task is worth a look: below, it is the start that is measured."""
_SUBREAPER = 36


def cost(command: Sequence[str], **more: str) -> tuple[float, float]:
    """Run a command; give the seconds of processor time of all it started, and those that passed.

    Processes that outlive who started them become children of this one, and are waited for.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    begin, before = time.monotonic(), os.times()
    subprocess.run(command, check=True, env={**os.environ, **more})
    wall = time.monotonic() - begin
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system, wall


def with_same(pile: Path, number: int) -> Path:
    """Give a pile, and one of its articles so many times more."""
    if not number:
        return pile
    out = FOLDER / "same.jsonl"
    with pile.open("rb") as lines, out.open("wb") as to:
        article = json.loads(next(lines))
        lines.seek(0)
        shutil.copyfileobj(lines, to)
        for at in range(number):
            to.write(json.dumps({**article, "id": f"same-{at}"}).encode() + b"\n")
    return out


def configured() -> dict[str, str]:
    """Let Spark keep a log of events, in an empty folder; give what a run needs for it."""
    shutil.rmtree(FOLDER / "events", ignore_errors=True)
    (FOLDER / "events").mkdir(parents=True)
    (FOLDER / "spark-defaults.conf").write_text(
        "spark.eventLog.enabled true\nspark.eventLog.rolling.enabled false\n"
        f"spark.eventLog.compress false\nspark.eventLog.dir {(FOLDER / 'events').as_uri()}\n"
    )
    return {"SPARK_CONF_DIR": str(FOLDER)}


def events() -> Iterator[dict[str, Any]]:
    """Give the events of the run."""
    (log,) = (FOLDER / "events").glob("*-*")
    with log.open("rb") as lines:
        yield from map(json.loads, lines)


def tasks() -> tuple[dict[str, list[float]], int]:
    """Give the seconds that tasks took, by their stages, and the bytes that were shuffled.

    Where a stage begins with several tables, one after the other, there are tasks for each: of
    these `7.1` are the second of stage 7.
    """
    every = [event for event in events() if event["Event"] == "SparkListenerTaskEnd"]
    sizes = Counter(event["Stage ID"] for event in every)
    usual = Counter(sizes.values()).most_common(1)[0][0]
    took: dict[str, list[float]] = {}
    for event in every:
        stage, index = event["Stage ID"], event["Task Info"]["Index"]
        table = f".{index // usual}" if sizes[stage] % usual == 0 and sizes[stage] > usual else ""
        ran = event["Task Metrics"]["Executor Run Time"] / 1e3
        took.setdefault(f"{stage}{table}", []).append(ran)
    written = (event["Task Metrics"]["Shuffle Write Metrics"] for event in every)
    return took, sum(each["Shuffle Bytes Written"] for each in written)


def tell_stages(took: dict[str, list[float]]) -> None:
    """Print how much longer than the median of its stage the longest task took."""
    print("| stage | tasks | median s | longest s | x median |\n|---|---|---|---|---|")
    for stage, times in sorted(
        took.items(), key=lambda one: -max(one[1]) / max(median(one[1]), 1e-3)
    ):
        if max(times) >= LONG and len(times) > 1:
            middle = median(times)
            times_more = f"{max(times) / middle:.1f}" if middle else "-"
            print(f"| {stage} | {len(times)} | {middle:.2f} | {max(times):.2f} | {times_more} |")
    print(f"{len(took)} stages, {sum(map(len, took.values()))} tasks; shown: longest >= {LONG} s")


def records(path: Path) -> dict[str, dict[str, Any]]:
    """Give the articles of a file, or of the files of a folder, without their places."""
    found = {}
    for part in sorted(path.glob("part-*")) if path.is_dir() else [path]:
        with part.open("rb") as lines:
            for line in lines:
                record = json.loads(line)
                for each in (record, *record.get("copies", ())):
                    each.pop("path", None)
                del record["text"]
                found[record["id"]] = record
    return found


def compare(pile: Path, asked: argparse.Namespace) -> None:
    """Run both engines on a pile, and print what they took and found."""
    there, here = FOLDER / "there.jsonl", FOLDER / "here.jsonl"
    shutil.rmtree(there, ignore_errors=True)
    command = [sys.executable, "-m", "newskit", "dedupe", "--level", asked.level, "--no-clean"]
    far = ["--engine", f"spark:{asked.master}", "-o", str(there), str(pile)]
    spark, wall = cost([*command, *far], **configured())
    near, alone = cost([*command, "--kernel", "numpy", "-o", str(here), str(pile)])
    took, shuffled = tasks()
    if asked.stages:
        tell_stages(took)
    found, wanted = records(there), records(here)
    other = sum(found.get(id_) != wanted.get(id_) for id_ in found.keys() | wanted)
    print(
        f"{pile.parent.name}/{pile.name}, {asked.level}: spark {spark:.1f} CPU-s ({wall:.0f} s), "
        f"one machine, NumPy, {near:.1f} ({alone:.0f} s): x {spark / near:.1f}; "
        f"shuffled {shuffled / 1e9:.2f} GB; {len(wanted):,} kept, {other} records differ",
        flush=True,
    )


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--pile", type=Path)
    parser.add_argument("--level", default="near")
    parser.add_argument("--same", type=int, default=0)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--stages", action="store_true", help="tell of the tasks of each stage")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if asked.pile:
        compare(with_same(asked.pile, asked.same), asked)
        return
    for size in asked.sizes:
        compare(with_same(plant(size, 1, None) / "articles.jsonl", asked.same), asked)


if __name__ == "__main__":
    main()
