"""A large corpus made of a small one: its articles again and again, each time in other letters.

Articles in other letters share no words with those they were made of, so what is planted is
planted again, and nothing else becomes a copy. It takes seconds where inventing takes minutes.
"""

import random
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from string import ascii_lowercase

VOWELS = "aeiou"


def letters(seed: int) -> bytes:
    """Give a table for `bytes.translate` that puts other consonants for the consonants; 0: none."""
    consonants = "".join(sorted({*ascii_lowercase} - {*VOWELS}))
    others = list(consonants)
    if seed:
        random.Random(f"letters {seed}").shuffle(others)
    given, put = consonants + consonants.upper(), "".join(others) + "".join(others).upper()
    return bytes.maketrans(given.encode(), put.encode())


def vary(source: Path, out: Path, size: int) -> None:
    """Write `size` articles: those of `source`, and then these again in other letters.

    Args:
        source: JSON Lines with `id` and `text`, perhaps `title` and `source`.
        out: the file to write.
        size: how many.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as to:
        to.writelines(islice(_lines(source), size))


def _lines(source: Path) -> Iterator[bytes]:
    from msgspec.json import decode, encode

    for turn, path in enumerate(cycle([source])):
        table = letters(turn)
        with path.open("rb") as lines:
            for line in lines:
                article = decode(line)
                for key in ("title", "text", "source"):
                    if key in article:
                        article[key] = article[key].encode().translate(table).decode()
                article["id"] = f"{article['id']}-{turn}"
                yield encode(article) + b"\n"


def text_size(path: Path) -> float:
    """Give the mean size of a text, in bytes of UTF-8."""
    from msgspec.json import decode

    with path.open("rb") as lines:
        sizes = [len(decode(line)["text"].encode()) for line in islice(lines, 20_000)]
    return sum(sizes) / len(sizes)
