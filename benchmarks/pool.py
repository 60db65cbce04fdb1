"""Fresh texts: each is handed out once, and none repeats another.

Texts come from a file of articles as long as it has any, cut at the ends of sentences; then (or
without a file) they are invented.
"""

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import invented
from texts import Text, count, cut, join, sentences, split, typeset

PLAIN = 0.04
"""Share of the texts that stay without typographic quotes and dashes, if they have none."""

_SHARED = 0.25
"""Share of its word 5-grams that a text may have in common with all texts before it."""

_LEAST = 0.5  # of the words asked for; what is left of an article below that is passed over
_SAMPLE = 8  # of the 5-grams, one in so many is remembered
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fresh:
    """A text with its title, and the id of the article it was taken from (none if invented)."""

    text: Text
    title: str
    origin: str | None


class Pool:
    """Hands out texts, the same ones for the same seed and file."""

    def __init__(self, seed: int, articles: Path | None = None) -> None:
        """Read the articles and put them in an order of the seed's.

        Args:
            seed: what everything drawn depends on.
            articles: JSON Lines, perhaps gzip; a record has `text`, perhaps `id` and `title`.
        """
        self.lexicon = invented.lexicon()
        self._rng = random.Random(f"pool {seed}")
        self._waiting = _read(articles) if articles else []
        self._rng.shuffle(self._waiting)
        self._seen: set[int] = set()
        self._rest: Text = []
        self._of: dict[str, str] = {}

    def take(self, words: int) -> Fresh:
        """Give a text of about `words` words that no other text shares more than a little with."""
        given = self._window(words)
        if given is None:
            made = invented.text(self._rng, self.lexicon, words)
            return Fresh(made, invented.title(self._rng, self.lexicon), None)
        title = self._of.get("title") or " ".join(next(sentences(given)).split()[:9])
        text = given if self._rng.random() < PLAIN else typeset(given, self._rng)
        return Fresh(text, title, self._of.get("id", ""))

    def _window(self, words: int) -> Text | None:
        """Give the next part of `words` words of the articles; None when they are used up."""
        while self._rest or self._waiting:
            if count(self._rest) < _LEAST * words:
                if not self._waiting:
                    break
                self._of = self._waiting.pop()
                self._rest = split(self._of["text"])
                if count(self._rest) < _LEAST * words:
                    continue
            window, self._rest = cut(self._rest, words)
            if self._is_fresh(window):
                return window
        return None

    def _is_fresh(self, text: Text) -> bool:
        words = _WORD.findall(join(text).lower())
        runs = (crc32(" ".join(words[i : i + 5]).encode()) for i in range(len(words) - 4))
        sample = {run for run in runs if run % _SAMPLE == 0}
        known = len(sample & self._seen)
        self._seen |= sample
        return known <= _SHARED * len(sample)


def _read(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [{key: r.get(key) or "" for key in ("id", "title", "text")} for r in records]
