"""A digest as JSON, as `newskit schema digest` describes it."""

import json
from collections.abc import Mapping
from typing import TextIO

from newskit.document import Digest

# JSON escapes the other control characters; these could move the cursor of a terminal, too.
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


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
    stream.write(text.translate(_ESCAPED) + "\n")
