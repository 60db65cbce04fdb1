"""Wheels and source distributions: whole, described rightly, and at work where nothing else is."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from email.message import Message
from email.parser import Parser
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/newskit-*/pyproject.toml"))
PACKAGES = [ROOT, *PLUGINS]
WheelOf = Callable[[Path], Path]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def build(project: Path, to: Path, target: str) -> Path:
    """Build a wheel or an sdist with what the environment has; nothing is downloaded."""
    before = set(to.iterdir())
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(to)],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (made,) = set(to.iterdir()) - before
    return made


@pytest.fixture(scope="session")
def wheel_of(tmp_path_factory: pytest.TempPathFactory) -> WheelOf:
    folder = tmp_path_factory.mktemp("wheels")
    return cache(lambda project: build(project, folder, "wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata(wheel: Path) -> Message:
    (text,) = (data for name, data in contents(wheel).items() if name.endswith("/METADATA"))
    return Parser().parsestr(text.decode())


def sources(project: Path) -> dict[str, bytes]:
    """Give the files that a project wants installed."""
    top = project if project == ROOT else project / "src"
    files = [*top.glob("newskit*/**/*"), *top.glob("*.py")]
    return {
        file.relative_to(top).as_posix(): file.read_bytes()
        for file in files
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.mark.parametrize("project", PACKAGES, ids=lambda project: project.name)
def test_a_wheel_has_every_file_and_no_other(project: Path, wheel_of: WheelOf) -> None:
    installed = {
        name: data
        for name, data in contents(wheel_of(project)).items()
        if ".dist-info/" not in name
    }
    assert installed == sources(project)
    (package,) = {name.partition("/")[0] for name in installed if "/" in name}
    assert installed[f"{package}/py.typed"] == b""


def test_what_is_no_code_is_there(wheel_of: WheelOf) -> None:
    """Else the test above could compare nothing with nothing."""
    kinds = {Path(name).suffix for name in contents(wheel_of(ROOT))}
    assert {".py", ".j2", ".css", ".js", ".typed"} <= kinds


@pytest.mark.parametrize("project", PACKAGES, ids=lambda project: project.name)
def test_an_sdist_makes_the_same_wheel(project: Path, wheel_of: WheelOf, tmp_path: Path) -> None:
    sdist = build(project, tmp_path, "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert contents(build(unpacked, tmp_path, "wheel")) == contents(wheel_of(project))
    assert not [path for path in unpacked.rglob("*") if path.suffix == ".pyc"]


@pytest.mark.parametrize("project", PACKAGES, ids=lambda project: project.name)
def test_what_a_package_says_of_itself(project: Path, wheel_of: WheelOf) -> None:
    said = metadata(wheel_of(project))
    assert said["License-Expression"] == "Apache-2.0"
    assert said["License-File"] == "LICENSE"
    assert (project / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert said["Requires-Python"] == f">={PYTHONS[0]}"
    assert said["Description-Content-Type"] == "text/markdown"
    assert said.get_payload().strip() == (project / "README.md").read_text("utf-8").strip()
    assert len(said["Summary"]) <= 100
    classifiers = said.get_all("Classifier", [])
    versions = [each.rpartition(" ")[2] for each in classifiers if "Python :: 3." in each]
    assert versions == PYTHONS
    assert "Typing :: Typed" in classifiers


def test_plugins_go_with_this_newskit(wheel_of: WheelOf) -> None:
    from packaging.requirements import Requirement

    version = metadata(wheel_of(ROOT))["Version"]
    for plugin in PLUGINS:
        needed = map(Requirement, metadata(wheel_of(plugin)).get_all("Requires-Dist", []))
        (core,) = (each for each in needed if each.name == "newskit")
        assert version in core.specifier


def test_installed_in_a_fresh_environment(wheel_of: WheelOf, tmp_path: Path) -> None:
    """Only newskit and its plugins are installed there; what they need is borrowed from here."""
    fresh = tmp_path / "venv"
    venv.create(fresh, symlinks=True)
    python = fresh / "bin" / "python"
    options = ["--quiet", "--no-index", "--no-deps"]
    files = [str(wheel_of(project)) for project in PACKAGES]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", *options, *files],
        check=True,
    )
    (site,) = fresh.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    environment = {"PATH": f"{fresh / 'bin'}:{os.environ['PATH']}", "HOME": str(tmp_path)}

    def run(*command: str) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    import_all = "import newskit, newskit.hooks as hooks; print(newskit.__file__, hooks.__file__)"
    assert run("python", "-c", import_all).count(str(site)) == 2
    listed = run("newskit", "plugins")
    for plugin in PLUGINS:
        with (plugin / "pyproject.toml").open("rb") as stream:
            project = tomllib.load(stream)["project"]
        assert f"{project['name']} {project['version']}\n" in listed
    assert "failed" not in listed
    samples = str(ROOT / "samples")
    assert run("newskit", "digest", "-q", samples).startswith("# ")
    run("newskit", "digest", "-q", samples, "-o", "page.html")
    assert "<style" in (tmp_path / "page.html").read_text("utf-8")
    assert len(run("newskit", "dedupe", "-q", "--detector", "simhash", samples).splitlines()) > 5
    assert run("python", "-m", "newskit", "--version") == run("newskit", "--version")
