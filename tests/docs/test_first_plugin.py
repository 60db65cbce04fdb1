"""docs/first-plugin.md, typed literally, is a package that works."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

PAGE = "docs/first-plugin.md"
PACKAGE = "newskit-tutorial"


@pytest.fixture
def typed(root: Path, tmp_path: Path) -> Path:
    """The files that the page shows, and no others, as a reader would type them."""
    blocks = re.findall(
        r"^```\w+ (\S+)\n(.*?)^```$", (root / PAGE).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    for name, content in blocks:
        file = tmp_path / "typed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return tmp_path / "typed" / PACKAGE


@pytest.fixture
def declared(typed: Path) -> dict[str, Any]:
    return tomllib.loads((typed / "pyproject.toml").read_text("utf-8"))


@pytest.fixture
def installed(typed: Path, declared: dict[str, Any], tmp_path: Path) -> Path:
    """A folder with the package as an installer would leave it: its modules and its metadata."""
    target = tmp_path / "site"
    project = declared["project"]
    metadata = target / f"newskit_tutorial-{project['version']}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    lines = [f"{name} = {value}\n" for name, value in project["entry-points"]["newskit"].items()]
    (metadata / "entry_points.txt").write_text("".join(["[newskit]\n", *lines]))
    for folder in declared["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        (target / Path(folder).name).symlink_to(typed / folder)
    return target


def file_of(value: object) -> str | None:
    """Give the file behind a value of the project file; a licence as text is none."""
    if isinstance(value, dict):
        return value.get("file")
    return value if isinstance(value, str) and value.endswith((".md", ".txt", ".rst")) else None


def run(*command: object, within: Path, site: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=within,
        env={"PYTHONPATH": str(site), "NEWSKIT_PLUGINS": PACKAGE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_shows_the_files_it_lists(typed: Path, root: Path) -> None:
    listing = (root / PAGE).read_text("utf-8").partition("```text\n")[2].partition("```")[0]
    first, *listed = listing.split()
    files = {str(path.relative_to(typed)) for path in typed.rglob("*") if path.is_file()}
    assert first == f"{PACKAGE}/"
    assert files == set(listed)


def test_every_file_that_the_project_file_refers_to_is_on_the_page(
    typed: Path, declared: dict[str, Any]
) -> None:
    """A build without one of them fails."""
    project = declared["project"]
    packages = declared["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    files = [name for key in ("readme", "license") if (name := file_of(project.get(key)))]
    for name in [*files, *project.get("license-files", []), *packages]:
        assert (typed / name).exists(), name
    for module in project["entry-points"]["newskit"].values():
        assert any((typed / folder).name == module for folder in packages)
        assert (typed / "src" / module / "__init__.py").is_file()


def test_what_was_typed_is_found_and_adds_the_method(installed: Path, tmp_path: Path) -> None:
    newskit = Path(sys.executable).with_name("newskit")
    where = run(
        sys.executable,
        "-c",
        "import newskit_tutorial; print(newskit_tutorial.__file__)",
        within=tmp_path,
        site=installed,
    )
    assert where.startswith(str(installed))
    listed = run(newskit, "plugins", within=tmp_path, site=installed).splitlines()
    assert listed[-2:] == [f"{PACKAGE} 0.1.0", "  summarizer  numbers"]
    (tmp_path / "rain.txt").write_text("It rained in Port Ellering. In 2026 it rained 40 days.")
    summarize = [newskit, "summarize", "-q", "-m", "numbers", "-n", "1", "rain.txt"]
    assert run(*summarize, within=tmp_path, site=installed) == "In 2026 it rained 40 days.\n"


def test_the_tests_that_were_typed_pass(typed: Path, installed: Path) -> None:
    said = run(
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", within=typed, site=installed
    )
    assert "2 passed" in said


@pytest.mark.skipif(find_spec("hatchling") is None, reason="builds with hatchling")
def test_pip_builds_and_installs_what_was_typed(typed: Path, tmp_path: Path) -> None:
    site = tmp_path / "built"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--target", site, typed, within=tmp_path, site=tmp_path)
    newskit = Path(sys.executable).with_name("newskit")
    listed = run(newskit, "plugins", within=tmp_path, site=site).splitlines()
    assert listed[-2:] == [f"{PACKAGE} 0.1.0", "  summarizer  numbers"]
