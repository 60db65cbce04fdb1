"""A reader for texts with a line `=====` between them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from newskit.hooks import Catalogue, InputError, Reader, Record, decode, hookimpl


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Give each text; where there is none, say so."""
    texts = re.split(r"^=+$", decode(stream.read()).text, flags=re.MULTILINE)
    for number, text in enumerate(texts, 1):
        place = f"{source}, text {number}"
        if text.strip():
            yield Record({"text": text.strip()}, place)
        else:
            yield InputError(place, "the text is empty")


@hookimpl
def newskit_readers() -> Catalogue[Reader]:
    """Add the format to `newskit summarize story.mine`, and to `--reader mine`."""
    return {"mine": Reader(read, suffixes=(".mine",), plain=True)}
