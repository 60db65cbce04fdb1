"""Kill newskit at random moments while it writes to a store; the store must be none the worse.

    python benchmarks/kills.py [--kills 200] [--articles 60] [--seed 1] [--store redis://…]

Days of invented news go into a store, `stories --store` and `new` in turn, and most runs are ended
by SIGKILL. After each kill the store is checked; what was killed is run again. In the end it must
hold what a store holds to which nothing happened, and what was told in full must be the same. Of a
URL of a store, two namespaces are used.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import invented
from texts import join

from newskit.article import to_json
from newskit.cli import main
from newskit.errors import StoreError
from newskit.memory import export, open_store

DAYS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a store: kills, what checks said, and whether the end is as it should be."""

    kills: int
    wrong: list[str]
    is_same: bool


def write_days(folder: Path, articles: int, seed: int) -> list[Path]:
    """Write a file of invented articles for each day; some copies of the days before."""
    rng, words = random.Random(seed), invented.lexicon()
    seen: list[str] = []
    files = []
    for day in range(1, DAYS + 1):
        file = folder / f"day{day}.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for number in range(articles):
                is_copy = bool(seen) and rng.random() < 0.2
                text = rng.choice(seen) if is_copy else join(invented.text(rng, words, 120))
                seen.append(text)
                record = {"id": f"{day}-{number}", "text": f"{text} {'Copied.' * is_copy}".strip()}
                record["published"] = f"2026-03-{day:02}"
                stream.write(json.dumps(record) + "\n")
        files.append(file)
    return files


def in_folder(folder: Path) -> str:
    """Give the place of a store in a file."""
    return str(folder / "news.db")


def commands(folder: Path, days: list[Path], store: str) -> Iterator[list[str]]:
    """Give the commands of some days, in their order."""
    for day in days:
        told = str(folder / f"{day.stem}.out")
        yield ["stories", "-q", "--store", store, str(day), "-o", f"{told}.stories.jsonl"]
        yield ["new", "-q", "--store", store, "-o", f"{told}.new.jsonl"]


def start(command: list[str]) -> int:
    """Run newskit in a process of its own, which need not import anything any more."""
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        sys.argv[1:] = command
        main.main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


def finish(process: int) -> None:
    """Wait for a run that must end well."""
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(f"newskit ended with {os.waitstatus_to_exitcode(status)}")


def state(place: str) -> list[str]:
    """Give all that a store holds, in order."""
    with open_store(place) as store:
        return [to_json(article.record()) for article in export(store)]


def check(place: str) -> list[str]:
    """Give what is wrong with a store; one that is empty yet is well."""
    with open_store(place) as store:
        try:
            return list(store.check())
        except StoreError as error:
            early = "no such store" in str(error) or "is empty" in str(error)
            return [] if early else [str(error)]


def killed(
    folder: Path, kills: int, articles: int, seed: int, store: Callable[[Path], str] = in_folder
) -> Outcome:
    """Run the commands twice: undisturbed, and killed so often all in all.

    Args:
        folder: where files go.
        kills: how many.
        articles: of each day.
        seed: of the moments, and of the articles.
        store: gives the place of a store for a folder.
    """
    rng = random.Random(seed)
    calm, rough = folder / "calm", folder / "rough"
    for each in (calm, rough):
        each.mkdir()
    days = write_days(folder, articles, seed)
    lasted = []
    for command in commands(calm, days, store(calm)):
        began = time.perf_counter()
        finish(start(command))
        lasted.append(time.perf_counter() - began)
    done, wrong = 0, []
    runs = list(commands(rough, days, store(rough)))
    for place, (command, seconds) in enumerate(zip(runs, lasted, strict=True)):
        while done < kills * (place + 1) // len(runs):
            process = start(command)
            time.sleep(seconds * rng.uniform(0, 1.1))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            done += 1
            wrong += check(store(rough))
        finish(start(command))
    is_same = state(store(calm)) == state(store(rough))
    return Outcome(done, wrong, is_same)


def kill() -> None:
    """Kill, and say what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", help="the URL of a store, which is asked for two namespaces")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = (lambda of: f"{asked.store}?namespace={of.name}") if asked.store else in_folder
        found = killed(Path(folder), asked.kills, asked.articles, asked.seed, place)
    for line in found.wrong:
        print(line)
    print(f"{found.kills} kills, {len(found.wrong)} things wrong, same end: {found.is_same}")
    sys.exit(bool(found.wrong) or not found.is_same)


if __name__ == "__main__":
    kill()
