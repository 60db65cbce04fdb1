"""A digest as JSON, as `newskit schema digest` describes it."""

import json
from collections.abc import Mapping
from typing import TextIO

from newskit.document import Digest


def render(digest: Digest, stream: TextIO) -> None:
    """Write `digest` as one JSON object, indented by two."""
    write(digest.record(), stream)


def write(record: Mapping[str, object], stream: TextIO) -> None:
    """Write a JSON object, indented by two, and a line end."""
    try:
        text = json.dumps(record, ensure_ascii=False, indent=2)
        text.encode()
    except UnicodeEncodeError:  # lone surrogates, which UTF-8 cannot hold
        text = json.dumps(record, indent=2)
    stream.write(text + "\n")
