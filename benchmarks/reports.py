"""Build a stream of invented news: events, each reported by one paper or by hundreds.

    python benchmarks/reports.py --size 100000 --seed 1 --out DIR

writes `DIR/articles.jsonl` in newskit's own form and `DIR/gold.jsonl`, in the same order:

    {"id": "r000007", "story": 12, "saga": 3}

Two thirds of the events have one report; the rest follow a power law up to `LARGEST` reports. An
event has words and names of its own, of which a report uses some, beside the words of its beat
(football, courts, …) and an angle of the paper's. A third of the events go on with a saga: they
share a part of its words and names, days later. Reports come out within days, most on the first.
A day has as many articles whatever the size, or with `--days` the stream lasts so long. The same
seed gives the same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import invented
from invented import Subject
from texts import Text, join

A_DAY = 1_500
"""Articles a day, unless the number of days is given."""

LARGEST = 800
SITES, BEATS, SAGAS = 300, 40, 400

_BEGIN = datetime(2025, 3, 1, 6, 0)


@dataclass(frozen=True, slots=True)
class Event:
    """What reports are about, when it was, and which saga it belongs to."""

    number: int
    saga: int
    about: Subject
    time: datetime
    reports: int


class Newsroom:
    """Invents events and reports of them."""

    def __init__(self, size: int, seed: int, days: float | None = None) -> None:
        self._rng = random.Random(f"reports {seed}")
        self._size = size
        self._minutes = round(1440 * (days or size / A_DAY))
        self._lexicon = invented.lexicon()
        self._sites = [invented.site(self._rng) for _ in range(SITES)]
        self._beats = [self._lexicon.rare(self._rng, 150) for _ in range(BEATS)]
        self._sagas: list[Event] = []

    def events(self) -> Iterator[Event]:
        """Invent events until there are reports enough."""
        left, number = self._size, 0
        while left:
            event = self._event(number, min(left, self._reports()))
            left -= event.reports
            number += 1
            yield event

    def report(self, event: Event) -> dict[str, str | None]:
        """Invent a report of an event."""
        rng, about = self._rng, event.about
        angle = invented.subject(rng, self._lexicon)
        beat = self._beats[event.saga % BEATS]
        focus = Subject(
            rng.sample(about.words, 16) + rng.sample(beat, 5) + angle.words[:4],
            rng.sample(about.names, 5) + angle.names[:1],
        )
        length = min(900, max(60, round(rng.lognormvariate(5.3, 0.5))))
        body: Text = [[self._lead(about)]]
        body += invented.text(rng, self._lexicon, length, focus)
        when = event.time + timedelta(minutes=min(4320, rng.expovariate(1 / 600)))
        site = rng.choice(self._sites)
        return {
            "title": self._lead(about).rstrip("."),
            "text": join(body),
            "url": f"https://{site}/{rng.getrandbits(32):08x}",
            "source": site,
            "published": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def _lead(self, about: Subject) -> str:
        said = self._rng.sample(about.words, 5) + self._lexicon.draw(self._rng, 6)
        self._rng.shuffle(said)
        names = self._rng.sample(about.names, 2)
        return f"{names[0]} {' '.join(said)} {names[1]}."

    def _reports(self) -> int:
        """Draw how many reports an event has: P(more than n) falls as n^-1.1, two thirds have 1."""
        rng = self._rng
        if rng.random() < 0.67:
            return 1
        return min(LARGEST, 1 + int((1 - rng.random()) ** (-1 / 1.1)))

    def _event(self, number: int, reports: int) -> Event:
        rng = self._rng
        about = invented.subject(rng, self._lexicon)
        time = _BEGIN + timedelta(minutes=rng.randrange(self._minutes))
        saga = number
        if self._sagas and rng.random() < 0.33:
            former = rng.choice(self._sagas)
            about = Subject(
                rng.sample(former.about.words, 8) + about.words[8:],
                rng.sample(former.about.names, 3) + about.names[3:],
            )
            time = former.time + timedelta(days=3 + rng.expovariate(1 / 10))
            saga = former.saga
        event = Event(number, saga, about, time, reports)
        if len(self._sagas) < SAGAS:
            self._sagas.append(event)
        else:
            self._sagas[rng.randrange(SAGAS)] = event
        return event


def write(folder: Path, size: int, seed: int, days: float | None = None) -> None:
    """Write the stream, its lines in an order that tells nothing, and its gold."""
    room = Newsroom(size, seed, days)
    made = [(event, room.report(event)) for event in room.events() for _ in range(event.reports)]
    random.Random(seed).shuffle(made)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "gold.jsonl").open("w", encoding="utf-8") as gold,
    ):
        for number, (event, record) in enumerate(made):
            id_ = f"r{number:06}"
            articles.write(json.dumps({"id": id_, **record}, ensure_ascii=False) + "\n")
            told = {"id": id_, "story": event.number, "saga": event.saga}
            gold.write(json.dumps(told) + "\n")


def main() -> None:
    """Read the options and write the stream."""
    parser = argparse.ArgumentParser(description="Build a stream of invented news.")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=float, help="how long it lasts [a day for 1,500 articles]")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    write(asked.out, asked.size, asked.seed, asked.days)


if __name__ == "__main__":
    main()
