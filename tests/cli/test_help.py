"""Help: for every command, readable at 80 columns, and the examples as they were written."""

import re
from collections.abc import Callable
from inspect import getdoc
from subprocess import CompletedProcess

import pytest

from newskit.host import Host

Bash = Callable[..., CompletedProcess[str]]
COMMANDS = list(Host(frozenset()).builtins("command"))


def functions() -> dict[str, object]:
    """Give the functions behind the commands; a command may consist of several."""
    found: dict[str, object] = {}
    for name in COMMANDS:
        command = Host(frozenset()).get("command", name)
        parts = getattr(command, "registered_commands", None)
        found |= {f"{name} {part.callback.__name__}": part.callback for part in parts or ()}
        found |= {} if parts else {name: command}
    return found


@pytest.mark.parametrize("command", functions())
def test_help_of_a_command(bash: Bash, command: str) -> None:
    done = bash(f"newskit {command} --help", COLUMNS="200")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith(f"Usage: newskit {command} [OPTIONS]")

    doc = getdoc(functions()[command]) or ""
    examples = doc.partition("Examples:\n")[2].splitlines()
    first = lines.index("  Examples:") + 1
    assert examples
    assert lines[first : first + len(examples) + 1] == [*(f"  {line}" for line in examples), ""]
    assert all("newskit" in example for example in examples)

    options = re.split(r"\n(?=  -)", done.stdout.partition("\nOptions:\n")[2].rstrip())
    assert len(options) >= 3
    for option in options:
        _, explanation = re.split(r"\s{2,}", option.strip(), maxsplit=1)
        assert len(explanation.split()) >= 2


def test_overview(bash: Bash) -> None:
    done = bash("newskit --help")
    listed = re.findall(r"^  (\w+)  +[A-Z].*\.$", done.stdout, re.MULTILINE)
    assert listed == COMMANDS
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "    newskit digest inbox/ -o today.md   one cited entry for each story\n" in done.stdout
    assert bash("newskit -h").stdout == done.stdout


def test_no_command_is_wrong_usage_and_shows_the_help(bash: Bash) -> None:
    done = bash("newskit")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == bash("newskit --help").stdout


def test_help_in_an_encoding_without_its_letters(bash: Bash) -> None:
    for command in ("", *COMMANDS):
        done = bash(f"newskit {command} --help", PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, "")


def test_version(bash: Bash) -> None:
    assert re.fullmatch(r"newskit \d+\.\d+\.\d+\n", bash("newskit --version").stdout)
