"""Strangers' packages: their commands, what is listed, and what a broken one may not hurt."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]

COMMANDS = '''
import typer
from newskit.hooks import hookimpl

app = typer.Typer()

@app.command()
def greet(name: str) -> None:
    """Say hello."""
    print(f"Hello {name}")

@app.command()
def leave(code: int) -> None:
    """Go away."""
    raise typer.Exit(code)

def wordcount(files: list[str], fail: bool = False) -> int:
    """Count words."""
    if fail:
        raise LookupError("no words")
    print(sum(len(open(name).read().split()) for name in files))
    return 7

def strange(given: dict[str, object]) -> None:
    """Take what no command line can give."""

@hookimpl
def newskit_commands():
    return {
        "wordcount": wordcount,
        "desk": app,
        "digest": wordcount,
        "gone": "counter:missing",
        "number": 7,
        "strange": strange,
    }
'''


@pytest.fixture
def commands(add_plugin: AddPlugin) -> None:
    """Install a package with a function and an app as commands."""
    add_plugin("counter", COMMANDS)


def test_commands_of_a_package(bash: Bash, commands: None) -> None:
    done = bash(
        "newskit wordcount samples/000.txt samples/001.txt; wc -w < <(cat samples/00[01].txt)"
    )
    assert (done.returncode, done.stderr) == (0, "")
    ours, theirs = done.stdout.split()
    assert ours == theirs
    assert bash("newskit desk greet Odile").stdout == "Hello Odile\n"
    assert bash("newskit desk leave 5").returncode == 5
    assert bash("newskit desk greet Odile > /dev/full").returncode == 3
    assert bash("newskit counter:digest samples/000.txt").returncode == 0


def test_the_overview_has_them_under_a_heading_of_their_own(
    bash: Bash, commands: None, add_plugin: AddPlugin
) -> None:
    add_plugin("teller", COMMANDS.replace('"desk": app', '"tell": app'))
    add_plugin("raising", "raise RuntimeError('broken')")
    done = bash("newskit --help")
    assert (done.returncode, done.stderr) == (0, "")
    built_in, _, strange = done.stdout.partition("\nCommands of plugins:\n")
    alone = bash("newskit --help", NEWSKIT_PLUGINS="").stdout
    assert built_in == alone.partition("\n\n  Examples:")[0] + "\n"
    listed = [line.split(maxsplit=1) for line in strange.partition("\n\n")[0].splitlines()]
    assert [name for name, *_ in listed if name.islower()] == [
        "counter:digest",  # the name of a built-in command
        "counter:gone",  # a name that two packages give, and the module has no such thing
        *("counter:number", "counter:strange", "counter:wordcount"),
        *("desk", "tell"),
        *(f"teller:{name}" for name in ("digest", "gone", "number", "strange", "wordcount")),
    ]
    assert ["counter:wordcount", "Count words."] in listed
    assert "command 'gone' of counter 1.5 cannot be used: Attr" in " ".join(strange.split())


def test_help_of_a_package_command(bash: Bash, commands: None) -> None:
    done = bash("newskit wordcount --help; newskit desk -h")
    assert done.stdout.startswith(
        "Usage: newskit wordcount [OPTIONS] {files}...\n\n  Count words.\n"
    )
    assert "Say hello." in done.stdout
    assert "completion" not in done.stdout


def test_notes_on_what_a_package_command_reads(bash: Bash, add_plugin: AddPlugin) -> None:
    """They are those of built-in commands, not warnings about a line of the package."""
    source = """
import warnings
from newskit import read
from newskit.hooks import hookimpl

def peek(place: str) -> None:
    "Read."
    read(place)
    warnings.warn("something else")

@hookimpl
def newskit_commands():
    return {"peek": peek}
"""
    add_plugin("peeking", source)
    note, other, _ = bash("newskit peek samples/").stderr.split("\n", 2)
    assert note == "newskit peek: samples: 1 file has no articles, left out: gold.json"
    assert "peeking.py:9: UserWarning: something else" in other


def test_errors_of_a_package_command(bash: Bash, commands: None) -> None:
    failed = bash("newskit wordcount --fail x")
    assert failed.returncode == 3
    assert failed.stderr == (
        "newskit: command 'wordcount' (counter 1.5) failed: LookupError: no words\n"
    )
    wrong = bash("newskit wordcount --fial x")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert wrong.stderr.startswith("newskit wordcount: No such option: --fial")
    near = bash("newskit wordcont x")
    assert (near.returncode, near.stderr.count("'wordcount'")) == (2, 1)
    gone = bash("newskit gone")
    assert gone.returncode == 3
    assert gone.stderr.startswith("newskit: command 'gone' of counter 1.5 cannot be used: Attribu")
    for name in ("number", "strange"):
        none = bash(f"newskit {name} x")
        assert (none.returncode, len(none.stderr.splitlines())) == (3, 1)
        assert f"command '{name}' of counter 1.5 cannot be used: " in none.stderr


def test_list(bash: Bash, commands: None) -> None:
    done = bash("newskit plugins")
    assert "counter 1.5\n  command     wordcount, desk, " in done.stdout
    assert done.stderr == "newskit plugins: 2 installed, 0 failed\n"
    built_in, counter = json.loads(bash("newskit plugins --json").stdout)
    assert built_in["name"] == "newskit"
    assert counter["version"] == "1.5"
    adds = {add["name"]: add for add in counter["adds"]}
    assert adds["wordcount"] == {"kind": "command", "name": "wordcount", "use": "counter:wordcount"}
    assert "built-in" in adds["digest"]["error"]


def test_broken_packages_hurt_nobody(bash: Bash, add_plugin: AddPlugin) -> None:
    add_plugin("raising", "raise RuntimeError('broken')")
    add_plugin("leaving", "import sys; sys.exit(9)")
    add_plugin("mistyped", "def newskit_commands(:")
    add_plugin("empty", "")
    done = bash(
        "newskit dedupe -q -a samples/*.txt | newskit stories -q"
        " | newskit summarize -q | newskit digest -q > /dev/null\n"
        "newskit compare -q samples/00[01].txt > /dev/null\n"
        "newskit schema -q > /dev/null; newskit --help > /dev/null\n"
        "newskit plugins"
    )
    assert done.returncode == 0
    for name in ("raising", "leaving", "mistyped"):
        assert f"{name} 1.5\n  failed      " in done.stdout
    assert done.stderr == "newskit plugins: 5 installed, 3 failed\n"
    unknown = bash("newskit summarize -m brokn samples/000.txt")
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (2, 1)
    assert "failed to load: leaving, mistyped, raising" in unknown.stderr
