"""The true command in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

TIMEOUT = 120
"""Seconds after which a run is ended, and its test has failed."""


class Newskit:
    """Runs `newskit` as a shell would, in a folder.

    Args:
        folder: where it runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(
        self, *arguments: object, stdin: str | bytes = "", **variables: str
    ) -> "CompletedProcess[str]":
        """Run a command and wait for it.

        Args:
            arguments: what stands behind `newskit`.
            stdin: what it reads on standard input.
            variables: variables of the environment that are set for it.

        Returns:
            `returncode`, `stdout` and `stderr`, as text in UTF-8.

        Raises:
            subprocess.TimeoutExpired: it does not end.
        """
        done = subprocess.run(
            [sys.executable, "-m", "newskit", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self._folder,
            env=os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"} | variables,
            timeout=TIMEOUT,
            check=False,
        )
        out, err = (data.decode(errors="surrogateescape") for data in (done.stdout, done.stderr))
        return CompletedProcess(done.args, done.returncode, out, err)
