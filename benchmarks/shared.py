"""The index of a store on Redis, three ways, in a database that is emptied for it.

    python benchmarks/shared.py redis://127.0.0.1:6379/15 [--size 10000] [--words 400]

`newskit` is the index of newskit-redis; `lsh` is MinHashLSH of datasketch on its storage for Redis;
`sets` are the keys of newskit in that storage, a set for each key. Articles go in by the thousand.
Then copies with 1 word of 30 changed, and texts of which one in the index is a part, are looked up.
In the end a writer is killed at random moments, and what stands in the index in part is counted.
"""

import argparse
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import invented
import numpy as np
import redis

from newskit.article import Article
from newskit.duplicates.sketch import enough_shared, sketches
from newskit.hooks import Stored, shingles, words

RUN = 1_000
ASKED = 200
KILLS = 10
PAUSE = 1.0
"""Seconds after a kill; a writer of newskit-redis waits as long for one that is no more."""


class Newskit:
    """The index of newskit-redis, articles and all."""

    def __init__(self, url: str) -> None:
        from newskit_redis import server
        from newskit_redis.store import RedisStore

        server.LEASE = PAUSE
        self.store = RedisStore(url)

    def add(self, first: int, texts: Sequence[str]) -> None:
        """Add texts, numbered from the first; not the texts."""
        some = [
            Stored(Article(".", id=str(first + n)), 1, str(first + n)) for n in range(len(texts))
        ]
        self.store.begin()
        self.store.add(some, list(sketches(texts)))
        self.store.commit()

    def find(self, text: str) -> set[int]:
        """Give the numbers of those that are like a text."""
        keys = list(sketches([text]))
        (found,) = self.store.sharing(keys, [(0, 9)], enough_shared(keys), 32)
        return {int(id_) for id_ in found}

    def in_part(self) -> int:
        """Count the texts that some of their keys do not lead to."""
        return len(list(self.store.check()))


class Lsh:
    """MinHashLSH with its defaults, threshold 0.5."""

    def __init__(self, url: str) -> None:
        from datasketch import MinHashLSH

        at = urlsplit(url)
        place = {"host": at.hostname, "port": at.port, "db": int(at.path.strip("/") or 0)}
        storage = {"type": "redis", "redis": place, "basename": b"lsh"}
        # Keys are pickled unless one says otherwise, and unpickled as the server gives them.
        self.lsh = MinHashLSH(0.5, 128, storage_config=storage, prepickle=False)

    def add(self, first: int, texts: Sequence[str]) -> None:
        """Add texts, numbered from the first."""
        with self.lsh.insertion_session() as session:
            for number, text in enumerate(texts, first):
                session.insert(str(number).encode(), _minhash(text), check_duplication=False)

    def find(self, text: str) -> set[int]:
        """Give the numbers of those that are like a text."""
        return {int(key) for key in self.lsh.query(_minhash(text))}

    def in_part(self) -> int:
        """Count the texts that are in some bands only."""
        times: Counter[bytes] = Counter()
        for table in self.lsh.hashtables:
            for band in table.keys():  # noqa: SIM118
                times.update(table.get(band))
        return sum(count < self.lsh.b for count in times.values())


class Sets:
    """The keys of newskit in the storage of datasketch."""

    def __init__(self, url: str) -> None:
        from datasketch.storage import unordered_storage

        at = urlsplit(url)
        place = {"host": at.hostname, "port": at.port, "db": int(at.path.strip("/") or 0)}
        self.sets = unordered_storage({"type": "redis", "redis": place}, b"sets")

    def add(self, first: int, texts: Sequence[str]) -> None:
        """Add texts, numbered from the first."""
        for number, keys in enumerate(sketches(texts), first):
            for key in keys:
                self.sets.insert(str(key), str(number), buffer=True)
        self.sets.empty_buffer()

    def find(self, text: str) -> set[int]:
        """Give the numbers of those that are like a text."""
        keys = list(sketches([text]))
        having = self.sets.getmany(*map(str, keys[0]))
        counts = Counter(number for numbers in having for number in numbers)
        least = enough_shared(keys)[0]
        return {int(number) for number, count in counts.items() if count >= least}

    def in_part(self) -> int:
        """Count the texts that some of their keys do not lead to: nothing here tells."""
        return -1


