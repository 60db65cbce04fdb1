"""Build a corpus with planted copies and hard negatives, and the gold that tells which is which.

    python benchmarks/planted.py --size 20000 --seed 1 [--texts articles.jsonl.gz] --out DIR

writes `DIR/articles.jsonl` in newskit's own form and `DIR/gold.jsonl`, in the same order:

    {"id": "a000007", "base": "a000103", "kind": "light", "template": null, "origin": "…"}

`base` is the id of the article a copy was made of, and an article's own id otherwise. `kind` is
one of `KINDS` for copies, `base` for what has copies, `single`, or a kind of hard negative:
`template` (other facts, same form), `subject` (a shared quotation or background paragraph) and
`block` (a wire's standard text below a short item). Hard negatives of one group share `template`.
The same seed and texts give the same bytes.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import edits
import invented
import templates
from pool import Fresh, Pool
from texts import Text, cut, join

KINDS: tuple[str, ...] = (
    "exact",
    "punctuation",
    "light",
    "syndication",
    "reorder",
    "truncation",
    "update",
    "heavy",
    "embedding",
)

WORDS = 460
COPIES = 0.25
"""Share of the corpus that is copies."""

_CROWD_KINDS: tuple[str, ...] = (*KINDS[:4], "truncation")  # what fifty sites do to one wire text
_SIZES = (60, 16, 9, 6, 4, 3, 2)  # of a hundred clusters so many have 1, 2, … 7 copies
_BEGIN = datetime(2025, 3, 1, 6, 0)
_DAYS = 60


@dataclass(frozen=True, slots=True)
class Planted:
    """An article before it has an id: its text and what the gold says of it."""

    text: str
    title: str
    cluster: int
    kind: str
    site: str
    published: datetime
    origin: str | None = None
    template: str | None = None


class Planter:
    """Plants articles of each sort; what they are made of comes from a pool of fresh texts."""

    def __init__(self, seed: int, pool: Pool, words: int = WORDS) -> None:
        self._rng = random.Random(f"planted {seed}")
        self._pool = pool
        self._words = words
        self._clusters = 0
        self._sites = [invented.site(self._rng) for _ in range(80)]
        self._edits: dict[str, Callable[[Text], Text]] = {
            "exact": lambda text: text,
            "punctuation": lambda text: edits.punctuation(self._rng, text),
            "light": lambda text: edits.light(self._rng, text, pool.lexicon),
            "heavy": lambda text: edits.heavy(self._rng, text, pool.lexicon),
            "syndication": lambda text: edits.syndication(self._rng, text, pool.lexicon),
            "reorder": lambda text: edits.reorder(self._rng, text),
            "truncation": lambda text: edits.truncation(self._rng, text),
            "update": lambda text: edits.update(self._rng, text, self._fresh().text),
            "embedding": lambda text: edits.embedding(self._rng, text, self._host(text)),
        }

    def plant(self, size: int) -> list[Planted]:
        """Give `size` articles: hard negatives, clusters of copies, and single articles between."""
        planted = list(self._negatives(size))
        copies = round(COPIES * size)
        crowds = -(-size // 5000) if size >= 1000 else 0
        while copies > 0:
            if crowds:
                crowds -= 1
                number, kinds = self._rng.randint(29, 49), _CROWD_KINDS
            else:
                number, kinds = self._rng.choices(range(1, 8), weights=_SIZES)[0], KINDS
            planted += self._cluster(min(number, copies), kinds)
            copies -= number
        while len(planted) < size:
            fresh = self._fresh()
            planted.append(self._article(fresh, join(fresh.text), self._new(), "single"))
        planted = planted[:size]
        self._rng.shuffle(planted)
        return planted

    def _cluster(self, copies: int, kinds: tuple[str, ...]) -> Iterator[Planted]:
        base, cluster = self._fresh(), self._new()
        first = self._article(base, join(base.text), cluster, "base")
        yield first
        for _ in range(copies):
            kind = self._rng.choice(kinds)
            text = join(self._edits[kind](base.text))
            later = first.published + timedelta(minutes=self._rng.randrange(2880))
            yield self._article(base, text, cluster, kind, published=later)

    def _negatives(self, size: int) -> Iterator[Planted]:
        many, groups = size // 50, -(-size // 1000)
        for form in ("market", "law"):
            yield from self._templated(form, f"{form}-many", many)
        for group in range(groups):
            form = self._rng.choice(list(templates.FORMS))
            yield from self._templated(form, f"{form}-{group}", self._rng.randint(3, 10))
        for pair in range(size // 100):
            yield from self._same_subject(f"subject-{pair}")
        for wire in range(3):
            yield from self._wire(f"wire-many-{wire}", size // 100)
        for wire in range(groups):
            yield from self._wire(f"wire-{wire}", self._rng.randint(3, 10))

    def _templated(self, form: str, group: str, number: int) -> Iterator[Planted]:
        template, site = templates.template(self._rng, form), self._rng.choice(self._sites)
        for _ in range(number):
            text = templates.fill(self._rng, template)
            if form == "law":  # what the complaint says of this company
                text[2:2] = self._pool.take(self._rng.randint(30, 90)).text
            title = invented.title(self._rng, self._pool.lexicon)
            fresh = Fresh(text, title, None)
            yield self._article(fresh, join(text), self._new(), "template", group, site)

    def _same_subject(self, group: str) -> Iterator[Planted]:
        shared = self._pool.take(self._rng.randint(40, 110)).text
        if self._rng.random() < 0.5:
            said = " ".join(sentence for part in shared for sentence in part).strip("“”")
            shared = [[f"“{said}” said {invented.name(self._rng)}."]]
        for _ in range(2):
            fresh = self._fresh()
            text = edits.embedding(self._rng, shared, fresh.text)
            yield self._article(fresh, join(text), self._new(), "subject", group)

    def _wire(self, group: str, number: int) -> Iterator[Planted]:
        block = self._pool.take(self._rng.randint(100, 250)).text
        site = self._rng.choice(self._sites)
        for _ in range(number):
            item = self._pool.take(self._rng.randint(60, 160))
            text = join([*item.text, *block])
            yield self._article(item, text, self._new(), "block", group, site)

    def _fresh(self) -> Fresh:
        return self._pool.take(round(self._words * self._rng.uniform(0.6, 1.4)))

    def _host(self, text: Text) -> Text:
        """Give a text of which `text`, once inside, makes 20 to 50 of a hundred words."""
        words = sum(len(sentence.split()) for part in text for sentence in part)
        wanted = round(words * (1 / self._rng.uniform(0.21, 0.48) - 1))
        host: Text = []
        while wanted > 0:
            part = self._pool.take(min(wanted, self._words)).text
            part, _ = cut(part, wanted)
            host += part
            wanted -= sum(len(sentence.split()) for each in part for sentence in each)
        return host

    def _new(self) -> int:
        self._clusters += 1
        return self._clusters

    def _article(
        self,
        fresh: Fresh,
        text: str,
        cluster: int,
        kind: str,
        template: str | None = None,
        site: str = "",
        published: datetime | None = None,
    ) -> Planted:
        title = fresh.title
        if kind in KINDS and kind != "exact" and self._rng.random() < 0.4:
            title = invented.title(self._rng, self._pool.lexicon)
        minutes = timedelta(minutes=self._rng.randrange(_DAYS * 1440))
        site = site or self._rng.choice(self._sites)
        published = published or _BEGIN + minutes
        return Planted(text, title, cluster, kind, site, published, fresh.origin, template)


def write(planted: list[Planted], out: Path, seed: int, dated: float) -> None:
    """Write articles and gold; a share `dated` of the articles has `source` and `published`."""
    rng = random.Random(f"metadata {seed}")
    ids = [f"a{number:06d}" for number in range(1, len(planted) + 1)]
    bases = {p.cluster: id_ for p, id_ in zip(planted, ids, strict=True) if p.kind not in KINDS}
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / "articles.jsonl").open("w", encoding="utf-8", newline="\n") as articles,
        (out / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as gold,
    ):
        for id_, each in zip(ids, planted, strict=True):
            article = {"id": id_, "title": each.title, "text": each.text}
            if rng.random() < dated:
                article["source"] = each.site
                article["published"] = each.published.isoformat() + "Z"
            line = {
                "id": id_,
                "base": bases[each.cluster],
                "kind": each.kind,
                "template": each.template,
                "origin": each.origin,
            }
            articles.write(json.dumps(article, ensure_ascii=False) + "\n")
            gold.write(json.dumps(line, ensure_ascii=False) + "\n")


def build(
    out: Path,
    size: int,
    seed: int,
    texts: Path | None = None,
    words: int = WORDS,
    dated: float = 0.8,
) -> None:
    """Build a corpus in the folder `out`; see the head of this file."""
    planter = Planter(seed, Pool(seed, texts), words)
    write(planter.plant(size), out, seed, dated)


def main() -> None:
    """Read the options and build."""
    parser = argparse.ArgumentParser(description="Build a corpus with planted copies.")
    parser.add_argument("--size", type=int, default=20_000, help="articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="JSONL of articles, .gz allowed [invented]")
    parser.add_argument("--words", type=int, default=WORDS, help="mean length of a base")
    parser.add_argument(
        "--dated", type=float, default=0.8, help="share with source and published; 0 for none"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    asked = parser.parse_args()
    build(asked.out, asked.size, asked.seed, asked.texts, asked.words, asked.dated)


if __name__ == "__main__":
    main()
