"""The pages are true: they quote what newskit prints now, and their links lead somewhere."""

import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md"))
PICTURES = sorted((ROOT / "docs").glob("*.svg"))
LONG = {
    f"docs/{name}.md"
    for name in (
        *("configuration", "evaluate", "first-plugin", "folder-to-digest", "page", "pipes"),
        *("store", "web-and-archives"),
    )
}
"""Pages whose commands take seconds: `make docs` runs them, and `make hardening`."""


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.hardening if name(page) in LONG else ())
        for page in (*PAGES, *PICTURES)
    ],
    ids=name,
)
def test_what_a_page_quotes_is_what_newskit_prints(page: Path, generator: ModuleType) -> None:
    assert page.read_text("utf-8") == generator.page(page), "run `make docs`, see what changed"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_links_of_a_page_lead_to_files_and_headings(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", prose(page)):
        file, _, heading = target.partition("#")
        linked = (page.parent / file).resolve() if file else page
        assert linked.is_file(), target
        assert not heading or heading in anchors(linked), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_no_place_on_a_machine(page: Path) -> None:
    assert re.findall(r"(?<![\w.~])/(?:home|root|tmp|Users|work)\b", page.read_text("utf-8")) == []


def prose(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
