"""What holds for every command."""

from collections.abc import Sequence
from subprocess import CompletedProcess
from typing import ClassVar

from newskit.article import to_lines
from newskit.testing.articles import corpus
from newskit.testing.contract import Contract
from newskit.testing.running import Newskit


class CommandContract(Contract):
    """The suite of a command: run as a user does, so `plugin` is its name.

    Attributes:
        arguments: what stands behind the name.
        stdin: what it gets on standard input; by default the corpus.
        code: the exit code that it shall end in.
    """

    kind = "command"
    plugin: ClassVar[str]
    arguments: ClassVar[Sequence[str]] = ()
    stdin: ClassVar[bytes | None] = None
    code: ClassVar[int] = 0

    def test_it_has_help(self, newskit_cli: Newskit) -> None:
        """`--help` says what the command does."""
        done = newskit_cli(self.plugin, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"Usage: newskit {self.plugin}")
        assert self.thing.__doc__, "has no docstring"

    def test_it_runs_and_prints_the_same_each_time(self, newskit_cli: Newskit) -> None:
        """Two runs, with two hash seeds, print the same."""
        one, other = (self._run(newskit_cli, PYTHONHASHSEED=seed) for seed in ("1", "2"))
        assert one.returncode == self.code, one.stderr
        assert "Traceback" not in one.stderr
        assert other.stdout == one.stdout, "with another PYTHONHASHSEED it prints something else"

    def test_wrong_usage_is_one_line(self, newskit_cli: Newskit) -> None:
        """An option that is not there ends in 2, with one line, and prints no results."""
        done = newskit_cli(self.plugin, "--no-such-option")
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1, done.stderr

    def _run(self, newskit_cli: Newskit, **variables: str) -> "CompletedProcess[str]":
        stdin = b"".join(to_lines(corpus())) if self.stdin is None else self.stdin
        return newskit_cli(self.plugin, *self.arguments, stdin=stdin, **variables)
