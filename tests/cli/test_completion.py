"""Completion in bash, with the function that `--show-completion` prints; in zsh and fish too."""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]
Offered = Callable[[str], list[str]]

PLUGIN = '''
from newskit.hooks import hookimpl

def wordcount(file: str, longest: bool = False) -> None:
    """Count words."""

@hookimpl
def newskit_commands():
    return {
        "wordcount": wordcount,
        "digest": wordcount,
        "gone": "counter:missing",
        "give": 7,
        "greet": lambda given: dict(given),
    }

@hookimpl
def newskit_summarizers():
    return {"longest": len}
'''


@pytest.fixture(scope="module")
def script() -> str:
    """The function for bash, which asks for it; it is the same wherever newskit runs."""
    command = f"'{Path(sys.executable).with_name('newskit')}' --show-completion; exit $?"
    return subprocess.check_output(["bash", "-c", command], text=True)


@pytest.fixture
def offered(bash: Bash, folder: Path, script: str) -> Offered:
    """Give what bash is offered for the last word of a line, with the words as it parts them."""
    (folder / ".completion").write_text(script)

    def complete(line: str) -> list[str]:
        words = " ".join(f"'{word}'" for word in re.split(r" |(?<=[:=])|(?=[:=])", line))
        done = bash(
            f". ./.completion; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
            "_newskit_completion newskit\n"
            'printf "%s\\n" "${COMPREPLY[@]-}"'
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()

    return complete


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("newskit d", ["dedupe", "digest"]),
        ("newskit --no", ["--no-config"]),
        ("newskit dedupe --le", ["--level"]),
        ("newskit store ", ["info", "verify", "prune", "export"]),
        ("newskit store info --j", ["--json"]),
        ("newskit no-such-command --le", []),
        ("newskit dedupe --level ", ["exact", "near", "rewritten", "story"]),
        ("newskit dedupe --level=n", ["near"]),
        ("newskit dedupe --keep ", ["longest", "earliest", "latest", "first", "source:"]),
        ("newskit dedupe --keep source:a", []),
        ("newskit dedupe -f ", ["text", "jsonl"]),
        ("newskit digest --format j", ["json", "jsonfeed"]),
        ("newskit stories --granularity ", ["event", "story", "saga"]),
        ("newskit summarize -m c", ["coverage", "centroid"]),
        ("newskit clean --on-error s", ["skip", "stop"]),
        ("newskit schema a", ["article"]),
        ("newskit dedupe -o samp", []),  # bash offers names of files itself
    ],
)
def test_commands_options_and_values(offered: Offered, line: str, words: list[str]) -> None:
    assert offered(line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("newskit w", ["wordcount"]),
        ("newskit g", ["greet"]),  # the others are none
        ("newskit counter:d", ["digest"]),
        ("newskit wordcount --l", ["--longest"]),
        ("newskit summarize -m lo", ["longest"]),
        ("newskit summarize -m=counter:l", ["longest"]),
    ],
)
def test_what_plugins_add(
    offered: Offered, add_plugin: AddPlugin, line: str, words: list[str]
) -> None:
    add_plugin("counter", PLUGIN)
    add_plugin("raising", "raise RuntimeError('broken')")
    assert offered(line) == words


def test_a_broken_configuration_breaks_no_completion(offered: Offered, folder: Path) -> None:
    (folder / "newskit.toml").write_text("[dedupe")
    assert offered("newskit dedupe --le") == ["--level"]


# The shells themselves, at a terminal

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
SET_UP = {
    "bash": 'eval "$(_NEWSKIT_COMPLETE=source_bash newskit)"',
    "zsh": 'autoload -Uz compinit; compinit -u -D; eval "$(_NEWSKIT_COMPLETE=source_zsh newskit)"',
}


def read_until(control: int, expected: str) -> str:
    """Read what a terminal shows until something is there, for half a minute at most."""
    shown = ""
    end = time.monotonic() + 30
    while expected not in shown and time.monotonic() < end:
        if select.select([control], [], [], 1)[0]:
            shown += os.read(control, 4096).decode(errors="replace")
    return shown


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_at_a_terminal(shell: str, folder: Path, environment: dict[str, str]) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    control, terminal = pty.openpty()
    process = subprocess.Popen(
        SHELLS[shell],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=folder,
        env=environment | {"TERM": "dumb", "INPUTRC": "/dev/null"},
        start_new_session=True,
    )
    try:
        os.write(control, f"{SET_UP[shell]}; echo re''ady\n".encode())
        assert "ready" in read_until(control, "ready\r")
        for typed, expected in (
            ("newskit ded\t", "dedupe "),
            ("--lev\t", "--level "),
            ("rew\t", "rewritten "),
            ("--keep lo\t", "longest "),
            ("samp\t", "samples/"),
        ):
            os.write(control, typed.encode())
            assert expected in read_until(control, expected)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(control)
        os.close(terminal)


def test_fish(bash: Bash) -> None:
    if not shutil.which("fish"):
        pytest.skip("no fish here")
    done = bash(
        "fish -N -c '_NEWSKIT_COMPLETE=source_fish newskit | source\n"
        'complete -C "newskit ded"; complete -C "newskit dedupe --keep lon"\n'
        'complete -C "newskit dedupe sampl"\''
    )
    offered = [line.partition("\t")[0] for line in done.stdout.splitlines() if line]
    assert offered == ["dedupe", "longest", "samples/"]


def test_install(bash: Bash, environment: dict[str, str]) -> None:
    # Which shell it is, the process tree tells: bash must not have given its place to newskit.
    done = bash("newskit --install-completion bash; true")
    assert done.returncode == 0
    home = Path(environment["HOME"])
    assert "newskit.sh" in (home / ".bashrc").read_text()
    assert "_newskit_completion" in (home / ".bash_completions/newskit.sh").read_text()