def _minhash(text: str) -> Any:
    from datasketch import MinHash

    minhash = MinHash(128)
    minhash.update_batch([" ".join(each).encode() for each in {*shingles(words(text))}])
    return minhash


def texts(size: int, length: int, seed: int) -> Iterator[str]:
    """Yield invented texts of half to twice so many words."""
    rng, lexicon = random.Random(seed), invented.lexicon()
    for _ in range(size):
        yield " ".join(lexicon.draw(rng, rng.randint(length // 2, 2 * length)))


def questions(pile: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Yield what is looked up: how it is like a text of the pile, the number of that, itself."""
    rng, others = random.Random(2), list(texts(ASKED, 800, 3))
    for number in rng.sample(range(len(pile)), ASKED):
        said = pile[number].split()
        for place in rng.sample(range(len(said)), len(said) // 30):
            said[place] = f"edit{place}"
        yield "edited", number, " ".join(said)
        yield "part of it", number, f"{pile[number]} {others[number % ASKED]}"


def measure(name: str, make: Any, url: str, pile: Sequence[str]) -> None:
    """Fill an index, look into it, and print what that took."""
    server = redis.Redis.from_url(url)
    server.flushdb()
    index, before, began = make(url), _used(server), time.process_time()
    for start in range(0, len(pile), RUN):
        index.add(start, pile[start : start + RUN])
    client, after = time.process_time() - began, _used(server)
    size, cpu, log = ((b - a) / len(pile) for a, b in zip(before, after, strict=True))
    print(
        f"{name}: an article {size:,.0f} bytes, {1e3 * client / len(pile):.2f} ms of CPU time and "
        f"{1e3 * cpu:.2f} of the server's, {log:,.0f} bytes of log"
    )
    found, lasted, wrong = Counter[str](), [], 0
    for how, number, text in questions(pile):
        start_ = time.process_time()
        numbers = index.find(text)
        lasted.append(time.process_time() - start_)
        found[how] += number in numbers
        wrong += len(numbers - {number})
    shares = ", ".join(f"{how} {count / ASKED:.3f}" for how, count in found.items())
    print(f"{name}: found {shares}; {1e3 * np.median(lasted):.2f} ms; {wrong} others")


def killed(name: str, make: Any, url: str, pile: Sequence[str]) -> None:
    """Kill a writer at random moments, and print how many articles are in the index in part."""
    server, rng = redis.Redis.from_url(url), random.Random(4)
    server.flushdb()
    began = time.perf_counter()
    make(url).add(0, pile[:RUN])
    lasts = time.perf_counter() - began
    for kill in range(1, KILLS + 1):
        writer = os.fork()
        if not writer:
            make(url).add(kill * RUN, pile[:RUN])
            os._exit(0)
        time.sleep(lasts * rng.random())
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        time.sleep(PAUSE)
    print(f"{name}: {KILLS} kills, {make(url).in_part()} articles in part")


def _used(server: "redis.Redis") -> tuple[float, float, float]:
    said: Any = server.info()
    cpu = said["used_cpu_user"] + said["used_cpu_sys"]
    return said["used_memory_dataset"], cpu, said.get("aof_current_size", 0)


def main() -> None:
    """Measure each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=400)
    asked = parser.parse_args()
    pile = list(texts(asked.size, asked.words, 1))
    for name, make in (("newskit", Newskit), ("lsh", Lsh), ("sets", Sets)):
        measure(name, make, asked.url, pile)
        killed(name, make, asked.url, pile)


if __name__ == "__main__":
    main()
