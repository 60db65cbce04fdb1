"""What a store costs: articles in, and one looked up among many.

    python benchmarks/store.py [--size 1000000] [--words 40] [--batch 20000] --store DIR/news.db
    python benchmarks/store.py --size 20000 --batch 2000 --writers 2 --store redis://localhost/0

Invented articles, one in ten a copy of an earlier one, go into a new store in runs of `--batch`, of
one process or of several at a time. Then the candidates of single articles are looked up and read,
one article after the other.
"""

import argparse
import os
import random
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import islice

import invented

import newskit
from newskit import settings
from newskit.article import Article
from newskit.duplicates.sketch import enough_shared, sketches
from newskit.memory import open_store

COPIES = 0.1
LOOK_UPS = 1_000


def articles(size: int, words: int, seed: int) -> Iterator[Article]:
    """Yield invented articles of so many words, on days of a month; some are copies."""
    rng, lexicon = random.Random(seed), invented.lexicon()
    pool: list[str] = []
    for number in range(size):
        if pool and rng.random() < COPIES:
            said = rng.choice(pool).split()
            said[rng.randrange(len(said))] = "edited"
            text = " ".join(said)
        else:
            text = " ".join(lexicon.draw(rng, words))
            pool.append(text) if len(pool) < 50_000 else pool.__setitem__(number % 50_000, text)
        day = 1 + number * 28 // size
        yield Article(
            text, id=f"a{number:07}", published=f"2026-02-{day:02}", source="wire.example"
        )


def fill(
    place: str, rest: Iterator[Article], batch: int, level: str
) -> Iterator[tuple[int, float]]:
    """Store articles; yield after each run how many there are, and its CPU-seconds."""
    count = 0
    while some := list(islice(rest, batch)):
        start = time.process_time()
        newskit.dedupe(some, store=place, level=level, cleaners=())
        count += len(some)
        yield count, time.process_time() - start


def look_up(place: str, asked: Sequence[Article]) -> list[tuple[float, float]]:
    """Look articles up, each as one that comes in alone; give seconds and CPU-seconds of each."""
    took = []
    days = [(0, 10**6)]
    with open_store(place) as store:
        for article in asked:
            start, began = time.perf_counter(), time.process_time()
            keys = list(sketches([article.text]))
            (found,) = store.sharing(keys, days, enough_shared(keys), settings.STORE_ALIKE)
            list(store.with_ids(found))
            took.append((time.perf_counter() - start, time.process_time() - began))
    return took


def together(place: str, writers: int, size: int, words: int, batch: int, level: str) -> None:
    """Store articles by several processes, each a part of them; print what that took."""
    every = list(articles(size, words, 1))
    began, before = time.perf_counter(), _of_children()
    for first in range(writers):
        if not os.fork():
            for _ in fill(place, iter(every[first::writers]), batch, level):
                pass
            os._exit(0)
    while writers:
        _, status = os.wait()
        assert not status
        writers -= 1
    took, cpu = time.perf_counter() - began, _of_children() - before
    print(
        f"{size:,}: {cpu:.2f} CPU-s, {size / cpu:,.0f} articles per CPU-s, {size / took:,.0f} per s"
    )


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Fill a store and look articles up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--batch", type=int, default=20_000)
    parser.add_argument("--level", default="near")
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--store", required=True, help="a store that is not there yet")
    asked = parser.parse_args()
    place, given = asked.store, (asked.size, asked.words, asked.batch, asked.level)
    if asked.writers > 1:
        together(place, asked.writers, *given)
    else:
        total = 0.0
        rest = articles(asked.size, asked.words, 1)
        for count, took in fill(place, rest, asked.batch, asked.level):
            total += took
            print(f"{count:,}: {took:.2f} CPU-s, {count / total:,.0f} articles per CPU-s")
    step = max(1, asked.size // LOOK_UPS)
    each = look_up(place, list(islice(articles(asked.size, asked.words, 1), 0, None, step)))
    for which, name in enumerate(("time", "CPU time")):
        lasted = sorted(pair[which] for pair in each)
        p50, p99 = (1e3 * lasted[int(len(lasted) * share)] for share in (0.5, 0.99))
        print(f"a look-up among {asked.size:,}: {p50:.2f} ms, p99 {p99:.2f} ms of {name}")


if __name__ == "__main__":
    main()
