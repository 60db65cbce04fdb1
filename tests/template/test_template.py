"""`plugins/template`: a plugin of each kind, made, installed and tested as a stranger would."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newskit import hookspecs

TEMPLATE = Path(__file__).resolve().parents[2] / "plugins" / "template"
KINDS = sorted(file.stem for file in (TEMPLATE / "templates" / "kinds").glob("[!_]*.py"))
BUILD = """
import os, sys
from hatchling.build import build_wheel

*packages, wheels = sys.argv[1:]
for package in packages:
    os.chdir(package)
    print(build_wheel(wheels))
"""

Run = Callable[..., "CompletedProcess[str]"]


def run(*command: object, within: Path) -> "CompletedProcess[str]":
    done = subprocess.run(
        [str(part) for part in command],
        cwd=within,
        env={**os.environ, "PYTHONUTF8": "1", "HOME": str(within), "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A package of each kind."""
    generate = pytest.importorskip("cookiecutter.main").cookiecutter
    folder = tmp_path_factory.mktemp("made")
    return {
        kind: Path(
            generate(
                str(TEMPLATE),
                no_input=True,
                output_dir=str(folder),
                default_config=True,
                extra_context={"kind": kind, "name": f"my-{kind}"},
            )
        )
        for kind in KINDS
    }


@pytest.fixture(scope="module")
def fresh(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with all of them, built as wheels, and newskit."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", "env", within=folder)
    python = folder / "env" / "bin" / "python"
    at_home = sysconfig.get_path("purelib")
    (site,) = (folder / "env" / "lib").glob("python*/site-packages")
    (site / "home.pth").write_text(f"import site; site.addsitedir({at_home!r})\n")
    (folder / "wheels").mkdir()
    run(sys.executable, "-c", BUILD, *made.values(), folder / "wheels", within=folder)
    wheels = sorted((folder / "wheels").glob("*.whl"))
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", *wheels, within=folder)
    return python


def test_every_kind_can_be_chosen() -> None:
    offered = json.loads((TEMPLATE / "cookiecutter.json").read_text())["kind"]
    assert sorted(offered) == KINDS
    assert {*KINDS, "setting"} == set(hookspecs.KINDS)


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.hardening)])
def test_the_tests_of_all_pass(made: dict[str, Path], fresh: Path, every: int) -> None:
    some = [*made.values()][::every]
    done = run(fresh, "-m", "pytest", "--import-mode=importlib", *some, within=fresh.parent)
    assert "passed" in done.stdout


def test_they_are_listed(made: dict[str, Path], fresh: Path) -> None:
    listed = run(fresh, "-m", "newskit", "plugins", within=fresh.parent).stdout
    for kind in KINDS:
        assert f"newskit-my-{kind} 0.1.0\n  {kind:<11} my-{kind}" in listed


def test_what_is_made_is_in_good_form(made: dict[str, Path]) -> None:
    for package in made.values():
        run(sys.executable, "-m", "ruff", "check", within=package)
        run(sys.executable, "-m", "ruff", "format", "--check", within=package)


def test_nothing_is_left_to_fill_in(made: dict[str, Path]) -> None:
    for package in made.values():
        every = (file for file in package.rglob("*") if file.is_file())
        files = [file for file in every if "cache" not in str(file)]
        assert len(files) == 7
        said = "".join(file.read_text("utf-8") for file in files)
        assert "cookiecutter" not in said and "mine" not in said


def test_it_comes_from_a_git_url_too(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(TEMPLATE, repository / "plugins" / "template")
    for step in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "All"]):
        run("git", "-c", "user.name=a", "-c", "user.email=a@a.example", *step, within=repository)
    url = f"git+file://{repository}"
    cookiecutter = [sys.executable, "-m", "cookiecutter", url, "--directory", "plugins/template"]
    run(*cookiecutter, "--no-input", "name=fog", "kind=reader", within=tmp_path)
    assert (tmp_path / "newskit-fog" / "src" / "newskit_fog" / "__init__.py").is_file()


@pytest.mark.parametrize("name", ["Fog 1", "lead"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str) -> None:
    main = pytest.importorskip("cookiecutter.main")
    with pytest.raises(Exception, match="Hook script failed"):
        main.cookiecutter(
            str(TEMPLATE),
            no_input=True,
            output_dir=str(tmp_path),
            default_config=True,
            extra_context={"name": name},
        )
    assert list(tmp_path.iterdir()) == []
