"""docs/hooks.md describes the hooks there are; its examples are those of the template."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from newskit import testing
from newskit.hooks import API_LEVEL, HookSpecs
from newskit.hookspecs import KINDS

PAGE = "docs/hooks.md"
THINGS = {kind: hook for kind, hook in KINDS.items() if kind != "setting"}
"""What is chosen by name; settings are values."""


def test_each_hook_has_a_section_in_the_order_of_the_specifications(read_sections: Any) -> None:
    hooks = [name for name in vars(HookSpecs) if name.startswith("newskit_")]
    assert list(read_sections(PAGE)) == hooks == list(KINDS.values())


@pytest.mark.parametrize(("kind", "hook"), THINGS.items())
def test_a_section_has_the_signature_the_version_and_the_suite(
    kind: str, hook: str, read_sections: Any
) -> None:
    section = read_sections(PAGE)[hook].strip()
    arguments = list(inspect.signature(getattr(HookSpecs, hook)).parameters)[1:]
    assert f"def {hook}({', '.join(arguments)}) -> Catalogue[" in section
    suite = f"{kind.capitalize()}Contract"
    assert re.match(rf"Since 0\.\d\.0, level \d\. Tested by `{suite}`\.\n\n", section)
    assert suite in testing.__all__


def test_the_level_is_that_of_the_newest_hook(root: Path) -> None:
    levels = re.findall(r"^Since \S+, level (\d+)\.", (root / PAGE).read_text("utf-8"), re.M)
    assert len(levels) == len(KINDS)
    assert max(map(int, levels)) == API_LEVEL


@pytest.mark.parametrize("kind", [kind for kind in THINGS if kind != "command"])
def test_a_section_defines_what_its_catalogue_holds(kind: str, read_sections: Any) -> None:
    assert f"class {kind.capitalize()}" in read_sections(PAGE)[KINDS[kind]]


@pytest.mark.parametrize(("kind", "hook"), THINGS.items())
def test_the_example_of_a_section_is_what_the_template_makes(
    kind: str, hook: str, read_sections: Any, root: Path
) -> None:
    """That works is a test of the template, that it is quoted as it is one of all pages."""
    assert f"```python template/templates/kinds/{kind}.py\n" in read_sections(PAGE)[hook]
    code = (root / "plugins" / "template" / "templates" / "kinds" / f"{kind}.py").read_text("utf-8")
    assert f"@hookimpl\ndef {hook}()" in code
