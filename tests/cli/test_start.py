"""Start-up: no command pays for what it does not use."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newskit.host import Host

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]

HEAVY = {"numpy", "scipy", "datasketch", "sumy", "nltk", "wordfreq", "jinja2"}
NOT_FOR_HELP = HEAVY | {"rich", "importlib.metadata", "newskit.pipeline", "newskit.hooks", "probe"}
PROBE = """
import runpy, shutil, sys
sys.argv = ["newskit", *sys.argv[1:]]
try:
    runpy.run_path(shutil.which("newskit"), run_name="__main__")
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture
def loaded(bash: Bash, folder: Path, add_plugin: AddPlugin) -> Callable[[str], set[str]]:
    """Give the modules that a command line loads, with a plugin installed."""
    add_plugin("probe", "")
    (folder / "run.py").write_text(PROBE)

    def modules(arguments: str) -> set[str]:
        done = bash(f"python run.py {arguments} > /dev/null")
        assert done.returncode == 0
        return set(done.stderr.splitlines()[-1].split())

    return modules


@pytest.mark.parametrize("command", Host(frozenset()).builtins("command"))
def test_help_loads_nothing_heavy(loaded: Callable[[str], set[str]], command: str) -> None:
    modules = loaded(f"{command} --help")
    assert "newskit.cli.main" in modules
    assert not modules & NOT_FOR_HELP


def test_the_overview_loads_plugins_if_there_are_any(
    loaded: Callable[[str], set[str]], environment: dict[str, str]
) -> None:
    with_one = loaded("--help")
    assert "probe" in with_one
    assert not with_one & HEAVY
    environment["NEWSKIT_PLUGINS"] = ""
    assert not loaded("--help") & NOT_FOR_HELP


def test_settings_load_nothing_where_nothing_is_set(
    loaded: Callable[[str], set[str]], folder: Path
) -> None:
    plain = loaded("schema")
    (folder / "newskit.toml").write_text("")
    assert loaded("schema") - plain >= {"tomllib", "newskit.cli.stories"}


@pytest.mark.parametrize("level", ["exact", "near", "rewritten"])
def test_five_articles_need_arrays_at_most(loaded: Callable[[str], set[str]], level: str) -> None:
    modules = loaded(f"dedupe -q --level {level} samples/00*.txt")
    assert "newskit.duplicates.copies" in modules
    unused = HEAVY - {"numpy"} | {"msgspec", "rich", "importlib.metadata", "probe"}
    assert not modules & unused


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A place of their own for compiled modules: else every start might compile newskit."""
    return str(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def cost(folder: Path, environment: dict[str, str], compiled: str) -> Callable[[str, str], float]:
    """Give the CPU time of a command line in ratio to that of Python code; `-s` shows it."""
    environment |= {"PYTHONPYCACHEPREFIX": compiled, "OPENBLAS_NUM_THREADS": "1"}
    newskit = str(Path(sys.executable).with_name("newskit"))

    def cpu_seconds(*command: str) -> float:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return usage.ru_utime + usage.ru_stime

    def ratio(arguments: str, code: str) -> float:
        pairs = [
            (cpu_seconds(newskit, *arguments.split()), cpu_seconds(sys.executable, "-c", code))
            for _ in range(5)
        ]
        ours, theirs = (min(times) for times in zip(*pairs[1:], strict=True))
        print(f"newskit {arguments}: {ours:.3f} s, {ours / theirs:.2f} times the imports")
        return ours / theirs

    return ratio


# Other work on the machine can only make a command slower: one quiet round of eight is proof.


def test_help_costs_little_more_than_typer(cost: Callable[[str, str], float]) -> None:
    assert any(cost("--help", "import typer") <= 1.5 for _ in range(8))


def test_five_articles_cost_little_more_than_the_imports(
    cost: Callable[[str, str], float], loaded: Callable[[str], set[str]]
) -> None:
    arguments = "dedupe -q " + " ".join(f"samples/00{number}.txt" for number in range(5))
    modules = sorted(name for name in loaded(arguments) if not name.startswith(("_", "encodings")))
    assert "newskit.duplicates.copies" in modules
    assert any(cost(arguments, f"import {', '.join(modules)}") <= 1.3 for _ in range(8))
