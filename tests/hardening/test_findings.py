"""Inputs that are kept for the fuzzer: what broke something once, and what leads to branches."""

from pathlib import Path

import pytest
from targets import FINDINGS, TARGETS, known, within

KEPT = [(target, file) for target in TARGETS for file in known(target)]


@pytest.mark.parametrize(("target", "file"), KEPT, ids=lambda each: getattr(each, "name", each))
def test_what_was_found_stays_mended(target: str, file: Path) -> None:
    within(TARGETS[target], file.read_bytes())


def test_every_folder_is_of_a_target_and_every_target_has_seeds() -> None:
    assert {folder.name for folder in FINDINGS.iterdir()} == {*TARGETS}
