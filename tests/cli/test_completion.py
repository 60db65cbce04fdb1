"""Completion in bash, with the function that `--show-completion` prints."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("newskit d", ["dedupe", "digest"]),
        ("newskit dedupe --le", ["--level"]),
        ("newskit summarize --s", ["--sentences", "--scores"]),
        ("newskit no-such-command --le", []),
    ],
)
def test_commands_and_options(bash: Bash, line: str, offered: list[str]) -> None:
    done = bash(
        'eval "$(newskit --show-completion bash)"\n'
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
        "_newskit_completion newskit\n"
        'printf "%s\\n" "${COMPREPLY[@]-}"'
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == offered


def test_install(bash: Bash, environment: dict[str, str]) -> None:
    done = bash("newskit --install-completion bash")
    assert done.returncode == 0
    home = Path(environment["HOME"])
    assert "newskit.sh" in (home / ".bashrc").read_text()
    assert "_newskit_completion" in (home / ".bash_completions/newskit.sh").read_text()
