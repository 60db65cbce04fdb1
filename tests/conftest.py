"""What tests share: the samples, and the true binary in a true shell in a folder with them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import settings

# A busy machine is no failure; the parent is what hypothesis chose for here or for CI.
# `make hardening` tries more examples.
EXAMPLES = int(os.environ.get("NEWSKIT_EXAMPLES", "15"))
settings.register_profile("newskit", parent=settings(), deadline=None, max_examples=EXAMPLES)
settings.load_profile("newskit")


TIMEOUT = 120
Bash = Callable[..., "CompletedProcess[str]"]
AddPlugin = Callable[[str, str], None]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of invented articles that ships with newskit."""
    return Path(__file__).parents[1] / "samples"


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    """A folder with a copy of the samples in `samples/`."""
    shutil.copytree(samples, tmp_path / "samples")
    return tmp_path


@pytest.fixture
def big(folder: Path) -> None:
    """An article a line in big.jsonl, more than a pipe holds; the same with stories."""
    with (folder / "big.jsonl").open("w") as articles, (folder / "stories.jsonl").open("w") as told:
        for number in range(100):
            text = " ".join(f"Item {number} has line {line}." for line in range(50))
            marks = f'"boilerplate": [], "copies": [], "id": "{number}", "text": "{text}"'
            articles.write(f"{{{marks}}}\n")
            told.write(f'{{{marks}, "story": {{"id": "{number:016x}", "size": 1}}}}\n')


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a new user's shell would pass on; `PYTHONPATH` is where a test puts modules."""
    home = tmp_path / ".home"
    home.mkdir()
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(tmp_path / ".site"),
        "NEWSKIT_PLUGINS": "",
    }


@pytest.fixture
def bash(folder: Path, environment: dict[str, str]) -> Bash:
    """Run a script, strictly: `pipefail` sees the exit code of every command."""

    def run(script: str, stdin: str | bytes = b"", **variables: str) -> "CompletedProcess[str]":
        done = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{script}"],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=folder,
            env=environment | variables,
            timeout=TIMEOUT,
            check=False,
        )
        out, err = (data.decode(errors="surrogateescape") for data in (done.stdout, done.stderr))
        return CompletedProcess(script, done.returncode, out, err)

    return run


@pytest.fixture
def add_plugin(folder: Path, environment: dict[str, str]) -> AddPlugin:
    """Install a package of one module, as pip would, where only this test sees it."""

    def add(name: str, source: str) -> None:
        site = folder / ".site"
        about = site / f"{name}-1.5.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n")
        (about / "entry_points.txt").write_text(f"[newskit]\n{name} = {name}\n")
        (site / f"{name}.py").write_text(source)
        allowed = environment["NEWSKIT_PLUGINS"]
        environment["NEWSKIT_PLUGINS"] = f"{allowed},{name}" if allowed else name

    return add


@pytest.fixture
def patch_newskit(folder: Path) -> Callable[[str], None]:
    """Run code at the start of every Python process, to make something inside newskit fail."""

    def patch(source: str) -> None:
        (folder / ".site").mkdir(exist_ok=True)
        (folder / ".site" / "sitecustomize.py").write_text(source)

    return patch
