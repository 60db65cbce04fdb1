"""docs/wire.md names every key of the wire format, and its examples are valid."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newskit.schema import SCHEMAS


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "wire.md").read_text("utf-8")


@pytest.fixture
def examples(page: str, read_blocks: Callable[[str, str], list[str]]) -> list[dict[str, Any]]:
    return [json.loads(line) for block in read_blocks(page, "json") for line in block.splitlines()]


def properties(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from properties(value)


def values(schema: object, key: str) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get(key, {}).get("enum", ())
        for value in schema.values():
            yield from values(value, key)


@pytest.mark.parametrize("what", SCHEMAS)
def test_every_key_is_explained(what: str, page: str) -> None:
    headings = re.findall(r"^### (.+)$", page, re.MULTILINE)
    named = set(re.findall(r"`([\w.]+)`", page)) | set(" ".join(headings).split())
    named |= {part for name in named for part in name.split(".")}
    assert set(properties(SCHEMAS[what])) - named == set()


def test_every_role_and_level_is_explained(page: str) -> None:
    roles = set(values(SCHEMAS["digest"], "role"))
    levels = set(values(SCHEMAS["article"], "level"))
    assert roles and levels
    assert {value for value in roles | levels if f"| `{value}` |" not in page} == set()


def test_the_examples_are_valid(examples: list[dict[str, Any]]) -> None:
    story = SCHEMAS["digest"]["properties"]["stories"]["items"]["properties"]
    schemas = {
        "claims": story["disputed"]["items"],
        "speaker": story["quotes"]["items"],
        "sentence": story["timeline"]["items"],
        "text": SCHEMAS["article"],
        "newskit": SCHEMAS["digest"],
    }
    kinds = [next(key for key in schemas if key in example) for example in examples]
    assert set(kinds) == set(schemas)
    for kind, example in zip(kinds, examples, strict=True):
        jsonschema.validate(example, schemas[kind])


def test_the_examples_use_only_keys_that_there_are(examples: list[dict[str, Any]]) -> None:
    known = {key for schema in SCHEMAS.values() for key in properties(schema)}

    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for inner in value.values() if isinstance(value, dict) else value:  # type: ignore[attr-defined]
            if isinstance(inner, dict | list):
                yield from keys(inner)

    assert {key for example in examples for key in keys(example)} - known == {"section"}


def test_the_spans_of_the_examples_hold_what_they_say(examples: list[dict[str, Any]]) -> None:
    said = [
        (article["text"][span["start"] : span["end"]], span["text"])
        for article in examples
        for span in article.get("summary", {}).get("sentences", ())
    ]
    assert said and all(there == told for there, told in said)
