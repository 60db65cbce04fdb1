"""The house: arrows between its parts point one way, and nothing heavy comes in early."""

import ast
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import newskit

HOUSE = Path(newskit.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
STAGES = {folder.name for folder in HOUSE.iterdir() if (folder / "__init__.py").exists()} - {
    "cli",
    "memory",
    "text",
    "pictures",
    "page",
    "testing",
}
GROUND = {
    "article",
    "views",
    "levels",
    "errors",
    "document",
    "marks",
    "progress",
    "kernels",
    "heap",
    "threads",
}
"""What everything may stand on, beside `text`."""
HEAVY = {
    "numpy",
    "scipy",
    "datasketch",
    "sumy",
    "nltk",
    "rich",
    "typer",
    "sqlite3",
    "jinja2",
    "lxml",
    "yaml",
    "chardet",
    "markdown_it",
}
WITH_A_CLOCK = {
    "watch.py",
    "testing/broken.py",
    *(f"cli/{name}.py" for name in ("account", "progress", "stats")),
}
"""Files that tell how long something takes: no result depends on them."""
WITHOUT_ARRAYS = {"__init__", "keep", "mark", "workfolder"}
"""Files of `duplicates` that every command may import."""
WITH_ARRAYS = {
    *(f"text/{name}.py" for name in ("hashing", "codepoints", "distinct", "mixing", "ranges")),
    "cleaning/first_look.py",
    "stores/postings.py",
    "readers/scanned.py",
    "stores/segments.py",
}
"""Files outside of `duplicates` that only work on many articles imports."""


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """Give the modules a file imports, and whether it does so at the top, when it is imported."""
    tree = ast.parse(file.read_text())
    checked = {
        inner
        for node in tree.body
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    within = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        at_top = node not in within and node not in checked
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield str(node.module), at_top
            if node.module == "newskit":
                yield from ((f"newskit.{alias.name}", at_top) for alias in node.names)


def part(module: str) -> str:
    """Give the part of newskit a module belongs to: a folder, or a file beside the folders."""
    return module.split(".")[1] if "." in module else ""


def parts_used(file: Path) -> set[str]:
    used = {part(name) for name, _ in imports(file) if name.split(".")[0] == "newskit"}
    return used - {"", "__version__", own_part(file)}


def own_part(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def of(*parts: str) -> list[Path]:
    return [file for file in FILES if own_part(file) in parts]


def beyond(files: list[Path], allowed: set[str]) -> dict[str, set[str]]:
    """Give the files that use other parts of newskit than they may, and which."""
    assert files
    found = {str(file.relative_to(HOUSE)): parts_used(file) - allowed for file in files}
    return {file: parts for file, parts in found.items() if parts}


def test_the_stages_are_there() -> None:
    """Else the tests below would look at nothing."""
    expected = {"readers", "cleaning", "duplicates", "grouping", "summaries", "digests"}
    assert expected <= STAGES
    assert all(of(stage) for stage in STAGES)


def test_language_levels_and_errors_know_nothing_of_articles() -> None:
    assert beyond(of("text", "levels", "errors"), set()) == {}


def test_an_article_knows_language_and_levels_and_a_view_language_and_articles() -> None:
    assert beyond(of("article"), {"text", "levels"}) == {}
    assert beyond(of("views"), {"article", "text"}) == {}


def test_pictures_know_nothing_of_articles() -> None:
    assert beyond(of("pictures"), {"text", "errors"}) == {}


def test_pages_know_articles_and_pictures() -> None:
    assert beyond(of("page"), {"article", "text", "pictures"}) == {}


def test_no_stage_knows_another() -> None:
    shows = {"renderers", "evaluation", "comparing"} & STAGES
    assert beyond(of(*(STAGES - shows - {"stores"})), GROUND | {"text", "protocols"}) == {}
    assert beyond(of("stores"), GROUND | {"text", "storing"}) == {}
    assert beyond(of(*shows), GROUND | {"text", "protocols", "pictures", "page"}) == {}


def test_no_files_import_each_other_in_a_circle() -> None:
    """Wherever the import stands, unless it is for the types alone."""
    names = {module(file): file for file in FILES}
    arrows = {name: set(imported(file, names)) - {name} for name, file in names.items()}
    assert arrows["newskit.cli.dedupe"] >= {"newskit.pipeline", "newskit.cli.options"}
    while ground := [name for name, below in arrows.items() if not below]:
        for name in ground:
            del arrows[name]
        for below in arrows.values():
            below.difference_update(ground)
    assert arrows == {}


def module(file: Path) -> str:
    return ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(file: Path, names: Collection[str]) -> Iterator[str]:
    """Give those of some modules that a file imports at some time."""
    tree = ast.parse(file.read_text())
    typing = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node not in typing:
            for found in (f"{node.module}.{alias.name}" for alias in node.names):
                yield from {found if found in names else str(node.module)} & {*names}


def test_nobody_needs_what_plugins_are_tested_with() -> None:
    others = [file for file in FILES if own_part(file) != "testing"]
    assert [file for file in others if "testing" in parts_used(file)] == []


def test_contracts_and_the_host_know_no_stage() -> None:
    contracts = {
        "hooks",
        "hookspecs",
        "protocols",
        "storing",
        "engines",
        "configuration",
        "config_files",
    }
    known = of(*contracts, "document", "builtin", "settings", "schema")
    assert beyond(known, GROUND | {"text", "settings"} | contracts) == {}
    assert beyond(of("host"), GROUND | {"hookspecs", "builtin", "watch"}) == {}


def test_the_command_line_calls_the_pipeline_and_no_stage_of_it() -> None:
    """It names places, and writes reports; what happens to articles is a call of the API."""
    forbidden = {"cleaning", "duplicates", "grouping", "digests", "stores"}
    everything = {own_part(file) for file in FILES}
    assert beyond(of("cli"), everything - forbidden) == {}


def may_import_at_top(file: Path) -> set[str]:
    """Give the heavy libraries that a file may import with itself."""
    if own_part(file) == "cli":
        return {"typer"}
    works_on_arrays = own_part(file) == "duplicates" and file.stem not in WITHOUT_ARRAYS
    works_on_arrays |= file.relative_to(HOUSE).as_posix() in WITH_ARRAYS
    return {"numpy"} if works_on_arrays else set()


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    for file in FILES:
        at_top = {name.split(".")[0] for name, at_top in imports(file) if at_top}
        assert at_top & HEAVY <= may_import_at_top(file), file


def test_the_files_without_arrays_are_there() -> None:
    assert {file.stem for file in of("duplicates")} >= WITHOUT_ARRAYS


@pytest.mark.parametrize("name", sorted(WITHOUT_ARRAYS - {"__init__"}))
def test_a_file_without_arrays_brings_none_by_others(name: str) -> None:
    loaded = loaded_by(f"import newskit.duplicates, newskit.duplicates.{name}")
    assert f"newskit.duplicates.{name}" in loaded
    assert not {name.split(".")[0] for name in loaded} & HEAVY


def test_nothing_asks_the_network_the_clock_or_chance() -> None:
    for file in FILES:
        used = {name.split(".")[0] for name, _ in imports(file)}
        used -= {"time"} if file.relative_to(HOUSE).as_posix() in WITH_A_CLOCK else set()
        assert not used & {"socket", "urllib3", "requests", "http", "time", "random"}, file


# What an import costs


def loaded_by(code: str) -> set[str]:
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_importing_newskit_imports_nothing() -> None:
    assert {name for name in loaded_by("import newskit") if name.startswith("newskit")} == {
        "newskit"
    }


def test_the_public_names_bring_no_heavy_library() -> None:
    loaded = loaded_by(f"from newskit import {', '.join(newskit.__all__)}")
    assert "newskit.pipeline" in loaded
    assert not {name.split(".")[0] for name in loaded} & HEAVY


@pytest.mark.parametrize("result", ["newskit.dedupe(articles)", "newskit.digest(articles)"])
def test_a_few_articles_bring_arrays_at_most(samples: Path, result: str) -> None:
    loaded = loaded_by(
        "import io, newskit\n"
        f"articles = newskit.read({str(samples)!r}, on_problem=lambda problem: None)\n"
        f"{result}"
    )
    assert "newskit.duplicates.copies" in loaded
    assert {name.split(".")[0] for name in loaded} & HEAVY <= {"numpy"}


def test_what_needs_no_copies_needs_no_arrays(samples: Path) -> None:
    loaded = loaded_by(
        "import newskit\n"
        f"articles = newskit.read({str(samples)!r}, on_problem=lambda problem: None)\n"
        "newskit.mark_boilerplate(articles)\n"
        "newskit.summarize(articles)"
    )
    assert "newskit.summaries.article" in loaded
    assert not {name.split(".")[0] for name in loaded} & HEAVY


def test_every_public_name_is_there_and_documented() -> None:
    for name in newskit.__all__:
        assert getattr(newskit, name)
        assert name == "__version__" or getattr(newskit, name).__doc__
    assert set(dir(newskit)) == set(newskit.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = newskit.nothing
